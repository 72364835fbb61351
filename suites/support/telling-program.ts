/** A program that tells what happens as JSON, an object a line with the name of an `event`: waits for what it tells. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { closed } from '../../fixtures/processes/closed.ts';

export interface Told {
  readonly event: string;
  readonly [detail: string]: unknown;
}

export interface TellingProgram extends AsyncDisposable {
  readonly pid: number;
  /** All that it has told, in order. */
  readonly told: readonly Told[];
  /** The first thing told that matches, from the `since`th on; also one that was told before. Throws where it ends before. */
  readonly until: (matches: (told: Told) => boolean, since?: number) => Promise<Told>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Closes the channel, as our end would. */
  readonly letGo: () => void;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts one of our compiled programs (a file URL). */
export function tellingProgram(url: string, args: readonly string[]): TellingProgram {
  const { PATH, TMPDIR, NODE_V8_COVERAGE } = process.env;
  // A group of its own: whatever goes wrong, nothing of it stays behind.
  const child = spawn(process.execPath, [fileURLToPath(url), ...args], {
    env: { PATH, TMPDIR, NODE_V8_COVERAGE },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the channel tells it of our end, however we end
    detached: true,
  });
  const told: Told[] = [];
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const looks = new Set<() => void>();
  const look = (): void => {
    for (const each of looks) each();
  };
  createInterface({ input: child.stdout! }).on('line', (line) => {
    told.push(JSON.parse(line) as Told);
    look();
  });
  let isOver = false;
  const ended = closed(child).then(({ code, signal }) => {
    isOver = true;
    look();
    return { code, signal };
  });

  const until = async (matches: (one: Told) => boolean, since = 0): Promise<Told> => {
    for (;;) {
      const found = told.slice(since).find(matches);
      if (found) return found;
      if (isOver) throw new Error(`Expected the program to tell it, but it ended: ${JSON.stringify(told)} ${errors}`);
      await new Promise<void>((resolve) => {
        const seen = (): void => {
          looks.delete(seen);
          resolve();
        };
        looks.add(seen);
      });
    }
  };
  return {
    pid: child.pid!,
    told,
    until,
    kill: (signal) => child.kill(signal),
    letGo: () => child.disconnect(),
    ended,
    async [Symbol.asyncDispose]() {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // It has ended, and so have its children.
      }
      await ended;
    },
  };
}
