/** Costs: what a case took in an earlier run, and what one is foreseen to take that was not in it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { ClaimRecord, ResultRecord, RoundRecord } from '../../../bench/results.ts';
import { costsOf, isForeseen, weigh } from '../../../bench/shards/costs.ts';
import { madeRun, type MadeClaim } from '../../support/made-run.ts';

const measured = (n: number, milliseconds: number) => ({
  given: { n },
  logs: [0.1, 0.1],
  apart: [0.1],
  more: { cost: { ready: milliseconds * 0.75e6, turns: milliseconds * 0.25e6 } },
});
const claim = (id: string, more: Partial<ClaimRecord['claim']>, ...cases: MadeClaim['cases']): MadeClaim => ({
  id,
  ...more,
  cases,
});
const claimsIn = (records: readonly ResultRecord[]) => records.filter((one) => one.kind === 'claim');
const costsIn = (claims: readonly ClaimRecord[], records: readonly ResultRecord[]) =>
  weigh(claims, costsOf(records)).map((one) => [one.claim, one.case, Math.round(one.cost)]);

const before = madeRun([
  claim('controls/same', { control: true }, measured(1, 5000)),
  claim('a', {}, measured(1, 10), measured(2, 20), measured(3, 90)),
  claim('b', {}, measured(1, 1000)),
]);
const asked = claimsIn(before);

suite('the costs of cases', () => {
  test('are those of all rounds, of turns together and apart; controls are not split', () => {
    expect(costsIn(asked, before)).to.deep.equal([
      ['a', 'n=1', 30],
      ['a', 'n=2', 60],
      ['a', 'n=3', 270],
      ['b', 'n=1', 3000],
    ]);
  });

  test('of a case that is not known are the median of its claim, or else of all', () => {
    const more = claimsIn(
      madeRun([claim('a', {}, measured(3, 0), measured(4, 0)), claim('c', {}, measured(1, 0)), claim('b', {})]),
    );
    expect(costsIn(more, before)).to.deep.equal([
      ['a', 'n=3', 270],
      ['a', 'n=4', 270],
      ['c', 'n=1', 270],
    ]);
  });

  test('are all the same where nothing is known, and that is known', () => {
    expect(weigh(asked, new Map()).map(({ cost }) => cost)).to.deep.equal([1, 1, 1, 1]);
    expect(isForeseen(asked, new Map())).to.equal(false);
    expect(isForeseen(asked, costsOf(before))).to.equal(true);
  });

  test('are those of the claim that another stands for', () => {
    const planned = asked.flatMap((one): ClaimRecord[] =>
      one.claim.id === 'a'
        ? [
            {
              ...one,
              claim: { ...one.claim, id: 'a#quick' },
              standsFor: { is: 'contender', claim: 'a', contender: 'quick' },
            },
          ]
        : [],
    );
    expect(costsIn(planned, before).map(([, , cost]) => cost)).to.deep.equal([30, 60, 270]);
  });

  test('of rounds that do not say it, and of probes, last until whatever comes next', () => {
    const round = before.find((one): one is RoundRecord => one.kind === 'round' && one.claim === 'a')!;
    const { cost: _none, ...silent } = round;
    const probe = { kind: 'probe', claim: 'b', case: 'n=1', loaded: ['quick', 'slow'], calls: 1, values: {} } as const;
    const records: ResultRecord[] = [
      ...before.filter(({ kind }) => kind === 'run' || kind === 'claim'),
      { ...silent, at: 100 },
      { ...probe, at: 400 },
      { ...probe, at: 1000 },
      { kind: 'end', at: 1700, complete: true },
    ];
    expect(costsIn(asked, records)).to.deep.equal([
      ['a', 'n=1', 300],
      ['a', 'n=2', 300],
      ['a', 'n=3', 300],
      ['b', 'n=1', 1300],
    ]);
  });

  test('of a run that was merged do not reach from the end of one shard to the beginning of the next', () => {
    const probe = { kind: 'probe', claim: 'b', case: 'n=1', loaded: ['quick', 'slow'], calls: 1, values: {} } as const;
    const begin = before.filter(({ kind }) => kind === 'run' || kind === 'claim');
    const shard = (from: number): ResultRecord[] => [...begin, { ...probe, at: from }, { ...probe, at: from + 50 }];
    expect(costsIn(asked.slice(-1), [...shard(10), ...shard(9000)])).to.deep.equal([['b', 'n=1', 100]]);
  });
});
