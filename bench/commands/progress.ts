/** Tells how a run is getting on: a line for every case that has been looked at, and what is going on now. */
import { progress as caseLine } from '../../reports/formats/progress.ts';
import type { Paper } from '../../reports/formats/terminal/ink.ts';
import { cut, oneLine } from '../../reports/text.ts';
import * as units from '../../reports/units.ts';
import type { DiagnosisProgress } from '../harness/diagnosis/diagnose.ts';
import type { Progress } from '../harness/schedule/measure.ts';
import { workOfDiagnosing, type Work } from '../harness/schedule/work.ts';
import { judgeAlone } from '../judge/alone.ts';
import type { ClaimDescription, Plan, ResultRecord } from '../results.ts';
import { paperOf, statusLine, type Streams } from './terminal.ts';

export interface Teller {
  readonly tell: (progress: Progress) => void;
  readonly tellDiagnosis: (progress: DiagnosisProgress) => void;
  /** Takes the status line away. */
  readonly end: () => void;
}

/** Milliseconds between two lines of how far it is, where there is no terminal on which one could be written over. */
const BETWEEN_LINES = 60_000;

export interface Telling {
  readonly plan: Plan;
  /** Of the run, growing. */
  readonly records: readonly ResultRecord[];
  /** Milliseconds since the run began. */
  readonly now: () => number;
  /** Contenders that are looked into at the end. */
  readonly toDiagnose?: number;
  /** The line for a case that has been looked at; by default its verdict. Without one nothing is said. */
  readonly sayLooked?: (
    records: readonly ResultRecord[],
    claim: ClaimDescription,
    at: string,
    paper: Paper,
  ) => string | undefined;
  /** What the lines call a claim; by default its id. */
  readonly nameOf?: (claim: ClaimDescription) => string;
  /** What broke, and where: `buffers/concat, bytes=16: Error: …`. */
  readonly sayBroken?: (records: readonly ResultRecord[], claim: ClaimDescription, at: string) => string;
}

/** It writes between rounds only: drawing is work for the machine that is being measured. */
export function tellProgress(
  { err, env }: Pick<Streams, 'err' | 'env'>,
  {
    plan,
    records,
    now,
    toDiagnose = 0,
    sayLooked = verdictLine(plan.margin),
    nameOf,
    sayBroken = breakageLine,
  }: Telling,
): Teller {
  const status = statusLine(err, env);
  let [latest, shown] = [1, now()];
  let diagnosing: number | undefined;
  const lasting = (line: string) => {
    status?.clear();
    err.write(`${line}\n`);
  };
  const show = (text: string) => {
    const line = cut(oneLine(text), Math.max(1, paperOf(err, env).width - 1));
    if (status) return status.show(line);
    if (now() - shown < BETWEEN_LINES) return undefined;
    shown = now();
    return lasting(line);
  };
  return {
    end: () => status?.clear(),
    tellDiagnosis(progress) {
      diagnosing ??= now();
      show(sayDiagnosis(progress, now() - diagnosing));
    },
    tell(progress) {
      const { is, claim, case: at, look, looks, open } = progress;
      if (is === 'round' && look > latest) {
        latest = look;
        lasting(
          `look ${look} of ${looks}, at ${units.count(open, 'case')} that ${open === 1 ? 'is' : 'are'} still open`,
        );
      }
      if (is === 'looked') {
        const line = sayLooked(records, claim, at, paperOf(err, env));
        if (line !== undefined) lasting(line);
      }
      if (is === 'broken') {
        lasting(`! broken  ${oneLine(sayBroken(records, claim, at))}`);
      }
      const called = nameOf ? { ...progress, claim: { ...claim, id: nameOf(claim) } } : progress;
      show(sayStatus(called, plan, now(), workOfDiagnosing(toDiagnose)));
    },
  };
}

/** @param margin that was asked for, as a share */
export function verdictLine(margin: number | undefined): NonNullable<Telling['sayLooked']> {
  return (records, claim, at, paper) => {
    const judged = judgeAlone(records, claim, at, margin);
    return judged && caseLine(claim.id, judged, paper);
  };
}

function breakageLine(records: readonly ResultRecord[], claim: ClaimDescription, at: string): string {
  const broken = records.findLast((one) => one.kind === 'broken');
  return `${named(claim.id, at)}: ${broken?.says ?? ''}`;
}

/** `12 of 68 · about 1 min 30 s left · round 4 · buffers/concat-beats-joining bytes=16`: what may be cut off comes last. */
export function sayStatus(progress: Progress, plan: Plan, now: number, after = 0): string {
  const { is, claim, case: at, rounds, done, cases, open, probed, toProbe, work } = progress;
  const time = sayLeft(millisecondsLeft(work, plan, now) + after);
  const what = named(claim.id, at);
  if (is === 'probing') return `other metrics, ${probed} of ${toProbe} · ${time} · ${what}`;
  const where = done < cases ? `${done + 1} of ${cases}` : `${open} still open`;
  return [where, time, `round ${rounds}`, what].join(' · ');
}

/**
 * `diagnosing 3 of 12 · about 15 s left · concat · buffers/concat-beats-joining bytes=16`.
 *
 * @param since milliseconds since the first contender was begun
 */
export function sayDiagnosis(progress: DiagnosisProgress, since: number): string {
  const { claim, case: at, contender, done, contenders } = progress;
  const pace = paceOf(since, workOfDiagnosing(done));
  const time = sayLeft(workOfDiagnosing(contenders - done) * pace);
  return [`diagnosing ${done + 1} of ${contenders}`, time, contender, named(claim, at)].join(' · ');
}

/**
 * First looks, and the metrics beside, are taken in any case; later looks while there is time left of what the plan
 * grants, if cases are open for them.
 */
export function millisecondsLeft({ taken, ...work }: Work, { seconds }: Plan, now: number): number {
  const pace = paceOf(now, taken);
  const first = work.first * pace;
  // Half of what they may take: some end at every look.
  const later = (work.later * pace) / 2;
  const granted = seconds === undefined ? later : Math.max(0, seconds * 1000 - now - first);
  return first + Math.min(later, granted) + work.beside * pace;
}

/** Milliseconds of work after which what it took weighs as much as what had been expected. */
const TRUST = 20_000;

/** How much slower this machine is than expected. */
function paceOf(took: number, expected: number): number {
  return (took + TRUST) / (expected + TRUST);
}

/** No more digits than are known: 5 seconds, half a minute, a minute. */
function sayLeft(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const step = seconds < 57.5 ? 5 : seconds < 285 ? 30 : 60;
  return `about ${units.elapsed(Math.max(5, Math.round(seconds / step) * step))} left`;
}

function named(claim: string, at: string): string {
  return at === '' ? claim : `${claim} ${at}`;
}
