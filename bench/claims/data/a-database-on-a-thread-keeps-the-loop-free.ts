/**
 * The other half of a-synchronous-database-answers-sooner: as long as a synchronous database works, the event loop stands still,
 * and with it everybody who has asked for something else. On a thread of its own the database works beside it. Counted is
 * the longest time for which the loop could not go round while one question was answered.
 *
 * The wrong way is to think of the database only. To send a question and to take the answer is work on the loop, too: for a
 * question that is answered in a few microseconds there is more of it than what is spared.
 */
import { closing, defineClaim } from '../../claim.ts';
import { AnsweringThread } from '../../../fixtures/async/answering-thread.ts';
import { answerTo, readings, type Answer, type Question } from '../../../fixtures/data/readings.ts';
import { lacksSqlite } from '../../../fixtures/data/sqlite.ts';

const REMAINDER = 3;
const program = new URL('../../../fixtures/data/readings-worker.js', import.meta.url);

export default defineClaim({
  says: 'A database on another thread keeps the event loop free',
  because: 'the loop only sends the question and takes the answer, and goes round meanwhile',
  source: 'better-sqlite3, on worker threads: https://github.com/WiseLibs/better-sqlite3',
  quote: 'Worker thread support (for large/slow queries)',
  metric: 'loop delay',
  // How many rows have to be looked at for an answer: so many that it takes longer than what the system takes from a thread on
  // a busy machine.
  given: { rows: [1, 200_000] },
  quick: { rows: [200_000] },
  crossing: 'rows',
  lacks: lacksSqlite,
  favours: 'on another thread',
  over: 'on this thread',
  contenders: {
    'on another thread': async ({ rows }) => {
      const thread = new AnsweringThread<Question, Answer>(program);
      await thread.ask({ rows, remainder: REMAINDER }); // it has its table then
      return closing(
        () => thread.ask({ rows, remainder: REMAINDER }),
        () => thread.close(),
      );
    },
    'on this thread': ({ rows }) => {
      const table = readings(rows);
      return closing(
        () => table.ask(REMAINDER),
        () => table.close(),
      );
    },
  },
  answer: ({ rows }) => answerTo({ rows, remainder: REMAINDER }),
  expects: ({ rows }) => (rows <= 1 ? 'refuted' : 'confirmed'),
});
