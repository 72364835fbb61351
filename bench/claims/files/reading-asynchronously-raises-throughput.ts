/**
 * “Never call a function that ends in Sync from a handler” is told of servers, and as a matter of throughput: while the
 * one thread waits for the disk, it answers nobody. That is so where there is something to wait for. A file that was
 * read before lies in the page cache, and to read it is to copy it: then an asynchronous read takes the same processor
 * time and that of its way through the thread pool besides, several times for each file.
 *
 * So the answer depends on what is read. These servers read a file of a few kilobytes at every request; a real one
 * would keep it, or stream it. A megabyte is not asked: no client on this machine takes it as fast as it is read. What
 * a slow disk or a network folder does to a server is not asked here either, and there the advice stands
 * (cold-files-are-read-sooner-together). In Node.js 26.10 the way through the pool is gone once for a file and no
 * longer four times (see sync-fs-is-slow).
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { defineClaim } from '../../claim.ts';
import { serving } from '../../serving.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

export default defineClaim({
  says: 'A server that reads files asynchronously answers more requests',
  because: 'while the thread waits for the disk in a synchronous call, it answers nobody',
  source: 'notes: asynchronous I/O',
  quote: '阻塞I/O造成CUP等待I/O，CPU的处理能力没用充分利用 (blocking I/O makes the CPU wait, its capacity unused)',
  rows: ['P2', 'X6', 'TE11'],
  metric: 'throughput',
  load: () => ({ connections: 16, turn: 150, turns: 2 }),
  given: { bytes: [4096] },
  favours: 'readFile',
  over: 'readFileSync',
  contenders: {
    readFile: ({ bytes }) => {
      const path = sampleFile(bytes);
      return serving(
        createServer((_, response) => {
          readFile(path).then(
            (content) => response.end(content),
            () => response.writeHead(500).end(),
          );
        }),
      );
    },
    readFileSync: ({ bytes }) => {
      const path = sampleFile(bytes);
      return serving(createServer((_, response) => response.end(readFileSync(path))));
    },
  },
  expects: (_, { is }) => (is === 'node' ? 'refuted' : undefined),
});
