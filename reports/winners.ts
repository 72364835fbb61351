/** Who wins where: the lines of a matrix over the axis on which the winner may change, for a map and for a line of characters. */

import { evenAt } from './crossings.ts';
import { winnerChanges } from './matrix.ts';
import type { CrossingReport, MatrixClaim, MatrixRuntime, Verdict } from './model.ts';
import { parameter, point } from './units.ts';

/** One combination of the other parameters. */
export interface WinnerLine {
  /** `chunks=4`; empty where the axis is the only one. */
  readonly name: string;
  /** Ascending. */
  readonly places: readonly number[];
  /** One for each runtime that was measured. */
  readonly rows: readonly WinnerRow[];
}

export interface WinnerRow {
  readonly runtime: MatrixRuntime;
  /** One for each place; missing where nothing was measured, and where an answer decides: that makes nobody the winner. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /** Where the winner changes to another that is told. */
  readonly changes: readonly CrossingReport[];
}

/** None where the claim names no axis, or fewer than two places on it were measured. */
export function winnerLines(claim: MatrixClaim, runtimes: readonly MatrixRuntime[]): readonly WinnerLine[] {
  const { crossingAxis: axis } = claim;
  if (axis === undefined) return [];
  const lines = new Map<string, { at: number; found: MatrixClaim['cases'][number]['found'] }[]>();
  for (const { given, found } of claim.cases) {
    const { [axis]: at, ...rest } = given;
    if (typeof at !== 'number' || !found.some((one) => one?.ground === 'measured')) continue;
    const name = point(rest);
    lines.set(name, [...(lines.get(name) ?? []), { at, found }]);
  }
  const all = new Set([...lines.values()].flatMap((points) => points.map(({ at }) => at)));
  if (all.size < 2) return [];
  return Array.from(lines, ([name, unsorted]) => {
    const points = unsorted.toSorted((a, b) => a.at - b.at);
    const rows = runtimes.flatMap((runtime, nth): WinnerRow[] => {
      if (!runtime.run) return [];
      const verdicts = points.map(({ found }) => (found[nth]?.ground === 'measured' ? found[nth].verdict : undefined));
      return [
        { runtime, verdicts, changes: winnerChanges(claim.cells[nth]!).filter(({ given }) => point(given) === name) },
      ];
    });
    return { name, places: points.map(({ at }) => at), rows };
  });
}

/** Whether the winner changes along the line, or from one runtime to another. */
export function isTelling({ places, rows }: WinnerLine): boolean {
  const toldAt = (nth: number) =>
    rows.flatMap(({ verdicts }) => verdicts[nth] ?? []).filter((is) => is !== 'inconclusive');
  return rows.some(({ changes }) => changes.length > 0) || places.some((_, nth) => new Set(toldAt(nth)).size > 1);
}

/** The shapes of the charts, as characters. */
export const shapes: Readonly<Record<Verdict, string>> = {
  confirmed: '●',
  refuted: '◆',
  equivalent: '■',
  inconclusive: '○',
};

/** `●●○◆`, with a dot where nothing was measured. */
export function shapesOf({ verdicts }: WinnerRow): string {
  return verdicts.map((verdict) => (verdict ? shapes[verdict] : '·')).join('');
}

/**
 * `even at about 14 KiB [9.1 KiB, 22 KiB]`, for each such place along the row; where none is known, between which sizes the
 * winner changes; empty where it does not.
 */
export function evenSentence({ changes }: WinnerRow): string {
  const even = changes.flatMap((change) => evenAt(change) ?? []).map((at) => `even at ${at}`);
  const between = changes.map(
    ({ axis, between: ends }) => `changes between ${ends.map((at) => parameter(axis, at)).join(' and ')}`,
  );
  return (even.length > 0 ? even : between).join('; ');
}

/** `bytes: 16 B, 4 KiB, 64 KiB`: the places that the characters of a row stand for; where lines differ, the axis alone. */
export function placesMeaning(lines: readonly WinnerLine[], { crossingAxis: axis = '' }: MatrixClaim): string {
  const [places, ...others] = [
    ...new Set(lines.map((line) => line.places.map((at) => parameter(axis, at)).join(', '))),
  ];
  return places === undefined || others.length > 0 ? axis : `${axis}: ${places}`;
}

/** `● concat wins, ◆ join wins, ■ neither, ○ could not be told`. */
export function shapesMeaning({ favours, over }: MatrixClaim): string {
  return [`● ${favours} wins`, `◆ ${over} wins`, '■ neither', '○ could not be told'].join(', ');
}
