/** What V8 made of a contender: the tiers that it ran in, and how often and why it was thrown back. */
import type { Tier, Tiers } from '../../results.ts';
import type { LogEvent, LoggedFunction } from './code-log.ts';
import type { CodeMap, Frame } from './code-map.ts';
import { isTimedLoop, ownerOf, ownerOfStack, placeOf, seen } from './whose.ts';

/** Told of each contender. */
const MOST_FUNCTIONS = 5;
const TIERS: readonly Tier[] = ['turbofan', 'maglev', 'baseline', 'interpreter'];
/** Code that makes way for better code has been thrown forward. */
const STEP_UP = /on stack replacement/;

/** Counts what the log says of a contender's code, event by event. */
export class TierCount {
  #samples = 0;
  readonly #ticks = new Map<Tier, number>();
  readonly #functions = new Map<string, { of: LoggedFunction; ticks: Map<Tier, number> }>();
  readonly #deopts = new Map<string, { of: LoggedFunction; reason: string; timed: boolean; times: number }>();

  get samples(): number {
    return this.#samples;
  }

  /** Counts a sample of the turns. */
  tick(frames: readonly Frame[]): void {
    const [innermost] = frames;
    if (!innermost) return;
    const functions = frames.map(({ of }) => of);
    // What is inlined into the loop down to the last instruction is the loop's as far as V8 can tell.
    if (ownerOfStack(functions) !== 'contender' && !isTimedLoop(innermost.of)) return;
    this.#samples++;
    add(this.#ticks, innermost.tier);
    if (ownerOf(innermost.of) === 'harness') return;
    const known = this.#functions.get(keyOf(innermost.of)) ?? { of: innermost.of, ticks: new Map<Tier, number>() };
    add(known.ticks, innermost.tier);
    this.#functions.set(keyOf(innermost.of), known);
  }

  /**
   * Counts code that was thrown away, if it is the contender's.
   *
   * @param timed whether that was during the turns
   */
  thrownBack(event: Extract<LogEvent, { is: 'thrown back' }>, map: CodeMap, timed: boolean): void {
    const { address, inlining, kind, places, reason } = event;
    const code = map.at(address);
    if (!code || STEP_UP.test(reason)) return;
    // What had already been replaced by better code is nobody's loss.
    if (kind === 'dependency-change' && !code.latest) return;
    const files = [...places.map(({ file }) => ({ name: '', file })), code.of];
    if (!files.some((one) => ownerOf(one) === 'contender')) return;
    const { name } = map.inlinedAt(address, inlining) ?? code.of;
    const of = { ...(places[0] ?? code.of), name };
    const key = `${keyOf(of)} ${reason} ${timed}`;
    const known = this.#deopts.get(key) ?? { of, reason, timed, times: 0 };
    this.#deopts.set(key, { ...known, times: known.times + 1 });
  }

  found(): Omit<Tiers, 'later'> {
    const share = (ticks: number) => (this.#samples === 0 ? 0 : ticks / this.#samples);
    const all = [...this.#functions.values()].map(({ of, ticks }) => ({ of, ticks, sum: sum(ticks) }));
    const [interpreter, baseline, maglev, turbofan] = TIERS.toReversed().map((tier) =>
      share(this.#ticks.get(tier) ?? 0),
    ) as [number, number, number, number];
    return {
      samples: this.#samples,
      shares: { interpreter, baseline, maglev, turbofan },
      functions: all
        .toSorted((a, b) => b.sum - a.sum)
        .slice(0, MOST_FUNCTIONS)
        .map(({ of, ticks, sum: own }) => ({ ...seen(of), tier: mostly(ticks), share: share(own) })),
      deopts: [...this.#deopts.values()].map(({ of, reason, timed, times }) => ({
        ...seen(of),
        place: placeOf(of),
        reason,
        timed,
        times,
      })),
    };
  }
}

function mostly(ticks: ReadonlyMap<Tier, number>): Tier {
  return TIERS.toSorted((a, b) => (ticks.get(b) ?? 0) - (ticks.get(a) ?? 0))[0]!;
}

function keyOf({ name, file, line, column }: LoggedFunction): string {
  return `${name} ${file}:${line}:${column}`;
}

function add(ticks: Map<Tier, number>, tier: Tier): void {
  ticks.set(tier, (ticks.get(tier) ?? 0) + 1);
}

function sum(ticks: ReadonlyMap<Tier, number>): number {
  return [...ticks.values()].reduce((total, one) => total + one, 0);
}
