/**
 * Gives each contender a module instance of its own, its helpers included.
 *
 * Contenders that share one instance of a helper teach its inline caches each other's types: five equal classes behind
 * one shared helper ran 8 to 10 times slower than apart. So the contender's tag, `?contender=NAME`, is carried from the
 * claim to every file that is imported below it, packages included; each tag is an instance of the module graph. What
 * cannot be had twice is shared all the same: built-ins, and CommonJS (see {@link sharedModules}).
 *
 * ```
 * claim.js?contender=a ──▶ text.js?contender=a ──▶ random.js?contender=a
 * claim.js?contender=b ──▶ text.js?contender=b ──▶ random.js?contender=b        both ──▶ node:buffer, a CommonJS package
 * ```
 */
import module, { createRequire } from 'node:module';
import { basename, isAbsolute, relative } from 'node:path';
import { followTag } from './instance-hooks.ts';
import type * as Linked from './linked-instances.ts';

/** Loaded where instances are told apart by links: nothing else is to be carried by every process that times. */
let linked: typeof Linked | undefined;

type ResolveSync = (
  specifier: string,
  context: { parentURL?: string },
  next: (specifier: string, context: object) => { url: string },
) => { url: string };

/**
 * From now on what a tagged module imports is tagged. Idempotence is not needed: a process calls it once.
 * Node.js 22.15 and later do it in the thread itself, and so does Deno; before, it takes a thread of hooks, about 40 ms
 * at the start. Bun has a function of that name that does nothing: there modules are found over links.
 *
 * @param contenders how many the process holds: one has everything to itself
 */
export async function keepInstancesApart(contenders: number): Promise<void> {
  const { registerHooks } = module as unknown as { registerHooks?: (hooks: { resolve: ResolveSync }) => void };
  const { bun, deno } = process.versions;
  if (!registerHooks && (bun !== undefined || deno !== undefined)) {
    linked = await import('./linked-instances.ts');
    linked.begin(loadedFiles());
    return;
  }
  if (contenders < 2) return;
  if (registerHooks) {
    registerHooks({
      resolve: (specifier, context, next) => followTag(context.parentURL, next(specifier, context)),
    });
  } else {
    module.register('./instance-hooks.js', import.meta.url);
  }
}

/** Loads the module's instance for one contender. */
export async function loadInstance(contender: string, url: string): Promise<unknown> {
  return linked ? linked.load(contender, url) : import(instanceFor(contender, url));
}

/** The URL of the module's instance for one contender. */
export function instanceFor(contender: string, url: string): string {
  const tagged = new URL(url);
  tagged.searchParams.set('contender', contender);
  return tagged.href;
}

/** The files that contenders share in this process: CommonJS, as a rule. Named as {@link nameFor} does. */
export function sharedModules(root: string = process.cwd()): string[] {
  const paths = linked ? linked.sharedOf(loadedFiles()) : loadedFiles();
  return [...new Set(paths.map((path) => nameFor(path, root)))].toSorted();
}

/** Names files where they are, in what a runtime says of them. */
export function realPaths(text: string): string {
  return linked?.withoutLinks(text) ?? text;
}

/** Of CommonJS; Bun lists all modules there. */
function loadedFiles(): string[] {
  return Object.keys(createRequire(import.meta.url).cache);
}

/**
 * What a file is called in results that others will read, who have another disk: `node_modules/piscina/dist/main.js`,
 * `fixtures/a.cjs`, and where it is in neither a package nor the project, its last part.
 */
export function nameFor(path: string, root: string): string {
  const slashed = path.replaceAll('\\', '/');
  const inPackages = slashed.lastIndexOf('/node_modules/');
  if (inPackages >= 0) return slashed.slice(inPackages + 1);
  const inProject = relative(root, path);
  return inProject.startsWith('..') || isAbsolute(inProject) ? basename(path) : inProject.replaceAll('\\', '/');
}
