/** What was sampled, beside the judged run: for plots of single turns, and for whoever wants to calculate. */

/** It is much, so that it is asked for case by case. */
export interface Samples {
  /** Missing where the case was not measured in turns, but by probes. */
  readonly of: (claim: string, at: string) => CaseSamples | undefined;
  /** The results file as it was written; missing where it is not at hand. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  /** The name of the results file where it stays beside the report, which need not carry it along then. */
  readonly beside?: string;
}

export interface CaseSamples {
  /** In time order. */
  readonly processes: readonly ProcessSamples[];
}

/** One round. */
export interface ProcessSamples {
  /** Whether it only watched: every contender in a process of its own. */
  readonly apart: boolean;
  /** value(over) / value(favours) of each cycle of turns, in time order; not always finite. */
  readonly ratios: readonly number[];
  /**
   * In the claim's order: what its clock says of a call in each cycle, or of the longest stall, in time order, in
   * nanoseconds; NaN for a cycle in which the contender rested.
   */
  readonly turns: readonly { readonly name: string; readonly values: readonly number[] }[];
}
