/** Diagnoses contenders after the measurement, each in processes of its own: the tiers of V8, and where time and memory went. */
import type { CaseRecord, ClaimDescription, DiagnosisRecord, Plan, ResultRecord } from '../../results.ts';
import { Broken, MeasuredProcess, type ProcessOptions } from '../process/measured-process.ts';
import type { Job, Look, Seen } from '../worker/messages.ts';
import { flagsFor } from './flags.ts';

/** What is asked for. */
export interface Wanted {
  readonly tiers: boolean;
  /** Why it won: where time and memory went. */
  readonly why: boolean;
}

export interface DiagnoseOptions extends Omit<ProcessOptions, 'module' | 'flags'> {
  readonly wanted: Wanted;
  /** Everything that has been measured. */
  readonly records: readonly ResultRecord[];
  /** The compiled module of a claim, as a URL. */
  readonly moduleOf: (claim: string) => string;
  readonly plan: Plan;
  readonly write: (record: DiagnosisRecord) => void;
  readonly tell: (progress: DiagnosisProgress) => void;
  /** How a contender is looked at: in a process, unless a test has its own. */
  readonly lookAt?: typeof lookInProcess;
}

export interface DiagnosisProgress {
  readonly claim: string;
  readonly case: string;
  readonly contender: string;
  /** Contenders that have been diagnosed, of how many. */
  readonly done: number;
  readonly contenders: number;
}

/**
 * Diagnoses every contender of every case that was measured, controls left out, and those that were before a run was
 * interrupted. What goes wrong is written down in the
 * diagnosis, and the rest goes on: nothing that was measured depends on it.
 *
 * @throws {TouchstoneError} INTERRUPTED when the signal is aborted
 */
export async function diagnose(options: DiagnoseOptions): Promise<void> {
  const { wanted, records, plan, moduleOf, write, tell, lookAt = lookInProcess } = options;
  if (!wanted.tiers && !wanted.why) return;
  const subjects = subjectsIn(records);
  for (const [done, { claim, measured, contender }] of subjects.entries()) {
    const at = { claim: claim.id, case: measured.case, contender };
    tell({ ...at, done, contenders: subjects.length });
    const { given } = claim.cases.find(({ id }) => id === measured.case)!;
    const { metric } = claim;
    const job: Job = {
      module: moduleOf(claim.id),
      given,
      metric,
      contenders: [contender],
      turn: plan.turn,
      prove: false,
    };
    const { batches, cycles } = measured;
    try {
      const look = (where: Look['at']) => lookAt({ at: where, job, batches, cycles }, options);
      write({ kind: 'diagnosis', ...at, ...(await lookFor(wanted, look)) });
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      write({ kind: 'diagnosis', ...at, failed: error.message });
    }
  }
}

/** A look in a process of its own. */
export async function lookInProcess(look: Look, { patience, signal, runtime }: ProcessOptions): Promise<Seen> {
  await using held = new MeasuredProcess({ patience, signal, runtime, flags: (folder) => flagsFor(look.at, folder) });
  return (await held.ask({ do: 'look', look }, 'looked')).seen;
}

async function lookFor(
  wanted: Wanted,
  look: (at: Look['at']) => Promise<Seen>,
): Promise<Pick<DiagnosisRecord, 'tiers' | 'profile'>> {
  const { tiers, profile } = (await look('code')).code!;
  if (!wanted.why) return { tiers };
  const { sites = [] } = await look('allocations');
  return { ...(wanted.tiers && { tiers }), profile: { ...profile, sites } };
}

interface Subject {
  readonly claim: ClaimDescription;
  readonly measured: CaseRecord;
  readonly contender: string;
}

function subjectsIn(records: readonly ResultRecord[]): Subject[] {
  const claims = new Map(records.flatMap((one) => (one.kind === 'claim' ? [[one.claim.id, one.claim] as const] : [])));
  const key = (one: { claim: string; case: string }, contender: string) =>
    JSON.stringify([one.claim, one.case, contender]);
  const done = new Set(records.flatMap((one) => (one.kind === 'diagnosis' ? [key(one, one.contender)] : [])));
  return records.flatMap((one) => {
    const claim = one.kind === 'case' ? claims.get(one.claim) : undefined;
    if (one.kind !== 'case' || !claim || claim.control) return [];
    const open = claim.contenders.filter(({ name }) => !done.has(key(one, name)));
    return open.map(({ name }) => ({ claim, measured: one, contender: name }));
  });
}
