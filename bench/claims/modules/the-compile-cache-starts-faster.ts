/**
 * Whatever a program loads is parsed and compiled at every start, although it has not changed. Since Node.js 22.1 the
 * result can be kept on the disk (`NODE_COMPILE_CACHE=folder`, nodejs/node #52535), since 22.8 by the program itself,
 * too (`module.enableCompileCache()`, #54501): when the process ends, V8 writes down what it has compiled, and the next
 * one reads that instead. It is checked by the source and the version, so that a change is seen.
 *
 * It spares compiling, and nothing else. A program whose start is spent on looking for files, on connections or on
 * reading its configuration gains little, and one whose code is small nothing. The first start, which writes the cache,
 * takes longer (`the first time`); who starts a program once in a container that is thrown away pays only for that.
 *
 * The dangers: a cache that is not warm, or not used at all, which looks like a claim refuted; so the set-up runs the
 * program until its cache is written, and fails where nothing has been. And a folder of one's own user, in which an
 * earlier run has left it. A call is a whole program, of one file of about 1.5 MB.
 */
import fs from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { graphTotal, writeGraph } from '../../../fixtures/modules/module-graph.ts';
import { spawnProgram } from '../../../fixtures/processes/start.ts';

/** Which are in one file. */
const MODULES = 500;

/** A call runs the program to its end, and answers with what it prints. */
async function starting(cache: 'warm' | 'new' | 'none'): Promise<Timed> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const main = writeGraph(folder, { modules: MODULES, format: 'CommonJS', bundled: true });
  let caches = 0;
  const start = async (): Promise<number> => {
    if (cache === 'new') caches++;
    const env = {
      PATH: process.env['PATH'],
      NODE_V8_COVERAGE: '',
      ...(cache !== 'none' && { NODE_COMPILE_CACHE: path.join(folder, `cache-${caches}`) }),
    };
    return Number((await spawnProgram(process.execPath, [main], { env }).finished).stdout);
  };
  if (cache === 'warm') {
    await start();
    if (!fs.existsSync(path.join(folder, 'cache-0'))) throw new Error('expected a compile cache, but none was written');
  }
  return closing(start, () => fs.rmSync(folder, { recursive: true }));
}

export default defineClaim({
  says: 'With a compile cache a program starts faster',
  because: 'V8 reads what it has compiled before, rather than parsing and compiling the same source again',
  source: 'Node v22.1.0: https://github.com/nodejs/nodejs.org/blob/main/pages/en/blog/release/v22.1.0.md',
  quote: 'subsequent loads of the same module graph may get a significant speedup',
  lacks: () =>
    'enableCompileCache' in module && process.versions['bun'] === undefined && process.versions['deno'] === undefined
      ? undefined
      : 'needs the compile cache that Node.js has since 22.8',
  favours: 'compile cache',
  over: 'no cache',
  contenders: {
    'compile cache': () => starting('warm'),
    'no cache': () => starting('none'),
    'the first time': () => starting('new'),
  },
  answer: () => graphTotal(MODULES),
  elsewhere: [
    {
      source: 'https://github.com/nodejs/nodejs.org/blob/main/pages/en/blog/release/v22.1.0.md',
      says: 'it speeds up loading of the TypeScript compiler from about 130 to about 80 ms',
      wins: 'compile cache',
      on: 'node@22.1',
    },
    {
      source: 'https://github.com/prettier/prettier/pull/16818',
      says: 'prettier -v took 75.9 ms with it, and 87.6 ms without',
      wins: 'compile cache',
    },
    {
      source: 'https://github.com/sverweij/dependency-cruiser/pull/1073',
      says: 'dependency-cruiser took 522 ms to load with it, and 526 ms without',
      wins: 'neither',
      differs: 'what is loaded there is many files, and locating and reading these is not spared',
    },
  ],
});
