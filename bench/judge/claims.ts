/** Several claims of one run, judged together: the probabilities of all their cases are corrected at once (Holm). */
import type { BreakageReport, CaseReport, ClaimReport } from '../../reports/model.ts';
import type { BrokenRecord, ClaimDescription, Environment, RunRecord } from '../results.ts';
import { holm } from '../stats/holm.ts';
import { ALPHA } from '../stats/verdict.ts';
import { judgeCase } from './case.ts';
import { judgeClaim } from './claim.ts';
import { doubtsOf } from './doubts.ts';
import { keyOfCase, type Evidence } from './evidence.ts';

/** Claims that one machine measured wholly. */
export function judgeAll(
  { environment }: Pick<RunRecord, 'environment'>,
  claims: readonly ClaimDescription[],
  evidence: readonly Evidence[],
  broken: readonly BrokenRecord[],
  margin: (claim: ClaimDescription) => number,
  { vetoed, doubting }: { readonly vetoed: boolean; readonly doubting: boolean },
): ClaimReport[] {
  const measurer: Measurer = { environment, vetoed };
  return judgeClaims({ claims, evidence, broken, margin, doubting, measurerOf: () => measurer });
}

/** The machine that measured a case. */
export interface Measurer {
  readonly environment: Environment;
  /** Whether its controls failed: then nothing that it measured is believed. */
  readonly vetoed: boolean;
  /** Where there are several, which of them it is. */
  readonly shard?: number | undefined;
}

export interface Questions {
  readonly claims: readonly ClaimDescription[];
  /** Of these claims and of others. */
  readonly evidence: readonly Evidence[];
  readonly measurerOf: (evidence: Evidence) => Measurer;
  readonly broken: readonly BrokenRecord[];
  readonly margin: (claim: ClaimDescription) => number;
  /** Whether what speaks against the figures is looked for. */
  readonly doubting: boolean;
}

/** Claims in their order, and their cases in the order of their tables, whichever machine measured each. */
export function judgeClaims({ claims, evidence, measurerOf, broken, margin, doubting }: Questions): ClaimReport[] {
  const ids = new Set(claims.map(({ id }) => id));
  const ours = evidence.filter(({ claim }) => ids.has(claim.id));
  const byCase = new Map(ours.map((one) => [keyOfCase({ claim: one.claim.id, case: one.id }), one]));
  const adjusted = adjust(ours);
  const left = Math.max(1, [...adjusted.values()].filter((probability) => probability > ALPHA).length);
  const judgeOne = (one: Evidence): CaseReport => {
    const { environment, vetoed, shard } = measurerOf(one);
    const probability = adjusted.get(one);
    const doubts = doubting ? doubtsOf(one, probability, environment) : [];
    const ruling = { adjusted: probability, left, vetoed, doubts };
    return { ...judgeCase(one, ruling), ...(shard !== undefined && { shard }) };
  };
  return claims.map((claim) => {
    const cases = claim.cases.flatMap(({ id }) => byCase.get(keyOfCase({ claim: claim.id, case: id })) ?? []);
    const broke = broken.filter((one) => one.claim === claim.id).map(breakageOf);
    return judgeClaim(claim, margin(claim), cases.map(judgeOne), broke, ours.length);
  });
}

function adjust(evidence: readonly Evidence[]): Map<Evidence, number> {
  const asked = evidence.filter(({ byAnswers, support }) => !byAnswers && support !== undefined);
  const adjusted = holm(asked.map(({ support }) => support!.probability));
  return new Map(asked.map((one, index) => [one, adjusted[index]!]));
}

/** As the report has it: sentences end with a full stop. */
export function breakageOf(broken: BrokenRecord): BreakageReport {
  const { claim, case: at, contender, stage, code, remedy } = broken;
  const says = /[.!?]$/.test(broken.says) ? broken.says : `${broken.says}.`;
  const where = { claim, ...(at !== undefined && { case: at }), ...(contender !== undefined && { contender }) };
  return { ...where, stage, code, says, remedy };
}

/** A claim that cannot be loaded is broken in every shard. */
export function withoutTwins(broken: readonly BrokenRecord[]): BrokenRecord[] {
  return [...new Map(broken.map((one) => [JSON.stringify(one), one])).values()];
}
