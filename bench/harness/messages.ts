/** What the process that steers and a process that measures say to each other. */
import type { Metric, Value } from '../claim.ts';
import type { Answer } from '../results.ts';
import type { Column } from './columns.ts';

/** Which contenders of which case a process holds. */
export interface Job {
  /** The compiled module of the claim, as a URL. */
  readonly module: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly metric: Metric;
  /** In the order in which they are loaded, proved and warmed up. */
  readonly contenders: readonly string[];
  /** Nanoseconds that a turn is meant to take. */
  readonly turn: number;
  /** Whether the answers are compared: they cannot be where a process holds one contender alone. */
  readonly prove: boolean;
}

export type Command =
  | { readonly do: 'prepare'; readonly job: Job }
  | {
      readonly do: 'take turns';
      /** For each cycle the order of its turns, as indexes into the job's contenders. */
      readonly order: readonly (readonly number[])[];
      /** Calls a turn: those that the case's first process found, so that they are the same in every round. */
      readonly batches: Readonly<Record<string, number>>;
    }
  | { readonly do: 'end' };

/** What a process has found out about its contenders before anything is timed. */
export interface Prepared {
  readonly answers: Readonly<Record<string, Answer>>;
  /** Calls that fill a turn. */
  readonly batches: Readonly<Record<string, number>>;
  readonly settled: Readonly<Record<string, boolean>>;
  readonly waits: boolean;
  /** Nanoseconds a call of a contender of the same shape that does nothing; only where the claim is about time. */
  readonly nothing?: Readonly<Record<string, number>>;
  /** Nanoseconds that a fixed piece of arithmetic took. */
  readonly pace?: number;
  /** Whether a contender holds something that it wants to close at the end. */
  readonly closes: boolean;
  readonly shared: readonly string[];
}

/** A contender that no longer answers as it did at first; both answers are shortened for the eye. */
export interface Change {
  readonly contender: string;
  readonly was: string;
  readonly is: string;
}

export type Reply =
  /** What is being done from now on, so that whoever waits can say where it hangs. */
  | { readonly is: 'doing'; readonly stage: Stage; readonly contender?: string }
  | { readonly is: 'prepared'; readonly prepared: Prepared }
  | {
      readonly is: 'turned';
      readonly columns: Readonly<Record<string, Column>>;
      readonly change?: Change | undefined;
    }
  | {
      readonly is: 'failed';
      readonly stage: Stage;
      readonly contender?: string;
      readonly says: string;
      readonly stack: string;
    };

export type Stage = 'starting' | 'loading' | 'setting up' | 'proving' | 'warming up' | 'taking turns' | 'ending';

/** With this code a process ends that has been cut off: by the end of the one that steers, or by a contender. */
export const CHANNEL_CLOSED = 74;
