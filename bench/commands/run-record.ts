/** The first record of a run: who measures, where, and by which plan. */
import { version } from './about.ts';
import type { RunOptions } from './run-options.ts';
import type { Streams } from './terminal.ts';
import { calibrationOf, readCalibration } from '../calibration-file.ts';
import { codeOfHarness } from '../harness/catalog/code.ts';
import { judgeCalibration, noteOf } from '../judge/calibration.ts';
import type { Environment, RunRecord } from '../results.ts';

export function runRecord(
  {
    arguments: words,
    seed,
    quick,
    plan,
    decisive,
  }: Pick<RunOptions, 'arguments' | 'seed' | 'quick' | 'plan' | 'decisive'>,
  environment: Environment,
  streams: Pick<Streams, 'env'>,
): RunRecord {
  const started = new Date().toISOString();
  const calibration = calibrated(environment, streams);
  return {
    kind: 'run',
    format: 1,
    version: version(),
    id: `${started.replace(/[-:]|\.\d+/g, '')}-${seed.toString(36)}`,
    started,
    arguments: words,
    seed,
    quick,
    plan,
    environment,
    options: decisive,
    code: codeOfHarness(),
    ...(calibration && { calibration }),
  };
}

/** What the last calibration on this machine had found. */
function calibrated(environment: Environment, { env }: Pick<Streams, 'env'>): RunRecord['calibration'] {
  const found = readCalibration(calibrationOf(environment, env));
  return found && noteOf(judgeCalibration(found));
}
