/**
 * The other half of the advice to avoid `readFileSync`: as long as it reads, nothing else happens in the process. How
 * long that is, is the longest time for which the event loop could not go round while one call was under way. For a
 * small file starting an asynchronous read is work too, and so is taking its answer, once for every request to the
 * thread pool: four for a small file up to Node.js 24, and one in 26.10 (see sync-fs-is-slow). The trap is to read one
 * file after another and to measure each: it is those that are started in one tick that add up, for synchronous calls
 * all of them. A file that comes from a slow disk holds a synchronous call as long as the disk likes: these lie in
 * memory, and it is the copying that is seen.
 */
import { defineClaim } from '../../claim.ts';
import { readingMany } from '../../../fixtures/files/reading-many.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const MiB = 1024 * 1024;

export default defineClaim({
  says: 'Async fs keeps the event loop free',
  because: 'the waiting and the copying happen on threads of the pool, and the loop goes round meanwhile',
  source: 'notes: asynchronous I/O',
  rows: ['X5'],
  quote: '内核提供非阻塞I/O，它调用之后立刻返回 (the kernel offers non-blocking I/O, which returns at once)',
  metric: 'loop delay',
  given: { together: [1, 16], bytes: [1024, MiB, 16 * MiB] },
  where: ({ together, bytes }) => together === 1 || bytes === MiB,
  quick: { together: [1], bytes: [MiB] },
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
  expects: ({ together, bytes }, { is }) => (is === 'node' && together === 1 && bytes === 1024 ? 'refuted' : undefined),
});
