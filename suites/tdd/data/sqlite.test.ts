/** The SQLite of the runtime from the inside: what it answers, and what is said where there is none. */
import { expect } from 'chai';
import { afterEach, setup, suite, test } from 'mocha';
import { restore, stub } from 'sinon';
import { answerTo, readings } from '../../../fixtures/data/readings.ts';
import { lacksSqlite, openDatabase } from '../../../fixtures/data/sqlite.ts';
import { skip } from '../../support/skip.ts';

suite('the SQLite of the runtime', () => {
  afterEach(() => restore());

  suite('where there is one', () => {
    setup(function () {
      const lacks = lacksSqlite();
      if (lacks !== undefined) skip(this, lacks);
    });

    test('runs statements with values, and answers rows', () => {
      const database = openDatabase();
      database.exec('CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT)');
      const insert = database.prepare('INSERT INTO names (name) VALUES (?)');
      expect(insert.run("Robert'); DROP TABLE names").changes).to.equal(1);
      expect(insert.run('Ada').changes).to.equal(1);
      const rows = database.prepare('SELECT id, name FROM names WHERE id > ? ORDER BY id').all(0);
      expect(rows.map((row) => ({ ...row }))).to.deep.equal([
        { id: 1, name: "Robert'); DROP TABLE names" },
        { id: 2, name: 'Ada' },
      ]);
      expect(database.prepare('SELECT name FROM names WHERE id = ?').get(3)).to.equal(undefined);
      database.close();
    });

    test('leaves the way to warn as it was', () => {
      const before: unknown = Reflect.get(process, 'emitWarning');
      openDatabase().close();
      expect(Reflect.get(process, 'emitWarning')).to.equal(before);
    });

    for (const rows of [0, 1, 6, 7, 8, 100]) {
      test(`adds up the readings of ${rows} rows as they are worked out without it`, () => {
        const table = readings(rows);
        for (let remainder = 0; remainder < 7; remainder++) {
          expect(table.ask(remainder), `${remainder}`).to.deep.equal(answerTo({ rows, remainder }));
        }
        table.close();
      });
    }
  });

  test('is said to be missing where it is', () => {
    stub(process, 'getBuiltinModule').returns(undefined);
    expect(lacksSqlite()).to.equal('needs node:sqlite, which this runtime does not have');
    expect(() => openDatabase())
      .to.throw('run this in Node.js 22.13 or later')
      .with.property('code', 'ERR_NO_SQLITE');
  });

  test('leaves the way to warn as it was where loading it fails', () => {
    const before: unknown = Reflect.get(process, 'emitWarning');
    stub(process, 'getBuiltinModule').throws(new Error('broken'));
    expect(() => lacksSqlite()).to.throw('broken');
    expect(Reflect.get(process, 'emitWarning')).to.equal(before);
  });

  test('adds up readings as a loop does', () => {
    for (const rows of [0, 1, 7, 8, 20]) {
      for (let remainder = 0; remainder < 7; remainder++) {
        const asked = Array.from({ length: rows }, (_, value) => value).filter((value) => value % 7 === remainder);
        const sum = asked.reduce((total, value) => total + value, 0);
        expect(answerTo({ rows, remainder }), `${rows}, ${remainder}`).to.deep.equal({ count: asked.length, sum });
      }
    }
  });
});
