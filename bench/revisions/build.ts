/** Builds a side, by its own script. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '../errors.ts';
import { complaintsOf } from '../harness/catalog/find.ts';
import { lastLines, runProgram, type ProgramOptions } from './program.ts';
import { buildScriptIn } from './project.ts';
import type { Side } from './worktrees.ts';

export interface BuildOptions extends Pick<ProgramOptions, 'env' | 'signal'> {
  readonly side: Side;
  /** As it was asked for: `main`. */
  readonly name: string;
  /** The folder of claims, from the project, with `/`. */
  readonly claims: string;
}

/**
 * A claim that does not compile must not stop the others: where the compiler complains of claims alone, what it says is
 * left where the catalog looks for it.
 *
 * @param folder the project's, in a checkout
 * @throws {TouchstoneError} BASE_DOES_NOT_BUILD, HEAD_DOES_NOT_BUILD, with the last lines of what was written; INTERRUPTED
 */
export async function build(folder: string, { side, name, claims, env, signal }: BuildOptions): Promise<void> {
  const script = buildScriptIn(folder);
  if (script === undefined) return;
  const code = side === 'base' ? 'BASE_DOES_NOT_BUILD' : 'HEAD_DOES_NOT_BUILD';
  const what = `The ${side} (${name}) does not build`;
  const ended = await runProgram(['npm', 'run', 'build'], { folder, env, signal, failing: { code, what } });
  const diagnostics = join(folder, 'dist', 'diagnostics.txt');
  rmSync(diagnostics, { force: true });
  if (ended.code === 0) return;
  const said = ended.out.toString();
  if (!isCompilerAlone(script) || !isAboutClaims(said, claims)) throw unbuilt(code, what, lastLines(ended), side);
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(diagnostics, said);
}

/** Of what would have been done behind a compiler that failed nothing is there. */
function isCompilerAlone(script: string): boolean {
  return /^(?:npx )?tsc(?: [^&|;<>]*)?$/.test(script.trim());
}

function isAboutClaims(said: string, claims: string): boolean {
  const files = [...complaintsOf(said).keys()];
  // A complaint without a file is about the project: error TS5055.
  return files.length > 0 && files.every((file) => file.startsWith(`${claims}/`)) && !/^error /m.test(said);
}

function unbuilt(
  code: 'BASE_DOES_NOT_BUILD' | 'HEAD_DOES_NOT_BUILD',
  what: string,
  lines: string,
  side: Side,
): TouchstoneError {
  const other = side === 'base' ? ', or name a base that builds: touchstone compare BASE' : '';
  return new TouchstoneError(code, `${what}. npm run build says:\n${lines.trimEnd()}`, `Mend it${other}.`);
}
