/** What every claim of a project reaches without naming it: how it is compiled and run. */
import { posix } from 'node:path';
import { upwards } from './project.ts';
import type { Tree } from './tree.ts';

/** What of package.json decides how code is built and run; a version or a description does not. */
const DECISIVE = ['type', 'imports', 'exports', 'main', 'browserslist'];
const SCRIPTS = ['prebuild', 'build', 'postbuild'];

/**
 * @param file a claim's, from the top
 * @param otherwise whether package.json says otherwise how code is built and run
 */
export function settingsOf(file: string, { files }: Tree, prefix: string, otherwise: boolean): string[] {
  const folders = upwards(prefix);
  const described = otherwise ? folders.map((at) => posix.join(at, 'package.json')) : [];
  if (!/\.[cm]?tsx?$/.test(file)) return described;
  // One that has been removed or added counts as one that has changed: its name is enough.
  const names = files.map((one) => posix.basename(one)).filter((name) => /^tsconfig.*\.json$/.test(name));
  const settings = new Set(['tsconfig.json', ...names]);
  return [...described, ...folders.flatMap((at) => [...settings].map((name) => posix.join(at, name)))];
}

/** Whether the two say otherwise how code is built and run. */
export function buildsOtherwise(one: Tree, other: Tree, prefix: string): boolean {
  return upwards(prefix).some((at) => decisive(one, at) !== decisive(other, at));
}

function decisive(tree: Tree, folder: string): string {
  const file = posix.join(folder, 'package.json');
  const text = tree.read([file]).get(file);
  try {
    const described = Object(JSON.parse(text ?? '{}')) as Record<string, unknown>;
    const scripts = Object(described['scripts']) as Record<string, unknown>;
    return JSON.stringify([...DECISIVE.map((name) => described[name]), ...SCRIPTS.map((name) => scripts[name])]);
  } catch {
    return String(text);
  }
}
