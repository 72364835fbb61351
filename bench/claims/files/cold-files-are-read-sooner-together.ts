/**
 * The other half of what is told in sync-fs-is-slow: there the files lie in the page cache, and nobody waits for
 * anything. Here they do not. A synchronous call sleeps until the disk has answered, one file after another, and
 * asynchronous ones are on their way together, as many as the thread pool has threads: the disk is kept busy. So this
 * is where the advice is right about time, and by how much depends on the disk more than on Node.js. To await one read
 * before the next is begun gives it away again, and is here to show it.
 *
 * It is the trap of every measurement of files: the second time they are in memory. So what counts is the first call of
 * a fresh process, whose files the system was told to forget when they had been written. That a function runs for the
 * first time is in it, too, but is little beside the disk.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineClaim } from '../../claim.ts';
import { forget, lacksForgetting } from '../../../fixtures/files/page-cache.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const FILES = 32;
const BYTES = 256 * 1024;

/** As many files, none of which is in memory. */
function coldFiles(): readonly string[] {
  const sample = sampleFile(BYTES);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cold-'));
  const files = Array.from({ length: FILES }, (_, index) => path.join(folder, `${index}.bin`));
  for (const file of files) fs.copyFileSync(sample, file);
  forget(files);
  return files;
}

export default defineClaim({
  says: 'Files that are not in memory are read sooner by asynchronous calls that are started together',
  because: 'the disk has the next question while it answers the last, where a synchronous call asks for one at a time',
  source: 'notes: asynchronous I/O',
  quote: '阻塞I/O造成CUP等待I/O，CPU的处理能力没用充分利用 (blocking I/O makes the CPU wait, its capacity unused)',
  rows: ['X6'],
  metric: 'first call',
  lacks: () => lacksForgetting(),
  favours: 'together',
  over: 'sync',
  contenders: {
    together: () => {
      const files = coldFiles();
      return async () => {
        const contents = await Promise.all(files.map((file) => fs.promises.readFile(file)));
        return contents.reduce((sum, { length }) => sum + length, 0);
      };
    },
    sync: () => {
      const files = coldFiles();
      return () => {
        let sum = 0;
        for (const file of files) sum += fs.readFileSync(file).length;
        return sum;
      };
    },
    'awaited one by one': () => {
      const files = coldFiles();
      return async () => {
        let sum = 0;
        for (const file of files) sum += (await fs.promises.readFile(file)).length;
        return sum;
      };
    },
  },
  answer: () => FILES * BYTES,
  expects: 'confirmed',
});
