/** Doubts about a claim, whatever its figures are. */
import type { Doubt } from '../../../reports/model.ts';
import type { ClaimDescription } from '../../results.ts';

/**
 * The claim was to be looked at again by the day of the run. It is that day which counts and not the one on which somebody
 * reads: what is judged anew from the same file says the same, and a run is no older than the claim that it asked.
 *
 * @param started ISO 8601
 */
export function expired({ expires }: Pick<ClaimDescription, 'expires'>, started: string): Doubt | undefined {
  const day = new Date(started).toISOString().slice(0, 10);
  if (expires === undefined || day < expires) return undefined;
  return {
    code: 'expired',
    says: `The claim was to be looked at again by ${expires}, and this run is of ${day}.`,
    advice:
      'Look whether its source still says so and whether its cases are still those that matter, and set another day.',
  };
}
