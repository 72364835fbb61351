/**
 * The first `require` of a file finds it, reads it, compiles and runs it; every later one answers with the object that
 * came of the first. Here that is held against loading the file again, by deleting its entry from the cache.
 *
 * Deleting it is also how programs “reload” a module, and there is the danger: who has the old object keeps it, so that
 * there are two of what was one; and each new module stays in the list of children of the one that required it, which
 * grows for ever unless that is emptied, as it is here.
 *
 * The loader by hand (`fixtures/modules`) has the cache, but locates the file each time: it shows what of the price is
 * looking at the disk.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { ModuleLoader } from '../../../fixtures/modules/module-loader.ts';

/** Writes a module of ordinary size, two hundred entries, as a program or as data; `load` makes of its path what is timed. */
function writing(kind: string, load: (file: string) => () => number): Timed {
  const entries = JSON.stringify(
    Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`entry${index}`, index])),
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const file = path.join(folder, `module${kind}`);
  fs.writeFileSync(file, kind === '.json' ? entries : `module.exports = ${entries};`);
  return closing(load(file), () => fs.rmSync(folder, { recursive: true }));
}

type Entries = { readonly entry199: number };

export default defineClaim({
  says: 'The second require of a module comes from the cache',
  because: 'the module is kept under its path, and neither read nor run again',
  source: 'notes: modules › how Node.js implements them',
  quote:
    'require()对相同模块的二次加载采用缓存优先的方式 (for a second load of the same module, require() goes to the cache first)',
  rows: ['M9'],
  given: { kind: ['.js', '.json'] },
  favours: 'cached',
  over: 'loaded again',
  contenders: {
    cached: ({ kind }) =>
      writing(kind, (file) => {
        const require = createRequire(import.meta.url);
        return () => (require(file) as Entries).entry199;
      }),
    'loaded again': ({ kind }) =>
      writing(kind, (file) => {
        const require = createRequire(import.meta.url);
        return () => {
          const { entry199 } = require(file) as Entries;
          require.cache[file]!.parent!.children.length = 0;
          delete require.cache[file];
          return entry199;
        };
      }),
    'cached by hand': ({ kind }) =>
      writing(kind, (file) => {
        const require = new ModuleLoader().requireFrom(import.meta.filename);
        return () => (require(file) as Entries).entry199;
      }),
  },
  answer: () => 199,
});
