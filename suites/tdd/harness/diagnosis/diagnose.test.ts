/** Which contenders are diagnosed, and what is written down of it, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { diagnose, type DiagnosisProgress } from '../../../../bench/harness/diagnosis/diagnose.ts';
import { flagsFor } from '../../../../bench/harness/diagnosis/flags.ts';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';
import { TouchstoneError } from '../../../../bench/errors.ts';
import type { Look, Seen } from '../../../../bench/harness/worker/messages.ts';
import type { DiagnosisRecord } from '../../../../bench/results.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { madeDiagnosis } from '../../../support/made-diagnosis.ts';
import { logsAbout, madeRun, madeRunRecord } from '../../../support/made-run.ts';

const records = madeRun([
  { id: 'controls/same', control: true, cases: [{ logs: logsAbout(0, 6) }] },
  { id: 'made/one', cases: [{ given: { n: 1 }, logs: logsAbout(0.7, 6) }, { given: { n: 2 } }] },
]);
const { tiers, profile } = madeDiagnosis();
const { sites, ...time } = profile;
const seen = ({ at }: Look): Seen => (at === 'code' ? { code: { tiers, profile: time } } : { sites });

async function diagnosed(
  wanted: { tiers: boolean; why: boolean },
  lookAt: (look: Look) => Seen = seen,
  past: readonly DiagnosisRecord[] = [],
) {
  const looks: Look[] = [];
  const written: DiagnosisRecord[] = [];
  const told: DiagnosisProgress[] = [];
  await diagnose({
    wanted,
    records: [...records, ...past],
    moduleOf: (claim) => `file:///${claim}.js`,
    plan: madeRunRecord().plan,
    patience: 1000,
    write: (record) => written.push(record),
    tell: (progress) => told.push(progress),
    lookAt: async (look) => {
      looks.push(look);
      return lookAt(look);
    },
  });
  return { looks, written, told };
}

const at = { kind: 'diagnosis', claim: 'made/one', case: 'n=1' } as const;

suite('diagnosing', () => {
  test('does nothing where nothing is asked for', async () => {
    expect(await diagnosed({ tiers: false, why: false })).to.deep.equal({ looks: [], written: [], told: [] });
  });

  test('looks at each contender of each case that was measured, alone, and leaves the controls out', async () => {
    const { looks, told } = await diagnosed({ tiers: true, why: false });
    expect(looks.map(({ job, ...look }) => [job.contenders, job.given, job.module, look])).to.deep.equal(
      ['quick', 'slow'].map((name) => [
        [name],
        { n: 1 },
        'file:///made/one.js',
        { at: 'code', batches: { quick: 10, slow: 10 }, cycles: 3 },
      ]),
    );
    expect(told.map(({ contender, done, contenders }) => [contender, done, contenders])).to.deep.equal([
      ['quick', 0, 2],
      ['slow', 1, 2],
    ]);
  });

  test('writes down what was asked for, and no more', async () => {
    const [first] = (await diagnosed({ tiers: true, why: false })).written;
    expect(first).to.deep.equal({ ...at, contender: 'quick', tiers });
    const why = await diagnosed({ tiers: false, why: true });
    expect(why.written[0]).to.deep.equal({ ...at, contender: 'quick', profile });
    expect(why.looks.map((look) => look.at)).to.deep.equal(['code', 'allocations', 'code', 'allocations']);
    const [both] = (await diagnosed({ tiers: true, why: true })).written;
    expect(both).to.deep.equal({ ...at, contender: 'quick', tiers, profile });
  });

  test('goes on behind a contender that cannot be looked into, and says why', async () => {
    const { written } = await diagnosed({ tiers: true, why: false }, (look) => {
      if (look.job.contenders[0] === 'slow') return seen(look);
      throw new Broken('PROCESS_DIED', { stage: 'starting' }, 'the process ended', 'Look at it.');
    });
    expect(written).to.deep.equal([
      { ...at, contender: 'quick', failed: 'the process ended' },
      { ...at, contender: 'slow', tiers },
    ]);
  });

  test('leaves out whom an interrupted run had already looked into', async () => {
    const { written } = await diagnosed({ tiers: true, why: false }, seen, [{ ...at, contender: 'quick', tiers }]);
    expect(written).to.deep.equal([{ ...at, contender: 'slow', tiers }]);
  });

  test('ends where it is interrupted', async () => {
    const stop = diagnosed({ tiers: true, why: false }, () => {
      throw new TouchstoneError('INTERRUPTED', 'The run was interrupted.', 'It is kept.');
    });
    expect(await rejectionOf(stop)).to.include({ code: 'INTERRUPTED' });
  });

  test('starts the process of a look with a log in its own folder, or with nothing inlined', () => {
    expect(flagsFor('code', '/own').filter((flag) => flag.includes('/own'))).to.have.length(1);
    expect(flagsFor('allocations', '/own')).to.deep.equal(['--no-turbo-inlining', '--no-maglev-inlining']);
  });
});
