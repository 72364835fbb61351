/**
 * SQL is a language: a statement is parsed, planned and compiled to a program of SQLite's own before it is run. A statement that is
 * prepared once and kept spares that at every further time. For a row that is found by its key the compiling is more work than the
 * running; for a statement that reads a whole table it is hardly noticed.
 *
 * The wrong way is to measure on a disk: what a write costs there is the waiting for the disk, and nothing of this is seen. So the
 * database is in memory. The other wrong way is the fast-looking one: to put values into the text of the statement. Whoever
 * can choose a value chooses the statement then, and every value is another one to be compiled.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { lacksSqlite, openDatabase, type Database } from '../../../fixtures/data/sqlite.ts';

const PEOPLE = 1000;
const ASKED = 16;

/** What is asked for differs from one to the next; the step is prime, so that it is all over the table. */
const idOf = (turn: number): number => 1 + ((turn * 61) % PEOPLE);
const ageOf = (id: number): number => 18 + (id % 60);

function people(): Database {
  const database = openDatabase();
  database.exec('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL); BEGIN');
  const insert = database.prepare('INSERT INTO people (id, name, age) VALUES (?, ?, ?)');
  for (let id = 1; id <= PEOPLE; id++) insert.run(id, `name-${id}`, ageOf(id));
  database.exec('COMMIT');
  return database;
}

const STATEMENTS = {
  'a row by its key': 'SELECT age FROM people WHERE id = ?',
  'all rows': 'SELECT sum(age) AS age FROM people WHERE age <> ? + 1000',
};

/** Asks several times, and adds up what is answered. */
function asking(database: Database, ask: (id: number) => unknown): Timed {
  return closing(
    () => {
      let sum = 0;
      for (let turn = 0; turn < ASKED; turn++) sum += Number(ask(idOf(turn)));
      return sum;
    },
    () => database.close(),
  );
}

export default defineClaim({
  says: 'A prepared statement that is kept is faster than preparing it each time',
  because: 'it is parsed, planned and compiled only once',
  source: 'the manual of Node.js, on createTagStore: https://github.com/nodejs/node/pull/58748',
  quote: 'This mechanism helps to avoid the overhead of repeatedly parsing and preparing the same SQL statements.',
  given: { asked: ['a row by its key', 'all rows'] },
  quick: { asked: ['a row by its key'] },
  lacks: lacksSqlite,
  favours: 'prepared once',
  over: 'prepared each time',
  contenders: {
    'prepared once': ({ asked }) => {
      const database = people();
      const statement = database.prepare(STATEMENTS[asked]);
      return asking(database, (id) => statement.get(id)!['age']);
    },
    'prepared each time': ({ asked }) => {
      const database = people();
      return asking(database, (id) => database.prepare(STATEMENTS[asked]).get(id)!['age']);
    },
    'values in the text': ({ asked }) => {
      const database = people();
      const [before, after] = STATEMENTS[asked].split('?');
      return asking(database, (id) => database.prepare(`${before}${id}${after}`).get()!['age']);
    },
  },
  answer: ({ asked }) => {
    const ids = Array.from({ length: PEOPLE }, (_, index) => index + 1);
    const all = ids.reduce((sum, id) => sum + ageOf(id), 0);
    return Array.from({ length: ASKED }, (_, turn) => idOf(turn)).reduce(
      (sum, id) => sum + (asked === 'all rows' ? all : ageOf(id)),
      0,
    );
  },
  elsewhere: [
    {
      source: 'https://github.com/steipete/birdclaw/pull/173',
      says: '10,000 reads of single rows take 5.908 ms with statements that are kept and 20.608 ms with others',
      wins: 'prepared once',
      at: { asked: 'a row by its key' },
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
