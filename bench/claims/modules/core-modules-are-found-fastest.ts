/**
 * The same sentence about every later `require`, in a function that runs often. Then nothing is loaded any more: both
 * kinds are looked up. A file that is asked for by the same text from the same folder is found by one look into a table
 * of such texts. A builtin has no place in it: at every call its name is held against the lists of builtins, and with
 * `node:` cut into two before that (`Module._load` in lib/internal/modules/cjs/loader.js).
 *
 * The right way is to call `require` once, at the head of the file: a variable costs nothing.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { defineClaim } from '../../claim.ts';

/** A file that exports what the builtin `path` is known by, required once, so that it is in the cache. */
function cachedFile(): { require: NodeJS.Require; file: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  fs.writeFileSync(path.join(folder, 'own.js'), `exports.sep = require('path').sep;`);
  const require = createRequire(path.join(folder, 'main.js'));
  require('./own.js');
  return { require, file: './own.js' };
}

type Separated = { readonly sep: string };

export default defineClaim({
  says: 'Core modules are found fastest, at every later require too',
  because: 'they need no path analysis and no file location',
  source: 'notes: modules › how Node.js implements them',
  quote: '核心模块 … 加载速度最快 (core modules … load fastest)',
  rows: ['M6', 'M9'],
  given: { builtin: ['path', 'node:path'] },
  favours: 'builtin',
  over: 'file',
  contenders: {
    builtin: ({ builtin }) => {
      const require = createRequire(import.meta.url);
      return () => (require(builtin) as Separated).sep;
    },
    file: () => {
      const { require, file } = cachedFile();
      return () => (require(file) as Separated).sep;
    },
    variable: () => {
      const kept: Separated = path;
      return () => kept.sep;
    },
  },
  answer: () => path.sep,
});
