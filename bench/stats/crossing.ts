/** Where a winner changes along an axis. */
import type { Verdict } from './verdict.ts';

/** A case on the line: its place on the axis, its verdict, and its log ratio where it was measured. */
export interface Station {
  readonly at: number;
  readonly verdict: Verdict;
  readonly log?: number;
}

export interface Crossing {
  readonly between: readonly [number, number];
  readonly verdicts: readonly [Verdict, Verdict];
  /** Where the log ratio passes 0, interpolated on a log axis; missing where it does not pass it between the two. */
  readonly estimate?: number;
}

/**
 * The places at which the verdict changes along a line of cases. A case that cannot be told is no evidence of a change:
 * it widens the gap between its neighbours instead. Only before the first that can be told, and behind the last, is it a
 * place of its own: so far is known who wins.
 */
export function crossings(line: readonly Station[]): Crossing[] {
  const sorted = line.toSorted((a, b) => a.at - b.at);
  const isTold = ({ verdict }: Station) => verdict !== 'inconclusive';
  const first = sorted.findIndex(isTold);
  const last = sorted.findLastIndex(isTold);
  if (first < 0) return [];
  const told = [
    ...sorted.slice(Math.max(0, first - 1), first),
    ...sorted.filter(isTold),
    ...sorted.slice(last + 1, last + 2),
  ];
  return told.slice(1).flatMap((right, index) => {
    const left = told[index]!;
    if (left.verdict === right.verdict) return [];
    const estimate = isTold(left) && isTold(right) ? interpolate(left, right) : undefined;
    return {
      between: [left.at, right.at] as const,
      verdicts: [left.verdict, right.verdict] as const,
      ...(estimate !== undefined && { estimate }),
    };
  });
}

function interpolate(left: Station, right: Station): number | undefined {
  if (left.log === undefined || right.log === undefined || left.at <= 0) return undefined;
  if (left.log === right.log || Math.sign(left.log) === Math.sign(right.log)) return undefined;
  const share = left.log / (left.log - right.log);
  return left.at * (right.at / left.at) ** share;
}
