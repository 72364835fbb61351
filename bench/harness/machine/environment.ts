/** What machine this is, and in what state: everything that a figure depends on and that a reader cannot see. */
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { Environment } from '../../results.ts';

/** @param root the folder whose commit is recorded, if it is a git checkout */
export function lookAround(root: string): Environment {
  const commit = commitOf(root);
  return {
    runtime: runtimeName(),
    versions: ownVersions(),
    platform: `${os.type()} ${os.release()}`,
    arch: process.arch,
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memory: os.totalmem(),
    load: os.loadavg()[0] ?? 0,
    clockStep: clockStep(() => Number(process.hrtime.bigint())),
    features: {
      'Buffer.poolSize': Buffer.poolSize,
      UV_THREADPOOL_SIZE: Number(process.env['UV_THREADPOOL_SIZE']) || 4,
    },
    ...(commit !== undefined && { commit }),
  };
}

/** All of the checkout but what is told of runs: nothing that is measured depends on it. */
const MEASURED = [':/', ':(exclude)reports/published', ':(exclude)README.md'];

/** The smallest step that a clock is seen to make, in its own unit. */
export function clockStep(now: () => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < 100; trial++) {
    const from = now();
    let to = now();
    while (to === from) to = now();
    smallest = Math.min(smallest, to - from);
  }
  return smallest;
}

/** Bun names the V8 for which native packages were built that it can load; it has none itself. */
function ownVersions(): Record<string, string> {
  const all = Object.entries(process.versions).map(([name, version]) => [name, version ?? ''] as const);
  return Object.fromEntries(process.versions['bun'] === undefined ? all : all.filter(([name]) => name !== 'v8'));
}

function runtimeName(): string {
  const { bun, deno } = process.versions;
  if (bun !== undefined) return `Bun ${bun}`;
  if (deno !== undefined) return `Deno ${deno}`;
  return `Node.js ${process.versions.node}`;
}

/** The commit, with a `+` where the checkout differs from it in more than what a run on another runtime has published. */
function commitOf(root: string): string | undefined {
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', root, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', ...MEASURED) === '' ? '' : '+'}`;
  } catch {
    return undefined;
  }
}
