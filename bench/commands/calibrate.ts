/** `touchstone calibrate`: measures what is known, over and over, and says how far this machine can be trusted. */
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from './about.ts';
import { HOME } from './choose.ts';
import { enterMachine } from './enter.ts';
import type { OptionName, Parsed } from './options.ts';
import { paperOf, statusLine, type Streams } from './terminal.ts';
import { milliseconds, positiveNumber, share, wholeNumber } from './values.ts';
import { calibrationMarkdown, calibrationTerminal } from '../../reports/formats/calibration.ts';
import { cut } from '../../reports/text.ts';
import * as units from '../../reports/units.ts';
import type { Calibration, CalibrationComparison } from '../calibration.ts';
import { calibrationOf, writeCalibration } from '../calibration-file.ts';
import { WORKS, type Work } from '../calibrations/known-slow-down.ts';
import { TouchstoneError } from '../errors.ts';
import { calibrate as measure, secondsOf, type CalibrateOptions, type Series } from '../harness/schedule/calibrate.ts';
import { chance } from '../harness/schedule/chance.ts';
import { PATIENCE, TURN } from '../harness/schedule/defaults.ts';
import { lookAround } from '../harness/machine/environment.ts';
import { Broken } from '../harness/process/measured-process.ts';
import { judgeCalibration } from '../judge/calibration.ts';
import { nearest } from '../nearest.ts';
import { writeFiles } from '../write-files.ts';

export const CALIBRATE_OPTIONS = [
  'comparisons',
  'each',
  'work',
  'more',
  'margin',
  'neighbour',
  'seed',
  'patience',
  'wait',
  'force',
  'json',
  'out',
  'help',
] as const satisfies readonly OptionName[];

const COMPARISONS = 10;
const SECONDS = 3;
const EFFECTS = [0.01, 0.02, 0.05, 0.1];
const MARGIN = 0.02;
const FOLDER = join('reports', 'out', 'calibration');

/** @returns 0, or 3 where a comparison broke; 130 where it was interrupted, as an error */
export async function calibrate(parsed: Parsed, streams: Streams): Promise<number> {
  const { series, margin, seed, patience, out } = readOptions(parsed);
  using machine = await enterMachine(parsed, streams);
  const environment = lookAround(HOME);
  const began = performance.now();
  const comparisons: CalibrationComparison[] = [];
  const started = new Date().toISOString();
  const file = join(out, 'calibration.json');
  const state = (complete: boolean): Calibration => {
    const neighbour = parsed.has('neighbour');
    const about = { format: 1, version: version(), started, seed, margin, neighbour } as const;
    return { ...about, complete, environment, comparisons };
  };
  // A folder that cannot be written to is found before minutes are spent.
  writeCalibration(file, state(false));
  const fault = await measureAll(
    { series, turn: TURN, chance: chance(seed), at: () => performance.now() - began, patience, signal: streams.signal },
    { neighbour: parsed.has('neighbour'), streams },
    (comparison) => {
      comparisons.push(comparison);
      writeCalibration(file, state(false));
    },
  );
  const calibration = state(fault === undefined);
  tell(calibration, parsed.has('json'), streams);
  if (!(fault instanceof TouchstoneError && fault.code === 'OUTPUT_FAILED')) write(calibration, out, streams);
  if (fault === undefined) keepForLater(calibration, machine.others().length > 0, streams);
  if (fault instanceof Broken)
    throw new TouchstoneError(fault.code, `${fault.message}.`, fault.remedy, { cause: fault });
  if (fault !== undefined) throw fault;
  return 0;
}

/** @returns what broke it off; `undefined` where it came to its end */
async function measureAll(
  options: Omit<CalibrateOptions, 'keep'>,
  { neighbour, streams }: { neighbour: boolean; streams: Streams },
  keep: (comparison: CalibrationComparison) => void,
): Promise<Broken | TouchstoneError | undefined> {
  const status = tellHowLong(options.series, streams);
  using _ = neighbour ? startNeighbour() : undefined;
  try {
    await measure({
      ...options,
      keep(comparison, done, of) {
        keep(comparison);
        status.tell(comparison, done, of, options.at());
      },
    });
    return undefined;
  } catch (error) {
    if (error instanceof Broken || error instanceof TouchstoneError) return error;
    throw error;
  } finally {
    status.end();
  }
}

interface CalibrateCommand {
  readonly series: readonly Series[];
  readonly margin: number;
  readonly seed: number;
  /** Milliseconds. */
  readonly patience: number;
  readonly out: string;
}

function readOptions(parsed: Parsed): CalibrateCommand {
  if (parsed.words.length > 0) {
    throw new TouchstoneError(
      'ARGUMENT_UNKNOWN',
      `calibrate takes no "${parsed.words[0]}".`,
      'A kind of work is named with --work. See touchstone calibrate --help.',
    );
  }
  const read = <T>(name: OptionName, as: (name: OptionName, text: string) => T): T | undefined => {
    const text = parsed.text(name);
    return text === undefined ? undefined : as(name, text);
  };
  const same = read('comparisons', (name, text) => wholeNumber(name, text, 1)) ?? COMPARISONS;
  const seconds = read('each', positiveNumber) ?? SECONDS;
  const effects = read('more', shares) ?? EFFECTS;
  return {
    series: (read('work', works) ?? WORKS).flatMap((work) => [
      { work, effect: 0, times: same, seconds },
      ...effects.map((effect) => ({ work, effect, times: Math.ceil(same / 2), seconds })),
    ]),
    margin: read('margin', share) ?? MARGIN,
    seed: read('seed', (name, text) => wholeNumber(name, text, 0)) ?? randomInt(2 ** 31),
    patience: read('patience', milliseconds) ?? PATIENCE,
    out: parsed.text('out') ?? FOLDER,
  };
}

function works(name: OptionName, text: string): Work[] {
  return text.split(',').map((wanted) => {
    const known = WORKS.find((work) => work === wanted.trim());
    if (known) return known;
    const near = nearest(wanted, WORKS);
    const remedy = near === undefined ? `There are ${WORKS.join(', ')}.` : `Did you mean ${near}?`;
    throw new TouchstoneError('ARGUMENT_INVALID', `--${name} does not know "${wanted}".`, remedy);
  });
}

function shares(name: OptionName, text: string): number[] {
  return text === 'none' ? [] : text.split(',').map((one) => share(name, one));
}

function tellHowLong(series: readonly Series[], { err, env }: Streams) {
  const status = statusLine(err, env);
  const seconds = secondsOf(series);
  err.write(`calibrating: about ${units.elapsed(Math.round(seconds))}; leave the machine alone meanwhile\n`);
  return {
    tell({ work, effect }: CalibrationComparison, done: number, of: number, now: number) {
      const left = units.elapsed(Math.round(((now / done) * (of - done)) / 1000));
      const what = effect === 0 ? `${work}, the same` : `${work}, ${units.share(effect)} more`;
      if (status) status.show(cut(`${done} of ${of} · about ${left} left · ${what}`, paperOf(err, env).width - 1));
      else if (done % 10 === 0) err.write(`${done} of ${of}, about ${left} left\n`);
    },
    end: () => status?.clear(),
  };
}

function tell(calibration: Calibration, asJson: boolean, { out, env }: Streams): void {
  if (calibration.comparisons.length === 0) return;
  const report = judgeCalibration(calibration);
  out.write(asJson ? `${JSON.stringify(report, undefined, 2)}\n` : calibrationTerminal(report, paperOf(out, env)));
}

/** @throws {TouchstoneError} OUTPUT_FAILED */
function write(calibration: Calibration, folder: string, { err }: Streams): void {
  if (calibration.comparisons.length === 0) return;
  const [raw, told] = [join(folder, 'calibration.json'), join(folder, 'calibration.md')];
  writeCalibration(raw, calibration);
  writeFiles([{ path: told, text: calibrationMarkdown(judgeCalibration(calibration)) }]);
  err.write(`\nwritten: ${raw}\nwritten: ${told}\n`);
}

/** One beside a neighbour, made or met, says nothing of the machine as it is. */
function keepForLater(calibration: Calibration, inCompany: boolean, { err, env }: Streams): void {
  if (inCompany) err.write('Another run was measuring at the same time, so later reports do not quote it.\n');
  if (inCompany || calibration.neighbour) return;
  const path = calibrationOf(calibration.environment, env);
  try {
    writeCalibration(path, calibration);
    err.write(`Later reports on this machine quote it: ${path}\n`);
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    err.write(`Later reports cannot quote it: ${error.message}\n`);
  }
}

function startNeighbour(): Disposable {
  const child = fork(fileURLToPath(new URL('../calibrations/neighbour.js', import.meta.url)), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return { [Symbol.dispose]: () => child.kill('SIGKILL') };
}
