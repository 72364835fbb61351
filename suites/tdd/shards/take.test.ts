/** A shard of what was chosen: its cases, the controls beside them, and what all shards have in common. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { ClaimDescription, ClaimRecord } from '../../../bench/results.ts';
import { isIdle, isIn, partOf, takeShard, withShard } from '../../../bench/shards/take.ts';
import { runIn } from '../../../bench/shards/runs-in.ts';
import { madeComparison } from '../../support/made-comparison.ts';
import { madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { madeShards } from '../../support/made-shards.ts';
import { claimOf, scriptedRun, unclear } from '../../support/scripted-run.ts';

const made: MadeClaim[] = [
  { id: 'controls/same', control: true, cases: [{}] },
  { id: 'a', cases: [1, 2, 3].map((n) => ({ given: { n } })) },
  { id: 'b', cases: [{}] },
  { id: 'c', lacks: 'it needs 4 processors', cases: [] },
];
const records = madeRun(made).filter((one): one is ClaimRecord => one.kind === 'claim');
const claims = records.map(({ claim }) => claim);
const casesIn = (of: readonly ClaimDescription[]) =>
  of.flatMap(({ id, cases }) => cases.map((one) => `${id} ${one.id}`.trim()));
const shardOf = (index: number, of: number) => takeShard({ index, of }, records, new Map());

suite('a shard', () => {
  test('has its part of the cases, and all of the controls', () => {
    const parts = [1, 2].map((index) => casesIn(partOf(claims, shardOf(index, 2))));
    expect(parts).to.deep.equal([
      ['controls/same', 'a n=1', 'a n=3'],
      ['controls/same', 'a n=2', 'b'],
    ]);
  });

  test('keeps the claims whole that it describes, and says which cases it has of them', () => {
    const [first] = madeShards(made);
    expect(first!.flatMap((one) => (one.kind === 'claim' ? [one.claim.cases.length] : []))).to.deep.equal([1, 3, 1, 0]);
    expect(runIn(first!).shard).to.deep.include({ index: 1, of: 2, cases: { a: ['n=1', 'n=3'] } });
  });

  test('has the verdicts of a case before and now together: what differs between machines is no change', () => {
    const sides = madeComparison({
      changes: [{ claim: 'made/one', contender: 'quick' }],
      verdicts: [{ claim: 'made/one', cases: [1, 2, 3].map((n) => ({ given: { n }, before: [0], now: [0] })) }],
    }).filter((one) => one.kind === 'claim');
    for (const of of [2, 3, 4]) {
      const { shards } = takeShard({ index: 1, of }, sides, new Map());
      for (const shard of shards) {
        const at = (side: string) => shard.filter(({ claim }) => claim.endsWith(side)).map((one) => one.case);
        expect(at('@base'), `${of}`).to.deep.equal(at('@head'));
      }
      expect(shards.flat()).to.have.length(7);
    }
  });

  test('without a case has no controls either, and is idle', () => {
    const [some, none] = [shardOf(4, 5), shardOf(5, 5)];
    expect([isIdle(claims, some), isIdle(claims, none)]).to.deep.equal([false, true]);
    expect(casesIn(partOf(claims, none))).to.deep.equal([]);
  });

  test('of a run of controls alone is not idle', () => {
    const controls = claims.filter(({ control }) => control);
    const shard = takeShard({ index: 2, of: 2 }, records.slice(0, 1), new Map());
    expect(isIdle(controls, shard)).to.equal(false);
    expect(casesIn(partOf(controls, shard))).to.deep.equal(['controls/same']);
  });

  test('tells what is in it', () => {
    const has = isIn(partOf(claims, shardOf(2, 2)));
    expect([has('a', 'n=2'), has('a', 'n=1'), has('b', ''), has('nobody', '')]).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
  });

  test('of a claim that is called like a method has its cases', () => {
    const named = madeRun([{ id: 'constructor', cases: [{}] }]).find((one) => one.kind === 'claim');
    const taken = takeShard({ index: 1, of: 1 }, [named!], new Map());
    expect(casesIn(partOf([named!.claim], taken))).to.deep.equal(['constructor']);
    expect(casesIn(partOf([named!.claim], { cases: {} }))).to.deep.equal([]);
  });

  test('is foreseen to take what its cases took, where anything is known', () => {
    const costs = new Map([[JSON.stringify(['a', 'n=2']), 4000]]);
    expect(takeShard({ index: 1, of: 1 }, records, costs).foreseen).to.equal(16_000);
    expect(shardOf(1, 1)).not.to.have.property('foreseen');
  });
});

suite('the digest of a split', () => {
  const run = { ...madeRunRecord(), options: { rounds: ['6'] } };
  const digestOf = (changes: object = {}, of: readonly ClaimRecord[] = records, costs = new Map<string, number>()) =>
    withShard({ ...run, ...changes }, of, takeShard({ index: 1, of: 2 }, of, costs)).shard!.split;

  test('is that of every other shard of the run', () => {
    const second = withShard({ ...run, seed: 9, id: 'x' }, records, shardOf(2, 2)).shard!;
    expect(second.split).to.equal(digestOf());
    const elsewhere = { ...run.environment, cpu: 'another', cores: 64, load: 9, commit: 'c0ffee' };
    expect(digestOf({ environment: elsewhere, plan: { ...run.plan, seconds: 9 } })).to.equal(digestOf());
  });

  for (const [what, digest] of [
    ['other options', () => digestOf({ options: { rounds: ['7'] } })],
    ['another plan', () => digestOf({ plan: { ...run.plan, solos: 0 } })],
    ['another harness', () => digestOf({ code: 'other' })],
    ['another runtime', () => digestOf({ environment: { ...run.environment, runtime: 'Bun 1.3.2' } })],
    ['fewer cases', () => digestOf({}, records.slice(0, -2))],
    [
      'other code of a claim',
      () =>
        digestOf(
          {},
          records.map((one) => ({ ...one, code: 'x' })),
        ),
    ],
    [
      'other costs',
      () =>
        digestOf(
          {},
          records,
          new Map([
            [JSON.stringify(['b', '']), 99],
            [JSON.stringify(['a', 'n=1']), 1],
          ]),
        ),
    ],
  ] as const) {
    test(`is another for ${what}`, () => {
      expect(digest())
        .to.match(/^[\da-f]{16}$/)
        .and.not.to.equal(digestOf());
    });
  }
});

suite('measuring a shard', () => {
  const asked = [claimOf('a', [1, 2, 3]), claimOf('b', [1, 2])];

  test('takes no round of any other case, and counts its own', async () => {
    const only = (claim: string, id: string) => claim === 'b' || id === 'n=2';
    const { asked: rounds, told } = await scriptedRun({
      claims: asked,
      script: { together: (_, round) => unclear(round) },
      only,
    });
    const cases = new Set(rounds.map((one) => one.replace(/^\w+ /, '')));
    expect([...cases].toSorted()).to.deep.equal(['a n=2', 'b n=1', 'b n=2']);
    expect(new Set(told.map((one) => one.cases))).to.deep.equal(new Set([3]));
  });

  test('ends early only where that is plain among the cases of all shards', async () => {
    // Plain by itself, and not among a hundred.
    const together = (_: unknown, round: number) => 0.4 + (round % 2 === 0 ? 0.16 : -0.16);
    const many = [
      claimOf(
        'a',
        Array.from({ length: 100 }, (_, at) => at),
      ),
    ];
    const whyOf = async (all: ClaimDescription[]) => {
      const { stops } = await scriptedRun({ claims: all, script: { together }, only: (_, id) => id === 'n=0' });
      return stops.map(([, , why, rounds]) => `${why} ${rounds}`);
    };
    const [alone, among] = [await whyOf([claimOf('a', [0])]), await whyOf(many)];
    expect(alone[0]).to.match(/^plain/);
    expect(among).to.have.length(1).and.not.to.deep.equal(alone);
  });
});
