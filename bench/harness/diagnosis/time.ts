/** Where a contender's time went, counted over the samples of a log. */
import type { Profile } from '../../results.ts';
import type { LoggedFunction } from './code-log.ts';
import type { Frame } from './code-map.ts';
import { ownerOfStack, seen } from './whose.ts';

/** Told of each contender. */
const MOST_FUNCTIONS = 5;

export type TimeSeen = Pick<Profile, 'samples' | 'collecting' | 'harness' | 'outside' | 'functions'>;

export class TimeCount {
  #samples = 0;
  #collecting = 0;
  #harness = 0;
  #outside = 0;
  readonly #functions = new Map<string, { of: LoggedFunction; ticks: number; native: number }>();

  /**
   * @param collecting whether V8 collected garbage
   * @param frames the innermost first
   * @param native whether built-in or native code ran, called by the innermost
   */
  tick({ collecting, frames, native }: { collecting: boolean; frames: readonly Frame[]; native: boolean }): void {
    this.#samples++;
    const [innermost] = frames;
    if (collecting) this.#collecting++;
    else if (!innermost) this.#outside++;
    else if (ownerOfStack(frames.map(({ of }) => of)) === 'harness') this.#harness++;
    else {
      const { of } = innermost;
      const key = `${of.name} ${of.file}:${of.line}:${of.column}`;
      const known = this.#functions.get(key) ?? { of, ticks: 0, native: 0 };
      this.#functions.set(key, { of, ticks: known.ticks + 1, native: known.native + Number(native) });
    }
  }

  found(): TimeSeen {
    const share = (ticks: number) => (this.#samples === 0 ? 0 : ticks / this.#samples);
    return {
      samples: this.#samples,
      collecting: share(this.#collecting),
      harness: share(this.#harness),
      outside: share(this.#outside),
      functions: [...this.#functions.values()]
        .toSorted((a, b) => b.ticks - a.ticks)
        .slice(0, MOST_FUNCTIONS)
        .map(({ of, ticks, native }) => ({ ...seen(of), share: share(ticks), native: share(native) })),
    };
  }
}
