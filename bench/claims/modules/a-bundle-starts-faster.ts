/**
 * Bundling is known from browsers, where each file is a request. A server has its files on a disk, and reads each once;
 * yet those who pay for cold starts bundle for it, too. What is spared is not the code, of which there is as much: it
 * is to look for each file (several names are tried, links are followed, `package.json` above it is read), to open and
 * to read it, and to compile a hundred small texts rather than a large one.
 *
 * The danger is to count what a bundler does beside: it leaves out what nobody needs and makes names short. Here both
 * have the same code to the last function. And the disk: all files have just been written and lie in the page cache, so
 * that it is the processor's time that is spared; from a slow disk it would be more. A call is a whole program, from
 * its start to its end, of 100 modules of about 3 KB each.
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
function starting(format: GraphOptions['format'], bundled: boolean): Timed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const main = writeGraph(folder, { modules: MODULES, format, bundled });
  return closing(
    async () => Number((await spawnProgram(process.execPath, [main], { env }).finished).stdout),
    () => fs.rmSync(folder, { recursive: true }),
  );
}

export default defineClaim({
  says: 'A program in one file starts faster than one of many files',
  because: 'each file has to be located, read and compiled by itself',
  source: 'cold starts of AWS Lambda with and without a bundle: https://github.com/aws/aws-cdk/issues/25492',
  quote: 'the Node.js runtime has to do module resolution and go through multiple files',
  given: { format: ['CommonJS', 'ES modules'] },
  quick: { format: ['ES modules'] },
  favours: 'one file',
  over: '100 files',
  contenders: {
    'one file': ({ format }) => starting(format, true),
    '100 files': ({ format }) => starting(format, false),
  },
  answer: () => graphTotal(MODULES),
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
