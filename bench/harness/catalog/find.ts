/** Finds claims on disk: a claim is a file in a folder of claims, and its path is its name. */
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A claim's file, not yet loaded. */
export interface ClaimFile {
  /** `buffers/concat-beats-joining`: the path below the folder of claims, without its ending. */
  readonly id: string;
  /** From the root of the project, with `/`. */
  readonly file: string;
  /** The compiled module, as a URL. */
  readonly module: string;
  readonly control: boolean;
  /** What the compiler has against it; it must not be measured then, whatever has been emitted. */
  readonly complaint?: string;
}

export interface Places {
  /** The folder of claims. */
  readonly claims: string;
  /** The folder of controls, if any are looked for; their ids begin with `controls/`. */
  readonly controls: string | undefined;
}

/** All claims and controls, by id. */
export async function findClaims({ claims, controls }: Places): Promise<ClaimFile[]> {
  const beside = controls === undefined ? [] : await claimsIn(controls, 'controls/', true);
  const found = [...(await claimsIn(claims, '', false)), ...beside];
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function claimsIn(folder: string, prefix: string, control: boolean): Promise<ClaimFile[]> {
  const root = projectOf(folder);
  const complaints = await complaintsIn(root);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|js|mjs)$/.test(entry.name))
    .filter(({ parentPath }) => !relative(folder, parentPath).split(sep).includes('node_modules'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const file = relative(root, path).split(sep).join('/');
      const id =
        prefix +
        relative(folder, path)
          .split(sep)
          .join('/')
          .replace(/\.\w+$/, '');
      const complaint = complaints.get(file) ?? uncompiled(root, path);
      const module = pathToFileURL(compiledPath(root, path)).href;
      return { id, file, module, control, ...(complaint !== undefined && { complaint }) };
    });
}

/** The folder of the nearest package.json. */
export function projectOf(folder: string): string {
  const absolute = resolve(folder);
  if (existsSync(join(absolute, 'package.json'))) return absolute;
  const above = dirname(absolute);
  return above === absolute ? resolve(folder) : projectOf(above);
}

/** Where the compiler puts a TypeScript file: below dist, at the same path. JavaScript runs as it is. */
function compiledPath(root: string, path: string): string {
  return path.endsWith('.ts') ? join(root, 'dist', relative(root, path)).replace(/\.ts$/, '.js') : path;
}

function uncompiled(root: string, path: string): string | undefined {
  return existsSync(compiledPath(root, path)) ? undefined : 'it has not been compiled';
}

/** By file, what the last compilation said against it; `bench/start.mjs` leaves it there. */
async function complaintsIn(root: string): Promise<Map<string, string>> {
  const path = join(root, 'dist', 'diagnostics.txt');
  // A compilation by other means that found something new to say has made it a thing of the past.
  const said = modifiedAt(path);
  if (said === undefined || said < (modifiedAt(join(root, 'dist', '.tsbuildinfo')) ?? 0)) return new Map();
  return complaintsOf(await readFile(path, 'utf8'));
}

/** Of what the compiler wrote, by file (from where it ran, with `/`), the first thing that it has against it. */
export function complaintsOf(diagnostics: string): Map<string, string> {
  const complaints = new Map<string, string>();
  for (const [, file, line, column, message] of diagnostics.matchAll(/^(\S.*?)\((\d+),(\d+)\): error (.*)$/gm)) {
    const where = `line ${line}, column ${column}: ${message}`;
    if (!complaints.has(file!)) complaints.set(file!, where);
  }
  return complaints;
}

/** Milliseconds since 1970; `undefined` where there is no such file. */
function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
