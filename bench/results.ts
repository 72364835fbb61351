/**
 * The results file: everything that one run measured, one JSON record a line, in the order in which it happened. Imports
 * nothing; `results-file.ts` reads and writes it.
 *
 * It is written as the run goes on, so that a run that is killed leaves all that it had measured; and it holds raw
 * samples with schedule, seed and environment, so that every verdict can be computed anew without measuring.
 *
 * ```
 * run                          who, where, with which plan and seed
 * claim, claim, …              what was selected
 *   case                       answers, batch sizes
 *   round, round, …            the samples of one process (together) or of one process a contender (solo)
 *   stop                       why no more rounds were taken
 *   probe, probe, …            the metrics beside time, of one process a contender
 * broken                       what could not be measured
 * diagnosis, …                 what V8 made of a contender and where its time went, where that was asked for
 * end                          missing where the run was killed
 * resumed                      the same run went on; what follows is as before
 * beside                       another run was measuring at the same time
 * ```
 *
 * Durations are nanoseconds unless a name says otherwise; `at` is milliseconds since the run began.
 */

export type Value = string | number | boolean;

export type Metric =
  | 'time'
  | 'loop delay'
  | 'cpu time'
  | 'allocated'
  | 'gc count'
  | 'gc time'
  | 'loop utilisation'
  | 'resident memory'
  | 'external memory'
  | 'first call'
  | 'context switches'
  | 'figure'
  | 'throughput'
  | 'latency p50'
  | 'latency p99'
  | 'errors'
  | 'retained';

export interface Environment {
  readonly runtime: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** One-minute load average at the start; 0 where the system has none. */
  readonly load: number;
  /** Nanoseconds: the smallest step that the clock was seen to make. */
  readonly clockStep: number;
  /** Features that verdicts depend on, probed: `Buffer.poolSize` … */
  readonly features: Readonly<Record<string, Value>>;
  readonly commit?: string | undefined;
}

export interface Plan {
  readonly rounds: { readonly fewest: number; readonly most: number };
  /** The counts of rounds after which a case is looked at. */
  readonly looks: readonly number[];
  /** Rounds with a process for every contender. */
  readonly solos: number;
  /** Probe rounds of every case that is not about what they read; missing: none were asked for. */
  readonly probes?: number | undefined;
  /** After this many seconds no case gets more than the fewest rounds; missing: no such limit. */
  readonly seconds?: number | undefined;
  /** Nanoseconds that one turn is meant to take. */
  readonly turn: number;
  /** The margin that was asked for on the command line, as a share; missing: each claim's own. */
  readonly margin?: number | undefined;
}

/** A drawing of memory, step by step, that helps to understand a mechanism. Places and sizes are bytes. */
export interface Drawing {
  readonly title: string;
  readonly steps: readonly {
    /** What happens here, as one sentence. */
    readonly says: string;
    readonly spaces: readonly DrawnSpace[];
  }[];
}

export interface DrawnSpace {
  readonly name: string;
  readonly bytes: number;
  /** In the order of their addresses. They cover the space: what no cell takes is there as `free`. */
  readonly cells: readonly DrawnCell[];
}

export interface DrawnCell {
  /** From the beginning of its space. */
  readonly at: number;
  readonly bytes: number;
  /** Empty for what is free. */
  readonly label: string;
  readonly state: CellState;
  /** Where it lay before, if it has just been moved. */
  readonly cameFrom?: { readonly space: string; readonly at: number } | undefined;
}

/**
 * - `allocated`: it is not known yet whether it is in use;
 * - `grey`: reached, its references still to be followed;
 * - `live`: reached, its references followed;
 * - `forwarded`: its copy lies elsewhere;
 * - `moved`: it has just come here;
 * - `dead`: nothing reaches it;
 * - `free`: room for a cell.
 */
export type CellState = 'allocated' | 'grey' | 'live' | 'forwarded' | 'moved' | 'dead' | 'free';

export interface ClaimDescription {
  readonly id: string;
  /** From the root of the project, with `/`. */
  readonly file: string;
  readonly control: boolean;
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly quote?: string | undefined;
  readonly metric: Metric;
  /** What contenders count themselves, where the metric is `figure`. */
  readonly figure?: { readonly name: string; readonly unit: 'bytes' | 'count' | 'share' } | undefined;
  /** What the machine or the runtime lacks for it, as a sentence without a full stop; it has no cases then. */
  readonly lacks?: string | undefined;
  readonly margin?: number | undefined;
  /** The least ratio, over / favours, at which it holds; missing where the favoured one has to win by the margin. */
  readonly atLeast?: number | undefined;
  readonly favours: string;
  readonly over: string;
  readonly known?: number | undefined;
  readonly axes: Readonly<Record<string, readonly Value[]>>;
  readonly crossing?: string | undefined;
  readonly landmarks: readonly { readonly at: number; readonly name: string }[];
  readonly contenders: readonly { readonly name: string; readonly code: string }[];
  readonly cases: readonly CaseDescription[];
  readonly drawings?: readonly Drawing[] | undefined;
}

export interface CaseDescription {
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  /** How its contenders are loaded, where they are servers. */
  readonly load?: Load | undefined;
}

/** Milliseconds a turn; requests a second, where they do not wait for answers. */
export interface Load {
  readonly connections: number;
  readonly rate?: number | undefined;
  readonly turn: number;
  readonly turns: number;
  /** Numbers of connections at which throughput is read besides. */
  readonly sweep?: readonly number[] | undefined;
}

export interface Answer {
  readonly right: boolean;
  /** Why the claim expects it to be wrong. */
  readonly wrongBecause?: string | undefined;
  /** Shortened for the eye. */
  readonly shown: string;
}

/** One contender's turns in time order: whole batches, not yet divided by the calls in them. */
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

export interface RunRecord {
  readonly kind: 'run';
  readonly format: 1;
  readonly version: string;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly arguments: readonly string[];
  readonly seed: number;
  readonly quick: boolean;
  readonly plan: Plan;
  readonly environment: Environment;
  /** The options that decide what is measured, as they were typed: `{ rounds: ['12'], quick: [] }`. */
  readonly options?: Readonly<Record<string, readonly string[]>> | undefined;
  /** A digest of touchstone's own code. */
  readonly code?: string | undefined;
  /** What the last calibration on this machine had found. */
  readonly calibration?: CalibrationNote | undefined;
}

/** A calibration in short. Shares are fractions. */
export interface CalibrationNote {
  readonly started: string;
  readonly runtime: string;
  readonly margin: number;
  /** Of so many comparisons of identical code, how many were told apart, and in how many a winner was named. */
  readonly same: { readonly comparisons: number; readonly told: number; readonly named: number };
  readonly smallest: readonly { readonly work: string; readonly seconds: number; readonly effect: number }[];
}

export interface ClaimRecord {
  readonly kind: 'claim';
  readonly claim: ClaimDescription;
  /** A digest of its module and of all that it imports. */
  readonly code?: string | undefined;
}

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

export interface RoundRecord {
  readonly kind: 'round';
  readonly claim: string;
  readonly case: string;
  readonly together: boolean;
  readonly at: number;
  /** The order in which the contenders were loaded, proved and warmed up. */
  readonly loaded: readonly string[];
  /** For each cycle the order of its turns, as indexes into `loaded`. */
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

export interface Meanwhile {
  /** Hundredths of a second, of every processor; how many of them it was idle, and how many a host took away. */
  readonly ticks: number;
  readonly idle: number;
  readonly stolen: number;
  /** How often a limit of processor time stopped the processes; missing where there is none. */
  readonly throttled?: number | undefined;
}

/** What probes read in one fresh process for every contender, one after the other. Nothing of it was timed for `time`. */
export interface ProbeRecord {
  readonly kind: 'probe';
  readonly claim: string;
  readonly case: string;
  readonly at: number;
  /** The order in which the contenders had their processes. */
  readonly loaded: readonly string[];
  /** Calls in a batch: the same for all contenders and rounds of the case. */
  readonly calls: number;
  /**
   * For each contender the metrics that this runtime can tell, in the units of `METRICS` in `claim.ts`. 0 says that there
   * was none of it, or of bytes too few to be told from none (`stats/probes.ts`); a metric that cannot be told is missing.
   */
  readonly values: Readonly<Record<string, Readonly<Partial<Record<Metric, number | undefined>>>>>;
  /** For each contender a turn at every number of connections of the sweep, ascending, where one was asked for. */
  readonly sweep?: Readonly<Record<string, readonly Swept[]>> | undefined;
}

/** A server in one turn with so many connections. */
export interface Swept {
  readonly connections: number;
  /** Nanoseconds from one answer to the next. */
  readonly throughput: number;
  /** The share of the time for which its event loop was not idle. */
  readonly busy?: number | undefined;
}

export interface StopRecord {
  readonly kind: 'stop';
  readonly claim: string;
  readonly case: string;
  readonly why: 'precise' | 'plain' | 'answers' | 'cap' | 'time';
  readonly rounds: number;
}

export interface BrokenRecord {
  readonly kind: 'broken';
  readonly claim: string;
  readonly case?: string | undefined;
  readonly contender?: string | undefined;
  readonly stage: string;
  readonly code: string;
  readonly says: string;
  readonly remedy: string;
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

export interface EndRecord {
  readonly kind: 'end';
  readonly at: number;
  /** False where it was interrupted. */
  readonly complete: boolean;
}

/** An interrupted or killed run went on from here. */
export interface ResumedRecord {
  readonly kind: 'resumed';
  /** At which it had stopped: the time between is not counted. */
  readonly at: number;
  /** ISO 8601, UTC. */
  readonly started: string;
}

/** Another run was measuring on the same machine at the same time. */
export interface BesideRecord {
  readonly kind: 'beside';
  readonly at: number;
  /** The number of its process. */
  readonly process: number;
  /** ISO 8601, UTC. */
  readonly since?: string | undefined;
}

export type ResultRecord =
  | RunRecord
  | ClaimRecord
  | CaseRecord
  | RoundRecord
  | ProbeRecord
  | StopRecord
  | BrokenRecord
  | DiagnosisRecord
  | EndRecord
  | ResumedRecord
  | BesideRecord;
