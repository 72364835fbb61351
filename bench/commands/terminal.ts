/** Where a command writes: what it may assume of the stream, and a line that is written over in place. */
import type { Writable } from 'node:stream';
import { clearLine, cursorTo } from 'node:readline';
import type { Paper } from '../../reports/formats/terminal/ink.ts';

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

/** Columns of a report that goes into a file or a pipe. */
const WIDTH_WITHOUT_TERMINAL = 100;

/**
 * How to draw on a stream. Colour on a terminal only, unless the environment says otherwise.
 * Source: https://no-color.org and https://force-color.org
 */
export function paperOf(stream: Writable, env: NodeJS.ProcessEnv): Paper {
  const { columns } = stream as Writable & { columns?: number };
  const forced = env['FORCE_COLOR'];
  const refused = (env['NO_COLOR'] ?? '') !== '' || forced === '0' || forced === 'false' || env['TERM'] === 'dumb';
  const wanted = isTerminal(stream) || (forced !== undefined && forced !== '');
  return { width: columns !== undefined && columns > 0 ? columns : WIDTH_WITHOUT_TERMINAL, colour: wanted && !refused };
}

export function isTerminal(stream: Writable): boolean {
  return (stream as Writable & { isTTY?: boolean }).isTTY === true;
}

/** A line at the foot of a terminal that shows what is going on; nothing at all where there is no terminal. */
export interface StatusLine {
  show(text: string): void;
  /** Takes it away, so that something lasting can be written. */
  clear(): void;
}

export function statusLine(stream: Writable): StatusLine {
  if (!isTerminal(stream)) return { show: () => undefined, clear: () => undefined };
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
