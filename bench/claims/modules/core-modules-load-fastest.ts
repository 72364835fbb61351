/**
 * A builtin lies in the executable, compiled or almost so (V8's code cache is built in, nodejs/node #21405): there is no
 * file to find, to read and to compile. A module of one's own is looked for on the disk, path by path, before any of that
 * begins.
 *
 * Here one and the same source is loaded in three ways: `punycode` as the builtin, as a file whose path is given in
 * full, and as a package that is found in a `node_modules` above. Each is the very first load in a fresh process, and
 * the file has just been written, so that no disk is waited for. The builtin's own warning of its deprecation is
 * switched off. Each later `require` is another question, which `core-modules-are-found-fastest` asks.
 *
 * The wrong way is to conclude that one should prefer builtins for speed: a program loads a module once.
 */
import fs from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { givesPunycodeSource, punycodeSource } from '../../../fixtures/modules/builtin-source.ts';

/** Writes the source where it will be found; returns what loads it and uses it a little. */
function loading(identifier: string, file: string): Timed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), punycodeSource());
  process.noDeprecation = true;
  const require = createRequire(path.join(folder, 'deep', 'main.js'));
  const full = identifier.startsWith('.') ? path.join(folder, identifier) : identifier;
  const timed = (): string => (require(full) as { encode: (text: string) => string }).encode('mañana');
  return closing(timed, () => fs.rmSync(folder, { recursive: true }));
}

export default defineClaim({
  says: 'Core modules load fastest',
  because: 'they are in memory already: no file is located, read and compiled',
  source: 'notes: modules › how Node.js implements them',
  quote:
    '核心模块：由Node提供的模块，直接加载进内存中，加载速度最快 (core modules … are loaded directly into memory, and load fastest)',
  rows: ['M6'],
  lacks: () => {
    if (!isBuiltin('punycode')) return 'needs the builtin punycode, which this Node.js no longer has';
    return givesPunycodeSource()
      ? undefined
      : 'needs the source of the builtin punycode, which this runtime keeps to itself';
  },
  metric: 'first call',
  favours: 'builtin',
  over: 'file',
  contenders: {
    builtin: () => loading('punycode', 'unused.js'),
    file: () => loading('./copy.js', 'copy.js'),
    package: () => loading('copy', 'node_modules/copy/index.js'),
  },
  answer: () => 'maana-pta',
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
