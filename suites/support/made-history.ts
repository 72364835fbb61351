/** Runs of a history, made from wanted log ratios: records as a results file has them, and outlines of them. */
import { outlinesOf as outlinesIn, type Outline } from '../../bench/judge/history/outline.ts';
import type { Environment, ResultRecord } from '../../bench/results.ts';
import { writeRecord } from '../../bench/results-file.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from './made-run.ts';

export interface MadeNight {
  /** The night's number: its date and, unless another is given, its id. */
  readonly night: number;
  readonly id?: string;
  /** The log ratio of the only case of `made/claim-0`; by default about 0.5, a little different every night. */
  readonly log?: number;
  readonly environment?: Partial<Environment>;
  readonly quick?: boolean;
  readonly complete?: boolean;
  /** Of the claim's code. */
  readonly code?: string;
  /** Whether the controls fail. */
  readonly unfit?: boolean;
  readonly claim?: Partial<MadeClaim>;
}

/** Two percent from night to night, which look like chance and are always the same. */
export function unsteady(night: number): number {
  return 0.5 + 0.02 * Math.sin(night * 12.9898);
}

export function madeNight({ night, log = unsteady(night), ...given }: MadeNight): ResultRecord[] {
  const {
    id = `night-${night}`,
    environment = {},
    quick = false,
    complete = true,
    code = 'first',
    unfit = false,
  } = given;
  const made = madeRunRecord();
  const started = new Date(Date.UTC(2026, 8, 1, 3) + night * 86_400_000).toISOString();
  const commit = `c0ffee${night.toString(16).padStart(2, '0')}`;
  const run = { id, started, quick, environment: { ...made.environment, commit, ...environment } };
  const control = { id: 'controls/same', control: true, known: 1, cases: [{ logs: logsAbout(unfit ? 1 : 0, 6) }] };
  const records = madeRun([{ cases: [{ logs: logsAbout(log, 6, 0.005, night + 1) }], ...given.claim }, control], {
    complete,
    run,
  });
  return records.map((one) => (one.kind === 'claim' ? { ...one, code } : one));
}

export function outlineOfNight(made: MadeNight): Outline {
  return outlinesIn(madeNight(made), `${made.night}.ndjson`)[0]!;
}

/** So many nights, each as wanted. */
export function outlinesOf(many: number, made: (night: number) => Partial<MadeNight> = () => ({})): Outline[] {
  return Array.from({ length: many }, (_, night) => outlineOfNight({ night, ...made(night) }));
}

/** A night as the text of its results file. */
export function fileOfNight(made: MadeNight): string {
  return madeNight(made).map(writeRecord).join('');
}
