/** What connections that say nothing take of a server in a process of its own: memory and threads. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { Socket } from 'node:net';
import { privateBytes, threadsOf } from '../../fixtures/async/process-figures.ts';
import { rawSocket } from './raw-socket.ts';

/** Whether a process's own memory can be told here; where not, such a test is skipped under a title that says so. */
export const idleCostCountable = fs.existsSync('/proc/self/smaps_rollup');

export interface IdleCost {
  /** Of memory that the server has to itself, for each connection. */
  readonly bytesEach: number;
  /** More than before. */
  readonly threads: number;
  /** All that are open, the last one last. Who asked closes them. */
  readonly sockets: readonly Socket[];
}

/** Connections at a time: more would be refused by a short queue of the system. */
const GROUP = 200;
/** The first ones use memory that is free already, and what is made only once. */
const FIRST = 100;

/**
 * @param child the server; it collects its garbage at every message, and answers it
 * @param open resolves when so many more are open and have been answered
 */
export async function idleCost(
  child: ChildProcess,
  count: number,
  open: (count: number) => Promise<readonly Socket[]>,
): Promise<IdleCost> {
  const sockets = [...(await open(FIRST))];
  const before = await figuresOf(child);
  while (sockets.length < FIRST + count) sockets.push(...(await open(Math.min(GROUP, FIRST + count - sockets.length))));
  const after = await figuresOf(child);
  return { bytesEach: (after.bytes - before.bytes) / count, threads: after.threads - before.threads, sockets };
}

/** So many connections that have had one answer to a request each. */
export function keepHttp(port: number, count: number, request: string): Promise<readonly Socket[]> {
  return Promise.all(Array.from({ length: count }, () => keepOne(port, request)));
}

/** Asks once more on a kept connection: the beginning of the answer. */
export async function askKept(socket: Socket, request: string): Promise<string> {
  const answered = once(socket, 'data');
  socket.write(request);
  return String((await answered)[0]);
}

async function keepOne(port: number, request: string): Promise<Socket> {
  const socket = await rawSocket(port);
  const head = await askKept(socket, request);
  if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(`expected an answer to keep, but it is ${head}`);
  return socket;
}

async function figuresOf(child: ChildProcess): Promise<{ bytes: number; threads: number }> {
  // Twice: what the first finds is given back by other threads, for which the second waits.
  for (let time = 0; time < 2; time++) {
    const told = once(child, 'message');
    child.send('collect');
    await told;
  }
  return { bytes: privateBytes(child.pid)!, threads: threadsOf(child.pid)! };
}
