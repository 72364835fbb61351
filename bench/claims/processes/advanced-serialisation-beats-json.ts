/**
 * Messages between processes are written as JSON by default, which is slow for bytes and wrong: a Buffer arrives as a
 * list of numbers in text. With `serialization: 'advanced'` they are structured clones, as between threads, and go
 * through the same pipe (nodejs/node #30162, whose author found them slower than JSON for small texts). A worker thread
 * needs no pipe: the clone lies in shared memory, and what is moved is not copied at all.
 *
 * The wrong way is to send large Buffers in JSON and to make Buffers of them again; the right one is `'advanced'`, or a
 * thread where it may be one. One message is under way at a time, so it is the way there and back that is asked about.
 * Where there is nothing to move, the moving worker does what the other one does: the two show how exact the figures are.
 * For sockets instead of bytes see `passing-the-socket-beats-proxying`.
 */
import { Worker } from 'node:worker_threads';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import type { EchoData } from '../../../fixtures/processes/echo.ts';
import { memoryOf } from '../../../fixtures/processes/movable.ts';
import { forkModule } from '../../../fixtures/processes/start.ts';

const KiB = 1024;
const echo = new URL('../../../fixtures/processes/echo.js', import.meta.url);

type Kind = '20 B object' | '64 KiB text' | '64 KiB Buffer';

function make(kind: Kind): object | string {
  if (kind === '20 B object') return { id: 7, name: 'child' };
  return kind === '64 KiB text' ? 'text'.repeat(16 * KiB) : Buffer.alloc(64 * KiB, 7);
}

/** What came back, in short: a whole copy would be gone when it is moved on. */
function describe(message: unknown): string {
  if (typeof message === 'string') return `text of ${message.length}, ${message.at(-1)} at its end`;
  if (message instanceof Uint8Array) return `bytes, ${message.length}, ${message.at(-1)} at their end`;
  const { id } = message as { id?: number };
  return `object with ${Object.keys(message as object).join()}, ${id}`;
}

async function throughChild(kind: Kind, serialization: 'json' | 'advanced'): Promise<Timed> {
  const running = forkModule(echo, [], { serialization, env: {} });
  const { child } = running;
  const message = make(kind);
  const exchange = (): Promise<string> =>
    new Promise((resolve) => {
      child.once('message', (answer) => resolve(describe(answer)));
      child.send(message);
    });
  await exchange(); // it has started when it answers
  return closing(exchange, async () => void (await running.end()));
}

async function throughWorker(kind: Kind, move: boolean): Promise<Timed> {
  const worker = new Worker(echo, { workerData: { move } satisfies EchoData });
  let message: unknown = make(kind);
  const exchange = (): Promise<string> =>
    new Promise((resolve) => {
      worker.once('message', (answer: unknown) => {
        if (move) message = answer; // ours has been moved away, and this is it
        resolve(describe(answer));
      });
      worker.postMessage(message, move ? memoryOf(message) : []);
    });
  await exchange();
  return closing(exchange, async () => void (await worker.terminate()));
}

export default defineClaim({
  says: 'Messages to a child are faster as structured clones than as JSON',
  because: 'bytes and texts are copied as they are, and not written as text and read again',
  source: 'notes: processes › messages between processes',
  quote: "n.send({hello: 'world'})",
  rows: ['PR10', 'PR11'],
  given: { message: ['20 B object', '64 KiB text', '64 KiB Buffer'] },
  quick: { message: ['20 B object', '64 KiB text'] },
  favours: 'advanced',
  over: 'json',
  contenders: {
    json: ({ message }) => throughChild(message, 'json'),
    advanced: ({ message }) => throughChild(message, 'advanced'),
    worker: ({ message }) => throughWorker(message, false),
    'worker, moved': ({ message }) => throughWorker(message, true),
  },
  answer: ({ message }) => describe(make(message)),
  wrong: ({ message }) =>
    message === '64 KiB Buffer' ? { json: 'a Buffer arrives as an object with its numbers in a list' } : {},
  changes: [
    {
      since: 'node@24',
      says: 'In 26.4 and in late releases of 24 structured clones are written and read in C++, with one call for each message',
      source: 'https://github.com/nodejs/node/pull/63933',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/30162',
      says: 'A short text comes back 12,333 times a second as a clone and 19,559 as JSON, a small object 10,631 and 12,626 times',
      wins: 'json',
      at: { message: '20 B object' },
    },
    {
      source: 'https://github.com/sindresorhus/execa/issues/784',
      says: 'json is about 1.3 times faster on small values',
      wins: 'json',
      at: { message: '20 B object' },
      on: 'node@21',
    },
  ],
  expects: ({ message }, { is }) => {
    if (is !== 'node') return undefined;
    return message === '20 B object' ? undefined : 'confirmed';
  },
});
