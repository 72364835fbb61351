/**
 * The reaper: a process that does nothing until the one that started it is gone, however that went, and then ends what
 * that one has left. A process with a contender in a loop without an end never hears that its channel is closed.
 */
import { createInterface } from 'node:readline';
import { killGroup } from './group.ts';
import { removeFolder } from './remove-folder.ts';

/** What it is told, a line of JSON each. */
export type Word =
  /** This process, with its group, must not outlive us. */
  | { readonly hold: number }
  /** It has ended. */
  | { readonly free: number }
  /** This file or folder, with all that is in it, must not outlive us: removed behind the processes that may write there. */
  | { readonly keep: string }
  /** It has been removed. */
  | { readonly drop: string };

const held = new Set<number>();
const kept = new Set<string>();

// It ends when nobody is left to tell it anything, and never before.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const word = parse(line);
    if (word) take(word);
  })
  .on('close', () => {
    for (const pid of held) killGroup(pid);
    for (const path of kept) removeFolder(path, 10);
  });

function take(word: Word): void {
  if ('hold' in word) held.add(word.hold);
  else if ('free' in word) held.delete(word.free);
  else if ('keep' in word) kept.add(word.keep);
  else kept.delete(word.drop);
}

/** Of a word that the kill has cut off there is nothing to do. */
function parse(line: string): Word | undefined {
  try {
    return JSON.parse(line) as Word;
  } catch {
    return undefined;
  }
}
