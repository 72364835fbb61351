/**
 * The same sentence about every later `require`, in a function that runs often. Then nothing is loaded any more: both
 * kinds are looked up. A file that is asked for by the same text from the same folder is found by one look into a table
 * of such texts, which was made for calls like these (nodejs/node #29789). A builtin has no place in it: at every call
 * its name is held against the lists of builtins, and with `node:` cut into two before that (`Module._load` in
 * lib/internal/modules/cjs/loader.js). Since there are hooks for imports (`module.registerHooks`, nodejs/node #55698),
 * it is resolved and loaded by functions that would ask them, and that hand their findings to each other in objects,
 * also where there is no hook.
 *
 * The right way is to call `require` once, at the head of the file: a variable costs nothing.
 *
 * It is asked in a thread of its own, two thousand times for each call that is timed. `only waking the thread` uses a
 * variable: it shows what that costs, and what of the others is waking the thread and waiting for it. In this thread the
 * hook that gives each contender its own modules would be asked at every `require` of a builtin, and be measured instead.
 */
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { closing, defineClaim, type Timed } from '../../claim.ts';

/** How many a call, as the names of the contenders say: enough that waking the other thread is a small part of it. */
const REQUIRES = 2000;

/** More than any call takes: a thread that has failed is not waited for. */
const PATIENCE_MS = 10_000;

/** What the thread runs: it sleeps until it is asked, evaluates the expression many times, and tells what came of it. */
const thread = (expression: string): string => `
  const { workerData: { shared, main } } = require('node:worker_threads');
  const own = require('node:module').createRequire(main);
  const kept = own('./own.js');
  for (;;) {
    Atomics.wait(shared, 0, 0);
    let exports;
    for (let turn = 0; turn < ${REQUIRES}; turn++) exports = ${expression};
    shared[1] = exports.sep.charCodeAt(0);
    Atomics.store(shared, 0, 0);
    Atomics.notify(shared, 0);
  }`;

async function inThread(expression: string): Promise<Timed> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  fs.writeFileSync(path.join(folder, 'own.js'), `exports.sep = require('path').sep;`);
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(thread(expression), {
    eval: true,
    workerData: { shared, main: path.join(folder, 'main.js') },
  });
  await once(worker, 'online');
  const timed = (): number => {
    Atomics.store(shared, 0, 1);
    Atomics.notify(shared, 0);
    if (Atomics.wait(shared, 0, 1, PATIENCE_MS) === 'timed-out') throw new Error('the thread does not answer');
    return shared[1]!;
  };
  return closing(timed, async () => {
    await worker.terminate();
    fs.rmSync(folder, { recursive: true });
  });
}

export default defineClaim({
  says: 'Core modules are found fastest, at every later require too',
  because: 'they need no path analysis and no file location',
  source: 'notes: modules › how Node.js implements them',
  quote: '核心模块 … 加载速度最快 (core modules … load fastest)',
  rows: ['M6', 'M9'],
  given: { builtin: ['path', 'node:path'] },
  quick: { builtin: ['path'] },
  favours: 'builtin × 2000',
  over: 'file × 2000',
  contenders: {
    'builtin × 2000': ({ builtin }) => inThread(`own('${builtin}')`),
    'file × 2000': () => inThread(`own('./own.js')`),
    'only waking the thread': () => inThread('kept'),
  },
  answer: () => path.sep.charCodeAt(0),
  changes: [
    {
      since: 'node@22.15',
      says: 'Every require of a builtin goes through functions that would ask hooks, also where there is none',
      source: 'https://github.com/nodejs/node/pull/55698',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'refuted' : undefined),
});
