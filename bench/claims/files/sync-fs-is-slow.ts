/**
 * The advice is to avoid `readFileSync`, and it is mostly given as one about speed. What is read here lies in the page
 * cache, as almost everything does that is read twice: then there is nothing to wait for, and an asynchronous read pays
 * for its way through the thread pool: four requests for a small file (open, fstat, read, close), each of which wakes a
 * thread and then the loop. In Node.js 26.10 it is one for up to 512 KB (`ReadFileJob` in lib/fs.js; which change that
 * was has not been found), and the price is a quarter. Larger files are read in pieces of 512 KB, so that others come
 * through (nodejs/node #17054, #27063). `fs.promises` has a FileHandle to make and to close besides.
 *
 * What speaks for asynchronous reading are other claims: the loop stays free (async-fs-keeps-the-loop-free), and files
 * that are not in memory come sooner (cold-files-are-read-sooner-together). The trap is to take the one for the other:
 * a second reading shows no disk at all. From a megabyte on it is not the reading that is seen either, but the memory
 * for so large a Buffer.
 *
 * The answer is the number of bytes; that they are the same bytes whichever way is specified in the suites. The size of
 * the pool is as Node.js has it: to copy from memory there are no more processors than there are.
 */
import { defineClaim } from '../../claim.ts';
import { readingMany } from '../../../fixtures/files/reading-many.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const MiB = 1024 * 1024;

export default defineClaim({
  says: 'Sync fs is slow: asynchronous reading takes less time',
  because: 'a blocking call makes the processor wait for the disk, while asynchronous ones go on side by side',
  source: 'notes: asynchronous I/O',
  rows: ['P2', 'X6'],
  quote: '阻塞I/O造成CUP等待I/O，CPU的处理能力没用充分利用 (blocking I/O makes the CPU wait, its capacity unused)',
  given: { together: [1, 16], bytes: [1024, 65_536, MiB, 16 * MiB] },
  // More at once is a claim about memory.
  where: ({ together, bytes }) => together === 1 || bytes === 1024 || bytes === MiB,
  quick: { together: [1], bytes: [1024] },
  crossing: 'bytes',
  elsewhere: [
    {
      source: 'https://adamhooper.medium.com/node-synchronous-code-runs-faster-than-asynchronous-code-b0553d5cf54e',
      says: 'reading lots of small files, synchronous code is 6–7 times faster than asynchronous code',
      wins: 'sync',
      at: { together: 1, bytes: 1024 },
    },
    {
      source: 'https://github.com/nodejs/performance/issues/151',
      says: '10 000 reads of a short text took 200 ms by promises and 100 ms by callbacks, and it is maybe twice as fast to go synchronous',
      wins: 'sync',
      at: { together: 16, bytes: 1024 },
      on: 'node@21.7',
    },
    {
      source: 'https://github.com/nodejs/node/issues/41435',
      says: 'readFileSync is 40 % faster than readFile for files of 32 MB',
      wins: 'sync',
      at: { together: 1, bytes: 16_777_216 },
    },
  ],
  favours: 'promise',
  over: 'sync',
  contenders: {
    sync: ({ together, bytes }) => {
      const path = sampleFile(bytes);
      return () => readingMany.sync(path, together);
    },
    callback: ({ together, bytes }) => {
      const path = sampleFile(bytes);
      return () => readingMany.callback(path, together);
    },
    promise: ({ together, bytes }) => {
      const path = sampleFile(bytes);
      return () => readingMany.promise(path, together);
    },
    stream: ({ together, bytes }) => {
      const path = sampleFile(bytes);
      return () => readingMany.stream(path, together);
    },
  },
  answer: ({ together, bytes }) => together * bytes,
});
