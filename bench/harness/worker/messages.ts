/** What the process that steers and a process that measures say to each other. */
import type { Metric, Served, Value } from '../../claim.ts';
import type { Answer, Load, Profile, Tiers } from '../../results.ts';
import type { Tally } from '../load/tally.ts';
import type { Column } from './columns.ts';
import type { Reading } from './meter.ts';

/** Which contenders of which case a process holds. */
export interface Job {
  /** The compiled module of the claim, as a URL. */
  readonly module: string;
  /** Where contenders come from that are no functions of that module by their own names. */
  readonly origins?: Readonly<Record<string, Origin>> | undefined;
  /** Whose answer is right; missing where the claim knows it. */
  readonly reference?: string | undefined;
  readonly given: Readonly<Record<string, Value>>;
  readonly metric: Metric;
  /** In the order in which they are loaded, proved and warmed up. */
  readonly contenders: readonly string[];
  /** Nanoseconds that a turn is meant to take. */
  readonly turn: number;
  /** Whether the answers are compared: they cannot be where a process holds one contender alone. */
  readonly prove: boolean;
  /** Whether it is found what a call costs that does nothing. */
  readonly floor?: boolean;
  /** Whether the answers are described, to be compared with those that other processes give. */
  readonly describe?: boolean;
  /** Whether the very first call is timed, and the memory read before it: in a process that is probed. */
  readonly cold?: boolean;
  /** Whether the first call is all that is asked of a contender: then nothing is warmed up. */
  readonly once?: boolean;
}

/** A contender of a claim's compiled module, which may be that of another checkout. */
export interface Origin {
  /** As a URL. */
  readonly module: string;
  readonly contender: string;
}

/** Which contender is looked at, and what at: its code and its time, or who allocates. */
export interface Look {
  readonly at: 'code' | 'allocations';
  /** Of a single contender. */
  readonly job: Job;
  /** Calls a turn. */
  readonly batches: Readonly<Record<string, number>>;
  /** Cycles of a round. */
  readonly cycles: number;
}

/** What a look has seen; the one or the other. */
export interface Seen {
  readonly code?: CodeSeen;
  readonly sites?: Profile['sites'];
}

export interface CodeSeen {
  readonly tiers: Tiers;
  readonly profile: Omit<Profile, 'sites'>;
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
  /** Read what it costs beside time, or only this much of it; the process holds one contender. */
  | { readonly do: 'probe'; readonly calls: number; readonly only?: Metric }
  /** Instead of being timed: a process looks at one contender, and ends. */
  | { readonly do: 'look'; readonly look: Look }
  /** Read what the server in it costs, between two turns of load. */
  | { readonly do: 'meter'; readonly collects: boolean }
  /** For the process that loads: wait until the server has answered once, and is done with what was before. */
  | { readonly do: 'greet'; readonly served: Served }
  /** For the process that loads: one turn. */
  | { readonly do: 'load'; readonly served: Served; readonly load: Load }
  | { readonly do: 'end' };

/** What a process has found out about its contenders before anything is timed. */
export interface Prepared {
  readonly answers: Readonly<Record<string, Answer>>;
  /** What was answered, where that was to be described. */
  readonly described?: Readonly<Record<string, Described>>;
  /** Calls that fill a turn. */
  readonly batches: Readonly<Record<string, number>>;
  readonly settled: Readonly<Record<string, boolean>>;
  readonly waits: boolean;
  /** Nanoseconds a call of a contender of the same shape that does nothing; only where the claim is about time and all are in it. */
  readonly nothing?: Readonly<Record<string, number>>;
  /** Nanoseconds that a fixed piece of arithmetic took. */
  readonly pace?: number;
  /** Whether a contender holds something that it wants to close at the end. */
  readonly closes: boolean;
  readonly shared: readonly string[];
  /** The servers among them, by contender. */
  readonly served?: Readonly<Record<string, Served>>;
}

/** An answer as it is told to another process. */
export interface Described {
  /** A digest of it; missing where it has no data to digest, as a function has none. */
  readonly digest?: string;
  /** For the eye. */
  readonly shown: string;
}

/** What probes read of one contender: a metric that cannot be told is missing. */
export type Values = Partial<Record<Metric, number>>;

/** What speaks against all that a process has read. */
export interface Spoilt {
  readonly change?: Change | undefined;
  /** What looked into the process meanwhile. */
  readonly observer?: string | undefined;
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
  | ({ readonly is: 'probed'; readonly values: Values } & Spoilt)
  | { readonly is: 'looked'; readonly seen: Seen }
  | { readonly is: 'metered'; readonly reading: Reading }
  | { readonly is: 'greeted' }
  | { readonly is: 'loaded'; readonly tally: Tally }
  | ({ readonly is: 'turned'; readonly columns: Readonly<Record<string, Column>> } & Spoilt)
  | {
      readonly is: 'failed';
      readonly stage: Stage;
      readonly contender?: string;
      readonly says: string;
      readonly stack: string;
    };

export type Stage =
  | 'starting'
  | 'loading'
  | 'setting up'
  | 'proving'
  | 'warming up'
  | 'taking turns'
  | 'probing'
  | 'loading the server'
  | 'ending';

/** With this code a process ends that has been cut off: by the end of the one that steers, or by a contender. */
export const CHANNEL_CLOSED = 74;
