/** Judging a run that several machines measured: together where they answer one question, apart where they do not. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeHistory } from '../../../bench/judge/history.ts';
import { outlinesOf } from '../../../bench/judge/history/outline.ts';
import { matrixOf } from '../../../bench/judge/matrix.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import { samplesOf } from '../../../bench/judge/samples.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import type { RunReport } from '../../../reports/model.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { madeShards, type MadeShards } from '../../support/made-shards.ts';

const clear = logsAbout(0.7, 6);
const control = (truth = 0): MadeClaim => ({
  id: 'controls/same',
  control: true,
  known: 1,
  says: 'the same',
  cases: [{ logs: logsAbout(truth, 6) }],
});
const four = (more: Partial<MadeClaim> = {}): MadeClaim => ({
  id: 'made/one',
  axes: { n: [1, 2, 3, 4] },
  cases: [1, 2, 3, 4].map((n) => ({ given: { n }, logs: logsAbout(0.5 + n / 10, 6) })),
  ...more,
});
const { environment } = madeRunRecord();
const merged = (claims: readonly MadeClaim[], shards: MadeShards = {}) => madeShards(claims, shards).flat();
const casesOf = ({ claims }: RunReport) => claims.flatMap(({ cases }) => cases);
/** The controls of the second shard fail. */
const unfit: MadeShards = { claims: (index) => [control(index === 2 ? 0.3 : 0), four()] };

suite('a merged run', () => {
  test('says of every case what a run of one machine would, in the order of its table, and who measured it', () => {
    const whole = judgeRun(madeRun([control(), four()], { run: { options: {}, code: 'harness' } }));
    const report = judgeRun(merged([control(), four()]));
    expect(casesOf(report).map(({ shard }) => shard)).to.deep.equal([1, 2, 1, 2]);
    const told = casesOf(report).map(({ shard: _of, ...one }) => one);
    expect(told).to.deep.equal(casesOf(whole));
    expect(report.claims[0]!.sentence).to.equal('confirmed at 4 of 4');
    expect(report.sentence).to.equal('1 claim at 4 cases in 2 shards: 4 confirmed.');
    expect([report.comparisons, report.counts, report.complete]).to.deep.equal([4, whole.counts, true]);
  });

  test('is corrected for the cases of all shards together', () => {
    const lone = { given: { n: 1 }, logs: logsAbout(0.12, 8, 0.06) };
    const others = Array.from({ length: 9 }, (_, at) => ({ given: { n: at + 2 }, logs: logsAbout(0.1, 8, 0.5) }));
    const shards = madeShards([{ id: 'made/one', cases: [lone, ...others] }], { of: 10 });
    expect(casesOf(judgeRun(shards[0]!)).map(({ verdict }) => verdict)).to.deep.equal(['confirmed']);
    const report = judgeRun(shards.flat());
    expect(report.comparisons).to.equal(10);
    expect(casesOf(report)[0]).to.include({ verdict: 'inconclusive', shard: 1 });
  });

  test('tells each machine, what it measured, and what its own controls said', () => {
    const there = { ...environment, cpu: 'another', cores: 8 };
    const report = judgeRun(
      merged([control(), four()], {
        run: (index) => ({
          ...(index === 2 && { environment: there }),
          started: `2026-11-22T12:0${3 - index}:00.000Z`,
        }),
      }),
    );
    const machines = report.machines!.map(({ shard, id, seed, environment: { cpu, cores }, measured, controls }) => {
      return [shard, id, seed, cpu, cores, measured, controls.passed];
    });
    expect(machines).to.deep.equal([
      [1, 'shard-1', 1, 'a processor', 2, 2, true],
      [2, 'shard-2', 2, 'another', 8, 2, true],
    ]);
    expect(report).to.include({ id: 'shard-1-and-1-more', started: '2026-11-22T12:01:00.000Z', seconds: 90 });
    expect(report).not.to.have.any.keys('shard', 'calibration');
    expect(report.controlClaims.map(({ id, shard }) => [id, shard])).to.deep.equal([
      ['controls/same', 1],
      ['controls/same', 2],
    ]);
    expect(report.controls).to.deep.equal({
      passed: true,
      says: 'in every shard the one case was not shown to differ from what it is known to be.',
    });
  });

  test('believes nothing of the machine whose controls failed, and everything of the others', () => {
    const report = judgeRun(merged([control(), four()], unfit));
    expect(casesOf(report).map(({ verdict }) => verdict)).to.deep.equal([
      'confirmed',
      'inconclusive',
      'confirmed',
      'inconclusive',
    ]);
    expect(casesOf(report)[1]!.reason).to.match(/^the controls failed: this machine/);
    expect(report.machines!.map(({ controls }) => controls.passed)).to.deep.equal([true, false]);
    expect(report.controls.passed).to.equal(false);
    expect(report.controls.says).to.match(/^in shard 2 “the same” reads 1\.3.*1\.05×\.$/);
  });

  test('says of which shard a doubt about the machine is, and looks at each by itself', () => {
    const busy = { ...environment, load: 7, cores: 2 };
    const report = judgeRun(
      merged([four()], {
        of: 3,
        run: (index) => (index === 2 ? { environment: busy } : {}),
        complete: (index) => index < 3,
      }),
    );
    expect(report.doubts.map(({ code, says }) => [code, says.split(':')[0]])).to.deep.equal([
      ['busy-machine', 'Shard 2'],
      ['cut-short', 'Shard 3'],
    ]);
    expect(report.complete).to.equal(false);
  });

  test('takes no claim for broken more than once that no machine could load', () => {
    const broken = { claim: 'made/torn', stage: 'loading', says: 'It threw' };
    const torn = [four({ broken: [broken] })];
    expect(judgeRun(merged(torn)).broken.map(({ claim }) => claim)).to.deep.equal(['made/torn']);
  });

  test('does not say where the winner changes as if one machine had seen both sides of it', () => {
    const sweep = (of: number) => {
      const logs = [0.6, -0.6, -0.6, -0.6].map((log) => logsAbout(log, 6));
      const cases = logs.map((each, at) => ({ given: { n: at + 1 }, logs: each }));
      return judgeRun(merged([four({ crossing: 'n', cases })], { of })).claims[0]!.crossings;
    };
    const [here] = sweep(1);
    const [there] = sweep(2);
    expect(here!.says).to.equal('quick wins at 1, slow at 2, even at about 1.4');
    expect(there!.says).to.equal('quick wins at 1, slow at 2, each on a machine of its own');
    expect([here!.estimate === undefined, there!.estimate]).to.deep.equal([false, undefined]);
  });

  test('has the samples of every case, and of a control those of one machine', () => {
    const records = merged([control(), four()]);
    const samples = samplesOf(records);
    expect([1, 2, 3, 4].map((n) => samples.of('made/one', `n=${n}`)?.processes.length)).to.deep.equal([12, 12, 12, 12]);
    expect(samples.of('controls/same', '')?.processes).to.have.length(12);
  });

  test('shows a checkout as changed where that of any shard was', () => {
    const run = (index: number) => ({ environment: { ...environment, commit: index === 2 ? 'c0ffee+' : 'c0ffee' } });
    expect(judgeRun(merged([four()], { run })).environment.commit).to.equal('c0ffee+');
  });
});

suite('a shard by itself', () => {
  const shards = madeShards([control(), four(), { id: 'made/two', cases: [{ logs: clear }] }], { of: 3 });

  test('says which it is, and judges its cases as if there were no others', () => {
    const report = judgeRun(shards[1]!);
    expect(report.shard).to.deep.equal({ index: 2, of: 3, cases: 2, all: 5 });
    expect(report).not.to.have.property('machines');
    expect(report.sentence).to.equal('Shard 2 of 3: 2 claims at 2 cases: 2 confirmed.');
    expect(report.claims.map(({ id, sentence }) => [id, sentence])).to.deep.equal([
      ['made/one', 'confirmed at 1 of 1'],
      ['made/two', 'confirmed at 1 of 1'],
    ]);
    expect(report.claims[0]!.cases[0]).to.not.have.property('shard');
    expect(report.controlClaims).to.have.length(1);
  });

  test('leaves out the claims that others measure, and keeps those that nobody can', () => {
    const claims = [four(), { id: 'made/two', cases: [{ logs: clear }] }, { id: 'made/three', lacks: 'x', cases: [] }];
    const ids = madeShards(claims, { of: 5 }).map((one) => judgeRun(one).claims.map(({ id }) => id));
    expect(ids).to.deep.equal([
      ...Array.from({ length: 4 }, () => ['made/one', 'made/three']),
      ['made/two', 'made/three'],
    ]);
  });

  test('that is cut short has not measured what it was to measure', () => {
    const records = shards[0]!.filter((one) => !('case' in one && one.case === 'n=4'));
    const report = judgeRun(records);
    expect(report.claims[0]!.sentence).to.equal('confirmed at 1 of 2, 1 not measured');
  });

  test('of one shard is a run like any other', () => {
    const report = judgeRun(madeShards([four()], { of: 1 })[0]!);
    expect(report).not.to.have.any.keys('shard', 'machines');
    expect(report.sentence).to.equal('1 claim at 4 cases: 4 confirmed.');
  });

  test('without a case has nothing to measure, and no control that failed', () => {
    const report = judgeRun(
      madeShards([control(), four({ cases: [{ logs: clear }] })], { of: 2 })[1]!.filter(isNoRound),
    );
    expect(report.sentence).to.equal('Nothing to measure: 1 case for 2 shards.');
    expect(report.shard).to.deep.equal({ index: 2, of: 2, cases: 0, all: 1 });
    expect(report.controls).to.deep.equal({ passed: true, says: 'no control was run.' });
    expect([report.claims, report.controlClaims, report.doubts]).to.deep.equal([[], [], []]);
  });
});

function isNoRound(one: ResultRecord): boolean {
  return one.kind !== 'round' && one.kind !== 'case';
}

suite('a merged run in a history', () => {
  const night = (at: number, cpus: readonly [string, string]) =>
    outlinesOf(
      merged([control(), four()], {
        ...(at === 3 ? unfit : {}),
        run: (index) => ({
          id: `night-${at}-${index}`,
          started: `2026-11-0${at}T12:00:00.000Z`,
          environment: { ...environment, cpu: cpus[index - 1]! },
        }),
      }),
      `${at}.ndjson`,
    );

  test('is as many runs as it had shards, each on its own machine', () => {
    const outlines = [1, 2, 3].flatMap((at) => night(at, ['one processor', 'another']));
    const { machines } = judgeHistory({ version: '0.1.0', folder: 'nightly', outlines, unread: [] });
    const told = machines.map(({ name, runs, lines }) => [
      name.split(',')[0],
      runs.map(({ id, fit }) => (fit ? id : `${id} unfit`)),
      lines.map((line) => line.case),
    ]);
    expect(told).to.deep.equal([
      ['one processor', ['night-1-1', 'night-2-1', 'night-3-1'], ['n=1', 'n=3']],
      ['another', ['night-1-2', 'night-2-2', 'night-3-2 unfit'], ['n=2', 'n=4']],
    ]);
  });

  test('has the verdicts of the whole run', () => {
    const [first, second] = night(1, ['one', 'one']);
    expect([...first!.cases, ...second!.cases].map(({ id, verdict }) => [id, verdict])).to.deep.equal([
      ['n=1', 'confirmed'],
      ['n=3', 'confirmed'],
      ['n=2', 'confirmed'],
      ['n=4', 'confirmed'],
    ]);
  });
});

suite('a merged run in a matrix', () => {
  test('is of all its machines, and not of the first alone', () => {
    const runs = ['Node.js 22.12.0', 'Bun 1.3.2'].map((runtime) => {
      const run = (index: number) => ({
        id: `${runtime}-${index}`,
        environment: { ...environment, runtime, cpu: runtime.startsWith('Bun') && index === 2 ? 'another' : 'one' },
      });
      return { asked: `${runtime}.ndjson`, report: judgeRun(merged([control(), four()], { run })) };
    });
    const [warning] = matrixOf(runs, []).warnings;
    expect(warning).to.match(
      /^The runs are of 2 machines: one, 2 cores, .* \(Node\.js 22\.12\.0 and Bun 1\.3\.2\); another, 2 cores, .* \(Bun 1\.3\.2\)\. /,
    );
    expect(matrixOf(runs.slice(0, 1), []).warnings).to.deep.equal([]);
  });
});
