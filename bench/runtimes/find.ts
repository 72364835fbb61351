/** Finds the runtimes that are asked for: at a path, in the cache, or by fetching them into it. */
import { resolve } from 'node:path';
import { TouchstoneError } from '../errors.ts';
import type { Runtime } from '../harness/process/runtime.ts';
import { cachedIn, runtimesFolder, satisfying } from './cache.ts';
import { fetchRuntime, type FetchOptions } from './fetch.ts';
import { identify } from './identify.ts';
import { LAUNCH } from './launch.ts';
import { parseSpec, sayWanted, type Spec } from './spec.ts';

export interface FoundRuntime extends Runtime {
  /** `Node.js 22.21.1`, `Bun 1.3.2`, `Deno 2.5.6`. */
  readonly name: string;
  /** As it was asked for: `node@22`, a path. */
  readonly asked: string;
  readonly versions: Readonly<Record<string, string>>;
}

export interface FindOptions {
  readonly signal?: AbortSignal | undefined;
  /** Hears what takes its time, a line each. */
  readonly tell: (line: string) => void;
  /** Hears of one that cannot be had, while the others are looked for; without it, that is thrown. */
  readonly miss?: ((asked: string, error: TouchstoneError) => void) | undefined;
  readonly fetch?: typeof fetchRuntime | undefined;
  readonly install?: FetchOptions['install'];
  /** The folder of the cache. */
  readonly cache?: string | undefined;
}

/**
 * In the order in which they are asked for, each once.
 *
 * @throws {TouchstoneError} ARGUMENT_INVALID for what is no runtime, before anything is fetched; RUNTIME_NOT_FOUND or
 *   RUNTIME_UNUSABLE for the first one where none of them can be had; INTERRUPTED
 */
export async function findRuntimes(specs: readonly string[], options: FindOptions): Promise<FoundRuntime[]> {
  const { tell, miss } = options;
  const parsed = specs.map(parseSpec);
  const found: FoundRuntime[] = [];
  const missed: { asked: string; error: TouchstoneError }[] = [];
  for (const spec of parsed) {
    try {
      const runtime = await findOne(spec, options);
      const same = found.find(({ name }) => name === runtime.name);
      if (same) tell(`${spec.asked} is ${same.name}, which ${same.asked} has asked for`);
      else found.push(runtime);
    } catch (error) {
      if (!(error instanceof TouchstoneError) || error.code === 'INTERRUPTED' || !miss) throw error;
      missed.push({ asked: spec.asked, error });
    }
  }
  if (found.length === 0 && missed[0]) throw missed[0].error;
  for (const { asked, error } of missed) miss?.(asked, error);
  return found;
}

async function findOne(spec: Spec, options: FindOptions): Promise<FoundRuntime> {
  const path = spec.path === undefined ? await binaryOf(spec, options) : resolve(spec.path);
  const { kind, name, versions } = await identify(path, options.signal);
  return { ...LAUNCH[kind], path, name, asked: spec.asked, versions };
}

/** What lies in the cache is enough, however old it is: the same is measured today as yesterday, until one is added. */
async function binaryOf(
  wanted: Extract<Spec, { path?: undefined }>,
  { signal, tell, fetch = fetchRuntime, install, cache = runtimesFolder(process.env) }: FindOptions,
): Promise<string> {
  const [newest] = satisfying(cachedIn(cache), wanted);
  if (newest) return newest.path;
  tell(`fetching ${sayWanted(wanted)}`);
  const began = performance.now();
  const { path, version } = await fetch(wanted, { folder: cache, signal, install });
  tell(`fetched ${wanted.kind} ${version} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return path;
}
