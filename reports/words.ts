/** What every format says alike of a run: who is compared, where and when, what a reader must know before. */

import type {
  CalibrationQuote,
  CaseReport,
  ClaimReport,
  EnvironmentReport,
  FalseAlarms,
  MachineReport,
  MetricReport,
  RunReport,
  ShardReport,
} from './model.ts';
import { metricTextOf } from './metrics.ts';
import { count, elapsed, grouped, interval, moment, point, roundBytes, share } from './units.ts';

/** What the ratio is, and which way it is read. */
export function ratioMeaning(claim: Pick<ClaimReport, 'metric' | 'figure' | 'favours' | 'over'>): string {
  const { favours, over } = claim;
  return `Ratio: ${metricTextOf(claim).measure} of ${over}, divided by that of ${favours}. Above 1× ${favours} wins.`;
}

/** `from 1.8× [1.7, 1.9] at bytes=64 to 3.4× [3.3, 3.5] at bytes=1 KiB`; missing where nothing was measured. */
export function range(claim: ClaimReport): string | undefined {
  const { weakest, strongest } = extremes(claim);
  if (weakest?.ratio === undefined || strongest?.ratio === undefined) return undefined;
  const at = (one: CaseReport) => (claim.cases.length > 1 && one.id !== '' ? ` at ${point(one.given)}` : '');
  if (weakest === strongest) return interval(weakest.ratio) + at(weakest);
  return `from ${interval(weakest.ratio)}${at(weakest)} to ${interval(strongest.ratio)}${at(strongest)}`;
}

/** The cases with the smallest and the largest ratio. */
export function extremes(claim: ClaimReport): { readonly weakest?: CaseReport; readonly strongest?: CaseReport } {
  const sorted = claim.cases
    .filter((one) => one.ratio !== undefined)
    .sort((a, b) => (a.ratio?.estimate ?? 0) - (b.ratio?.estimate ?? 0));
  const [weakest, strongest] = [sorted[0], sorted.at(-1)];
  return weakest && strongest ? { weakest, strongest } : {};
}

/** A sentence with a full stop at its end, unless it has its own. */
export function stopped(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Where the machine and the runtime are named: `Node.js 20.20.2 (V8 11.3), …`. */
export function environmentSentence(environment: EnvironmentReport): string {
  return [runtimeSentence(environment), ...machineFacts(environment)].join(', ');
}

/** `Bun 1.3.2 (JavaScriptCore)`. */
function runtimeSentence({ runtime, engine }: EnvironmentReport): string {
  return `${runtime} (${engine})`;
}

/** `Linux 6.1 x64`, `AMD EPYC`, `2 cores`, `7.7 GiB`, and its load at the start where that is given. */
export function machineFacts({ platform, cpu, cores, memory, load }: Omit<EnvironmentReport, 'runtime' | 'engine'>) {
  const state = load === undefined ? [] : [`load ${load.toFixed(1)} at the start`];
  return [platform, cpu, count(cores, 'core'), roundBytes(memory), ...state];
}

/** Where it was measured: one line, or where there are several machines what they have in common, and a line for each. */
export function machineSentences({ environment, machines }: Pick<RunReport, 'environment' | 'machines'>): string[] {
  if (!machines) return [environmentSentence(environment)];
  const shards = `${runtimeSentence(environment)}, in ${machines.length} shards. ${apartMeaning}`;
  return [shards, ...machines.map(machineSentence)];
}

/** What holds wherever shards were merged. */
export const apartMeaning =
  'Each case was measured on one machine wholly, and no ratio crosses two; times of different shards do not compare.';

/** `shard 2: 51 cases, Linux x64, AMD EPYC, 4 cores, 15.6 GiB, load 0.1 at the start, took 2 min 5 s, seed 42`. */
export function machineSentence({ shard, environment, measured, seconds, seed, controls }: MachineReport): string {
  const parts = [count(measured, 'case'), ...machineFacts(environment), `took ${elapsed(seconds)}`, `seed ${seed}`];
  return `shard ${shard}: ${[...parts, ...(controls.passed ? [] : ['controls FAILED'])].join(', ')}`;
}

/** When and how it was run: `2026-11-22 12:53 UTC, took 2 min 5 s, commit abc, seed 42, touchstone 0.1.0`. */
export function runSentence({ started, seconds, environment, seed, version, id, machines }: RunReport): string {
  const commit = environment.commit === undefined ? [] : [`commit ${environment.commit.slice(0, 12)}`];
  // The longest of all shards, and each has its own seed.
  const took = machines ? `took ${elapsed(seconds)} at the most` : `took ${elapsed(seconds)}`;
  const parts = [moment(started), took, ...commit, ...(machines ? [] : [`seed ${seed}`]), `run ${id}`];
  return [...parts, `touchstone ${version}`].join(', ');
}

/** What a reader must know before any figure: the run was cut short, was quick, or its controls failed. */
export function warnings(
  report: Pick<RunReport, 'controls' | 'complete' | 'quick'> &
    Partial<Pick<RunReport, 'claims' | 'shard' | 'machines'>>,
): readonly string[] {
  return [
    ...failedControls(report),
    ...(report.shard ? [shardSentence(report.shard)] : []),
    ...(report.complete ? [] : ['The run was cut short: what had been measured until then is judged.']),
    ...(report.quick ? ['A quick run: it asks part of the table, and can tell less apart.'] : []),
    ...(report.claims?.length === 0 && report.shard?.cases !== 0 ? ['Nothing was measured.'] : []),
  ];
}

function failedControls({ controls, machines = [] }: Pick<RunReport, 'controls' | 'machines'>): string[] {
  if (controls.passed) return [];
  const failed = machines.filter((machine) => !machine.controls.passed);
  if (failed.length === 0) return [`The controls failed: ${controls.says} Do not rely on any figure here.`];
  return failed.map(({ shard, controls: { says } }) => {
    return `The controls of shard ${shard} failed: ${says} Do not rely on any figure of that shard.`;
  });
}

function shardSentence({ index, of, cases, all }: ShardReport): string {
  const which = `This is shard ${index} of ${of}`;
  if (cases === 0) return `${which}, and there are too few cases for it to have one.`;
  return `${which}, with ${grouped(cases)} of ${count(all, 'case')}: touchstone merge joins it with the others.`;
}

/** How much the run could find: the comparisons that were corrected for, the smallest effect, and what the machine can. */
export function power(report: RunReport): string {
  const { comparisons, smallestEffect, calibration, machines = [] } = report;
  const corrected = `${count(comparisons, 'comparison')} (corrected by Holm)`;
  const found =
    smallestEffect === undefined
      ? `${corrected}.`
      : `${corrected}; an effect of ${share(smallestEffect)} could have been found in half of the cases.`;
  const ofShards = machines.flatMap(({ shard, calibration: quote }) => {
    return quote ? [`Shard ${shard}: ${calibrationQuote(quote)}`] : [];
  });
  return [found, ...(calibration ? [calibrationQuote(calibration)] : []), ...ofShards].join(' ');
}

/** The seconds of a comparison whose smallest effect is quoted. */
const QUOTED_SECONDS = 10;

function calibrationQuote({ started, runtime, margin, same, smallest }: CalibrationQuote): string {
  const quoted = smallest.filter(({ seconds }) => seconds === QUOTED_SECONDS);
  const effects = quoted.map(({ work, effect }) => `${share(effect)} of ${workNames[work] ?? work}`);
  const finds = effects.length === 0 ? '' : `; in ${QUOTED_SECONDS} s it finds ${listed(effects)}`;
  return `Calibrated ${moment(started)} with ${runtime}: ${falseAlarms(same, margin)}${finds}.`;
}

/** `3 of 80 comparisons of the same code were told apart, and none was given a winner at 2 %`. */
export function falseAlarms({ comparisons, told, named }: FalseAlarms, margin: number): string {
  const winner = `${named === 0 ? 'none' : grouped(named)} ${named > 1 ? 'were' : 'was'} given a winner at ${share(margin)}`;
  return `${grouped(told)} of ${count(comparisons, 'comparison')} of the same code ${told === 1 ? 'was' : 'were'} told apart, and ${winner}`;
}

/** The kinds of work that are calibrated, for a person. */
export const workNames: Readonly<Record<string, string>> = {
  arithmetic: 'arithmetic',
  concat: 'Buffer.concat',
  join: 'joining strings',
  read: 'fs.readFileSync',
};

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** One metric beside the claim's own, in a line: its ratio, or why there is none, and what each of the contenders had. */
export function metricWords({ metric, ratio, says, values }: MetricReport): { ratio: string; values: string } {
  const { figure } = metricTextOf({ metric });
  return {
    ratio: ratio ? interval(ratio) : '–',
    values: says ?? values.map(({ name, value }) => `${name} ${figure(value.estimate)}`).join(', '),
  };
}

/** What the metrics beside the claim's own are, and what they are not. */
export const metricsMeaning =
  'Metrics beside: the 95 % interval of each ratio by itself, without a verdict, as probes read it in further processes; that of cpu time as the timed turns had it, where they tell it.';
