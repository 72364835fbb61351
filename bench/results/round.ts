/** A case, and the samples of its rounds. */

export interface CaseRecord {
  readonly kind: 'case';
  readonly claim: string;
  readonly case: string;
  /** Calls a turn. */
  readonly batches: Readonly<Record<string, number>>;
  /** Cycles of a round of the first look; later ones have as many as tell most in a given time. */
  readonly cycles: number;
  /** Whether calls are waited for. */
  readonly waits: boolean;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Modules that the contenders could not have to themselves: CommonJS files. */
  readonly shared: readonly string[];
}

export interface Answer {
  readonly right: boolean;
  /** Why the claim expects it to be wrong. */
  readonly wrongBecause?: string | undefined;
  /** Shortened for the eye. */
  readonly shown: string;
}

export interface RoundRecord {
  readonly kind: 'round';
  readonly claim: string;
  readonly case: string;
  readonly together: boolean;
  readonly at: number;
  /** The order in which the contenders were loaded, proved and warmed up. */
  readonly loaded: readonly string[];
  /** For each cycle the order of its turns, as indexes into `loaded`. Who is not in it rested. */
  readonly order: readonly (readonly number[])[];
  readonly turns: Readonly<Record<string, Turns>>;
  /** Nanoseconds a call of a contender of the same shape that does nothing, in the same process. */
  readonly nothing?: Readonly<Record<string, number>> | undefined;
  /** Nanoseconds that a fixed piece of arithmetic took, once a process: what the clock rate was. */
  readonly pace?: readonly number[] | undefined;
  /** What the kernel counted while the turns were taken, on all processors together. */
  readonly meanwhile?: Meanwhile | undefined;
  /** Nanoseconds that it took until its process was ready (shared out, where several got ready at once), and all turns. */
  readonly cost?: { readonly ready: number; readonly turns: number } | undefined;
}

/** One contender's turns in time order, of the cycles that it is in: whole batches, not yet divided by the calls in them. */
export interface Turns {
  /** How long each took. */
  readonly wall: readonly number[];
  /** How long the calls of each held the event loop up, added up; only where the claim is about that. */
  readonly held?: readonly number[] | undefined;
  /** What the process spent on processors meanwhile, garbage collection and compilation included. */
  readonly cpu: readonly number[];
  /** How often the processor was taken away meanwhile. */
  readonly switches: readonly number[];
  /** Whether the warm-up had become flat. */
  readonly settled: boolean;
}

export interface Meanwhile {
  /** Hundredths of a second, of every processor; how many of them it was idle, and how many a host took away. */
  readonly ticks: number;
  readonly idle: number;
  readonly stolen: number;
  /** How often a limit of processor time stopped the processes; missing where there is none. */
  readonly throttled?: number | undefined;
}

export interface StopRecord {
  readonly kind: 'stop';
  readonly claim: string;
  readonly case: string;
  readonly why: 'precise' | 'plain' | 'answers' | 'cap' | 'time';
  readonly rounds: number;
}
