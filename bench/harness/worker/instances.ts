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

/** The CommonJS files that are loaded in this process: contenders share them. */
export function sharedModules(): string[] {
  return Object.keys(createRequire(import.meta.url).cache).toSorted();
}
