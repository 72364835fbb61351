/** Where a command writes: what it may assume of the stream, and a line that is written over in place. */
import type { Writable } from 'node:stream';
import { clearLine, cursorTo } from 'node:readline';
import { isTerminal } from '../../reports/formats/terminal/paper.ts';

export { isTerminal, paperOf } from '../../reports/formats/terminal/paper.ts';

export interface Streams {
  /** What was asked for. */
  readonly out: Writable;
  /** Everything about it: progress, errors. */
  readonly err: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal;
  /** The folder of the controls, for a program that has its own; those of touchstone by default. */
  readonly controls?: string;
}

/** A line at the foot of a terminal that shows what is going on. */
export interface StatusLine {
  show(text: string): void;
  /** Takes it away, so that something lasting can be written. */
  clear(): void;
}

/** `undefined` where there is no terminal, or one that cannot go back in a line. */
export function statusLine(stream: Writable, env: NodeJS.ProcessEnv): StatusLine | undefined {
  if (!isTerminal(stream) || env['TERM'] === 'dumb') return undefined;
  const clear = () => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  return {
    show(text) {
      clear();
      stream.write(text);
    },
    clear,
  };
}
