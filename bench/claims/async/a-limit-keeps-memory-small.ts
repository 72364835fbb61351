/**
 * `Promise.all(files.map(read))` starts everything at once, which is right as long as everything is little. What has
 * been started has to be somewhere: each read holds a Buffer from the moment at which it begins, not only when it is
 * its turn in the pool of threads, of which there are four. So nothing is won by more than a few at a time, and memory
 * is lost.
 *
 * A limit makes a pool of it: so many are under way, and the next begins when one has ended. The danger for whoever
 * measures is garbage: a Buffer that has been counted and dropped is given back when a collection comes, and one comes
 * when some 32 MiB of it have come together. A pool needs as much as that, however small it is, and for a few files
 * there is nothing to win. Here they are 128, of a megabyte each, from the page cache; what is asked is by how much the
 * process grows.
 */
import { readFile } from 'node:fs/promises';
import { defineClaim, type Timed } from '../../claim.ts';
import { pooledMap } from '../../../fixtures/async/pooled-map.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';

const MiB = 1024 * 1024;
const FILES = 128;

/** @param limit how many files are read at once */
function reading(limit: number): Timed {
  const paths = Array.from({ length: FILES }, () => sampleFile(MiB));
  return async () => {
    const sizes = await pooledMap(paths, limit, async (file) => (await readFile(file)).length);
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  };
}

export default defineClaim({
  says: 'A limit on how many promises are under way keeps memory small',
  because: 'what has been started takes its memory at once, also where it has to wait for its turn',
  source:
    'Alex Ewerlöf, Async map with limited parallelism: https://alexewerlof.medium.com/async-map-with-limited-parallelism-in-node-js-2b91bd47af70',
  quote: 'Consume a lot of memory as each map function holds all its variables as long as it is running',
  metric: 'resident memory',
  favours: 'four at once',
  over: 'all at once',
  contenders: {
    'four at once': () => reading(4),
    'all at once': () => reading(Infinity),
  },
  answer: () => FILES * MiB,
  expects: 'confirmed',
});
