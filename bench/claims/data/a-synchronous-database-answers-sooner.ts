/**
 * SQLite is no server: it is code that runs in the process of its caller, and a row that is in memory is there at once. To ask it
 * asynchronously one needs another thread, and the way to it and back is longer than the search for a row. That is
 * better-sqlite3's argument for a synchronous interface, and that of `node:sqlite` as well.
 *
 * The wrong way is to leave it there. It is the time of one who asks alone. While a long question is answered nobody else
 * is, which is another claim (a-database-on-a-thread-keeps-the-loop-free), and a database on a disk that does not answer
 * holds up the whole process. Both contenders ask the same compiled statement, of a database in memory each.
 */
import { closing, defineClaim } from '../../claim.ts';
import { AnsweringThread } from '../../../fixtures/async/answering-thread.ts';
import { answerTo, readings, type Answer, type Question } from '../../../fixtures/data/readings.ts';
import { lacksSqlite } from '../../../fixtures/data/sqlite.ts';

const REMAINDER = 3;
const program = new URL('../../../fixtures/data/readings-worker.js', import.meta.url);

export default defineClaim({
  says: 'A synchronous SQLite answers sooner than one on another thread',
  because: 'what it does takes less time than the way to another thread and back',
  source: 'better-sqlite3: https://github.com/WiseLibs/better-sqlite3',
  quote: 'Easy-to-use synchronous API (better concurrency than an asynchronous API... yes, you read that correctly)',
  // How many rows have to be looked at for an answer.
  given: { rows: [1, 10_000] },
  quick: { rows: [1] },
  crossing: 'rows',
  lacks: lacksSqlite,
  favours: 'on this thread',
  over: 'on another thread',
  contenders: {
    'on this thread': ({ rows }) => {
      const table = readings(rows);
      return closing(
        () => table.ask(REMAINDER),
        () => table.close(),
      );
    },
    'on another thread': async ({ rows }) => {
      const thread = new AnsweringThread<Question, Answer>(program);
      await thread.ask({ rows, remainder: REMAINDER }); // it has its table then
      return closing(
        () => thread.ask({ rows, remainder: REMAINDER }),
        () => thread.close(),
      );
    },
  },
  answer: ({ rows }) => answerTo({ rows, remainder: REMAINDER }),
  elsewhere: [
    {
      source: 'https://github.com/WiseLibs/better-sqlite3',
      says: 'sqlite3, which is asynchronous, is 11.7 times slower than better-sqlite3 to select one row',
      wins: 'on this thread',
      at: { rows: 1 },
    },
  ],
  expects: ({ rows }) => (rows <= 1 ? 'confirmed' : undefined),
});
