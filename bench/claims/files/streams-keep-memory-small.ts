/**
 * A file that is to be hashed, copied or sent need never be in memory as a whole: a stream holds a chunk at a time, 64
 * KiB by default, where reading the whole file holds all of it. What is asked is by how much the process grows at its
 * peak.
 *
 * The trap: a chunk that has been used is garbage, and garbage outside of the heap is not looked for until some 32 MiB
 * of it have come together. A stream takes as much as that, however small its chunks are; it is for what is larger.
 *
 * The file is one hole, which reads as zeros: writing it would leave free memory behind for the contenders to grow in.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineClaim } from '../../claim.ts';
import { readPromise } from '../../../fixtures/files/reading.ts';

const MiB = 1024 * 1024;

/** The path of a file of so many zeros. */
function hole(bytes: number): string {
  const file = path.join(os.tmpdir(), `hole-${bytes}.bin`);
  fs.writeFileSync(file, '');
  fs.truncateSync(file, bytes);
  return file;
}

export default defineClaim({
  says: 'Streams keep memory small',
  because: 'a stream holds a chunk at a time, and reading a whole file holds all of it',
  source: 'notes: uploads › memory limits',
  rows: ['WA20'],
  quote: '通过流式解析，将数据流导向到磁盘中，Node只保留文件路径等小数据 (parse as a stream, keep only small data)',
  metric: 'resident memory',
  given: { bytes: [4 * MiB, 128 * MiB] },
  quick: { bytes: [128 * MiB] },
  favours: 'stream',
  over: 'whole',
  contenders: {
    stream: ({ bytes }) => {
      const file = hole(bytes);
      return async () => {
        let total = 0;
        for await (const chunk of fs.createReadStream(file)) total += (chunk as Buffer).length;
        return total;
      };
    },
    whole: ({ bytes }) => {
      const file = hole(bytes);
      return async () => (await readPromise(file)).length;
    },
  },
  answer: ({ bytes }) => bytes,
  expects: 'confirmed',
});
