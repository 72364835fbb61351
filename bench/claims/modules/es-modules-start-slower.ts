/**
 * `require` loads a module when it comes to the line: it looks for the file, reads it, compiles it and runs it, all of
 * it synchronously, and goes on. `import` first has to know the whole graph: every module is found, read and parsed for
 * its imports, then all are linked, and then they run. The loader does that in asynchronous functions, and made 14
 * promises and five more for each module (nodejs/node #62530, which would make it synchronous where nothing in the
 * graph awaits; #55782 keeps the list). A program that needs a hundred small files waits for a hundred times the
 * difference. The other way round, promises are what could let files be read while others are parsed.
 *
 * The danger is to measure in a process that has loaded modules before, where V8 knows the texts and Node.js the files;
 * so a call is a whole program, from its start to its end. Its files have just been written and lie in the page cache.
 * Most of the time of a small program is not about its modules at all: `one file` has the same code with nothing to
 * load, and what is above it is the price of loading. There are 100 modules of about 3 KB each, and each needs two
 * others.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { graphTotal, writeGraph, type GraphOptions } from '../../../fixtures/modules/module-graph.ts';
import { spawnProgram } from '../../../fixtures/processes/start.ts';

const MODULES = 100;

const env = { PATH: process.env['PATH'], NODE_V8_COVERAGE: '' };

/** Writes the program; a call runs it to its end, and answers with what it prints. */
function starting(options: GraphOptions): Timed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const main = writeGraph(folder, options);
  return closing(
    async () => Number((await spawnProgram(process.execPath, [main], { env }).finished).stdout),
    () => fs.rmSync(folder, { recursive: true }),
  );
}

export default defineClaim({
  says: 'A program of ES modules starts slower than one of CommonJS',
  because: 'import finds, parses and links the whole graph through promises before anything runs',
  source: 'ECMAScript modules load slower than commonjs: https://github.com/nodejs/node/issues/47247',
  quote: 'node loads esm modues 10-70% slower than cjs modules',
  favours: 'require',
  over: 'import',
  contenders: {
    require: () => starting({ modules: MODULES, format: 'CommonJS' }),
    import: () => starting({ modules: MODULES, format: 'ES modules' }),
    'one file': () => starting({ modules: MODULES, format: 'CommonJS', bundled: true }),
  },
  answer: () => graphTotal(MODULES),
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/47247',
      says: 'node loads ES modules 10 to 70 % slower than CommonJS modules',
      wins: 'require',
      on: 'node@19.8',
    },
  ],
});
