/** What a claim says of itself beside its cases, held against what came out of them: how old it is, and what others say. */
import type { CaseReport, ClaimReport } from '../../reports/model.ts';
import type { ClaimDescription } from '../results.ts';
import { elsewhereOf } from './claim/elsewhere.ts';
import { expired } from './doubts/claim.ts';

export interface Life {
  readonly described: readonly ClaimDescription[];
  /** When the run began, in ISO 8601. */
  readonly started: string;
  /** `Node.js 22.12.0`. */
  readonly runtime: string;
  /** Whether what speaks against a claim is looked for. */
  readonly doubting: boolean;
  /** Whether the controls of the machine that measured a case passed. */
  readonly believed: (one: CaseReport) => boolean;
}

export function withLife(
  claims: readonly ClaimReport[],
  { described, started, runtime, doubting, believed }: Life,
): ClaimReport[] {
  const byId = new Map(described.map((claim) => [claim.id, claim]));
  return claims.map((claim) => {
    const description = byId.get(claim.id)!;
    const elsewhere = elsewhereOf(description, { claim, runtime, believed });
    const doubt = doubting ? expired(description, started) : undefined;
    return { ...claim, ...(elsewhere.length > 0 && { elsewhere }), ...(doubt && { doubts: [doubt] }) };
  });
}
