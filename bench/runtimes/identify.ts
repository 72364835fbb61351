/** What a binary is: asked for its version, and then asked from within. */
import { execFile, type ExecFileException } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { TouchstoneError } from '../errors.ts';
import { cleanEnvironment } from '../harness/process/bound-process.ts';
import { interrupted } from '../harness/process/measured-process.ts';
import { cut, oneLine } from '../../reports/text.ts';
import { LAUNCH } from './launch.ts';
import { TITLES, type Kind } from './spec.ts';

export interface Identity {
  readonly kind: Kind;
  /** Of the runtime itself: of Bun not the version of Node.js that it stands for. */
  readonly version: string;
  /** `Node.js 22.21.1`. */
  readonly name: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Milliseconds that an answer may take, on a machine with something else to do. */
const PATIENCE = 30_000;

/** What each prints for `--version`. */
const SAID: Readonly<Record<Kind, RegExp>> = {
  node: /^v(\d+\.\d+\.\d+\S*)\s*$/,
  bun: /^(\d+\.\d+\.\d+\S*)\s*$/,
  deno: /^deno (\d+\.\d+\.\d+\S*)/,
};

const SCRIPT = 'console.log(JSON.stringify({ versions: process.versions, arch: process.arch }))';

/** @throws {TouchstoneError} RUNTIME_NOT_FOUND, RUNTIME_UNUSABLE where it does not start or is something else; INTERRUPTED */
export async function identify(path: string, signal?: AbortSignal): Promise<Identity> {
  refuseNoBinary(path);
  const said = await ask(path, ['--version'], signal);
  const kind = (Object.keys(SAID) as Kind[]).find((one) => SAID[one].test(said));
  if (kind === undefined) throw unusable(path, `is no Node.js, Bun or Deno: for its version it says ${quoted(said)}`);
  const version = SAID[kind].exec(said)![1]!;
  const answer = await ask(path, kind === 'deno' ? ['eval', SCRIPT] : ['-e', SCRIPT], signal);
  const versions = versionsIn(answer);
  // Node.js has no version of any other in it; Bun and Deno name the Node.js that they stand for besides.
  const within = versions?.[kind];
  const is = versions && (['bun', 'deno'] as const).find((one) => versions[one] !== undefined);
  if (!versions || within !== version || (is ?? 'node') !== kind) {
    throw unusable(path, `says that it is ${TITLES[kind]} ${version}, and from within ${quoted(answer)}`);
  }
  return { kind, version, name: `${TITLES[kind]} ${version}`, versions };
}

function refuseNoBinary(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new TouchstoneError('RUNTIME_NOT_FOUND', `There is no runtime at ${path}.`, 'Name the path of a binary.');
  }
  if (!found.isFile()) throw unusable(path, 'is no file');
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw unusable(path, 'may not be started: it has no permission to be executed', `Run chmod +x ${path}.`);
  }
}

function ask(path: string, argv: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  const env = { ...cleanEnvironment(tmpdir()), ...LAUNCH.bun.environment?.(tmpdir()), DENO_NO_UPDATE_CHECK: '1' };
  return new Promise((resolve, reject) => {
    execFile(
      path,
      argv,
      { env, timeout: PATIENCE, killSignal: 'SIGKILL', maxBuffer: 2 ** 20, ...(signal && { signal }) },
      (error, out, errors) => {
        if (signal?.aborted) reject(interrupted());
        else if (error) reject(unusable(path, `does not start: ${reasonOf(error, errors)}`));
        else resolve(out);
      },
    ).stdin?.end();
  });
}

function reasonOf(error: ExecFileException, errors: string): string {
  // The file is there: what is missing is the loader that it names, which belongs to another C library.
  if (error.code === 'ENOENT') return 'it was built for another C library (glibc or musl), which is not here';
  if (error.code === 'ENOEXEC') return 'it was built for another processor or another system';
  if (error.killed === true) return `it gave no answer for ${PATIENCE / 1000} s`;
  const [first = ''] = errors.trim().split('\n', 1);
  if (first !== '') return cut(oneLine(first), 200);
  if (typeof error.signal === 'string') return `it was killed by ${error.signal}`;
  return typeof error.code === 'number' ? `it ended with exit code ${error.code}` : error.message;
}

function versionsIn(answer: string): Readonly<Record<string, string>> | undefined {
  try {
    const { versions } = JSON.parse(answer) as { versions?: Readonly<Record<string, string>> };
    return versions;
  } catch {
    return undefined;
  }
}

function quoted(text: string): string {
  const line = cut(oneLine(text.trim()), 80);
  return line === '' ? 'nothing' : `"${line}"`;
}

function unusable(
  path: string,
  why: string,
  remedy = 'Name another binary, or fetch one: touchstone runtimes add node@22.',
) {
  return new TouchstoneError('RUNTIME_UNUSABLE', `${path} ${why}.`, remedy);
}
