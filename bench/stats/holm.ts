/** Holm's correction: what is left of probabilities when many questions were asked. */

/**
 * The adjusted probabilities, in the order given: rejecting those at most α keeps the chance of any false rejection
 * among all of them at most α, whatever their dependence.
 * Source: Holm, A Simple Sequentially Rejective Multiple Test Procedure (1979).
 */
export function holm(probabilities: readonly number[]): number[] {
  const ascending = probabilities.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = Array.from<number>({ length: probabilities.length });
  let highest = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    highest = Math.max(highest, Math.min(1, p * (ascending.length - rank)));
    adjusted[index] = highest;
  }
  return adjusted;
}
