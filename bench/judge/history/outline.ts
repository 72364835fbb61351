/** What a history keeps of a run: little, so that a hundred results files fit into memory one after the other. */
import type { CaseReport, ClaimReport, Interval, Verdict } from '../../../reports/model.ts';
import type { Environment, ResultRecord, RunRecord, Value } from '../../results.ts';
import { deviation } from '../../stats/sample.ts';
import { runIn, splitByRun } from '../../shards/runs-in.ts';
import { judgeRun } from '../run.ts';

export interface Outline {
  readonly file: string;
  readonly run: Pick<RunRecord, 'id' | 'started' | 'version'>;
  readonly environment: Environment;
  readonly quick: boolean;
  readonly complete: boolean;
  /** Whether the controls passed. */
  readonly fit: boolean;
  /** How many records it has: of two files of one run the longer one tells more. */
  readonly records: number;
  readonly cases: readonly CaseOutline[];
}

export interface CaseOutline {
  readonly claim: ClaimOutline;
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly verdict: Verdict;
  readonly ratio?: Interval;
  /** The standard error of the log ratio. */
  readonly error?: number;
}

export interface ClaimOutline {
  readonly id: string;
  readonly says: string;
  readonly favours: string;
  readonly over: string;
  readonly margin: number;
  readonly atLeast?: number;
  /** A digest of the claim's code; missing where an older touchstone did not note it. */
  readonly code?: string;
}

/**
 * One outline; of a file whose shards were merged one for each of them, because what differs between two machines is no
 * change of the code. Verdicts are those of the whole run.
 *
 * @param asked a margin that stands in for those of the claims and of the run
 */
export function outlinesOf(records: readonly ResultRecord[], file: string, asked?: number): Outline[] {
  // Doubts take most of the time that judging takes, and a history tells none.
  const report = judgeRun(records, asked, { doubting: false });
  const codes = new Map(records.flatMap((one) => (one.kind === 'claim' ? [[one.claim.id, one.code] as const] : [])));
  return splitByRun(records).map((own) => {
    const run = runIn(own);
    const machine = report.machines?.find(({ shard }) => shard === run.shard?.index);
    const cases = report.claims.flatMap((claim) => {
      const about = claimOf(claim, codes.get(claim.id));
      return claim.cases.filter(({ shard }) => shard === machine?.shard).map((one) => caseOf(one, about));
    });
    return {
      file,
      run: { id: run.id, started: run.started, version: run.version },
      environment: run.environment,
      quick: run.quick,
      complete: report.complete,
      fit: (machine ?? report).controls.passed,
      records: own.length,
      cases,
    };
  });
}

function claimOf({ id, says, favours, over, margin, atLeast }: ClaimReport, code: string | undefined): ClaimOutline {
  return {
    id,
    says,
    favours,
    over,
    margin,
    ...(atLeast !== undefined && { atLeast }),
    ...(code !== undefined && { code }),
  };
}

function caseOf(one: CaseReport, claim: ClaimOutline): CaseOutline {
  const { id, given, verdict, ratio } = one;
  const logs = (one.decidedBy === 'apart' ? one.apart : one.together).map(Math.log);
  const drawable = ratio && [ratio.low, ratio.estimate, ratio.high].every((value) => value > 0 && value < Infinity);
  if (!drawable || logs.length < 2) return { claim, id, given, verdict };
  return { claim, id, given, verdict, ratio, error: deviation(logs) / Math.sqrt(logs.length) };
}
