/** Puts installed packages into a checkout by links, so that nothing is copied and what a tool writes beside them is its own. */
import { existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, type Dirent } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Every package becomes a link to where it was installed, but for those of the repository itself (workspaces, `file:`):
 * they link to the checkout's own, since else the base would measure what the user is working on.
 *
 * @param from a folder `node_modules`
 * @param to where it is to be seen
 * @param home the top of the work tree that it was installed in; links in it are read as if they stood there
 * @param top the top of the checkout
 */
export function linkModules(from: string, to: string, { home, top }: { home: Installed; top: string }): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    // A cache that a tool keeps there, such as .cache: it must not be shared, nor written into the user's.
    if (entry.name.startsWith('.') && !KEPT.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name.startsWith('@') && entry.isDirectory()) linkModules(source, target, { home, top });
    else if (!existsSync(target)) symlinkSync(goalOf(source, entry, { home, top }), target, 'junction');
  }
}

export interface Installed {
  /** The work tree's top at the time when its links were written. */
  readonly top: string;
  /** The folder that stands for it now: what was at `top/a` is at `now/a`. */
  readonly now: string;
}

/** What package managers themselves keep there. */
const KEPT = new Set(['.bin', '.pnpm', '.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml']);

function goalOf(source: string, entry: Dirent, { home, top }: { home: Installed; top: string }): string {
  if (!entry.isSymbolicLink()) return source;
  const link = readlinkSync(source);
  const stood = join(home.top, relative(home.now, dirname(source)));
  const goal = isAbsolute(link) ? link : resolve(stood, link);
  const inside = relative(home.top, goal);
  if (isAbsolute(inside) || inside.split(sep)[0] === '..') return goal;
  return inside.split(sep).includes('node_modules') ? source : join(top, inside);
}
