/** Which function's code lies at an address while the log is read, what V8 has inlined there included. */
import type { Tier } from '../../results.ts';
import type { LogEvent, LoggedFunction } from './code-log.ts';

export interface Code {
  readonly of: LoggedFunction;
  readonly id: number;
  readonly tier: Tier;
}

/** A function on the stack, and the tier of the code that it ran in. */
export interface Frame {
  readonly of: LoggedFunction;
  readonly tier: Tier;
}

interface Placed extends Code {
  address: number;
  readonly size: number;
  inlining?: Inlining;
}

interface Inlining {
  /** From which offset on the code stems from which inlined function; -1 for its own. In the order of the offsets. */
  readonly spans: readonly { readonly offset: number; readonly id: number }[];
  /** Of each inlined function what V8 knows it as, and the one that it is inlined into. */
  readonly inlined: readonly { readonly function: number; readonly into: number }[];
}

export class CodeMap {
  #placed: Placed[] = [];
  /** Of each function, the code that was compiled last. */
  readonly #latest = new Map<number, Placed>();
  readonly #functions = new Map<number, LoggedFunction>();
  /** What was looked up since the last change. */
  readonly #found = new Map<number, Placed | undefined>();

  /** Takes in what the log says of code; ticks are no news. */
  hear(event: LogEvent): void {
    if (event.is === 'tick' || event.is === 'thrown back') return;
    this.#found.clear();
    if (event.is === 'created') this.#create(event);
    else if (event.is === 'moved') this.#move(event);
    else {
      const code = this.#placed.find(({ address }) => address === event.address);
      if (code) code.inlining = inliningOf(event);
    }
  }

  /** The code that begins at this address. */
  at(address: number): (Code & { readonly latest: boolean }) | undefined {
    const code = this.#placed.find((one) => one.address === address);
    return code && { of: code.of, id: code.id, tier: code.tier, latest: this.#latest.get(code.id) === code };
  }

  /** The function that was inlined as this number into the code that begins there, or the code's own. */
  inlinedAt(address: number, inlining: number): LoggedFunction | undefined {
    const code = this.#placed.find((one) => one.address === address);
    const inlined = code?.inlining?.inlined[inlining];
    return inlined ? this.#functions.get(inlined.function) : code?.of;
  }

  /** The functions on a stack of addresses, the innermost first. What is no JavaScript is left out. */
  framesOf(addresses: readonly number[]): Frame[] {
    return addresses.flatMap((address, index) => {
      // A return address lies behind the call, and may be another function's already.
      const within = index === 0 ? address : address - 1;
      const code = this.#find(within);
      if (!code) return [];
      const outer = { of: code.of, tier: code.tier };
      return [...this.#inlinedFrames(code, within - code.address), outer];
    });
  }

  #inlinedFrames({ inlining, tier }: Placed, offset: number): Frame[] {
    const frames: Frame[] = [];
    let id = inlining?.spans.findLast((span) => span.offset <= offset)?.id ?? -1;
    while (id >= 0) {
      const inlined = inlining?.inlined[id];
      const of = inlined && this.#functions.get(inlined.function);
      if (of) frames.push({ of, tier });
      id = inlined && inlined.into < id ? inlined.into : -1;
    }
    return frames;
  }

  #find(address: number): Placed | undefined {
    if (!this.#found.has(address)) {
      this.#found.set(
        address,
        this.#placed.find((code) => address >= code.address && address < code.address + code.size),
      );
    }
    return this.#found.get(address);
  }

  #create({ address, size, id, of, tier }: Extract<LogEvent, { is: 'created' }>): void {
    const code: Placed = { address, size, id, of, tier };
    // What lay there before has been collected.
    this.#placed = this.#placed.filter((one) => one.address >= address + size || one.address + one.size <= address);
    this.#placed.push(code);
    this.#functions.set(id, of);
    if (tier === 'maglev' || tier === 'turbofan') this.#latest.set(id, code);
  }

  #move({ what, from, to }: Extract<LogEvent, { is: 'moved' }>): void {
    if (what === 'code') {
      const code = this.#placed.find(({ address }) => address === from);
      if (code) code.address = to;
      return;
    }
    const of = this.#functions.get(from);
    if (of) this.#functions.set(to, of);
  }
}

/** `C0O224C250O240I0`: offsets of code, and whose they are. `F0O772I1`: which function, where, into which. `S0x31…`: those. */
function inliningOf({ positions, inlined, functions }: Extract<LogEvent, { is: 'explained' }>): Inlining {
  const ids = [...functions.matchAll(/S(0x[\da-f]+)/g)].map(([, address]) => Number(address));
  return {
    spans: [...positions.matchAll(/C(\d+)O-?\d+(?:I(\d+))?/g)].map(([, offset, id]) => ({
      offset: Number(offset),
      id: id === undefined ? -1 : Number(id),
    })),
    inlined: [...inlined.matchAll(/F(\d+)O-?\d+(?:I(\d+))?/g)].map(([, at, into]) => ({
      function: ids[Number(at)] ?? -1,
      into: into === undefined ? -1 : Number(into),
    })),
  };
}
