/** What a claim is held against beside its margin: the verdicts that it expects, and the figures that others have published. */
import type { Interval, Value, Verdict } from './words.ts';

/** What the claims of a run expect of it, and what came out. */
export interface ExpectationsReport {
  /**
   * - `met`: every case has the verdict that its claim expects;
   * - `unmet`: at one case at least another one was found;
   * - `open`: no other one was found, and some could not be told or were not measured;
   * - `vetoed`: the controls failed, so that nothing is asserted.
   */
  readonly outcome: 'met' | 'unmet' | 'open' | 'vetoed';
  /** `Of 12 expected verdicts 10 were found, 1 is another and 1 could not be told.` */
  readonly sentence: string;
  /** How many cases have the verdict that is expected, and how many could not be told or were not measured. */
  readonly met: number;
  readonly open: number;
  /** Those that have another one, in the order of the claims. */
  readonly unmet: readonly UnmetReport[];
}

/** A case with another verdict than its claim expects. */
export interface UnmetReport {
  /** The claim's id, and what it says. */
  readonly claim: string;
  readonly says: string;
  readonly case: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly expected: Verdict;
  readonly verdict: Verdict;
  /** Missing where the answers decide. */
  readonly ratio?: Interval;
  /** One sentence, with a full stop. */
  readonly reason: string;
}

/**
 * - `agrees`: the same contender wins here and there, or neither does;
 * - `disagrees`: the other one wins here, or one of them where neither does there;
 * - `untold`: which of them wins here could not be told.
 */
export type Concord = 'agrees' | 'disagrees' | 'untold';

/** What somebody else has published of the same operations, held against what was measured here. */
export interface ElsewhereReport {
  /** An address. */
  readonly source: string;
  /** Their figures in their words, without a full stop. */
  readonly says: string;
  /** What they come to for the claim. */
  readonly verdict: Verdict;
  /** The runtime that they measured on, if they say so. */
  readonly on?: string;
  /** Why they differ from what is measured here, as the claim explains it, without a full stop. */
  readonly differs?: string;
  /** Over its cases: `disagrees` where one of them does, and `agrees` where one does and none disagrees. */
  readonly is: Concord;
  /** What that comes to, without a full stop: `agrees at 3 of 4 cases, could not be told at 1`. */
  readonly sentence: string;
  /** The cases that they are about and that were measured. */
  readonly cases: readonly { readonly case: string; readonly is: Concord }[];
}
