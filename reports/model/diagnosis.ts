/** What was seen of the contenders beside the measurement: their tiers, their time, their memory. */

/** The stages through which V8 takes code that is called often: each is faster, and supposes more. */
export type Tier = 'interpreter' | 'baseline' | 'maglev' | 'turbofan';

export interface FunctionReport {
  readonly name: string;
  /** `bench/claims/a.ts:12`, `node:buffer:577`; empty where it is in no file. */
  readonly place: string;
}

/** What V8 made of a contender. */
export interface TiersReport {
  /** How often it was seen running; where it is 0, the shares are too. */
  readonly samples: number;
  /** Of the time in its JavaScript, by the tier of the code that ran: in turns as they are timed, … */
  readonly shares: Readonly<Record<Tier, number>>;
  /** … and in the half second after them. */
  readonly later: Readonly<Record<Tier, number>>;
  readonly functions: readonly (FunctionReport & { readonly tier: Tier; readonly share: number })[];
  /** Code that was thrown away, because what it supposed did not hold; `timed` where that was during the turns. */
  readonly deopts: readonly (FunctionReport & {
    readonly reason: string;
    readonly timed: boolean;
    readonly times: number;
  })[];
}

/** Where a contender's time and memory went. */
export interface ProfileReport {
  readonly samples: number;
  readonly collecting: number;
  readonly harness: number;
  /** No JavaScript ran: it waited, or native code worked by itself. */
  readonly outside: number;
  /** The greatest first; `native` is the part of it in built-ins and native code. */
  readonly functions: readonly (FunctionReport & { readonly share: number; readonly native: number })[];
  /** Bytes a call on the heap of V8, about. */
  readonly allocated: number;
  /** Who allocates, as a share of that; empty where it is next to nothing. */
  readonly sites: readonly (FunctionReport & { readonly share: number })[];
}

/** What was seen of a contender in processes of its own, beside the measurement. */
export interface DiagnosisReport {
  readonly contender: string;
  readonly tiers?: TiersReport;
  readonly profile?: ProfileReport;
  /** Why there is none. */
  readonly failed?: string;
}
