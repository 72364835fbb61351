/**
 * Fetches a runtime into the cache: a package of a single binary, by npm, which verifies it. None of its scripts is run,
 * and nothing lies in the cache before its binary has been started, and is what was asked for.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { killGroup } from '../harness/process/group.ts';
import { interrupted } from '../harness/process/measured-process.ts';
import { removeFolder } from '../harness/process/remove-folder.ts';
import { beginFetching, settle, type Cached } from './cache.ts';
import { identify } from './identify.ts';
import { packageFor, platformHere, type Platform, type RuntimePackage } from './packages.ts';
import { satisfies, sayWanted, TITLES, type Wanted } from './spec.ts';

/**
 * Lays a package at a range of versions into a folder, as npm does: below `node_modules`.
 *
 * @throws {TouchstoneError} RUNTIME_NOT_FOUND, INTERRUPTED
 */
export type Install = (what: {
  readonly package: string;
  /** `22.12`; `latest` for any. */
  readonly range: string;
  readonly folder: string;
  /** As it was asked for, for whoever reads what went wrong. */
  readonly asked: string;
  readonly signal: AbortSignal | undefined;
}) => Promise<void>;

export interface FetchOptions {
  /** Of the cache. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly install?: Install | undefined;
  readonly platform?: Platform | undefined;
}

/**
 * @throws {TouchstoneError} RUNTIME_NOT_FOUND where it cannot be had, RUNTIME_UNUSABLE where it does not start here,
 *   OUTPUT_FAILED, INTERRUPTED; nothing is left behind then
 */
export async function fetchRuntime(wanted: Wanted, options: FetchOptions): Promise<Cached> {
  const { folder, signal, install = installByNpm, platform = platformHere() } = options;
  const found = packageFor(wanted.kind, platform);
  const range = wanted.version.length === 0 ? 'latest' : wanted.version.join('.');
  if (signal?.aborted) throw interrupted();
  const temporary = beginFetching(folder);
  const remove = () => removeFolder(temporary, 3);
  // Whoever asks twice to be interrupted does not wait.
  process.once('exit', remove);
  try {
    await install({ package: found.name, range, folder: temporary, asked: sayWanted(wanted), signal });
    if (signal?.aborted) throw interrupted();
    return await check(temporary, found, wanted, options);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function check(
  temporary: string,
  { name, binary }: RuntimePackage,
  wanted: Wanted,
  { folder, signal }: FetchOptions,
): Promise<Cached> {
  const ready = join(temporary, 'ready');
  const path = join(ready, wanted.kind);
  try {
    mkdirSync(ready);
    renameSync(join(temporary, 'node_modules', ...name.split('/'), binary), path);
    chmodSync(path, 0o755);
  } catch (error) {
    const says = `The package ${name} does not hold ${binary}: ${sentenceOf(error)}`;
    throw new TouchstoneError('RUNTIME_UNUSABLE', says, 'Ask for another version.', { cause: error });
  }
  const { kind, version } = await identify(path, signal);
  if (kind !== wanted.kind || !satisfies(version, wanted.version)) {
    const says = `The package ${name} holds ${TITLES[kind]} ${version}, where ${sayWanted(wanted)} was asked for.`;
    throw new TouchstoneError('RUNTIME_UNUSABLE', says, 'Ask for another version.');
  }
  return settle(ready, folder, { kind, version });
}

/** So little is asked of npm that it takes a few seconds; without a network it gives up after as long. */
const NPM = [
  'install',
  '--no-save',
  '--no-package-lock',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-global',
  '--no-update-notifier',
  '--no-progress',
  '--loglevel=error',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=2000',
];

/** The package manager of Node.js, as it is set up on this machine: it knows where packages come from. */
export const installByNpm: Install = ({ package: name, range, folder, asked, signal }) => {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...NPM, '--prefix', folder, `${name}@${range}`], {
      cwd: folder,
      env: { ...process.env, NODE_V8_COVERAGE: '', NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: an interrupt ends what npm has started, too.
      detached: true,
    });
    let errors = '';
    const end = () => {
      if (child.pid !== undefined) killGroup(child.pid);
    };
    const finish = (settleIt: () => void) => {
      process.off('exit', end);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(interrupted());
      else settleIt();
    };
    process.once('exit', end);
    signal?.addEventListener('abort', end, { once: true });
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-20_000)));
    child.once('error', (error) =>
      finish(() => reject(notFetched(asked, `npm does not start: ${error.message}`, error))),
    );
    child.once('close', (code) => finish(() => (code === 0 ? resolve() : reject(explain(asked, errors, folder)))));
  });
};

const NETWORK =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR|ENOTCACHED)$/;

function explain(asked: string, errors: string, folder: string): TouchstoneError {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(errors)?.[1];
  if (code === 'ETARGET' || code === 'E404') {
    return new TouchstoneError(
      'RUNTIME_NOT_FOUND',
      `There is no ${asked} to fetch for this machine.`,
      'Ask for another version.',
    );
  }
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS' || code === 'EACCES') {
    const says = `Cannot write ${folder} (${code}).`;
    return new TouchstoneError('OUTPUT_FAILED', says, 'Make room, or name another folder in TOUCHSTONE_CACHE.');
  }
  if (code === 'EINTEGRITY') {
    const says = `${asked} was refused: what came is not what the registry says it is (EINTEGRITY).`;
    return new TouchstoneError('RUNTIME_UNUSABLE', says, 'Try again; if it stays so, look at what lies between.');
  }
  if (code !== undefined && NETWORK.test(code))
    return notFetched(asked, `the package registry is out of reach (${code})`);
  return notFetched(asked, code === undefined ? 'npm failed and does not say why' : `npm failed with ${code}`);
}

function notFetched(asked: string, why: string, cause?: Error): TouchstoneError {
  const remedy = `With a network, fetch it once: touchstone runtimes add ${asked}. Or name the path of a binary.`;
  return new TouchstoneError('RUNTIME_NOT_FOUND', `${asked} cannot be fetched: ${why}.`, remedy, { cause });
}
