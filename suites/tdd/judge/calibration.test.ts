/** A calibration, judged: what is counted as a false alarm, as found, and as findable. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Calibration, CalibrationComparison } from '../../../bench/calibration.ts';
import { judgeCalibration, noteOf } from '../../../bench/judge/calibration.ts';
import { tInterval } from '../../../bench/stats/interval.ts';
import { calibrationMarkdown, calibrationTerminal } from '../../../reports/formats/calibration.ts';
import { runsOf, sample, shareOf } from '../../support/made-noise.ts';
import { logsAbout, madeRunRecord } from '../../support/made-run.ts';

const comparison = (work: string, effect: number, logs: readonly number[]): CalibrationComparison => ({
  work,
  effect,
  logs,
  given: 3,
  seconds: 3,
  timed: 2,
  clock: 'wall',
});

function calibration(comparisons: readonly CalibrationComparison[], about: Partial<Calibration> = {}): Calibration {
  return {
    format: 1,
    version: '0.1.0',
    started: '2026-11-22T12:00:00.000Z',
    seed: 1,
    margin: 0.02,
    neighbour: false,
    complete: true,
    environment: madeRunRecord().environment,
    comparisons,
    ...about,
  };
}

suite('a calibration', () => {
  const alike = logsAbout(0, 8, 0.01);
  const apart = logsAbout(0.015, 8, 0.005);
  const winner = logsAbout(-0.05, 8, 0.005);

  test('counts as told apart what leaves 1 out, and as named what also lies beyond the margin', () => {
    const { same, works } = judgeCalibration(
      calibration([comparison('read', 0, alike), comparison('read', 0, apart), comparison('concat', 0, winner)]),
    );
    expect(same).to.deep.equal({ comparisons: 3, told: 2, named: 1 });
    expect(works.map(({ name, same: of }) => [name, of.comparisons, of.told, of.named])).to.deep.equal([
      ['concat', 1, 1, 1],
      ['read', 2, 1, 0],
    ]);
  });

  test('counts as found what leaves 1 out on the right side, and no slow-down as a false alarm', () => {
    const { same, works } = judgeCalibration(
      calibration([comparison('read', 0.05, apart), comparison('read', 0.05, alike), comparison('read', 0.05, winner)]),
    );
    expect(same.comparisons).to.equal(0);
    expect(works[0]!.slower.map(({ effect, comparisons, found }) => [effect, comparisons, found])).to.deep.equal([
      [0.05, 3, 1],
    ]);
    expect(works[0]).not.to.have.property('error');
  });

  test('gives the median distance from 1 as the error, whichever side it lies on', () => {
    const { works } = judgeCalibration(
      calibration([-0.02, 0.01, 0.03].map((truth) => comparison('read', 0, logsAbout(truth)))),
    );
    expect(works[0]!.error).to.be.closeTo(Math.expm1(0.02), 1e-9);
  });

  test('says what can be found in so many seconds: that is found in about nine of ten comparisons as long', () => {
    const noise = runsOf('normal', 3)();
    const rounds = 10;
    const made = Array.from({ length: 40 }, () => comparison('read', 0, sample(rounds, noise, 0, 0.02)));
    const { smallest } = judgeCalibration(calibration(made)).works[0]!;
    expect(smallest.map(({ seconds }) => seconds)).to.deep.equal([5, 10, 30]);
    for (const { seconds, effect } of smallest) {
      const longer = Math.floor((seconds / 3) * rounds);
      const found = shareOf(2000, () => tInterval(sample(longer, noise, Math.log1p(effect), 0.02)).low > 0);
      expect(found).to.be.within(0.85, 0.96);
    }
  });

  test('does not believe rounds that agree with each other and not with those of the next comparison', () => {
    const steady = Array.from({ length: 20 }, (_, at) =>
      comparison('read', 0, logsAbout(at % 2 === 0 ? 0.05 : -0.05, 10, 0.001)),
    );
    expect(judgeCalibration(calibration(steady)).works[0]!.smallest[0]!.effect).to.be.above(0.1);
  });

  test('is quoted in short: its false alarms, and what it finds', () => {
    const report = judgeCalibration(calibration([comparison('read', 0, alike), comparison('concat', 0, alike)]));
    const note = noteOf(report);
    expect(note).to.deep.include({ started: '2026-11-22T12:00:00.000Z', margin: 0.02, same: report.same });
    expect(note.smallest.map(({ work, seconds }) => `${work} ${seconds}`)).to.deep.equal([
      'concat 5',
      'concat 10',
      'concat 30',
      'read 5',
      'read 10',
      'read 30',
    ]);
  });

  test('is told within 80 columns, and as Markdown, with every figure', () => {
    const report = judgeCalibration(
      calibration(
        ['arithmetic', 'concat', 'join', 'read'].flatMap((work) => [
          comparison(work, 0, alike),
          ...[0.01, 0.02, 0.05, 0.1].map((effect) => comparison(work, effect, logsAbout(effect))),
        ]),
        { neighbour: true, complete: false },
      ),
    );
    const text = calibrationTerminal(report, { width: 80, colour: false });
    expect(Math.max(...text.split('\n').map(({ length }) => length))).to.be.at.most(80);
    for (const told of [text, calibrationMarkdown(report)]) {
      expect(told.replace(/\s+/g, ' '))
        .to.contain('0 of 4 comparisons of the same code were told apart')
        .and.to.contain('It was cut short')
        .and.to.contain('a neighbour burned all processors')
        .and.to.match(/Buffer\.concat[ |]+1 of 1, 1 %[ |]+1 of 1, 2 %/);
    }
  });
});
