/** `touchstone runtimes`: which ones there are, and how they come and go. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OptionName, Parsed } from './options.ts';
import type { Streams } from './terminal.ts';
import { pad, width } from '../../reports/text.ts';
import * as units from '../../reports/units.ts';
import { stopped } from '../../reports/words.ts';
import { TouchstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { cachedIn, removeCached, runtimesFolder, satisfying, sizeOf, type Cached } from '../runtimes/cache.ts';
import { fetchRuntime, type FetchOptions } from '../runtimes/fetch.ts';
import { parseSpec, sayWanted, TITLES, type Spec, type Wanted } from '../runtimes/spec.ts';

export const RUNTIMES_OPTIONS = ['json', 'help'] as const satisfies readonly OptionName[];

/** A runtime as it is told. */
interface Told {
  readonly name: string;
  readonly version: string;
  /** Of the binary. */
  readonly path: string;
  readonly bytes?: number;
}

interface Asked extends Streams {
  readonly folder: string;
  readonly json: boolean;
  readonly install: FetchOptions['install'];
}

type Act = (words: readonly string[], asked: Asked) => Promise<number> | number;

const ACTS: Readonly<Record<string, Act>> = { list, add, remove };

/**
 * @param install lays packages into a folder; npm by default
 * @returns 0, or 3 where something could not be fetched, or is not there
 * @throws {TouchstoneError} ARGUMENT_INVALID, INTERRUPTED, OUTPUT_FAILED
 */
export async function runtimes(parsed: Parsed, streams: Streams, install?: FetchOptions['install']): Promise<number> {
  const [name = 'list', ...words] = parsed.words;
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!act) throw unknownAct(name);
  return act(words, { ...streams, folder: runtimesFolder(streams.env), json: parsed.has('json'), install });
}

function list(words: readonly string[], { out, folder, json }: Asked): number {
  if (words[0] !== undefined) {
    const remedy = `touchstone runtimes add ${words[0]} fetches it.`;
    throw new TouchstoneError('ARGUMENT_INVALID', 'list takes no further words.', remedy);
  }
  const cached = cachedIn(folder).map(toldOf);
  const running = {
    name: `Node.js ${process.versions.node}`,
    version: process.versions.node,
    path: process.execPath,
  };
  if (json) {
    out.write(`${JSON.stringify({ running, folder, runtimes: cached }, undefined, 2)}\n`);
    return 0;
  }
  const rows = [
    [running.name, 'runs this', running.path],
    ...cached.map(({ name, bytes, path }) => [name, units.roundBytes(bytes), path]),
  ];
  out.write(table(rows));
  if (cached.length === 0) {
    out.write(`None has been fetched into ${folder}. For example: touchstone runtimes add node@22\n`);
  }
  return 0;
}

/** The newest of each, also where an older one is there that would do. */
async function add(words: readonly string[], asked: Asked): Promise<number> {
  const { err, folder, signal, install } = asked;
  const wanted = specsOf(words, 'add').map((spec) => (spec.path === undefined ? spec : refusePath(spec)));
  const added: (Told & { readonly isNew: boolean })[] = [];
  const missed: TouchstoneError[] = [];
  for (const spec of wanted) {
    const before = new Set(cachedIn(folder).map((one) => one.path));
    err.write(`fetching ${sayWanted(spec)}\n`);
    try {
      const one = await fetchRuntime(spec, { folder, signal, install });
      added.push({ ...toldOf(one), isNew: !before.has(one.path) });
    } catch (error) {
      if (!(error instanceof TouchstoneError) || !OF_ONE.has(error.code)) throw error;
      missed.push(error);
    }
  }
  const lines = added.map(({ isNew, name, bytes, path }) => {
    return isNew
      ? `added ${name} (${units.roundBytes(bytes!)}): ${path}`
      : `${name} is the newest, and was there: ${path}`;
  });
  tell(asked, { added }, lines);
  for (const { message, remedy, code } of missed) err.write(`touchstone: ${stopped(message)} ${remedy} (${code})\n`);
  return missed.length > 0 ? 3 : 0;
}

/** What may be wrong with one, while the others can be had. */
const OF_ONE: ReadonlySet<string> = new Set(['RUNTIME_NOT_FOUND', 'RUNTIME_UNUSABLE']);

function remove(words: readonly string[], asked: Asked): number {
  const { folder } = asked;
  const specs = specsOf(words, 'remove');
  const matched = specs.map((spec) => matching(spec, folder));
  // Nothing is removed before all of them are known.
  const all = [...new Map(matched.flat().map((one) => [one.path, one])).values()];
  const removed = all.map((one) => {
    const told = toldOf(one);
    removeCached(one);
    return told;
  });
  const bytes = removed.reduce((sum, one) => sum + one.bytes, 0);
  tell(asked, { removed, bytes }, [
    ...removed.map((one) => `removed ${one.name} (${units.roundBytes(one.bytes)})`),
    ...(removed.length > 1 ? [`${units.roundBytes(bytes)} of room in all`] : []),
  ]);
  return 0;
}

/** @throws {TouchstoneError} RUNTIME_NOT_FOUND, with those that are there */
function matching(spec: Spec, folder: string): Cached[] {
  const cached = cachedIn(folder);
  const found =
    spec.path === undefined
      ? satisfying(cached, spec)
      : cached.filter((one) => [one.path, one.folder].includes(resolve(spec.path)));
  if (found.length > 0) return found;
  const there = cached.map(({ kind, version }) => `${kind}@${version}`);
  const remedy = there.length === 0 ? 'None has been fetched.' : `There are ${there.join(', ')}.`;
  const isElsewhere = spec.path !== undefined && existsSync(spec.path);
  const says = isElsewhere
    ? `${spec.asked} was not fetched by touchstone, and is left alone.`
    : `There is no ${spec.asked} in ${folder}.`;
  throw new TouchstoneError('RUNTIME_NOT_FOUND', says, remedy);
}

function specsOf(words: readonly string[], act: string): Spec[] {
  if (words.length > 0) return words.map(parseSpec);
  const says = `${act} takes the runtimes to ${act}.`;
  throw new TouchstoneError('ARGUMENT_INVALID', says, `For example: touchstone runtimes ${act} node@22`);
}

function refusePath({ asked }: Spec): Spec & Wanted {
  const says = `"${asked}" is a path, and nothing is to be fetched for it.`;
  throw new TouchstoneError('ARGUMENT_INVALID', says, `touchstone run --runtime ${asked} measures with it.`);
}

function toldOf({ kind, version, path, folder }: Cached): Told & { readonly bytes: number } {
  return { name: `${TITLES[kind]} ${version}`, version, path, bytes: sizeOf(folder) };
}

function tell({ out, json }: Asked, told: object, lines: readonly string[]): void {
  out.write(json ? `${JSON.stringify(told, undefined, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
}

function table(rows: readonly (readonly string[])[]): string {
  const columns = [0, 1].map((column) => Math.max(...rows.map((row) => width(row[column]!))));
  return rows
    .map(([name = '', size = '', path]) => `${pad(name, columns[0]!)}  ${pad(size, columns[1]!, 'right')}  ${path}\n`)
    .join('');
}

function unknownAct(name: string): TouchstoneError {
  const near = nearest(name, Object.keys(ACTS));
  const isSpec = /^(?:node|bun|deno)(?:@|$)/.test(name);
  const meant = isSpec ? `add ${name}` : near;
  const remedy = `${meant === undefined ? '' : `Did you mean touchstone runtimes ${meant}? `}See touchstone runtimes --help.`;
  return new TouchstoneError('ARGUMENT_INVALID', `runtimes does not know "${name}".`, remedy);
}
