/**
 * Whoever logs wants to know of every line which request it belongs to. The number of the request can be an argument of
 * every function on the way, or lie in an AsyncLocalStorage, which follows the request through every `await`. The
 * storage has been called slow since it came. Up to Node.js 22 it stands on `async_hooks`: as soon as a store is
 * entered, every promise of the program is announced to JavaScript when it is made, before and after, and when it is
 * settled, also where nobody asks for the store. Since Node.js 24 it is a field (AsyncContextFrame) that V8 itself
 * carries with each promise (nodejs/node #55552): then `run` and `getStore` cost something, and an `await` in between
 * next to nothing.
 *
 * The danger is that it is the whole process that pays. Where both ways take turns in one, hooks that the storage has
 * switched on are paid for by the way without it, and the storage is found to cost nothing at all. So each way has a
 * thread of its own, whose promises are nobody else's; a call is a message to it and its answer, some tens of
 * microseconds of every figure. In the thread there are a thousand requests, one after the other, each of which awaits
 * as often as the case says, and answers with its number behind the last `await`.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { closing, defineClaim, type Timed } from '../../claim.ts';

/** How many a call, as the source of the thread says. */
const REQUESTS = 1000;

/** What the thread runs: `handle` is an expression, and makes of a number and of how often to await the number again. */
const thread = (handle: string): string => `
  const { AsyncLocalStorage } = require('node:async_hooks');
  const { parentPort } = require('node:worker_threads');
  const storage = new AsyncLocalStorage();
  const handle = ${handle};
  parentPort.on('message', async (awaits) => {
    let sum = 0;
    for (let id = 0; id < ${REQUESTS}; id++) sum += await handle(id, awaits);
    parentPort.postMessage(sum);
  });`;

async function inThread(handle: string, awaits: number): Promise<Timed> {
  const worker = new Worker(thread(handle), { eval: true });
  await once(worker, 'online');
  const ask = (): Promise<number> =>
    new Promise((resolve) => {
      worker.once('message', resolve);
      worker.postMessage(awaits, []);
    });
  return closing(ask, async () => void (await worker.terminate()));
}

export default defineClaim({
  says: 'AsyncLocalStorage makes code that awaits slow',
  because: 'the store has to be handed on at every promise, where an argument is simply there',
  source:
    'AsyncLocalStorage kills 97% of performance in an async environment: https://github.com/nodejs/node/issues/34493',
  given: { awaits: [20] },
  favours: 'an argument',
  over: 'AsyncLocalStorage',
  contenders: {
    'an argument': ({ awaits }) =>
      inThread(
        `async (id, awaits) => {
          for (let at = 0; at < awaits; at++) await undefined;
          return id;
        }`,
        awaits,
      ),
    AsyncLocalStorage: ({ awaits }) =>
      inThread(
        `(id, awaits) => storage.run(id, async () => {
          for (let at = 0; at < awaits; at++) await undefined;
          return storage.getStore();
        })`,
        awaits,
      ),
    'getStore at every await': ({ awaits }) =>
      inThread(
        `(id, awaits) => storage.run(id, async () => {
          let found = 0;
          for (let at = 0; at < awaits; at++) {
            await undefined;
            found = storage.getStore();
          }
          return found;
        })`,
        awaits,
      ),
  },
  answer: () => (REQUESTS * (REQUESTS - 1)) / 2,
  changes: [
    {
      since: 'node@24',
      says: 'AsyncLocalStorage is carried by V8 with every promise (AsyncContextFrame), and needs async_hooks no more',
      source: 'https://github.com/nodejs/node/pull/55552',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/34493',
      says: 'an async function was awaited 205,741 times a second with a store, and 6,446,728 times without',
      wins: 'an argument',
      on: 'node@12.18',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
