/** Tells the reaper what must not outlive this process, and starts it with the first word. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Word } from './reaper.ts';

/** One for all that this process starts, from the first of them on. */
let reaper: ChildProcess | undefined;

/** @param heard called when it will know, whatever becomes of us; and where there is no reaper */
export function tellReaper(word: Word, heard: () => void = () => undefined): void {
  // Without one everything goes on, and only what a kill would leave behind is left behind.
  reaper ??= startReaper();
  reaper.stdin?.write(`${JSON.stringify(word)}\n`, heard);
}

function startReaper(): ChildProcess {
  const started = spawn(process.execPath, [fileURLToPath(new URL('./reaper.js', import.meta.url))], {
    // It needs nothing of ours; on Windows no process starts without its root.
    env: { SystemRoot: process.env['SystemRoot'], NODE_V8_COVERAGE: '' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  started.on('error', () => undefined);
  started.stdin.on('error', () => undefined);
  // It waits for us, and we never wait for it.
  started.unref();
  // Bun's has none to be taken away.
  (started.stdin as Partial<Socket>).unref?.();
  return started;
}
