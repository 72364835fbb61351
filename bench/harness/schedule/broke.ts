/** Why a case could not be measured, and what follows from it for the other cases of its claim. */
import type { BrokenRecord } from '../../results.ts';
import { Broken } from '../process/measured-process.ts';

export interface Broke {
  readonly broken: Broken;
  /** Whether the claim's other cases would break the same way, or cost as much time. */
  readonly hopeless: boolean;
}

/** What breaks is handed back; what is a fault of ours, or an interrupt, is thrown. */
export async function orBroke(act: () => Promise<unknown>): Promise<Broke | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { broken: error, hopeless: isHopeless(error) };
  }
}

/** Whether the other cases of a claim would break the same way, or cost as much time. */
export function isHopeless({ code, stage }: { readonly code: string; readonly stage: string }): boolean {
  const ofTheClaim = ['CONTENDER_NEVER_ENDED', 'OBSERVED', 'METRIC_MISSING'].includes(code);
  return ofTheClaim || stage === 'loading' || stage === 'starting';
}

export function brokenRecord(at: Pick<BrokenRecord, 'claim' | 'case'>, { broken }: Broke): BrokenRecord {
  const { stage, code, message, remedy, contender } = broken;
  return { kind: 'broken', ...at, ...(contender !== undefined && { contender }), stage, code, says: message, remedy };
}
