/** What a claim is: a sentence, its contenders, and the table of parameters it is asked at. Imports nothing. */

/** A value of a parameter. Numbers that are sizes are in bytes. */
export type Value = string | number | boolean;

/** The table of parameters: an axis a name, the values it is asked at in order. */
export type Axes = Readonly<Record<string, readonly Value[]>>;

/** One point of the table. */
export type Given<A extends Axes = Axes> = { readonly [K in keyof A]: A[K][number] };

/**
 * What is timed: it takes nothing and returns the answer, or a promise of it. The answer is compared with those of the
 * other contenders before anything is timed, and kept alive while it is, so that the optimiser cannot delete the work.
 * A timed function that holds a resource carries `[Symbol.asyncDispose]` (see {@link closing}), and one that is judged by
 * what it counts itself carries `figure` (see {@link figured}).
 */
export type Timed = (() => unknown) &
  Partial<AsyncDisposable> & { readonly figure?: () => number | Promise<number>; readonly served?: Served };

/** A server that listens, and the request that it is loaded with. */
export interface Served {
  /** `http://127.0.0.1:PORT/path`. */
  readonly url: string;
  /** `GET` by default. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The status of a right answer, 200 by default; any other counts as an error. */
  readonly status?: number;
  /** It answers in other processes than that of its contender, such as a cluster: what that one costs tells nothing of it. */
  readonly elsewhere?: boolean;
}

/** How servers are loaded, from another process. */
export interface Load {
  /** Connections that are kept open. */
  readonly connections: number;
  /**
   * Requests a second, whether or not earlier ones are answered (an open model): latency counts from the moment at which a
   * request was due, so that a server that stalls is seen to stall (coordinated omission). Without it every connection
   * sends the next request as soon as it has its answer (a closed model).
   */
  readonly rate?: number;
  /** Milliseconds of a turn of load, 250 by default; longer where a closed model has not been answered twice a connection by then. */
  readonly turn?: number;
  /** Turns that each server has in a round, 3 by default, behind those that warm it up: until it costs no less. */
  readonly turns?: number;
  /**
   * Numbers of connections, ascending: at each of them a server has one turn more in every round, for its throughput. The
   * report tells behind which of them more bring no more (the knee). It goes with a closed model.
   */
  readonly sweep?: readonly number[];
}

/** One way of doing it: sets up for a point of the table (not timed), and returns what is timed. */
export type Contender<A extends Axes = Axes> = (given: Given<A>) => Timed | Promise<Timed>;

/** The metrics of servers under load, and of nothing else. */
export const LOAD_METRICS = ['throughput', 'latency p50', 'latency p99', 'errors', 'retained'] as const;

/**
 * What a claim can be about. Of every metric less is better.
 * - `time`: nanoseconds a call;
 * - `loop delay`: nanoseconds, the longest time for which one call kept the event loop from going round;
 * - `cpu time`: nanoseconds on processors a call, collections and compilation on other threads included;
 * - `allocated`: bytes a call, in the heap and outside of it;
 * - `gc count`: garbage collections a call; `gc time`: nanoseconds a call that they took;
 * - `loop utilisation`: the share of the time for which the event loop was not idle;
 * - `resident memory`: bytes by which the process grew at its peak beyond what it had before its first call;
 * - `external memory`: bytes outside of the heap at their peak, such as those of Buffers, beyond what there was before;
 * - `first call`: nanoseconds of the very first call in a fresh process;
 * - `context switches`: how often a call had a thread of the process wait, whichever thread it was;
 * - `figure`: what the contender counts itself, such as bytes on a wire; the claim says what it is.
 *
 * Those of servers under load (see {@link Load}); the process is that of the server, and a call is a request:
 * - `throughput`: nanoseconds from one answer to the next, told as requests a second;
 * - `latency p50`, `latency p99`: nanoseconds from a request to its answer, in half and in 99 of 100 cases at most;
 * - `errors`: the share of the requests that had no answer, or one with another status;
 * - `retained`: bytes that are still in use after a forced collection, a request.
 *
 * Turns measure the first three; the others are read by probes, in processes of their own (`harness/worker/probe.ts`). Free
 * memory that a set-up leaves behind is used before the process grows: of `resident memory` a large set-up hides some. The
 * peak is that since the first call where the system can set an earlier one back (Linux); elsewhere it is that of the
 * whole process, and the metric is missing where it was reached before the first call.
 */
export const METRICS = [
  'time',
  'loop delay',
  'cpu time',
  'allocated',
  'gc count',
  'gc time',
  'loop utilisation',
  'resident memory',
  'external memory',
  'first call',
  'context switches',
  'figure',
  ...LOAD_METRICS,
] as const;

export type Metric = (typeof METRICS)[number];

/** What a contender counts itself. */
export interface Figure {
  /** In a few words: `bytes on the wire for a message`. */
  readonly name: string;
  readonly unit: 'bytes' | 'count' | 'share';
}

/** A place on an axis that a report marks, such as a size that the documentation names. */
export interface Landmark {
  readonly at: number;
  readonly name: string;
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
  readonly cameFrom?: { readonly space: string; readonly at: number };
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

/** The runtime that a claim is asked on: `{ is: 'node', major: 22 }`. */
export interface RuntimeName {
  readonly is: 'node' | 'bun' | 'deno';
  readonly major: number;
}

/** What a case can be told to be beforehand. */
export type Expected = 'confirmed' | 'refuted' | 'equivalent';

/** Something that changed between two versions of a runtime. */
export interface Change {
  /** The first version that has it: `node@22`, `bun@1.2`. */
  readonly since: string;
  /** What changed, as a sentence without a full stop. */
  readonly says: string;
  /** The change of Node.js, V8 or whatever made it, as an address. */
  readonly source: string;
}

/** What somebody else has published of the same operations. */
export interface Elsewhere<A extends Axes = Axes, N extends string = string> {
  /** Where it stands, as an address. */
  readonly source: string;
  /** The figures in their words, as a sentence without a full stop. */
  readonly says: string;
  /** Who wins there: the favoured contender, the baseline, or neither. */
  readonly wins: N | 'neither';
  /** The values that it is about; the whole table by default. */
  readonly at?: Partial<{ readonly [K in keyof A]: A[K][number] }>;
  /** The runtime that it was measured on, if that is told: `node@20.1`. */
  readonly on?: string;
  /** For figures that disagree with those measured here: why, as a sentence without a full stop. */
  readonly differs?: string;
}

export interface Claim<A extends Axes = Axes, N extends string = string> {
  /** What is said, as one sentence without a full stop. */
  readonly says: string;
  /** The mechanism that is given as the reason. */
  readonly because: string;
  /** Who says it: `notes: Buffer › concatenation`, a manual, an article. */
  readonly source: string;
  /** What the source says in its own words, where it helps to see it beside the figures. */
  readonly quote?: string;
  /** The statements of `fixtures/data/catalogue.json` that it settles: `['B11', 'B12']`. */
  readonly rows?: readonly string[];
  /**
   * What this machine or this runtime lacks for the claim, as a sentence, or `undefined` where it lacks nothing. A claim
   * that lacks something is listed and told as not asked here, and never measured.
   */
  readonly lacks?: () => string | undefined;
  /** The table of parameters. Without one the claim has a single case. */
  readonly given?: A;
  /** Leaves points of the table out, where they make no sense; every point is asked by default. */
  readonly where?: (given: Given<A>) => boolean;
  /**
   * The part of the table that a quick run asks; the ends of every axis by default. `false` for a claim that takes too long
   * for one: then a quick run asks it only where it is named.
   */
  readonly quick?: false | Partial<{ readonly [K in keyof A]: readonly A[K][number][] }>;
  /** The metric the claim is about; `time` by default. */
  readonly metric?: Metric;
  /** What the metric `figure` is here; it goes with that metric and with no other. */
  readonly figure?: Figure;
  /** How its contenders are loaded, which are servers then (see {@link served}): at every point of the table. */
  readonly load?: (given: Given<A>) => Load;
  /** The smallest effect that matters, as a share (0.05 is 5 %). */
  readonly margin?: number;
  /**
   * The least ratio, over / favours, at which it holds, for a claim that says how much: 0.6 for “costs at most 40 % of the
   * throughput”, 2 for “is twice as fast”. Confirmed where the whole interval lies above it, refuted where it lies below;
   * never equivalent, and the margin decides nothing.
   */
  readonly atLeast?: number;
  /** The contender that is said to win … */
  readonly favours: N;
  /** … and the one that it is said to beat, the baseline. */
  readonly over: N;
  readonly contenders: Readonly<Record<N, Contender<A>>>;
  /** The right answer, found without any contender; where it is missing, the favoured contender's answer counts. */
  readonly answer?: (given: Given<A>) => unknown;
  /**
   * Which contenders answer wrongly at this point, and why. They are timed and shown, but never ranked: a fast wrong
   * answer wins nothing. Where the favoured one or the baseline answers wrongly without being named here, the case is
   * refuted; any other gives a doubt.
   */
  readonly wrong?: (given: Given<A>) => Partial<Readonly<Record<N, string>>>;
  /** The numeric axis over which the winner may change; the report looks for the place. */
  readonly crossing?: keyof A & string;
  /** Places on the crossing axis to mark, found when the claim is loaded (so that they are those of this runtime). */
  readonly landmarks?: () => readonly Landmark[];
  /** Drawings that show the mechanism, beside the figures. */
  readonly drawings?: () => readonly Drawing[];
  /**
   * The verdict that is known already, so that a run can be held against it (`touchstone run --assert`): one for the whole
   * table, or one for a point and a runtime. Nothing is expected where it is `undefined`.
   */
  readonly expects?: Expected | ((given: Given<A>, runtime: RuntimeName) => Expected | undefined);
  /** The day on which it has to be looked at again, as `2027-06-30`: a report says so from then on. */
  readonly expires?: string;
  /** What changed between the versions of a runtime, with its source: a matrix tells it where the verdict changes. */
  readonly changes?: readonly Change[];
  /** Figures of others, which a report holds against those measured. */
  readonly elsewhere?: readonly Elsewhere<A, N>[];
  /** The true ratio, time(over) / time(favours): this is a control of the harness. */
  readonly known?: number;
}

/**
 * Defines a claim. It returns what it is given; it is there so that a contender knows the types of its parameters and a
 * mistyped name does not compile.
 */
export function defineClaim<const A extends Axes, const N extends string>(
  claim: Claim<A, NoInfer<N>> & {
    readonly contenders: Readonly<Record<N, Contender<A>>>;
  },
): Claim<A, N> {
  return claim;
}

/** Gives a timed function the end that closes what it holds: called once, after its last turn. */
export function closing(timed: () => unknown, close: () => void | Promise<void>): Timed {
  return Object.assign(timed, {
    async [Symbol.asyncDispose]() {
      await close();
    },
  });
}

/**
 * Gives a timed function the figure that it is judged by where the claim's metric is `figure`: called once in a fresh
 * process, after the warm-up. It may do work of its own. It answers 0 or more, and less is better.
 */
export function figured(timed: Timed, figure: () => number | Promise<number>): Timed {
  return Object.assign(timed, { figure });
}

/**
 * Makes a contender's server one that can be loaded. The timed function sends one such request from this process and
 * returns what is compared with the answers of the others: the status and the body.
 */
export function served(timed: Timed, server: Served): Timed {
  return Object.assign(timed, { served: server });
}
