/** Judging many runs: machines apart, lines and where they break, what counts and what is only shown. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeHistory } from '../../../bench/judge/history.ts';
import type { Outline } from '../../../bench/judge/history/outline.ts';
import type { HistoryLine, HistoryReport } from '../../../reports/model.ts';
import { outlineOfNight, outlinesOf, unsteady } from '../../support/made-history.ts';

const STEP = Math.log(1.3);
const OTHER = { cpu: 'another processor', cores: 8 };

function judged(outlines: readonly Outline[]): HistoryReport {
  return judgeHistory({ version: '0.1.0', folder: 'nightly', outlines, unread: [] });
}

function onlyLine({ machines }: HistoryReport): HistoryLine {
  expect(machines.map(({ lines }) => lines.length)).to.deep.equal([1]);
  return machines[0]!.lines[0]!;
}

suite('A history', () => {
  test('names the run from which on a line lies elsewhere', () => {
    const report = judged(outlinesOf(16, (night) => ({ log: unsteady(night) + (night < 9 ? 0 : STEP) })));
    const [change, ...others] = onlyLine(report).changes;
    expect([others, change?.run, change?.after, change?.certain]).to.deep.equal([[], 9, 8, true]);
    expect(change!.now.estimate / change!.before.estimate).to.be.closeTo(1.3, 0.03);
    expect(report.sentence).to.equal('1 change found in 1 claim over 16 runs on 1 machine, 2026-09-01 to 2026-09-16.');
  });

  test('says that it shows no change, and that it had too few runs to', () => {
    expect(judged(outlinesOf(12)).sentence).to.match(/^No change was shown in 1 claim over 12 runs/);
    const few = judged(outlinesOf(7, (night) => ({ log: night < 4 ? 0 : STEP })));
    expect(few.sentence).to.match(
      /^Too few runs to tell changes, which takes 8 of one question on one machine: 1 claim/,
    );
    expect(onlyLine(few).pieces).to.deep.equal([{ from: 0, to: 6, counted: 7, enough: false, levels: [] }]);
    const cases = Array.from({ length: 40 }, (_, n) => ({ given: { n }, logs: [0.5, 0.51, 0.49, 0.5, 0.5, 0.52] }));
    expect(judged(outlinesOf(9, () => ({ claim: { cases } }))).sentence).to.match(
      /^Too few runs to be certain of a change, which takes 14 among 40 lines: 1 claim over 9 runs/,
    );
    expect(judged([]).sentence).to.equal('No results file could be read.');
  });

  test('is in the order of time, however the files are called', () => {
    const { machines } = judged(outlinesOf(9).toReversed());
    expect(machines[0]!.runs.map(({ id }) => id)).to.deep.equal(Array.from({ length: 9 }, (_, at) => `night-${at}`));
    expect(onlyLine(judged(outlinesOf(9).toReversed()))).to.deep.equal(onlyLine(judged(outlinesOf(9))));
  });

  test('never joins two machines: what lies elsewhere on another one is no change', () => {
    const mixed = outlinesOf(20, (night) => (night % 2 === 0 ? {} : { log: 2, environment: OTHER }));
    const { machines, sentence } = judged([...mixed, outlineOfNight({ night: 20 })]);
    expect(machines.map(({ name, runs }) => [name, runs.length])).to.deep.equal([
      ['a processor, 2 cores, linux x64, 7.5 GiB', 11],
      ['another processor, 8 cores, linux x64, 7.5 GiB', 10],
    ]);
    expect(machines.flatMap(({ lines }) => lines.flatMap(({ changes }) => changes))).to.deep.equal([]);
    expect(sentence).to.match(/^No change was shown in 1 claim over 21 runs on 2 machines/);
  });

  for (const [what, environment] of [
    ['processor', { cpu: 'another' }],
    ['number of processors', { cores: 3 }],
    ['system', { platform: 'darwin' }],
    ['architecture', { arch: 'arm64' }],
    ['memory', { memory: 16e9 }],
  ] as const) {
    test(`takes another ${what} for another machine`, () => {
      const { machines } = judged(outlinesOf(2, (night) => (night === 0 ? {} : { environment })));
      expect(machines.map(({ runs }) => runs.length)).to.deep.equal([1, 1]);
    });
  }

  test('goes on where the runtime, the kernel or the memory that it leaves changed, and marks the first two', () => {
    const { machines } = judged(
      outlinesOf(3, (night) => ({
        environment: {
          runtime: night < 1 ? 'Node.js 20.20.2' : 'Node.js 22.12.0',
          platform: night < 2 ? 'Linux 6.1' : 'Linux 6.2',
          // Rounded to GiB these two would differ.
          memory: (night < 1 ? 7.51 : 7.49) * 2 ** 30,
        },
      })),
    );
    expect(machines.map(({ marks, lines }) => [marks, lines[0]!.pieces.length])).to.deep.equal([
      [
        [
          { run: 1, says: 'Node.js 20.20.2 became Node.js 22.12.0' },
          { run: 2, says: 'Linux 6.1 became Linux 6.2' },
        ],
        1,
      ],
    ]);
  });

  test('breaks a line where the claim’s code changed, and seeks no change across', () => {
    const line = onlyLine(
      judged(
        outlinesOf(20, (night) => ({ log: unsteady(night) + (night < 10 ? 0 : STEP), code: night < 10 ? 'a' : 'b' })),
      ),
    );
    expect(line.pieces.map(({ from, to, counted }) => [from, to, counted])).to.deep.equal([
      [0, 9, 10],
      [10, 19, 10],
    ]);
    expect([line.changes, line.flips]).to.deep.equal([[], []]);
  });

  test('shows runs whose controls failed, and does not count them', () => {
    const report = judged(
      outlinesOf(16, (night) => ({ unfit: night > 11, log: unsteady(night) + (night > 11 ? 2 : 0) })),
    );
    const line = onlyLine(report);
    expect([line.points.length, line.pieces[0]!.counted, line.changes, line.flips]).to.deep.equal([16, 12, [], []]);
    expect(report.machines[0]!.runs.map(({ fit }) => fit).lastIndexOf(true)).to.equal(11);
  });

  test('uses quick runs and those that were cut short, and says which they are', () => {
    const { machines } = judged(outlinesOf(9, (night) => ({ quick: night === 2, complete: night !== 3 })));
    const { runs, lines } = machines[0]!;
    expect(runs.slice(1, 5).map(({ quick, complete }) => [quick, complete])).to.deep.equal([
      [false, true],
      [true, true],
      [false, false],
      [false, true],
    ]);
    expect(lines[0]!.pieces[0]!.counted).to.equal(9);
  });

  test('counts a run once that lies there twice, and takes the longer of the two', () => {
    const short = { ...outlineOfNight({ night: 1, complete: false }), file: 'short.ndjson' };
    const whole = outlineOfNight({ night: 1 });
    for (const twins of [
      [short, whole],
      [whole, short],
    ]) {
      const { runs } = judged([outlineOfNight({ night: 0 }), ...twins]).machines[0]!;
      expect(runs.map(({ id, complete, files }) => [id, complete, files.length])).to.deep.equal([
        ['night-0', true, 1],
        ['night-1', true, 2],
      ]);
    }
  });

  test('lists verdicts that became others, and passes over those that could not tell', () => {
    const logs = [0.5, 0.5, undefined, -0.5, 0];
    const outlines = logs.map((log, night) => {
      const cases = [
        {
          logs: log === undefined ? [0.5, -0.5, 0.5, -0.5, 0.5, -0.5] : [0, 1, 2, 3, 4, 5].map((at) => log + at * 1e-4),
        },
      ];
      return outlineOfNight({ night, claim: { cases } });
    });
    expect(onlyLine(judged(outlines)).flips).to.deep.equal([
      { run: 3, after: 1, verdicts: ['confirmed', 'refuted'] },
      { run: 4, after: 3, verdicts: ['refuted', 'equivalent'] },
    ]);
  });

  test('marks where another margin was asked for', () => {
    const line = onlyLine(judged(outlinesOf(3, (night) => ({ claim: night < 2 ? {} : { margin: 0.2 } }))));
    expect([line.marks, line.margin]).to.deep.equal([[{ run: 2, says: 'the margin of 5 % became 20 %' }], 0.2]);
  });

  test('has a line for every case, also for one that some runs did not ask', () => {
    const cases = (sizes: readonly number[]) =>
      sizes.map((bytes) => ({ given: { bytes }, logs: [0.5, 0.51, 0.49, 0.5, 0.5, 0.5] }));
    const { machines } = judged(outlinesOf(3, (night) => ({ claim: { cases: cases(night === 1 ? [16] : [16, 64]) } })));
    expect(machines[0]!.lines.map((line) => [line.case, line.points.map(({ run }) => run)])).to.deep.equal([
      ['bytes=16', [0, 1, 2]],
      ['bytes=64', [0, 2]],
    ]);
  });

  test('shows a verdict that the answers gave, which has no ratio', () => {
    const quick = { right: true, shown: '1' };
    const answers = { quick, slow: { right: false, wrongBecause: 'it says so', shown: '2' } };
    const claim = { cases: [{ logs: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], answers }] };
    const line = onlyLine(judged(outlinesOf(9, () => ({ claim }))));
    expect(line.points[0]).to.deep.equal({ run: 0, verdict: 'confirmed' });
    expect(line.pieces[0]).to.deep.include({ counted: 0, enough: false });
  });
});
