/** What the rounds of a case say until now, and what each of them takes. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { RoundsSoFar } from '../../../../bench/harness/schedule/rounds-so-far.ts';
import type { RoundRecord } from '../../../../bench/results.ts';
import { claimOf } from '../../../support/scripted-run.ts';

function roundAt(at: number): RoundRecord {
  const turns = { wall: [1], cpu: [1], switches: [0], settled: true };
  const both = { quick: turns, slow: turns };
  return {
    kind: 'round',
    claim: 'a',
    case: '',
    together: true,
    at,
    loaded: ['quick', 'slow'],
    order: [[0, 1]],
    turns: both,
  };
}

function paceOf(...began: readonly number[]): number {
  const claim = claimOf('a');
  const taken = new RoundsSoFar({ claim, margin: 0.05, baselines: ['slow'], isAcross: false });
  taken.together.push(...began.map(roundAt));
  return taken.pace;
}

suite('the pace of a case', () => {
  test('is what passes from one round to the next, also where two of them began at once', () => {
    expect(paceOf(1000, 1300, 1600)).to.equal(300);
    expect(paceOf(1000, 1000, 1800, 1800)).to.equal(400);
  });

  test('is that of the first six: those of later looks have other turns', () => {
    expect(paceOf(0, 100, 200, 300, 400, 500, 9000)).to.equal(100);
  });

  test('is one where it cannot be told', () => {
    expect([paceOf(), paceOf(7), paceOf(7, 7)]).to.deep.equal([1, 1, 1]);
  });
});
