/** What may be gone on with, from the inside: the same machine, the same code, the same question. */
import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { parseOptions } from '../../../bench/commands/options.ts';
import { askedThen, readPastRun, refuseChanges, type PastRun } from '../../../bench/commands/resume.ts';
import { RUN_OPTIONS } from '../../../bench/commands/run-options.ts';
import { TouchstoneError } from '../../../bench/errors.ts';
import { writeRecord } from '../../../bench/results-file.ts';
import type { ClaimRecord, ResultRecord, RunRecord } from '../../../bench/results.ts';
import { madeComparison } from '../../support/made-comparison.ts';
import { madeRun, madeRunRecord } from '../../support/made-run.ts';
import { madeShards } from '../../support/made-shards.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const options = { rounds: ['12'], quick: [], param: ['n=1', 'm=2'] };
const begun: RunRecord = { ...madeRunRecord(), arguments: ['files'], options, code: 'c0de', seed: 77 };
const claim: ClaimRecord = { ...madeRun([{ id: 'a', cases: [{}] }])[1], code: 'aaaa' } as ClaimRecord;

function pastRun(changes: Partial<RunRecord> = {}): PastRun {
  const run = { ...begun, ...changes };
  return { run, records: [run, claim], bytes: 0, at: 0, cut: false };
}

const parse = (...argv: string[]) => parseOptions(argv, RUN_OPTIONS, 'run');

suite('a run that goes on', () => {
  test('is asked what it was asked when it began, and with the same seed', () => {
    for (const now of [parse('--resume'), parse('files', '--resume', '--rounds', '12', '--quick', '--seed', '77')]) {
      const { words, given } = askedThen(now, pastRun());
      expect(words).to.deep.equal(['files']);
      expect(given).to.deep.equal({ ...options, resume: [], seed: ['77'] });
    }
  });

  test('may be told otherwise, and may take longer', () => {
    const { given } = askedThen(parse('--resume', '--json', '--patience', '60', '--out', 'x'), pastRun());
    expect(given).to.deep.include({ json: [], patience: ['60'], out: ['x'], rounds: ['12'] });
    expect(askedThen(parse('--resume', '--assert', '--strict'), pastRun()).has('assert')).to.equal(true);
  });

  for (const [argv, says] of [
    [['--rounds', '13'], 'it was begun with --rounds 12, and is now asked with --rounds 13'],
    [['--margin', '5%'], 'it was begun without --margin, and is now asked with --margin 5%'],
    [['--param', 'n=1'], 'it was begun with --param n=1 --param m=2, and is now asked with --param n=1'],
    [['--seed', '78'], 'it was begun with --seed 77, and is now asked with --seed 78'],
    [['buffers'], 'it was begun for "files", and is now asked for "buffers"'],
  ] as const) {
    test(`is not asked anything else: ${argv.join(' ')}`, () => {
      expect(() => askedThen(parse(...argv), pastRun()))
        .to.throw(TouchstoneError, says)
        .that.has.property('code', 'RESUME_REFUSED');
    });
  }

  test('is refused where it does not say what it was asked', () => {
    expect(() => askedThen(parse(), pastRun({ options: undefined })))
      .to.throw(TouchstoneError, 'did not write down')
      .that.has.property('code', 'RESUME_REFUSED');
  });
});

suite('what a run goes on with', () => {
  const { environment } = begun;
  const inside = (changes: Partial<RunRecord['environment']>) => ({ environment: { ...environment, ...changes } });

  test('is the same machine, code and claims, however busy the machine is', () => {
    const now = { ...begun, ...inside({ load: 9, commit: 'other' }), seed: 1, id: 'x', started: 'later' };
    expect(() => refuseChanges(pastRun(), now, [claim], [])).not.to.throw();
  });

  for (const [changes, says] of [
    [inside({ cpu: 'Z80' }), `the processor was ${environment.cpu}, and is Z80`],
    [inside({ cores: 64 }), `the number of cores was ${environment.cores}, and is 64`],
    [inside({ memory: 2 ** 30 }), 'and is 1 GiB'],
    [inside({ runtime: 'Node.js 99' }), `the runtime was ${environment.runtime}`],
    [inside({ platform: 'Plan 9' }), 'and is Plan 9 '],
    [inside({ features: { UV_THREADPOOL_SIZE: 8 } }), 'and is UV_THREADPOOL_SIZE=8'],
    [{ code: 'beef' }, 'the code of touchstone was c0de, and is beef'],
    [
      { shard: { index: 1, of: 2, split: 'beef', cases: {} } },
      'the shard was not written down, and is 1 of 2 (split beef)',
    ],
    [{ version: '9' }, `the version of touchstone was ${begun.version}, and is 9`],
  ] as const) {
    test(`is no other surroundings: ${says}`, () => {
      expect(() => refuseChanges(pastRun(), { ...begun, ...changes }, [claim], []))
        .to.throw(TouchstoneError, says)
        .that.has.property('code', 'RESUME_REFUSED');
    });
  }

  for (const [title, claims, says] of [
    ['changed', [{ ...claim, code: 'bbbb' }], 'the code of a was aaaa, and is bbbb'],
    ['gone', [], 'the claim a is no longer there'],
    ['new', [claim, { ...claim, claim: { ...claim.claim, id: 'b' } }], 'the claim b is new'],
    ['another table', [{ ...claim, claim: { ...claim.claim, cases: [] } }], 'the claim a is described otherwise'],
  ] as const) {
    test(`is no claim that is ${title}`, () => {
      expect(() => refuseChanges(pastRun(), begun, claims, []))
        .to.throw(TouchstoneError, says)
        .that.has.property('code', 'RESUME_REFUSED');
    });
  }

  test('is no claim that is broken by now, and says how', () => {
    const says = 'it does not compile: } expected';
    const broken = { claim: 'a', stage: 'compiling', code: 'CLAIM_DOES_NOT_COMPILE', says, remedy: '' } as const;
    expect(() => refuseChanges(pastRun(), begun, [], [broken]))
      .to.throw(TouchstoneError, `The run cannot be resumed: the claim a is broken now: ${says}.`)
      .that.has.property('code', 'RESUME_REFUSED');
  });

  test('names everything that is not as it was', () => {
    const now = { ...begun, ...inside({ cpu: 'Z80', cores: 64 }) };
    expect(() => refuseChanges(pastRun(), now, [], [])).to.throw(/Z80; .*64; .*no longer there\.$/);
  });
});

suite('the file of a run that goes on', () => {
  const directory = temporaryDirectory();
  const records = madeRun([{ cases: [{ logs: [0.5, 0.5] }] }], { complete: false });
  const text = (of: readonly ResultRecord[]) => of.map(writeRecord).join('');

  test('is read to its last whole line', () => {
    const path = directory.write('cut.ndjson', `${text(records)}{"kind":"rou`);
    const past = readPastRun(path);
    expect(past.records).to.deep.equal(records);
    expect(past).to.include({ cut: true, bytes: text(records).length });
    writeFileSync(path, text(records));
    expect(readPastRun(path)).to.include({ cut: false, bytes: text(records).length });
  });

  test('is no file that was merged, whose shards go on by themselves', () => {
    const shards = madeShards([{ cases: [1, 2].map((n) => ({ given: { n }, logs: [0.5, 0.5] })) }]);
    const path = directory.write('merged.ndjson', text(shards.flat()));
    expect(() => readPastRun(path))
      .to.throw(TouchstoneError, `${path} was merged of shards: each of them is resumed by itself.`)
      .that.has.property('code', 'NOTHING_TO_RESUME');
  });

  test('is no file of a comparison, which was asked for two revisions and not for claims', () => {
    const path = directory.write('compared.ndjson', text(madeComparison({ changes: [{}], complete: false })));
    expect(() => readPastRun(path))
      .to.throw(TouchstoneError, `${path} is of a comparison, and none can be gone on with.`)
      .that.has.property('code', 'NOTHING_TO_RESUME');
  });

  test('says how long it had lasted, to its last record', () => {
    const path = directory.write('ended.ndjson', text([...records, { kind: 'end', at: 1e9, complete: false }]));
    expect(readPastRun(path).at).to.equal(1e9);
  });

  for (const [title, content, code] of [
    ['is not there', undefined, 'NOTHING_TO_RESUME'],
    ['came to its end', text(madeRun([{ cases: [{ logs: [0.5] }] }])), 'NOTHING_TO_RESUME'],
    ['is damaged', `${text(records)}{}\n${text(records.slice(-1))}`, 'RESULTS_DAMAGED'],
    ['was cut off in its first line', text(records).slice(0, 20), 'RESULTS_DAMAGED'],
  ] as const) {
    test(`is refused where it ${title}`, () => {
      const path = content === undefined ? directory.join('none') : directory.write(`${title}.ndjson`, content);
      expect(() => readPastRun(path))
        .to.throw(TouchstoneError, path)
        .that.has.property('code', code);
    });
  }
});
