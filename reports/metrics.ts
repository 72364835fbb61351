/** What every metric is called in a sentence and how its values are told; of all of them less is better. */

import type { Figure, Metric } from './model.ts';
import { bytes, duration, frequency, plain, roundBytes, share } from './units.ts';

export interface MetricText {
  /** What is divided in a ratio: `time a call`. */
  readonly measure: string;
  /** Above a column of its values. */
  readonly head: string;
  /** Between the better one and the worse one. */
  readonly beats: string;
  /** What one does that has none of it, and two. */
  readonly none: string;
  readonly neither: string;
  readonly figure: (value: number) => string;
  /** It is told as how many there are in a second, so that the least value is the most of them. */
  readonly rate?: true;
}

/** What a claim's metric is called: a figure has the name that the claim gives it. */
export function metricTextOf({
  metric,
  figure,
}: {
  readonly metric: Metric;
  readonly figure?: Figure | undefined;
}): MetricText {
  return metric === 'figure' ? figureText(figure ?? { name: 'figure', unit: 'count' }) : metricTexts[metric];
}

function figureText({ name, unit }: Figure): MetricText {
  return {
    measure: name,
    head: name,
    beats: 'counts less than',
    none: 'counts none',
    neither: 'neither counts any',
    figure: { bytes: someBytes, count: plain, share }[unit],
  };
}

const metricTexts: Readonly<Record<Exclude<Metric, 'figure'>, MetricText>> = {
  time: {
    measure: 'time a call',
    head: 'time a call',
    beats: 'is faster than',
    none: 'takes no time',
    neither: 'neither takes any time',
    figure: duration,
  },
  'loop delay': {
    measure: 'longest stall of the event loop',
    head: 'stall a call',
    beats: 'holds the event loop up less than',
    none: 'never holds the event loop up',
    neither: 'neither holds the event loop up',
    figure: duration,
  },
  'cpu time': {
    measure: 'processor time a call',
    head: 'processor time a call',
    beats: 'takes less processor time than',
    none: 'takes no processor time',
    neither: 'neither takes any processor time',
    figure: duration,
  },
  allocated: {
    measure: 'bytes allocated a call',
    head: 'allocated a call',
    beats: 'allocates less than',
    none: 'allocates nothing',
    neither: 'neither allocates anything',
    figure: someBytes,
  },
  'gc count': {
    measure: 'garbage collections a call',
    head: 'collections a call',
    beats: 'causes fewer garbage collections than',
    none: 'causes no garbage collection',
    neither: 'neither causes a garbage collection',
    figure: frequency,
  },
  'gc time': {
    measure: 'time of garbage collection a call',
    head: 'collecting a call',
    beats: 'causes less garbage collection than',
    none: 'causes no garbage collection',
    neither: 'neither causes a garbage collection',
    figure: duration,
  },
  'loop utilisation': {
    measure: 'share of the time for which the event loop is busy',
    head: 'loop busy',
    beats: 'keeps the event loop less busy than',
    none: 'leaves the event loop idle',
    neither: 'neither keeps the event loop busy',
    figure: share,
  },
  'resident memory': {
    measure: 'growth of the resident memory at its peak',
    head: 'resident memory',
    beats: 'takes less resident memory than',
    none: 'takes no further resident memory',
    neither: 'neither takes further resident memory',
    figure: someBytes,
  },
  'external memory': {
    measure: 'growth of the memory outside of the heap at its peak',
    head: 'external memory',
    beats: 'takes less memory outside of the heap than',
    none: 'takes no memory outside of the heap',
    neither: 'neither takes memory outside of the heap',
    figure: someBytes,
  },
  'first call': {
    measure: 'time of the first call in a fresh process',
    head: 'first call',
    beats: 'is faster in its first call than',
    none: 'takes no time in its first call',
    neither: 'neither takes any time in its first call',
    figure: duration,
  },
  'context switches': {
    measure: 'waits of a thread a call',
    head: 'context switches a call',
    beats: 'has threads wait less often than',
    none: 'has no thread wait',
    neither: 'neither has a thread wait',
    figure: frequency,
  },
  throughput: {
    measure: 'time from one answer to the next',
    head: 'throughput',
    beats: 'answers more requests than',
    none: 'takes no time',
    neither: 'neither takes any time',
    figure: perSecond,
    rate: true,
  },
  'latency p50': {
    measure: 'latency of half of the requests at most',
    head: 'latency p50',
    beats: 'answers half of the requests sooner than',
    none: 'answers at once',
    neither: 'both answer at once',
    figure: duration,
  },
  'latency p99': {
    measure: 'latency of 99 in 100 requests at most',
    head: 'latency p99',
    beats: 'answers 99 of 100 requests sooner than',
    none: 'answers at once',
    neither: 'both answer at once',
    figure: duration,
  },
  errors: {
    measure: 'share of requests without a right answer',
    head: 'errors',
    beats: 'fails less often than',
    none: 'answers every request',
    neither: 'both answer every request',
    figure: share,
  },
  retained: {
    measure: 'memory that a request leaves behind',
    head: 'retained a request',
    beats: 'retains less memory than',
    none: 'retains nothing',
    neither: 'neither retains anything',
    figure: someBytes,
  },
};

/** Of nanoseconds from one to the next: `12,300/s`. */
function perSecond(nanoseconds: number): string {
  return `${plain(1e9 / nanoseconds)}/s`;
}

/** `1.2 KiB`; a mean of less than a byte a call is told as such. */
function someBytes(about: number): string {
  return about > 0 && about < 0.05
    ? '<0.1 B'
    : Number.isInteger(about) && about < 1024
      ? bytes(about)
      : roundBytes(about);
}
