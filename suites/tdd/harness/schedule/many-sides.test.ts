/** A case of many sides, of which some may answer wrongly: the others are measured on. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { claimOf, scriptedRun, unclear } from '../../../support/scripted-run.ts';

const [right, wrong] = [
  { right: true, shown: '1' },
  { right: false, shown: '2' },
];
const claim = {
  ...claimOf('a'),
  sides: ['quick', 'third'],
  contenders: ['quick', 'slow', 'third'].map((name) => ({ name, code: '' })),
};

suite('a case of many sides', () => {
  for (const [title, answers, why, rounds] of [
    ['goes on where one of them answers wrongly', { quick: right, slow: right, third: wrong }, 'cap', 18],
    ['ends where all of them do', { quick: wrong, slow: right, third: wrong }, 'answers', 6],
    ['ends where the baseline does', { quick: right, slow: wrong, third: right }, 'answers', 6],
  ] as const) {
    test(title, async () => {
      const { stops } = await scriptedRun({
        claims: [claim],
        script: { together: (_, round) => unclear(round), answers },
      });
      expect(stops).to.deep.equal([['a', 'n=1', why, rounds]]);
    });
  }
});
