/** The file that a calibration leaves: what is written is read again, and what is no calibration is none. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Calibration } from '../../../bench/calibration.ts';
import { calibrationOf, readCalibration, writeCalibration } from '../../../bench/calibration-file.ts';
import { madeRunRecord } from '../../support/made-run.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const { environment } = madeRunRecord();
const comparison = { work: 'read', effect: 0, given: 3, seconds: 3, timed: 2, clock: 'wall', logs: [0, 0.01] } as const;
const calibration: Calibration = {
  format: 1,
  version: '0.1.0',
  started: '2026-11-22T12:00:00.000Z',
  seed: 1,
  margin: 0.02,
  neighbour: false,
  complete: true,
  environment,
  comparisons: [comparison],
};

suite('the file of a calibration', () => {
  const directory = temporaryDirectory();

  test('is read as it was written, in a folder that is made for it', () => {
    const path = join(directory.fresh(), 'a', 'b', 'calibration.json');
    writeCalibration(path, calibration);
    expect(readCalibration(path)).to.deep.equal(calibration);
  });

  for (const [what, text] of [
    ['half of a file', '{"format":1'],
    ['another format', JSON.stringify({ ...calibration, format: 2 })],
    ['one without a comparison', JSON.stringify({ ...calibration, comparisons: [] })],
    ['one with a single round', JSON.stringify({ ...calibration, comparisons: [{ ...comparison, logs: [0] }] })],
  ] as const) {
    test(`is none where it is ${what}`, () => {
      const path = join(directory.fresh(), 'calibration.json');
      writeFileSync(path, text);
      expect(readCalibration(path)).to.equal(undefined);
    });
  }

  test('is that of the machine: another processor has its own, another kernel has not', () => {
    const env = { TOUCHSTONE_DATA: '/data' };
    const path = calibrationOf(environment, env);
    expect(calibrationOf({ ...environment, platform: 'linux 7.0', load: 3, clockStep: 9 }, env)).to.equal(path);
    expect(calibrationOf({ ...environment, cpu: 'another' }, env)).not.to.equal(path);
    expect(calibrationOf({ ...environment, cores: 3 }, env)).not.to.equal(path);
  });
});
