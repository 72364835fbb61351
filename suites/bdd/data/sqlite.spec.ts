/** Specifies how the SQLite of the runtime is used by a program: without a word about it, and on a thread of its own. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { AnsweringThread } from '../../../fixtures/async/answering-thread.ts';
import { answerTo, type Answer, type Question } from '../../../fixtures/data/readings.ts';
import { lacksSqlite } from '../../../fixtures/data/sqlite.ts';
import { compiled, runInline } from '../../support/program.ts';
import { skip } from '../../support/skip.ts';

describe('The SQLite of the runtime', () => {
  before(function () {
    const lacks = lacksSqlite();
    if (lacks !== undefined) skip(this, lacks);
  });

  it('is opened without a warning', async () => {
    const { stdout, stderr, code } = await runInline(
      `import { openDatabase } from ${JSON.stringify(compiled('fixtures/data/sqlite.ts'))};
      const database = openDatabase();
      console.log(database.prepare('SELECT 6 * 7 AS answer').get().answer);
      database.close();`,
    );
    expect({ stdout, stderr, code }).to.deep.equal({ stdout: '42\n', stderr: '', code: 0 });
  });

  it('answers on a thread of its own, about several tables by turns', async () => {
    const thread = new AnsweringThread<Question, Answer>(
      new URL('../../../fixtures/data/readings-worker.js', import.meta.url),
    );
    try {
      for (const question of [
        { rows: 10, remainder: 3 },
        { rows: 1000, remainder: 0 },
        { rows: 10, remainder: 6 },
      ]) {
        expect(await thread.ask(question), JSON.stringify(question)).to.deep.equal(answerTo(question));
      }
    } finally {
      await thread.close();
    }
  });
});
