/** Specifies the finding of tests that a slip of the pen has lost (row TE3). */
import { Script } from 'node:vm';

import { expect } from 'chai';
import { suite, test } from 'mocha';

import { lostTests } from '../../../fixtures/testing/lost-tests.ts';
import { runWithMocha } from '../../support/mocha-in-process.ts';

const NOTES = `//macha
if('fs.readFile should be ok', function(done){
    fs.readFile('file_path', 'utf8', function(err, data){
        should.not.exist(err);
        done();
    });
});
`;

suite('TE3: if(…, function(done){…}), claimed to be a test', () => {
  test('is found with its line', () => {
    expect(lostTests(NOTES)).to.deep.equal([{ line: 2, title: 'fs.readFile should be ok' }]);
  });

  for (const source of [
    "if ('a', async function () {});",
    'if ("a", () => {});',
    'if (`a`, done => {});',
    "if ('a', async (done, { limit } = read()) => {});",
    "if ('a',\n  async () => {});",
  ]) {
    test(`is found as ${JSON.stringify(source)}`, () => {
      expect(lostTests(source)).to.deep.equal([{ line: 1, title: 'a' }]);
    });
  }

  for (const source of [
    "it('a', function () {});",
    "if (x === 'a') call(function () {});",
    "if ('a' in x) {}",
    "notif('a', () => {})",
    "if (('a', 1)) {}",
    "if ('a', (x + 1)) {}",
    "if ('a', f(x)) call(() => {})",
  ]) {
    test(`is not ${JSON.stringify(source)}`, () => {
      expect(lostTests(source)).to.deep.equal([]);
    });
  }

  test('runs no test and fails none; a runner that is to fail where nothing ran does', async () => {
    const declare = (): void => {
      new Script(NOTES).runInThisContext();
    };
    const bare = await runWithMocha('bdd', declare);
    expect(bare).to.deep.equal({ events: [], errors: [], failures: 0 });
    expect((await runWithMocha('bdd', declare, { failZero: true })).failures).to.equal(1);
  });

  test('and a test without a body is told as pending, which fails where that is forbidden', async () => {
    const declare = ({ it }: { it: (title: string) => void }): void => it('later');
    expect((await runWithMocha('bdd', declare)).failures).to.equal(0);
    const { failures, errors } = await runWithMocha('bdd', declare, { forbidPending: true });
    expect(failures).to.equal(1);
    expect(errors[0]!.message).to.equal('Pending test forbidden');
  });
});
