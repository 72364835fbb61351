/** Streams that collect what a command writes, to hand to `main`. */
import { Writable } from 'node:stream';
import type { Streams } from '../../bench/commands/terminal.ts';

export interface Collected extends Streams {
  /** What was asked for, so far. */
  readonly said: () => string;
  /** Everything about it, so far. */
  readonly complained: () => string;
}

export function collectingStreams(options: Partial<Pick<Streams, 'env' | 'signal'>> = {}): Collected {
  const out = collector();
  const err = collector();
  const { env = {}, signal = new AbortController().signal } = options;
  return { out: out.stream, err: err.stream, said: out.text, complained: err.text, env, signal };
}

export interface Paperlike {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** A stream that keeps what is written to it, and may say that it is a terminal. */
export function collector(like: Paperlike = {}): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream: Object.assign(stream, like), text: () => chunks.join('') };
}
