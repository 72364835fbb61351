/** A line for every case of a claim: its runs, broken where another question was asked, with changes and flips. */
import type { HistoryFlip, HistoryLine, HistoryMark, HistoryPiece, HistoryPoint } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { changePoints, FEWEST_RUNS, type Course } from '../../stats/change-points.ts';
import { asRatio } from '../../stats/interval.ts';
import { keyOfCase } from '../evidence.ts';
import type { CaseOutline, Outline } from './outline.ts';

/** The runs of one case on one machine, in the order of time. */
export interface Series {
  readonly stations: readonly Station[];
  /** Those that were asked the same question. */
  readonly pieces: readonly (readonly Station[])[];
}

interface Station {
  readonly run: number;
  readonly fit: boolean;
  readonly one: CaseOutline;
}

/** By claim and case. The order of the cases is that of the last run that had them. */
export function seriesOf(outlines: readonly Outline[]): Series[] {
  const found = new Map<string, Station[]>();
  // The last run comes first, and the others are put before it.
  for (const [back, { cases, fit }] of outlines.toReversed().entries()) {
    for (const one of cases) {
      const key = keyOfCase({ claim: one.claim.id, case: one.id });
      const station = { run: outlines.length - 1 - back, fit, one };
      found.set(key, [...(found.get(key) ?? []), station]);
    }
  }
  const groups = new Map<string, Series[]>();
  for (const backwards of found.values()) {
    const stations = backwards.toReversed();
    const { id } = stations[0]!.one.claim;
    groups.set(id, [...(groups.get(id) ?? []), { stations, pieces: piecesOf(stations) }]);
  }
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, series]) => series);
}

/** In how many pieces changes are sought. */
export function countedIn(series: readonly Series[]): number {
  return series.flatMap(({ pieces }) => pieces).filter((piece) => counted(piece).length >= FEWEST_RUNS).length;
}

/** @param questions in how many pieces of all lines changes are sought */
export function courseOf({ stations, pieces }: Series, questions: number): HistoryLine {
  const { claim, id, given } = stations.at(-1)!.one;
  const { says, favours, over, margin, atLeast } = claim;
  const sought = pieces.map((piece) => {
    const readings = counted(piece);
    const log = readings.map(({ one }) => ({ value: Math.log(one.ratio!.estimate), error: one.error! }));
    return {
      piece,
      runs: readings.map(({ run }) => run),
      course: changePoints(log, { margin: Math.log1p(margin), questions }),
    };
  });
  return {
    claim: claim.id,
    says,
    case: id,
    given,
    favours,
    over,
    margin,
    ...(atLeast !== undefined && { atLeast }),
    points: stations.map(pointOf),
    pieces: sought.map(pieceOf),
    changes: sought.flatMap(changesOf),
    drifts: sought.flatMap(driftOf),
    flips: pieces.flatMap(flipsOf),
    marks: marginMarks(stations),
  };
}

/** Where both codes are known and differ. */
function piecesOf(stations: readonly Station[]): Station[][] {
  const pieces: Station[][] = [];
  let code: string | undefined;
  for (const station of stations) {
    const { code: now } = station.one.claim;
    const another = code !== undefined && now !== undefined && now !== code;
    if (pieces.length === 0 || another) pieces.push([]);
    pieces.at(-1)!.push(station);
    code = now ?? code;
  }
  return pieces;
}

function counted(piece: readonly Station[]): readonly Station[] {
  return piece.filter(({ fit, one }) => fit && one.ratio !== undefined);
}

interface Sought {
  readonly piece: readonly Station[];
  /** Of every reading its run. */
  readonly runs: readonly number[];
  readonly course: Course;
}

function pointOf({ run, one: { ratio, verdict } }: Station): HistoryPoint {
  return { run, ...(ratio && { ratio }), verdict };
}

function pieceOf({ piece, runs, course }: Sought): HistoryPiece {
  const levels = course.enough
    ? course.segments.map(({ from, to, level }) => ({ from: runs[from]!, to: runs[to - 1]!, ratio: asRatio(level) }))
    : [];
  return { from: piece[0]!.run, to: piece.at(-1)!.run, counted: runs.length, enough: course.enough, levels };
}

function changesOf({ runs, course }: Sought): HistoryLine['changes'] {
  return course.changes.map(({ at, before, after, alone, probability, certain }) => ({
    run: runs[at]!,
    after: runs[at - 1]!,
    before: asRatio(before),
    now: asRatio(after),
    alone,
    probability,
    certain,
  }));
}

function driftOf({ runs, course: { drift } }: Sought): HistoryLine['drifts'] {
  if (!drift) return [];
  const { from, to, ...chances } = drift;
  return [{ from: runs[0]!, to: runs.at(-1)!, ratios: [Math.exp(from), Math.exp(to)], ...chances }];
}

function flipsOf(piece: readonly Station[]): HistoryFlip[] {
  const telling = piece.filter(({ fit, one }) => fit && one.verdict !== 'inconclusive');
  return telling.slice(1).flatMap((now, index) => {
    const before = telling[index]!;
    if (before.one.verdict === now.one.verdict) return [];
    return [{ run: now.run, after: before.run, verdicts: [before.one.verdict, now.one.verdict] as const }];
  });
}

/** A verdict may become another because less was asked for. */
function marginMarks(stations: readonly Station[]): HistoryMark[] {
  return stations.slice(1).flatMap(({ run, one }, index) => {
    const was = stations[index]!.one.claim.margin;
    const is = one.claim.margin;
    return was === is ? [] : [{ run, says: `the margin of ${units.share(was)} became ${units.share(is)}` }];
  });
}
