/** Two streams in memory, of which each reads what the other writes, with the back-pressure of a connection. */
import { Duplex, type DuplexOptions } from 'node:stream';

class Side extends Duplex {
  other!: Side;
  #written: (() => void) | undefined;

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    // It is written when the other side asks for more.
    this.other.#written = done;
    this.other.push(chunk);
  }

  override _read(): void {
    const written = this.#written;
    this.#written = undefined;
    written?.();
  }

  override _final(done: () => void): void {
    this.other.push(null);
    done();
  }
}

/** Neither side ends because the other does. */
export function duplexPair(options: DuplexOptions = {}): [Duplex, Duplex] {
  const [one, other] = [
    new Side({ allowHalfOpen: true, ...options }),
    new Side({ allowHalfOpen: true, ...options }),
  ] as const;
  one.other = other;
  other.other = one;
  return [one, other];
}

/** Lets everything happen that waits for nothing from outside. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
