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

type ResolveSync = (
  specifier: string,
  context: { parentURL?: string },
  next: (specifier: string, context: object) => { url: string },
) => { url: string };

/**
 * From now on what a tagged module imports is tagged. Idempotence is not needed: a process calls it once.
 * Node.js 22.15 and later do it in the thread itself; before, it takes a thread of hooks, about 40 ms at the start.
 */
export function keepInstancesApart(): void {
  const { registerHooks } = module as unknown as { registerHooks?: (hooks: { resolve: ResolveSync }) => void };
  if (registerHooks) {
    registerHooks({
      resolve: (specifier, context, next) => followTag(context.parentURL, next(specifier, context)),
    });
  } else {
    module.register('./instance-hooks.js', import.meta.url);
  }
}

/** The URL of the module's instance for one contender. */
export function instanceFor(contender: string, url: string): string {
  const tagged = new URL(url);
  tagged.searchParams.set('contender', contender);
  return tagged.href;
}

/** The CommonJS files that are loaded in this process: contenders share them. Named as {@link nameFor} does. */
export function sharedModules(root: string = process.cwd()): string[] {
  const names = Object.keys(createRequire(import.meta.url).cache).map((path) => nameFor(path, root));
  return [...new Set(names)].toSorted();
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
