/** What every format says alike of a history: what was found, the latest first, and how runs and lines are named. */
import type {
  HistoryChange,
  HistoryDrift,
  HistoryLine,
  HistoryReport,
  HistoryRun,
  MachineHistory,
  Verdict,
} from './model.ts';
import { count, interval, point, ratio } from './units.ts';
import { marks as verdictMarks } from './standings.ts';

export interface Told {
  readonly machine: MachineHistory;
  readonly line: HistoryLine;
  /** The run that it is told of: the first of a new level, the last of a drift. */
  readonly run: HistoryRun;
  readonly certain: boolean;
  /** `p = 0.0023`; of what is possible only, by itself. */
  readonly chance: string;
  /** `between 2026-11-02, abc1234 and 2026-11-03, def5678`. */
  readonly when: string;
  readonly from: string;
  readonly to: string;
  /** `+12 %`, `−8 %`; a drift says so. */
  readonly by: string;
}

/** Changes and drifts: those that are shown first, and of them the latest first. */
export function toldChanges(report: HistoryReport): readonly Told[] {
  const told = report.machines.flatMap((machine) =>
    machine.lines.flatMap((line) => [
      ...line.changes.map((one) => tellChange(machine, line, one)),
      ...line.drifts.map((one) => tellDrift(machine, line, one)),
    ]),
  );
  return told.toSorted((a, b) => Number(b.certain) - Number(a.certain) || latestFirst(a, b));
}

/** What began at the same time stays in its order. */
function latestFirst({ run: { started: a } }: Dated, { run: { started: b } }: Dated): number {
  return a === b ? 0 : a < b ? 1 : -1;
}

interface Dated {
  readonly run: HistoryRun;
}

function tellChange(machine: MachineHistory, line: HistoryLine, change: HistoryChange): Told {
  const run = machine.runs[change.run]!;
  const { certain, before, now } = change;
  const marks = machine.marks.filter((mark) => mark.run > change.after && mark.run <= change.run);
  const meanwhile = marks.map(({ says }) => `meanwhile ${says}`);
  return {
    machine,
    line,
    run,
    certain,
    chance: chanceOf(change),
    when: [`between ${runName(machine.runs[change.after]!)} and ${runName(run)}`, ...meanwhile].join('; '),
    from: interval(before),
    to: interval(now),
    by: difference(before.estimate, now.estimate),
  };
}

function tellDrift(machine: MachineHistory, line: HistoryLine, drift: HistoryDrift): Told {
  const run = machine.runs[drift.to]!;
  const [from, to] = drift.ratios;
  return {
    machine,
    line,
    run,
    certain: drift.certain,
    chance: chanceOf(drift),
    when: `slowly, from ${runName(machine.runs[drift.from]!)} to ${runName(run)}`,
    from: ratio(from),
    to: ratio(to),
    by: `${difference(from, to)}, a drift`,
  };
}

export interface ToldFlip {
  readonly machine: MachineHistory;
  readonly line: HistoryLine;
  /** Of the last one. */
  readonly when: string;
  /** `✓ confirmed became ✗ refuted, the last of 3`. */
  readonly says: string;
}

/** Lines whose verdict became another, each with the last time, the latest first. */
export function toldFlips(report: HistoryReport): readonly ToldFlip[] {
  const told = report.machines.flatMap((machine) =>
    machine.lines.flatMap((line) => {
      const flip = line.flips.at(-1);
      if (!flip) return [];
      const times = line.flips.length > 1 ? `, the last of ${line.flips.length} times` : '';
      const [after, run] = [machine.runs[flip.after]!, machine.runs[flip.run]!];
      const when = `between ${runName(after)} and ${runName(run)}`;
      return [{ machine, line, run, when, says: `${flip.verdicts.map(badge).join(' became ')}${times}` }];
    }),
  );
  return told.toSorted(latestFirst);
}

function badge(verdict: Verdict): string {
  return `${verdictMarks[verdict]} ${verdict}`;
}

/** `2026-11-02, abc1234`: the day, and the commit where it is known. */
export function runName({ started, commit }: HistoryRun): string {
  return commit === undefined ? dayOf(started) : `${dayOf(started)}, ${shortCommit(commit)}`;
}

export function dayOf(started: string): string {
  return started.slice(0, 10);
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 12);
}

/** What is to be known of a run before its figures: `quick`, `cut short`, `controls failed`; empty for most. */
export function runNotes({ quick, complete, fit, files }: HistoryRun): readonly string[] {
  return [
    ...(fit ? [] : ['controls failed']),
    ...(quick ? ['quick'] : []),
    ...(complete ? [] : ['cut short']),
    ...(files.length > 1 ? [`found ${count(files.length, 'time')}, counted once`] : []),
  ];
}

/** `52 runs, 3 of them quick, 1 cut short, 1 whose controls failed; 2026-09-01 to 2026-11-22`. */
export function runsSentence({ runs }: MachineHistory): string {
  const many = (test: (run: HistoryRun) => boolean) => runs.filter(test).length;
  const kinds = [
    [many(({ quick }) => quick), 'quick'],
    [many(({ complete }) => !complete), 'cut short'],
    [many(({ fit }) => !fit), 'with controls that failed, which are shown and do not count'],
  ] as const;
  const of = kinds.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const [first, last] = [runs[0], runs.at(-1)];
  const days = first && last ? [...new Set([dayOf(first.started), dayOf(last.started)])].join(' to ') : '';
  return [count(runs.length, 'run'), ...of].join(', ').concat(days === '' ? '' : `; ${days}`);
}

/** What was found in a line, in a few words, and how often another question was asked. */
export function lineSentence(line: HistoryLine): string {
  const breaks = line.pieces.length - 1;
  if (breaks === 0) return findings(line);
  return `${findings(line)}; its code changed ${breaks === 1 ? 'once' : `${breaks} times`}`;
}

/** A change with its size, why none was sought, or that none was shown. */
export function findings({ changes, drifts, pieces }: HistoryLine): string {
  const found = [
    ...changes.map(changeWords),
    ...drifts.map(({ ratios, certain }) => `drifts by ${difference(...ratios)}${possible(certain)}`),
  ];
  const last = pieces.at(-1);
  const few = last && !last.enough ? [last.counted === 0 ? 'no ratio' : 'too few runs'] : [];
  const none = found.length + few.length === 0 ? ['no change shown'] : [];
  return [...found, ...few, ...none].join('; ');
}

/** `+12 %`, `−8 %, possible`. */
export function changeWords({ before, now, certain }: HistoryChange): string {
  return `${difference(before.estimate, now.estimate)}${possible(certain)}`;
}

function possible(certain: boolean): string {
  return certain ? '' : ', possible';
}

/** Whether a line has more to tell than where it lies. */
export function isTelling({ changes, drifts, flips, pieces }: HistoryLine): boolean {
  return changes.length + drifts.length + flips.length > 0 || pieces.length > 1;
}

/** `buffers/concat-beats-joining, bytes=16 B`. */
export function lineName({ claim, given }: HistoryLine): string {
  return [claim, point(given)].filter((part) => part !== '').join(', ');
}

function chanceOf({ certain, alone, probability }: Pick<HistoryChange, 'certain' | 'alone' | 'probability'>): string {
  const told = certain ? probability : alone;
  const figure = told < 0.001 ? 'p < 0.001' : `p = ${Number(told.toPrecision(2))}`;
  return certain ? figure : `${figure} by itself`;
}

function difference(from: number, to: number): string {
  const percent = (to / from - 1) * 100;
  const size = Math.abs(percent);
  const digits = size >= 1e6 ? size.toExponential(1) : String(Number(size.toFixed(size >= 9.95 ? 0 : 1)));
  return `${percent < 0 ? '−' : '+'}${digits} %`;
}
