/**
 * Where the ratio passes 1 along an axis, with the interval that the stations support. Between two neighbouring stations the
 * log ratio is taken for a straight line over the log of the axis.
 *
 * ```
 * log ratio  ┬
 *            │ ●─┐                 ●  the estimate of a station
 *            ┴   └─┬─┐             ┬┴ its interval
 *  0 ──────────────╳─┼┴──┬───▶     every place at which 0 lies between the two borders is in the interval
 *           low ↑  ↑ high└──●      of the passing, and no other
 * ```
 *
 * The border is that of the weighted mean of two independent estimates, by the intervals that each of them has: Zou & Donner
 * (2008), the method of variance estimates recovery. The places at which it leaves 0 within are found by turning the test
 * around, as Fieller (1954) did for the ratio of two means; both together are Newcombe's MOVER-R (2016). So an interval ends
 * at a station where, and only where, the station's own interval does, and nothing is said behind the last station.
 */
import type { Interval } from './interval.ts';

export interface Point {
  /** Above 0. */
  readonly at: number;
  /** The log ratio, symmetric about its estimate. */
  readonly log: Interval;
}

/** A stretch of the axis in which the ratio may be 1. Places are told by the number of the station, and a share of the way to the next. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** On which side the ratio is shown to lie before it and behind it; 0 where the stretch reaches the first or the last station. */
  readonly sides: readonly [number, number];
  /** Where the estimates pass 1. */
  readonly passes: readonly number[];
}

/** @param points ascending */
export function stretches(points: readonly Point[]): Stretch[] {
  const passes = passesOf(points);
  const spans = joined([
    ...points.slice(1).flatMap((right, nth) => spansBetween(points[nth]!.log, right.log).map(moved(nth))),
    ...passes.map((place) => [place, place] as const),
  ]);
  return spans.map(([from, to], nth) => ({
    from,
    to,
    sides: [
      sideWithin(points, spans[nth - 1]?.[1] ?? 0, from),
      sideWithin(points, to, spans[nth + 1]?.[0] ?? points.length - 1),
    ],
    passes: passes.filter((place) => place >= from && place <= to),
  }));
}

/** From the number of a station and a share of the way to the next to a place on the axis. */
export function placeOn(points: readonly Point[], place: number): number {
  const nth = Math.min(Math.floor(place), points.length - 2);
  const [left, right] = [points[nth]!.at, points[nth + 1]!.at];
  return left * (right / left) ** (place - nth);
}

type Span = readonly [from: number, to: number];

function moved(nth: number): (span: Span) => Span {
  return ([from, to]) => [nth + from, nth + to];
}

/** Shares of the way between two stations at which 0 lies within the borders: (a + s (b − a))² ≤ ((1 − s) p)² + (s q)². */
function spansBetween(left: Interval, right: Interval): Span[] {
  const [a, b] = [left.estimate, right.estimate];
  const [p, q] = [left.high - a, right.high - b];
  const excess = (s: number) => (a + s * (b - a)) ** 2 - ((1 - s) * p) ** 2 - (s * q) ** 2;
  const roots = rootsOf((b - a) ** 2 - p ** 2 - q ** 2, 2 * (a * (b - a) + p ** 2), a ** 2 - p ** 2);
  const cuts = [0, ...roots.filter((s) => s > 0 && s < 1).toSorted((one, other) => one - other), 1];
  return cuts.slice(1).flatMap((to, nth): Span[] => {
    const from = cuts[nth]!;
    return excess((from + to) / 2) <= 0 ? [[from, to]] : [];
  });
}

/** Of a s² + b s + c = 0, without taking nearly equal numbers from each other. */
function rootsOf(a: number, b: number, c: number): number[] {
  const inner = b ** 2 - 4 * a * c;
  if (inner < 0) return [];
  const sum = -(b + (b < 0 ? -1 : 1) * Math.sqrt(inner)) / 2;
  return [sum / a, c / sum].filter(Number.isFinite);
}

/** Where estimates change from one side of 0 to the other; what is 0 at several stations in a row passes in their middle. */
function passesOf(points: readonly Point[]): number[] {
  const aside = points.flatMap(({ log }, nth) => (log.estimate === 0 ? [] : [nth]));
  return aside.slice(1).flatMap((right, at) => {
    const left = aside[at]!;
    const [a, b] = [points[left]!.log.estimate, points[right]!.log.estimate];
    if (Math.sign(a) === Math.sign(b)) return [];
    return [right === left + 1 ? left + a / (a - b) : (left + right) / 2];
  });
}

/** Arithmetic may leave dust between spans that touch. */
const DUST = 1e-9;

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const [from, to] of spans.toSorted((one, other) => one[0] - other[0])) {
    const last = all.at(-1);
    if (last && from <= last[1] + DUST) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else all.push([from, to]);
  }
  return all;
}

/** Between two stretches the ratio does not come near 1, so that one place tells for all. */
function sideWithin(points: readonly Point[], from: number, to: number): number {
  if (to - from <= DUST) return 0;
  const place = (from + to) / 2;
  const nth = Math.min(Math.floor(place), points.length - 2);
  const [a, b] = [points[nth]!.log.estimate, points[nth + 1]!.log.estimate];
  return Math.sign(a + (place - nth) * (b - a));
}
