/**
 * `fs.promises` is no wrapper: each `readFile` opens a FileHandle, asks for its size, reads chunk by chunk and closes
 * it, all of it JavaScript that awaits. The callback's goes through the same steps with fewer objects up to Node.js 24;
 * in Node.js 26 it is a single request to the pool of threads (`files/sync-fs-is-slow`). So
 * `util.promisify(fs.readFile)`, which the promises were to replace, was found to take half as long for small files. Of
 * a megabyte the same was said once, and there it is the size of a chunk that decides: how often the way to the pool
 * and back is gone.
 *
 * The danger is to compare a callback that nobody waits for with a promise that somebody does. Here each call is over
 * when all of its reads are, however they say so. All files lie in the page cache: from a disk that has to be waited
 * for, nobody would see any of this.
 */
import fs from 'node:fs';
import { promisify } from 'node:util';
import { defineClaim } from '../../claim.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const MiB = 1024 * 1024;

export default defineClaim({
  says: 'fs.promises is slower than the callbacks of fs',
  because: 'a read opens a FileHandle, and awaits each of its steps in JavaScript',
  source: 'fs.promises.readFile is 40% slower than fs.readFile: https://github.com/nodejs/node/issues/37583',
  given: { together: [1, 64], bytes: [1024, MiB] },
  // 64 MiB at once are a claim about memory.
  where: ({ together, bytes }) => (together === 1) === (bytes === MiB),
  quick: { together: [64], bytes: [1024] },
  favours: 'callback',
  over: 'fs.promises',
  contenders: {
    callback: ({ together, bytes }) => {
      const file = sampleFile(bytes);
      return () =>
        new Promise((resolve, reject) => {
          let come = 0;
          let open = together;
          const done = (error: Error | null, content: Buffer): void => {
            if (error) return reject(error);
            come += content.length;
            if (--open === 0) resolve(come);
          };
          for (let read = 0; read < together; read++) fs.readFile(file, done);
        });
    },
    promisify: ({ together, bytes }) => {
      const file = sampleFile(bytes);
      const readFile = promisify(fs.readFile);
      return async () => {
        const reads: Promise<Buffer>[] = [];
        for (let read = 0; read < together; read++) reads.push(readFile(file));
        let come = 0;
        for (const content of await Promise.all(reads)) come += content.length;
        return come;
      };
    },
    'fs.promises': ({ together, bytes }) => {
      const file = sampleFile(bytes);
      return async () => {
        const reads: Promise<Buffer>[] = [];
        for (let read = 0; read < together; read++) reads.push(fs.promises.readFile(file));
        let come = 0;
        for (const content of await Promise.all(reads)) come += content.length;
        return come;
      };
    },
  },
  answer: ({ together, bytes }) => together * bytes,
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/37583',
      says: 'fs.promises.readFile of a file of 1 MB is 40 % slower than fs.readFile',
      wins: 'callback',
      at: { together: 1, bytes: MiB },
      on: 'node@15.10',
    },
    {
      source: 'https://github.com/nodejs/node/issues/52046',
      says: '10,000 reads of a small file took 200 ms, and with the callback promisified 100 ms',
      wins: 'callback',
      at: { together: 64, bytes: 1024 },
      on: 'node@21.7',
    },
  ],
  expects: ({ together }, { is }) => (is === 'node' && together >= 64 ? 'confirmed' : undefined),
});
