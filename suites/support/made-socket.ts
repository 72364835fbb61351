/** A socket without a network: a test says what comes, sees what was sent, and decides whether the peer reads. */
import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

export class MadeSocket extends Duplex {
  /** Everything that the peer has got, in order. */
  readonly sent: Buffer[] = [];
  /** Our side has been ended, in order and with everything sent. */
  ended = false;
  #peerReads = true;
  #owed: (() => void) | undefined;

  constructor() {
    super({ allowHalfOpen: true, highWaterMark: 1000 });
  }

  /** The peer reads no more, or reads on: then it gets what waits. */
  set peerReads(reads: boolean) {
    this.#peerReads = reads;
    if (!reads) return;
    const owed = this.#owed;
    this.#owed = undefined;
    owed?.();
  }

  /** A peer that does not read takes what was written first, and no more. */
  async takesOne(): Promise<void> {
    const owed = this.#owed;
    this.#owed = undefined;
    owed?.();
    await setImmediate();
  }

  /** Something comes, and is dealt with before this resolves. */
  async come(...pieces: readonly Uint8Array[]): Promise<void> {
    for (const piece of pieces) this.push(piece);
    await setImmediate();
  }

  /** The peer ends its side. */
  async peerEnds(): Promise<void> {
    this.push(null);
    await setImmediate();
  }

  /** What has been sent since the last time, in hexadecimal digits. */
  taken(): string {
    return Buffer.concat(this.sent.splice(0)).toString('hex');
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const pass = (): void => {
      this.sent.push(chunk);
      done();
    };
    if (this.#peerReads) pass();
    else this.#owed = pass;
  }

  override _final(done: () => void): void {
    this.ended = true;
    done();
  }
}
