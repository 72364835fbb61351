/** The file that merging makes: it is read as the shards of one run, and refused where it is not. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { DamagedRecord, readRecords, writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord, RunRecord } from '../../../bench/results.ts';
import { runIn, splitByRun } from '../../../bench/shards/runs-in.ts';
import { logsAbout, madeRun, madeRunRecord } from '../../support/made-run.ts';
import { madeShards, type MadeShards } from '../../support/made-shards.ts';

const cases = [1, 2, 3].map((n) => ({ given: { n }, logs: logsAbout(0.5, 6) }));
const claims = [{ id: 'made/one', cases }];
const three = madeShards(claims, { of: 3 });
const write = (...shards: readonly (readonly ResultRecord[])[]) => shards.flat().map(writeRecord).join('');
const made = (shards: MadeShards) => madeShards(claims, { of: 3, ...shards });

function complaint(text: string): string {
  try {
    readRecords(text);
  } catch (error) {
    if (error instanceof DamagedRecord) return error.message;
    throw error;
  }
  return 'none';
}

/** One shard with something else in its run record. */
function changed(index: number, run: Partial<RunRecord>): ResultRecord[] {
  const [first, ...rest] = three[index - 1]!;
  return [{ ...(first as RunRecord), ...run }, ...rest];
}

suite('a file that was merged', () => {
  test('is read as it was written, and taken apart into its runs', () => {
    const records = readRecords(write(...three));
    expect(records).to.deep.equal(three.flat());
    expect(splitByRun(records)).to.deep.equal(three);
    expect(splitByRun(three[0]!)).to.deep.equal([three[0]]);
  });

  test('may be a shard by itself, of which the others are elsewhere', () => {
    expect(readRecords(write(three[1]!))).to.deep.equal(three[1]);
  });

  const [one, two, last] = three as [ResultRecord[], ResultRecord[], ResultRecord[]];
  const line = one.length + 1;
  const { environment } = madeRunRecord();
  const other = { ...runIn(two).shard!, split: 'another' };
  for (const [what, text, says] of [
    ['a run that is no shard', write(one, madeRun(claims)), `line ${line}: a second run begins in the same file.`],
    ['a shard behind a run', write(madeRun(claims), one), /a second run begins in the same file\.$/],
    [
      'a shard of another run',
      write(one, changed(2, { shard: other })),
      `line ${line}: at shard: it is of another run than the one before it.`,
    ],
    [
      'a shard of another commit',
      write(one, changed(2, { environment: { ...environment, commit: 'c0ffee' } })),
      `line ${line}: at shard: it is of another run than the one before it.`,
    ],
    [
      'a shard of another runtime',
      write(one, made({ run: () => ({ environment: { ...environment, runtime: 'Bun 1' } }) })[1]!),
      `line ${line}: at shard: it is of another run than the one before it.`,
    ],
    ['one shard twice', write(one, one), `line ${line}: at shard.index: behind shard 1 comes shard 1.`],
    ['shards in another order', write(two, one), /at shard\.index: behind shard 2 comes shard 1\.$/],
    ['a gap', write(one, last), `line ${line}: at shard.index: behind shard 1 comes shard 3.`],
    ['a shard missing at its end', write(one, two), /at its end: of 3 shards there are 1 to 2\.$/],
    ['a shard missing at its beginning', write(two, last), /at its end: of 3 shards there are 2 to 3\.$/],
    [
      'a shard of so many that there are not',
      write(changed(1, { shard: { ...other, index: 4 } })),
      'line 1: at shard: there are not so many shards.',
    ],
  ] as const) {
    test(`is refused with ${what}`, () => {
      if (typeof says === 'string') expect(complaint(text)).to.equal(says);
      else expect(complaint(text)).to.match(says);
    });
  }

  test('has no round of a case that another shard measures', () => {
    const stray = two.find((record) => record.kind === 'case')!;
    expect(complaint(write([...one, stray]))).to.equal(
      `line ${line}: at case: "n=2" of made/one is measured by another shard.`,
    );
  });

  test('speaks in each shard of the claims of that shard', () => {
    const silent = two.filter((record) => record.kind !== 'claim');
    expect(complaint(write(one, silent, last))).to.match(/at claim: "made\/one" has not been described before\.$/);
  });
});
