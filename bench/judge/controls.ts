/** What a run is held against: claims whose answer is known, and the margins that hold for them and for all others. */
import type { ClaimReport, RunReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { BrokenRecord, ClaimDescription } from '../results.ts';

/** The smallest effect that matters, as a share, where neither the claim nor the command names one. */
export const DEFAULT_MARGIN = 0.05;

/** The margin of a claim in a run: what the command asked for, or the claim's own, or the default. */
export function marginOf(claim: ClaimDescription, asked: number | undefined): number {
  // A wider margin that is asked for the claims must not widen what they are held against.
  return (claim.control ? undefined : asked) ?? claim.margin ?? DEFAULT_MARGIN;
}

/**
 * A machine that tells the same from the same by a share is not fit to judge claims by that share. Twice the work is about
 * twice the time, but for the loop around it, and no more than its own margin is asked of it.
 */
export function marginsOf(
  claims: readonly ClaimDescription[],
  asked: number | undefined,
): (claim: ClaimDescription) => number {
  const judged = claims.filter((claim) => !claim.control).map((claim) => marginOf(claim, asked));
  return (claim) => Math.min(marginOf(claim, asked), ...(claim.control && claim.known === 1 ? judged : []));
}

export function isControl(claim: ClaimDescription): boolean {
  return claim.control;
}

/** Whether the controls passed, and what they read, as a sentence with a full stop. */
export function sayControls(controls: readonly ClaimReport[], broken: readonly BrokenRecord[]): RunReport['controls'] {
  const unread = broken.find(({ claim }) => claim.startsWith('controls/'));
  if (unread) return { passed: false, says: `${unread.claim} is broken: ${unread.says.replace(/[.]$/, '')}.` };
  if (controls.length === 0) return { passed: true, says: 'no control was run.' };
  const cases = controls.flatMap((claim) => claim.cases).filter(({ ratio }) => ratio !== undefined);
  const failed = controls.filter(({ control }) => control?.passed === false);
  if (failed.length === 0) {
    const none = cases.length === 1 ? 'the one case was not' : `none of ${cases.length} cases was`;
    return { passed: true, says: `${none} shown to differ from what it is known to be.` };
  }
  const readings = failed.map(({ says, cases: read, control }) => {
    const ratios = read.flatMap(({ ratio }) => (ratio ? [units.interval(ratio)] : [])).join(' and ');
    const known = control!.known.map((bound) => units.ratio(bound));
    if (ratios === '') return `“${says}” could not be read`;
    return `“${says}” reads ${ratios}, and is known to lie between ${known.join(' and ')}`;
  });
  return { passed: false, says: `${readings.join('; ')}.` };
}
