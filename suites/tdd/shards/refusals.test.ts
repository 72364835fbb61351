/** What merging refuses, and in what words: each file is made for it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { ResultRecord, RunRecord } from '../../../bench/results.ts';
import { joined, refusalOf, type ShardFile } from '../../../bench/shards/merge.ts';
import { runIn } from '../../../bench/shards/runs-in.ts';
import { logsAbout, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { madeShards, type MadeShards } from '../../support/made-shards.ts';

const cases = [1, 2, 3].map((n) => ({ given: { n }, logs: logsAbout(0.5, 6) }));
const claims: MadeClaim[] = [{ id: 'made/one', cases }];
const { environment } = madeRunRecord();

function filesOf(shards: readonly (readonly ResultRecord[])[]): ShardFile[] {
  return shards.map((records, at) => {
    const run = runIn(records);
    return {
      file: `${at + 1}.ndjson`,
      run,
      shard: run.shard!,
      claims: records.filter((one) => one.kind === 'claim'),
      bytes: Buffer.from(`bytes of ${run.id}\n`),
      complete: records.at(-1)!.kind === 'end',
    };
  });
}

const made = (shards: MadeShards = {}) => filesOf(madeShards(claims, shards));
/** Two shards, the second of which is of another run in one thing. */
const second = (run: Partial<RunRecord>) => made({ run: (index) => (index === 2 ? run : {}) });

suite('merging shards', () => {
  test('refuses nothing where they are all of one run, in whatever order', () => {
    const [one, two, three] = made({ of: 3 }) as [ShardFile, ShardFile, ShardFile];
    expect(refusalOf([one, two, three])).to.equal(undefined);
    expect(refusalOf([three, one, two])).to.equal(undefined);
    expect(refusalOf(made({ of: 1 }))).to.equal(undefined);
  });

  test('joins them byte for byte, in the order of their numbers', () => {
    const [one, two, three] = made({ of: 3 }) as [ShardFile, ShardFile, ShardFile];
    expect(joined([three, one, two]).toString()).to.equal('bytes of shard-1\nbytes of shard-2\nbytes of shard-3\n');
  });

  const differing = (says: string) => `1.ndjson and 2.ndjson are not of one run: ${says}`;
  for (const [what, files, says] of [
    [
      'another commit',
      made({ run: (index) => ({ environment: { ...environment, commit: `c0ffee${index}` } }) }),
      differing('the commit is c0ffee1 in 1.ndjson and c0ffee2 in 2.ndjson'),
    ],
    [
      'no commit',
      made({ run: (index) => (index === 1 ? { environment: { ...environment, commit: 'c0ffee1' } } : {}) }),
      differing('the commit is c0ffee1 in 1.ndjson and not there in 2.ndjson'),
    ],
    [
      'another version of the harness',
      second({ version: '0.2.0' }),
      differing('the version of touchstone is 0.1.0 in 1.ndjson and 0.2.0 in 2.ndjson'),
    ],
    [
      'another harness',
      second({ code: 'other' }),
      differing('the code of touchstone is harness in 1.ndjson and other in 2.ndjson'),
    ],
    [
      'another runtime',
      second({ environment: { ...environment, runtime: 'Node.js 22.12.1' } }),
      differing('the runtime is Node.js 22.12.0 (V8 12.4) in 1.ndjson and Node.js 22.12.1 (V8 12.4) in 2.ndjson'),
    ],
    [
      'another setting',
      second({ environment: { ...environment, features: { 'Buffer.poolSize': 1 } } }),
      differing('what is set is nothing in 1.ndjson and Buffer.poolSize=1 in 2.ndjson'),
    ],
    [
      'another pattern',
      second({ arguments: ['made'] }),
      differing('what was asked for is everything in 1.ndjson and made in 2.ndjson'),
    ],
    [
      'another option',
      second({ options: { margin: ['10%'] } }),
      differing('--margin is not there in 1.ndjson and 10% in 2.ndjson'),
    ],
    [
      'a switch',
      second({ options: { metrics: [] } }),
      differing('--metrics is not there in 1.ndjson and given in 2.ndjson'),
    ],
    [
      'another number of shards',
      [made({ of: 2 })[0]!, { ...made({ of: 3 })[1]!, file: '2.ndjson' }],
      '1.ndjson is one of 2 shards and 2.ndjson one of 3',
    ],
    [
      'the same file twice',
      [made()[0]!, { ...made()[0]!, file: 'copy.ndjson' }],
      'shard 1 of 2 is given twice: 1.ndjson and copy.ndjson',
    ],
    [
      'a shard that was measured twice',
      [...made(), { ...made({ run: () => ({ id: 'again' }) })[1]!, file: 'again.ndjson' }],
      'shard 2 of 2 was measured twice: 2.ndjson and again.ndjson',
    ],
    ['a gap', made({ of: 3 }).toSpliced(1, 1), 'shard 2 of 3 is missing from 1.ndjson, 3.ndjson'],
    ['gaps', made({ of: 4 }).slice(2, 3), 'shards 1, 2, 4 of 4 are missing from 3.ndjson'],
    [
      'one that did not come to its end',
      made({ complete: (index) => index === 1 }),
      'shard 2 of 2 (2.ndjson) did not come to its end',
    ],
    [
      'several that did not',
      made({ of: 3, complete: (index) => index === 2 }),
      'shard 1 of 3 (1.ndjson), shard 3 of 3 (3.ndjson) did not come to their end',
    ],
  ] as const) {
    test(`refuses ${what}, and names it`, () => {
      expect(refusalOf(files)).to.equal(says);
    });
  }

  test('refuses other code of a claim, other cases of it, and a claim that only one has', () => {
    const [one, two] = made() as [ShardFile, ShardFile];
    const [claim] = two.claims as [ShardFile['claims'][number]];
    const told = (other: typeof claim) => refusalOf([one, { ...two, claims: [other] }]);
    expect(told({ ...claim, code: 'mended' })).to.equal(
      differing('the code of made/one is code of made/one in 1.ndjson and mended in 2.ndjson'),
    );
    expect(told({ ...claim, claim: { ...claim.claim, cases: claim.claim.cases.slice(1) } })).to.equal(
      differing('the list of the cases of made/one is n=1 | n=2 | n=3 in 1.ndjson and n=2 | n=3 in 2.ndjson'),
    );
    expect(refusalOf([one, { ...two, claims: [] }])).to.contain(
      'the code of made/one is code of made/one in 1.ndjson and not there in 2.ndjson',
    );
  });

  test('refuses other sides of a comparison', () => {
    const side = (commit: string) => ({ name: 'main', commit });
    const files = made({
      run: (index) => ({
        comparison: {
          of: 'revisions',
          base: side(`b${index}`),
          head: side('h'),
          changedOnly: index === 2,
          standings: [],
        },
      }),
    });
    expect(refusalOf(files)).to.equal(
      differing(
        'the base is b1 in 1.ndjson and b2 in 2.ndjson; what is compared is everything in 1.ndjson and what has changed in 2.ndjson',
      ),
    );
  });

  test('refuses what was split by other costs', () => {
    const [one, two] = made() as [ShardFile, ShardFile];
    const other = { ...two, shard: { ...two.shard, split: 'other' } };
    expect(refusalOf([one, other])).to.equal(
      differing('').replace(/ $/, ' their cases were split otherwise, by other --costs'),
    );
  });

  test('allows another machine, another seed, another load, and a checkout that the run itself has changed', () => {
    const there = { cpu: 'another', cores: 64, memory: 1e12, platform: 'darwin', arch: 'arm64', load: 9, clockStep: 1 };
    const files = made({
      run: (index) => ({
        seed: 100 + index,
        options: { seed: [String(100 + index)], shard: [`${index}/2`] },
        plan: { ...madeRunRecord().plan, seconds: 100 * index },
        environment: { ...environment, commit: index === 2 ? 'c0ffee+' : 'c0ffee', ...(index === 2 && there) },
      }),
    });
    expect(refusalOf(files)).to.equal(undefined);
  });

  test('says no more than a few of many differences', () => {
    const other = second({
      version: '9',
      code: 'x',
      arguments: ['y'],
      options: { margin: ['1%'], param: ['z=1'], quick: [] },
    });
    expect(refusalOf(other)).to.match(/; and 2 more differences$/);
  });
});
