/**
 * What is sent to a thread is copied, unless it is moved: `postMessage(memory, [memory])` gives it away, and who
 * had it has an ArrayBuffer of length 0. Shared memory is neither copied nor moved, and both sides see every change at once.
 *
 * The advice comes from browsers, with 32 MB in the example. For a few kilobytes it is not the copy that takes the time but the
 * message: a port, a queue and the wake-up of another thread; and to move is to take memory off one heap and to make it known
 * to the other. So the size decides. The danger is a benchmark that moves what it has just made, and forgets that making
 * it is to fill it with zeros; or one that moves what has been moved already, which has a length of 0.
 *
 * The bytes go there and come back, and what came is sent the next time. The thread adds one to the first of them: the answer
 * is how many have come, and by how much the first one has grown.
 */
import { Worker } from 'node:worker_threads';
import { closing, defineClaim, type Timed } from '../../claim.ts';

const KiB = 1024;

/** What the thread runs. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ memory, moves }) => {
    new Uint8Array(memory)[0]++;
    parentPort.postMessage(memory, moves ? [memory] : []);
  });`;

function sending(first: ArrayBuffer | SharedArrayBuffer, moves: boolean): Timed {
  const worker = new Worker(THREAD, { eval: true });
  let memory = first;
  const exchange = (): Promise<string> =>
    new Promise((resolve) => {
      const before = new Uint8Array(memory)[0]!;
      worker.once('message', (came: ArrayBuffer | SharedArrayBuffer) => {
        memory = came;
        resolve(`${came.byteLength}, ${(new Uint8Array(came)[0]! - before) & 0xff} more`);
      });
      worker.postMessage({ memory, moves }, moves ? [memory as ArrayBuffer] : []);
    });
  return closing(exchange, async () => void (await worker.terminate()));
}

export default defineClaim({
  says: 'Moving bytes to another thread is faster than copying them',
  because: 'the memory changes hands, and nothing of what is in it is touched',
  source:
    'Transferable objects - Lightning fast: https://developer.chrome.com/blog/transferable-objects-lightning-fast',
  quote: 'It is zero-copy, which vastly improves the performance of sending data to a Worker.',
  given: { bytes: [64, 4 * KiB, 64 * KiB, 1024 * KiB] },
  quick: { bytes: [1024 * KiB] },
  crossing: 'bytes',
  favours: 'moved',
  over: 'copied',
  contenders: {
    moved: ({ bytes }) => sending(new ArrayBuffer(bytes), true),
    copied: ({ bytes }) => sending(new ArrayBuffer(bytes), false),
    shared: ({ bytes }) => sending(new SharedArrayBuffer(bytes), false),
  },
  answer: ({ bytes }) => `${bytes}, 1 more`,
});
