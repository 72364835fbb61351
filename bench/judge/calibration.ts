/** A calibration, judged: this machine's false alarms, its power, and the smallest effect it finds in a given time. */
import type { CalibrationReport, CalibratedWork } from '../../reports/model.ts';
import type { Calibration, CalibrationComparison } from '../calibration.ts';
import type { CalibrationNote } from '../results.ts';
import { tInterval } from '../stats/interval.ts';
import { smallestEffect } from '../stats/power.ts';
import { deviation, mean, median } from '../stats/sample.ts';
import { FEWEST_ROUNDS, verdictOf } from '../stats/verdict.ts';
import { environmentOf } from './environment.ts';

/** The times, in seconds, for which it is told what can be found in them. */
const TIMES = [5, 10, 30];

/** So many estimates are needed before their own spread says something. */
const FEWEST_ESTIMATES = 8;

export function judgeCalibration(calibration: Calibration): CalibrationReport {
  const { started, margin, neighbour, complete, environment, comparisons } = calibration;
  const works = [...new Set(comparisons.map(({ work }) => work))].toSorted();
  const same = comparisons.filter(({ effect }) => effect === 0);
  return {
    started,
    runtime: environment.runtime,
    seconds: median(comparisons.map(({ given }) => given)),
    margin,
    neighbour,
    complete,
    environment: environmentOf(environment),
    comparisons: comparisons.length,
    timedShare:
      sum(comparisons, ({ timed }) => timed) /
      Math.max(
        1e-9,
        sum(comparisons, (one) => one.seconds),
      ),
    same: falseAlarms(same, margin),
    works: works.map((work) =>
      judgeWork(
        work,
        comparisons.filter((one) => one.work === work),
        margin,
      ),
    ),
  };
}

/** What later runs on this machine quote. */
export function noteOf({ started, runtime, margin, same, works }: CalibrationReport): CalibrationNote {
  const smallest = works.flatMap(({ name, smallest: told }) => told.map((one) => ({ work: name, ...one })));
  return { started, runtime, margin, same, smallest };
}

function judgeWork(name: string, all: readonly CalibrationComparison[], margin: number): CalibratedWork {
  const same = all.filter(({ effect }) => effect === 0);
  const effects = [...new Set(all.map(({ effect }) => effect))]
    .filter((effect) => effect > 0)
    .toSorted((a, b) => a - b);
  const told = TIMES.flatMap((seconds) => {
    const effect = findable(all, same, seconds);
    return effect === undefined ? [] : [{ seconds, effect: Math.expm1(effect) }];
  });
  return {
    name,
    same: falseAlarms(same, margin),
    ...(same.length > 0 && { error: Math.expm1(median(same.map(({ logs }) => Math.abs(mean(logs))))) }),
    slower: effects.map((effect) => {
      const made = all.filter((one) => one.effect === effect);
      const estimates = made.map(({ logs }) => Math.expm1(mean(logs)));
      return { effect, comparisons: made.length, found: made.filter(isFound).length, read: median(estimates) };
    }),
    smallest: told,
  };
}

function falseAlarms(same: readonly CalibrationComparison[], margin: number): CalibrationReport['same'] {
  const told = same.filter(({ logs }) => excludesZero(logs)).length;
  const named = same.filter(({ logs }) =>
    ['confirmed', 'refuted'].includes(verdictOf(logs, Math.log1p(margin))),
  ).length;
  return { comparisons: same.length, told, named };
}

function excludesZero(logs: readonly number[]): boolean {
  const { low, high } = tInterval(logs);
  return low > 0 || high < 0;
}

/** It is found where the interval leaves 0 out, on the right side. */
function isFound({ logs }: CalibrationComparison): boolean {
  return tInterval(logs).low > 0;
}

/**
 * The smallest effect that so many seconds find, as a log. The spread is that of the rounds, or, where the estimates of
 * identical code scatter more than that accounts for, theirs.
 */
function findable(
  all: readonly CalibrationComparison[],
  same: readonly CalibrationComparison[],
  seconds: number,
): number | undefined {
  if (all.length === 0) return undefined;
  const pooled = Math.sqrt(mean(all.map(({ logs }) => deviation(logs) ** 2)));
  const rounds = mean(all.map(({ logs }) => logs.length));
  const scatter =
    same.length < FEWEST_ESTIMATES ? 0 : deviation(same.map(({ logs }) => mean(logs))) * Math.sqrt(rounds);
  const each = sum(all, (one) => one.seconds) / sum(all, ({ logs }) => logs.length);
  return smallestEffect(Math.max(pooled, scatter), Math.max(FEWEST_ROUNDS, Math.floor(seconds / each)));
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}
