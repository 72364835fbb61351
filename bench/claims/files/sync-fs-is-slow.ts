/**
 * The advice is to avoid `readFileSync`, and it is mostly given as one about speed. What is read here lies in the page
 * cache, as almost everything does that is read twice: then there is nothing to wait for, and an asynchronous read pays
 * for its way through the thread pool, four requests a file up to Node.js 24 and one since 26. What speaks for
 * asynchronous reading is another claim: async-fs-keeps-the-loop-free.
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
  given: { together: [1, 8, 64], bytes: [1024, 65_536, 4 * MiB] },
  // 256 MiB at once are a claim about memory.
  where: ({ together, bytes }) => together * bytes <= 32 * MiB,
  quick: { together: [1], bytes: [1024, 65_536, 4 * MiB] },
  crossing: 'bytes',
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
