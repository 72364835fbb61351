/**
 * The first `require` of a file finds it, reads it, compiles and runs it; every later one answers with the object that
 * came of the first. Here that is held against loading files that are not in the cache: one of a hundred, each of a text
 * of its own, whose entry has been deleted. V8 keeps what it has compiled, by its text, and from Node.js 22 on what
 * `require` compiles is found there (nodejs/node #35375 says why it was not, #52016 compiles otherwise): that is turned
 * off (`--no-compilation-cache`), since a first load finds nothing. So what is measured is a first load of a file that
 * has just been written, and that no disk has to be asked for. Deleting and loading again with that cache is no
 * contender: the flag holds for the whole process, and it would be neither a first load nor a second one.
 *
 * Deleting the entry is also how programs “reload” a module, and there is the danger: who has the old object keeps it, so
 * that there are two of what was one; and each new module stays in the list of children of the one that required it, which
 * grows for ever unless that is emptied, as it is here.
 *
 * The loader by hand (`fixtures/modules`) has the cache, but locates the file each time: it shows what of the price is
 * looking at the disk. A hook for imports (`module.registerHooks`, Node.js 22.15), such as the one that gives each contender
 * its own modules, is asked at every load that is not from the cache, and is part of its price there.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import v8 from 'node:v8';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { ModuleLoader } from '../../../fixtures/modules/module-loader.ts';

/** Writes modules of ordinary size, two hundred entries, as programs or as data; `load` makes of their paths what is timed. */
function writing(
  kind: string,
  count: number,
  load: (files: readonly string[]) => () => number,
  close = (): void => {},
): Timed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const files = Array.from({ length: count }, (_, file) => path.join(folder, `module${file}${kind}`));
  for (const [file, name] of files.entries()) {
    const entries = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`entry${at}`, at]));
    const text = JSON.stringify({ ...entries, file });
    fs.writeFileSync(name, kind === '.json' ? text : `module.exports = ${text};`);
  }
  return closing(load(files), () => {
    close();
    fs.rmSync(folder, { recursive: true });
  });
}

type Entries = { readonly entry199: number };

/** Loads a file, and deletes what is left of that. */
function loadedAlone(require: NodeJS.Require, file: string): number {
  const { entry199 } = require(file) as Entries;
  require.cache[file]!.parent!.children.length = 0;
  delete require.cache[file];
  return entry199;
}

export default defineClaim({
  says: 'The second require of a module comes from the cache',
  because: 'the module is kept under its path, and neither read nor run again',
  source: 'notes: modules › how Node.js implements them',
  quote:
    'require()对相同模块的二次加载采用缓存优先的方式 (for a second load of the same module, require() goes to the cache first)',
  rows: ['M9'],
  given: { kind: ['.js', '.json'] },
  quick: { kind: ['.js'] },
  favours: 'cached',
  over: 'loaded as the first time',
  contenders: {
    cached: ({ kind }) =>
      writing(kind, 1, ([file]) => {
        const require = createRequire(import.meta.url);
        return () => (require(file!) as Entries).entry199;
      }),
    'loaded as the first time': ({ kind }) => {
      v8.setFlagsFromString('--no-compilation-cache');
      const require = createRequire(import.meta.url);
      let calls = 0;
      const load = (files: readonly string[]) => () => loadedAlone(require, files[calls++ % files.length]!);
      return writing(kind, 100, load, () => v8.setFlagsFromString('--compilation-cache'));
    },
    'cached by hand': ({ kind }) =>
      writing(kind, 1, ([file]) => {
        const require = new ModuleLoader().requireFrom(import.meta.filename);
        return () => (require(file!) as Entries).entry199;
      }),
  },
  answer: () => 199,
  elsewhere: [
    {
      source: 'https://github.com/nodejs/benchmarking/pull/26',
      says: 'require.new 8,515 and 8,671, require.cached 38,473 and 37,186 executions a second',
      wins: 'cached',
      at: { kind: '.js' },
    },
  ],
  expects: 'confirmed',
});
