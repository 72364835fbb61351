/**
 * A process that is bound to this one: neither it, nor what it starts, nor its folder outlives us.
 *
 * ```
 * we end by ourselves      'exit' is heard: its group is killed
 * we are killed            nothing is heard here, but the reaper's pipe breaks: it kills the group
 * ```
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killGroup } from './group.ts';
import { removeFolder } from './remove-folder.ts';
import type { Runtime } from './runtime.ts';
import { tellReaper } from './tell-reaper.ts';

export interface Bound {
  readonly child: ChildProcess;
  /** Kills it, and everything that it has started and that has not left its group. */
  readonly end: () => void;
  /** It has ended: kills what it has left, and removes its folder. */
  readonly clear: () => void;
}

export interface BoundOptions {
  /** Of Node.js and V8. */
  readonly flags?: Flags;
  /** Whether its standard error can be read. */
  readonly errors?: boolean;
  /** What runs it; by default what runs this process. */
  readonly runtime?: Runtime | undefined;
}

/** Flags; those that name a file in the process's own folder are made when there is one. */
export type Flags = readonly string[] | ((folder: string) => readonly string[]);

/**
 * Starts a module of ours with a channel, and with a folder of its own for temporary files.
 *
 * Of a folder the reaper knows before there is any, and of the process before that is told anything: one that we leave
 * between its start and the word to the reaper has nothing to do yet, and ends when it hears that its channel is closed.
 */
export function startBound(module: URL, { flags = [], errors = false, runtime }: BoundOptions = {}): Bound {
  const folder = join(tmpdir(), `touchstone-${randomBytes(6).toString('hex')}`);
  tellReaper({ keep: folder });
  mkdirSync(folder, { mode: 0o700 });
  const child = fork(fileURLToPath(module), [], {
    ...(runtime && { execPath: runtime.path }),
    execArgv: [...(runtime?.before ?? []), ...(typeof flags === 'function' ? flags(folder) : flags)],
    env: { ...cleanEnvironment(folder), ...runtime?.environment?.(folder) },
    stdio: ['ignore', 'ignore', errors ? 'pipe' : 'ignore', 'ipc'],
    // A group of its own: what a contender starts ends with it, and an interrupt at the terminal reaches only us.
    detached: process.platform !== 'win32',
  });
  const { pid } = child;
  const end = () => {
    if (pid !== undefined) killGroup(pid);
  };
  const clear = () => {
    process.off('exit', clear);
    end();
    if (pid !== undefined) tellReaper({ free: pid });
    removeFolder(folder, 3);
    tellReaper({ drop: folder });
  };
  process.once('exit', clear);
  if (pid !== undefined) tellReaper({ hold: pid });
  return { child, end, clear };
}

/**
 * What a measured process is given of the environment: nothing that changes what it measures. An inherited
 * NODE_EXTRA_CA_CERTS makes Node.js 20 start in 80 ms rather than 20; NODE_V8_COVERAGE makes code 1.3 to 4 times slower,
 * and is handed on to every child unless it is set to nothing.
 */
export function cleanEnvironment(folder: string, given: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'PATHEXT', 'UV_THREADPOOL_SIZE'];
  const passed = kept.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]));
  return { ...Object.fromEntries(passed), TMPDIR: folder, TEMP: folder, TMP: folder, NODE_V8_COVERAGE: '' };
}

/** Whether it is a message of ours: the code of a claim may send some of its own. */
export function isOurs(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'is' in message;
}
