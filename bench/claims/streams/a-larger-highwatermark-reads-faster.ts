/**
 * A file stream asks for so many bytes at a time as its `highWaterMark` says, 64 KiB by default. Each time there is a
 * request to the pool of threads, a Buffer, a wake-up of the loop and an event; with 512 KiB there are eight times
 * fewer of them. So it is advised to raise it, and Node.js itself has done so for other streams, from 16 to 64 KiB in
 * version 22 (nodejs/node #52037), where some found that it had got worse (#52805).
 *
 * The danger lies in memory. Each chunk is a new Buffer: a large one may have to be asked of the system, which hands
 * out pages that have never been touched, where a small one is served from what was used before. And a small file gains
 * nothing at all: the Buffer is made in its full size before anybody knows how much there is to read. The other danger
 * is the disk: here the file lies in the page cache, and reading is copying; a disk reads ahead for whoever asks in
 * small pieces.
 *
 * The answer is made of the number of bytes and of the first and the last one.
 */
import fs from 'node:fs';
import { defineClaim, type Contender } from '../../claim.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const KiB = 1024;
const axes = { bytes: [64 * KiB, 4096 * KiB] } as const;

function reading(highWaterMark: number): Contender<typeof axes> {
  return ({ bytes }) => {
    const file = sampleFile(bytes);
    return () =>
      new Promise((resolve, reject) => {
        let first: number | undefined;
        let last: number | undefined;
        let come = 0;
        fs.createReadStream(file, { highWaterMark })
          .on('data', (chunk) => {
            first ??= (chunk as Buffer)[0];
            last = (chunk as Buffer).at(-1);
            come += chunk.length;
          })
          .once('error', reject)
          .once('close', () => resolve([come, first, last]));
      });
  };
}

export default defineClaim({
  says: 'A larger highWaterMark reads a file faster',
  because: 'fewer and larger chunks mean fewer requests, Buffers and events',
  source: 'a stream of 512 KiB chunks for static files: https://github.com/web-infra-dev/rsbuild/pull/7840',
  quote: 'this only reduces chunk/event overhead when serving large dev assets',
  given: axes,
  quick: { bytes: [4096 * KiB] },
  favours: '512 KiB',
  over: '64 KiB',
  contenders: {
    '16 KiB': reading(16 * KiB),
    '64 KiB': reading(64 * KiB),
    '512 KiB': reading(512 * KiB),
  },
  answer: ({ bytes }) => {
    const content = fs.readFileSync(sampleFile(bytes));
    return [content.length, content[0], content.at(-1)];
  },
  expects: ({ bytes }, { is }) => (is === 'node' && bytes >= 4194304 ? 'confirmed' : undefined),
});
