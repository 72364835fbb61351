/** What somebody may have meant who mistyped a name. */
import { distance } from 'fastest-levenshtein';

/** The candidate that is nearest to what was typed, if any is near: half of it right, or two letters swapped. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, far: farness(lower, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far);
  const [best] = ranked;
  const farthest = Math.max(typed.length < 3 ? 1 : 2, typed.length / 2);
  return best && best.far <= farthest && best.far < typed.length ? best.candidate : undefined;
}

/** Who stops typing half-way is as near as who types it all; the half counts for a whole name that is as near. */
function farness(typed: string, candidate: string): number {
  const whole = distance(typed, candidate);
  const begun = typed.length >= 3 ? distance(typed, candidate.slice(0, typed.length)) + 0.5 : whole;
  return Math.min(whole, begun);
}
