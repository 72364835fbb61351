/** What a runtime cannot tell of what another one tells, and why: by metric and by reason. */
import type { ClaimReport, MatrixGap, RunReport } from '../../../reports/model.ts';
import { metricTextOf } from '../../../reports/metrics.ts';

/** @param all every run of the matrix, this one among them */
export function gapsOf(report: RunReport, all: readonly RunReport[]): MatrixGap[] {
  const own = new Map(report.claims.map((claim) => [claim.id, claim]));
  const gaps = new Map<string, MatrixGap>();
  for (const [id, elsewhere] of measuredIn(all)) {
    const here = own.get(id);
    // What its run was not asked, the runtime may well tell.
    if (!here || here.cases.length > 0) continue;
    const says = whyNot(here);
    const { metric, figure } = elsewhere;
    const key = JSON.stringify([metricTextOf(elsewhere).measure, says]);
    const claims = [...(gaps.get(key)?.claims ?? []), id];
    gaps.set(key, { metric, ...(figure && { figure }), says, claims });
  }
  return [...gaps.values()];
}

/** Claims of which any run has a case: what nobody can tell is the matter of no runtime. */
function measuredIn(all: readonly RunReport[]): Map<string, ClaimReport> {
  const found = new Map<string, ClaimReport>();
  for (const claim of all.flatMap(({ claims }) => claims)) {
    if (claim.cases.length > 0 && !found.has(claim.id)) found.set(claim.id, claim);
  }
  return found;
}

/** Why a claim has no case on a runtime, without a full stop. */
export function whyNot({ lacks, broken: [first], sentence, metric }: ClaimReport): string {
  if (lacks !== undefined || !first) return sentence;
  // Each contender says it by itself; what counts is that the runtime has no such metric.
  if (first.code === 'METRIC_MISSING') return `"${metric}" cannot be told there`;
  return `broken there, while ${first.stage} (${first.code}): ${first.says.replace(/[.]$/, '')}`;
}
