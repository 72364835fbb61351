/** Where a winner changes along an axis. */
import type { Interval } from './interval.ts';
import { placeOn, stretches, type Point, type Stretch } from './passing.ts';
import type { Verdict } from './verdict.ts';

/** A case on the line: its place on the axis, its verdict, and its log ratio where it was measured. */
export interface Station {
  readonly at: number;
  readonly verdict: Verdict;
  readonly log?: Interval;
  /** Where several measured, which of them: what lies between the ratios of two machines is of neither. */
  readonly machine?: number;
}

export interface Crossing {
  readonly between: readonly [number, number];
  readonly verdicts: readonly [Verdict, Verdict];
  /** Where the log ratio passes 0, between stations on a log axis; missing where it is not shown to pass it. */
  readonly estimate?: number;
  /**
   * The 95 % interval of that place, which may reach beyond the two neighbours. Without an estimate one end alone may be
   * known: up to `low` the ratio is shown to lie on the one side, or from `high` on, and nowhere on the other.
   */
  readonly low?: number;
  readonly high?: number;
}

/**
 * The places at which the verdict changes along a line of cases. A case that cannot be told is no evidence of a change:
 * it widens the gap between its neighbours instead. Only before the first that can be told, and behind the last, is it a
 * place of its own: so far is known who wins. Where nobody wins anywhere, no winner changes.
 */
export function crossings(line: readonly Station[]): Crossing[] {
  const sorted = line.toSorted((a, b) => a.at - b.at);
  const isTold = ({ verdict }: Station) => verdict !== 'inconclusive';
  const first = sorted.findIndex(isTold);
  const last = sorted.findLastIndex(isTold);
  if (!sorted.some(({ verdict }) => verdict === 'confirmed' || verdict === 'refuted')) return [];
  const told = [
    ...sorted.slice(Math.max(0, first - 1), first),
    ...sorted.filter(isTold),
    ...sorted.slice(last + 1, last + 2),
  ];
  const pieces = piecesOf(sorted).map((points) => ({ points, all: stretches(points) }));
  const changes = told.slice(1).flatMap((right, index): [Station, Station][] => {
    const left = told[index]!;
    return left.verdict === right.verdict ? [] : [[left, right]];
  });
  const evens = changes.filter((pair) => pair.every(isTold)).map(([left, right]) => [left.at, right.at] as const);
  return changes.map(([left, right]) => {
    const between = [left.at, right.at] as const;
    const own = evens.findIndex(([from, to]) => from === left.at && to === right.at);
    const even = own < 0 ? {} : evenAt(own, evens, pieces);
    return { between, verdicts: [left.verdict, right.verdict] as const, ...even };
  });
}

/** Stations in a row that one machine measured, where the log of the axis and that of the ratio exist. */
function piecesOf(sorted: readonly Station[]): Point[][] {
  const pieces: Point[][] = [];
  let before: Station | undefined;
  for (const station of sorted) {
    const { at, log, machine } = station;
    if (log && at > 0) {
      if (before?.log && before.at > 0 && before.machine === machine) pieces.at(-1)!.push({ at, log });
      else pieces.push([{ at, log }]);
    }
    before = station;
  }
  return pieces;
}

interface Piece {
  readonly points: readonly Point[];
  readonly all: readonly Stretch[];
}

type Gap = readonly [left: number, right: number];

/** What is known of the place within the gap at which the ratio passes 1. */
function evenAt(
  own: number,
  gaps: readonly Gap[],
  pieces: readonly Piece[],
): Pick<Crossing, 'estimate' | 'low' | 'high'> {
  const gap = gaps[own]!;
  const piece = pieces.find(({ points }) => gap.every((place) => points.some(({ at }) => at === place)));
  if (!piece) return {};
  const { points, all } = piece;
  const place = (at: number) => points.findIndex((point) => point.at === at);
  const gapsHere = gaps.map(([from, to]) => [place(from), place(to)] as const);
  const [from, to] = gapsHere[own]!;
  const shown = all.filter((one) => isShown(one) && ownerOf(one, gapsHere) === own);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first && last && first.sides[0] !== last.sides[1]) {
    const estimate = middleOf(shown.flatMap(({ passes }) => passes));
    return { estimate: placeOn(points, estimate), low: placeOn(points, first.from), high: placeOn(points, last.to) };
  }
  const low = all.find(
    (one) => !isShown(one) && one.sides[0] !== 0 && one.from >= from && one.from < to && one.to >= to,
  );
  const high = all.findLast(
    (one) => !isShown(one) && one.sides[1] !== 0 && one.to > from && one.to <= to && one.from <= from,
  );
  // A stretch that ends at both neighbours tells of neither side of them.
  if (low && high) return {};
  return { ...(low && { low: placeOn(points, low.from) }), ...(high && { high: placeOn(points, high.to) }) };
}

/** The gap that the estimate lies in; else the nearest that the stretch reaches. */
function ownerOf({ from, to, passes }: Stretch, gaps: readonly Gap[]): number {
  const at = middleOf(passes);
  const away = gaps.map(([left, right]) =>
    left < 0 || right < 0 || to < left || from > right ? Infinity : Math.max(left - at, at - right, 0),
  );
  const least = Math.min(...away);
  return least === Infinity ? -1 : away.indexOf(least);
}

/** On one side before it, and on the other behind. */
function isShown({ sides: [before, behind] }: Stretch): boolean {
  return before * behind < 0;
}

/** Where noise has the estimates pass several times, it is an odd number of times. */
function middleOf(passes: readonly number[]): number {
  return passes[Math.floor(passes.length / 2)] ?? Number.NaN;
}
