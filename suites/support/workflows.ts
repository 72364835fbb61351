/** The workflows of this repository, as they are read by a YAML parser, and their steps, run by bash as a runner does. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { load } from 'js-yaml';

import { run, type Finished } from './program.ts';

export type Permissions = Readonly<Record<string, string>> | string;

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly permissions?: Permissions;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly 'fail-fast'?: boolean; readonly matrix: Readonly<Record<string, unknown>> };
  readonly steps?: readonly Step[];
}

export interface Input {
  readonly description?: string;
  readonly type: string;
  readonly default?: unknown;
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, { readonly inputs?: Readonly<Record<string, Input>> } | null>>;
  readonly permissions?: Permissions;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': unknown };
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const root = new URL('../../../', import.meta.url);

/** The names of the files in `.github/workflows`. */
export function workflowFiles(): string[] {
  return readdirSync(new URL('.github/workflows/', root)).filter((name) => /\.ya?ml$/.test(name));
}

export function workflowText(name: string): string {
  return readFileSync(new URL(`.github/workflows/${name}`, root), 'utf8');
}

export function parseWorkflow(text: string): Workflow {
  return load(text) as Workflow;
}

/** All steps of all jobs. */
export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

/**
 * Runs a step as a runner does, with the file of its script and nothing but these variables.
 *
 * @param place a job and a step's name
 * @param env what its `env` has become; all that it names must be there
 */
export function runStep(
  workflow: Workflow,
  [job, name]: readonly [string, string],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Finished> {
  const step = workflow.jobs[job]?.steps?.find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`expected a step "${name}" with a script in the job ${job}`);
  const missing = Object.keys({ ...workflow.env, ...step.env }).filter((variable) => !(variable in env));
  if (missing.length > 0) throw new Error(`expected values for ${missing.join(', ')}`);
  return run(['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { command: 'bash', cwd, env });
}

/** That of macOS is of 2007. */
export function isNewBash(command: string): boolean {
  return spawnSync(command, ['-c', 'declare -A known && shopt -s globstar']).status === 0;
}

export const postComment = fileURLToPath(new URL('.github/scripts/post-comment.mjs', root));
