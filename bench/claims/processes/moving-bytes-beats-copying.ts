/**
 * What is sent to a thread is copied, unless it is moved: `postMessage(memory, [memory])` gives it away, and who had it
 * has an ArrayBuffer of length 0. Shared memory is neither copied nor moved, and both sides see every change at once.
 *
 * The advice comes from browsers, with 32 MB in the example. For a few kilobytes it is not the copy that takes the time
 * but the message: a port, a queue and the wake-up of another thread; and to move is to take memory off one heap and to
 * make it known to the other. So the size decides. The danger is a benchmark that moves what it has just made, and
 * forgets that making it is to fill it with zeros; or one that moves what has been moved already, which has a length of
 * 0.
 *
 * Eight pieces are sent at once and come back, and what came is sent the next time. The thread adds one to the first
 * byte of each: the answer is how many bytes have come, and by how much those have grown. It is the round trip that is
 * timed, so a copy is two.
 */
import { Worker } from 'node:worker_threads';
import { closing, defineClaim, type Timed } from '../../claim.ts';

const KiB = 1024;

/** How many messages are under way at a time: so that waking the threads is a small part of it. */
const PIECES = 8;

/** What the thread runs. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ memory, moves, at }) => {
    new Uint8Array(memory)[0]++;
    parentPort.postMessage({ memory, at }, moves ? [memory] : []);
  });`;

interface Piece<M> {
  readonly memory: M;
  readonly at: number;
}

/** @param moves is left out where the memory is copied or shared */
function sending<M extends ArrayBuffer | SharedArrayBuffer>(make: () => M, moves?: (memory: M) => ArrayBuffer): Timed {
  const worker = new Worker(THREAD, { eval: true });
  const pieces = Array.from({ length: PIECES }, make);
  let arrived: (piece: Piece<M>) => void = () => {};
  worker.on('message', (piece: Piece<M>) => arrived(piece));
  const exchange = (): Promise<string> =>
    new Promise((resolve) => {
      let [bytes, more, waiting] = [0, 0, PIECES];
      const before = pieces.map((memory) => new Uint8Array(memory)[0]!);
      arrived = ({ memory, at }) => {
        pieces[at] = memory;
        bytes += memory.byteLength;
        more += (new Uint8Array(memory)[0]! - before[at]!) & 0xff;
        if (--waiting === 0) resolve(`${bytes} bytes, ${more} more`);
      };
      for (const [at, memory] of pieces.entries()) {
        worker.postMessage({ memory, at, moves: moves !== undefined }, moves ? [moves(memory)] : []);
      }
    });
  return closing(exchange, async () => void (await worker.terminate()));
}

export default defineClaim({
  says: 'Moving bytes to another thread is faster than copying them',
  because: 'the memory changes hands, and nothing of what is in it is touched',
  source:
    'Transferable objects - Lightning fast: https://developer.chrome.com/blog/transferable-objects-lightning-fast',
  quote: 'It is zero-copy, which vastly improves the performance of sending data to a Worker.',
  given: { bytes: [64, 4 * KiB, 64 * KiB, 512 * KiB] },
  quick: { bytes: [512 * KiB] },
  crossing: 'bytes',
  favours: 'moved',
  over: 'copied',
  contenders: {
    moved: ({ bytes }) =>
      sending(
        () => new ArrayBuffer(bytes),
        (memory) => memory,
      ),
    copied: ({ bytes }) => sending(() => new ArrayBuffer(bytes)),
    shared: ({ bytes }) => sending(() => new SharedArrayBuffer(bytes)),
  },
  answer: ({ bytes }) => `${PIECES * bytes} bytes, ${PIECES} more`,
  expects: ({ bytes }, { is }) => (is === 'node' && bytes >= 4096 ? 'confirmed' : undefined),
});
