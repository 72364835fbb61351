/** Runs npm and its like in a checkout: what it says when it fails, and what it is told of us. */
import { stripVTControlCharacters } from 'node:util';
import { visible } from '../../reports/text.ts';
import { TouchstoneError, type Code } from '../errors.ts';
import { runChild, type Ended } from './child.ts';
import { withoutRepository } from './git.ts';

export interface ProgramOptions {
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What is thrown where it cannot be started: its code, and what is to be done. */
  readonly failing: { readonly code: Code; readonly what: string };
}

/** Lines of what it wrote that are worth showing. */
const LAST_LINES = 15;

/** @throws {TouchstoneError} of the code that is handed in where it cannot be started; INTERRUPTED */
export async function runProgram(words: readonly [string, ...string[]], options: ProgramOptions): Promise<Ended> {
  const { folder, env = process.env, signal, failing } = options;
  const [command, ...args] = words;
  try {
    return await runChild(command, args, { cwd: folder, env: programEnvironment(env), signal });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const says = `${failing.what}: there is no ${command} on the PATH.`;
    throw new TouchstoneError(failing.code, says, `Install ${command}.`, { cause: error });
  }
}

/** What it wrote last, as lines that can be shown. */
export function lastLines({ all }: Ended): string {
  const text = visible(stripVTControlCharacters(all.toString()));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(-LAST_LINES)
    .map((line) => `  ${line.slice(0, 300)}`)
    .join('\n');
}

/**
 * What npm hands on to its scripts names the project that it was started in, which is not this one. Hooks of git would be
 * set up in the user's repository, which all its worktrees share. Coverage would be that of others.
 */
function programEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(?:npm_(?:package|lifecycle)_|npm_config_local_prefix$|npm_command$|INIT_CWD$)/i;
  const passed = Object.entries(withoutRepository(env)).filter(([name]) => !own.test(name));
  const quiet = { NO_COLOR: '1', FORCE_COLOR: '0', NODE_V8_COVERAGE: '' };
  const withoutHooks = { HUSKY: '0', LEFTHOOK: '0', SKIP_INSTALL_SIMPLE_GIT_HOOKS: '1' };
  return { ...Object.fromEntries(passed), ...quiet, ...withoutHooks };
}
