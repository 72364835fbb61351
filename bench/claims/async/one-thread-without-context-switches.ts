/**
 * Where a server has a thread for each request, the system switches between them, and each switch costs. JavaScript
 * runs on one thread, so it is said that there are no switches to pay for. That holds for what stays on it: callbacks
 * that the loop calls one after another. An asynchronous call of the file system does not stay on it. It is put into
 * the queue of the thread pool, a thread is woken, reads, and wakes the loop, which slept meanwhile: two threads that
 * wait for each other, once for each request: a single `fs.readFile` of a small file makes four of them up to Node.js
 * 24, and one in 26.10 (`ReadFileJob` in lib/fs.js; which change that was has not been found), by which most of the
 * switches are gone.
 *
 * Counted is how often a thread of the process had to wait, whichever it was; compared with a thread of our own, which
 * is asked for each file by a message, reads it synchronously, and answers. The wrong way to put it is that
 * asynchronous I/O is without threads; the right one, that they are not ours, and that many requests share them. A
 * synchronous call that finds its file in the cache has nobody to wait for, and holds up everybody else.
 */
import { closing, defineClaim } from '../../claim.ts';
import { readingThread } from '../../../fixtures/async/answering-thread.ts';
import { readingMany } from '../../../fixtures/files/reading-many.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const BYTES = 1024;

export default defineClaim({
  says: 'Asynchronous I/O on a single thread saves the context switches that threads cost',
  because: 'there is but one thread, and nothing to switch between',
  source: 'notes: features › single thread',
  quote: '没有线程上下文切换带来的开销 (no cost of thread context switches)',
  rows: ['P8'],
  metric: 'context switches',
  given: { together: [1, 16] },
  quick: { together: [1] },
  favours: 'callback',
  over: 'a thread of our own',
  contenders: {
    callback: ({ together }) => {
      const path = sampleFile(BYTES);
      return () => readingMany.callback(path, together);
    },
    promise: ({ together }) => {
      const path = sampleFile(BYTES);
      return () => readingMany.promise(path, together);
    },
    'a thread of our own': ({ together }) => {
      const path = sampleFile(BYTES);
      const thread = readingThread();
      return closing(
        async () => {
          const read = await Promise.all(Array.from({ length: together }, () => thread.ask(path)));
          return read.reduce((sum, bytes) => sum + bytes, 0);
        },
        () => thread.close(),
      );
    },
    sync: ({ together }) => {
      const path = sampleFile(BYTES);
      return () => readingMany.sync(path, together);
    },
  },
  answer: ({ together }) => together * BYTES,
  expects: ({ together }, { is }) => (is === 'node' && together <= 1 ? 'refuted' : undefined),
});
