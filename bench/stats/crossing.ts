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
 * it widens the gap between its neighbours instead.
 */
export function crossings(line: readonly Station[]): Crossing[] {
  const told = line.filter(({ verdict }) => verdict !== 'inconclusive').toSorted((a, b) => a.at - b.at);
  return told.slice(1).flatMap((right, index) => {
    const left = told[index]!;
    if (left.verdict === right.verdict) return [];
    const estimate = interpolate(left, right);
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
