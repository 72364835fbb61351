/** One run of `touchstone compare`, as a program that a person or a workflow starts. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComparisonReport } from '../../../reports/model.ts';
import type { Work } from '../known-slow-down.ts';
import type { Repository } from './scratch-repository.ts';

const CLI = fileURLToPath(new URL('../../cli.js', import.meta.url));

/** The smallest slow-down that counts. */
export const TOLERANCE = 0.02;

export interface Compared {
  /** The slow-down that was made, as a share, and in which claim. */
  readonly effect: number;
  readonly work: Work;
  readonly outcome: ComparisonReport['outcome'];
  readonly code: number;
  /** The contenders that were named: `concat#one`. */
  readonly slower: readonly string[];
  /** From the start of the program to its end. */
  readonly seconds: number;
  /** value(head) / value(base) of the contender that was made slower. */
  readonly ratio?: number | undefined;
}

/** @throws {Error} where the program tells nothing that could be read */
export async function compareIn(
  { folder, base, head }: Repository,
  { effect, work }: Pick<Compared, 'effect' | 'work'>,
  seed: number,
): Promise<Compared> {
  const options = ['--claims', 'claims', '--tolerance', String(TOLERANCE), '--seed', String(seed), '--json'];
  const from = performance.now();
  const { code, out, err } = await run(['compare', base, head, ...options, '--out', join(folder, 'out')], folder);
  const seconds = (performance.now() - from) / 1000;
  if (!out.startsWith('{')) throw new Error(`touchstone compare ended with ${code}: ${err}`);
  const { outcome, changes } = JSON.parse(out) as ComparisonReport;
  const named = changes.filter(({ is }) => is === 'slower').map(({ claim, contender }) => `${claim}#${contender}`);
  const made = changes.find(({ claim, contender }) => claim === work && contender === 'one');
  return { effect, work, outcome, code, slower: named, seconds, ratio: made?.ratio?.estimate };
}

function run(words: readonly string[], cwd: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
}
