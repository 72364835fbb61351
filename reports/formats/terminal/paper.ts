/** What may be assumed of a stream that is drawn on: its width, and whether it shows colours. */

import type { Writable } from 'node:stream';
import type { Paper } from './ink.ts';

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
