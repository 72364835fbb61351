/** What was seen of a contender beside the measurement: its tiers, its time, its memory. */

/** What was seen of a contender beside the measurement, where that was asked for. */
export interface DiagnosisRecord {
  readonly kind: 'diagnosis';
  readonly claim: string;
  readonly case: string;
  readonly contender: string;
  readonly tiers?: Tiers | undefined;
  readonly profile?: Profile | undefined;
  /** Why there is none, in one sentence. What was measured is as good as before. */
  readonly failed?: string | undefined;
}

/** The stages through which V8 takes code that is called often: each is faster, and supposes more. */
export type Tier = 'interpreter' | 'baseline' | 'maglev' | 'turbofan';

export interface FunctionSeen {
  readonly name: string;
  /** `bench/claims/a.ts:12`, `node:buffer:577`; empty where it is in no file. */
  readonly place: string;
}

/** What V8 made of a contender, in a process of its own that was never timed. Shares are fractions. */
export interface Tiers {
  /** How often it was seen running; where it is 0, the shares are too. */
  readonly samples: number;
  /** Of the turns' time in its JavaScript, by the tier of the code that ran. */
  readonly shares: Readonly<Record<Tier, number>>;
  /** The same of the half second after those turns: where it would have come to. */
  readonly later: Readonly<Record<Tier, number>>;
  /** The functions that ran most, and the tier of most of that. */
  readonly functions: readonly (FunctionSeen & { readonly tier: Tier; readonly share: number })[];
  /** Code that was thrown away, because what it supposed did not hold, in the order of the first time. */
  readonly deopts: readonly (FunctionSeen & {
    /** V8's own words: `wrong map`. */
    readonly reason: string;
    /** Whether that was during the turns; else before, while it was warmed up. */
    readonly timed: boolean;
    readonly times: number;
  })[];
}

/** Where a contender's time and memory went, in processes of their own. Shares are fractions of all samples. */
export interface Profile {
  readonly samples: number;
  /** Spent on collecting garbage. */
  readonly collecting: number;
  /** Spent in the harness: loops and clocks. */
  readonly harness: number;
  /** No JavaScript ran: it waited, or native code worked by itself. */
  readonly outside: number;
  /** The functions that took most, built-ins and native code counted to whoever called them; `native` is their part. */
  readonly functions: readonly (FunctionSeen & { readonly share: number; readonly native: number })[];
  /** Bytes a call on the heap of V8, about. */
  readonly allocated: number;
  /** Who allocates most, as a share of all that is allocated; seen while nothing is inlined, so that each stands for itself. */
  readonly sites: readonly (FunctionSeen & { readonly share: number })[];
}
