/**
 * Files, names and keys share one pool of four threads, and what waits in a thread keeps it: four names that nobody
 * answers, or four pipes that nobody opens at the other end, and no file of the process is read until one of them is
 * done. There a larger pool helps, with any number of processors: what waits needs none. It is the other half of
 * a-larger-pool-computes-faster, where what is done computes, and more threads gain nothing.
 *
 * Here the openings of four pipes wait, and a look at a folder comes behind them. As soon as it has come through, or
 * after 5 ms, the pipes are let go. So what is timed is how long a file waits for those that block, and how long that
 * is, is they who decide: five milliseconds here, and seconds where a name server is away. One thread more than there
 * are pipes is enough, and with the next that blocks it is too few: the right way is to have nothing wait there for
 * long.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closing, defineClaim, type Contender } from '../../claim.ts';
import { PoolProcess } from '../../../fixtures/async/pool-process.ts';

const PIPES = 4;
/** Milliseconds. */
const PATIENCE = 5;

function pool(size: number): Contender {
  return () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pipes-'));
    const pipes = Array.from({ length: PIPES }, (_, index) => path.join(folder, String(index)));
    execFileSync('mkfifo', pipes);
    const child = new PoolProcess(size);
    return closing(
      async () => {
        await child.lookBehind({ pipes, patience: PATIENCE });
        return 'looked';
      },
      () => child.close(),
    );
  };
}

export default defineClaim({
  says: 'A thread pool larger than the default of 4 lets files through while others wait',
  because: 'what blocks keeps a thread of the pool, and what comes behind needs another one',
  source: 'https://webcoderspeed.com/blog/scaling/thread-pool-starvation',
  quote: 'If you have 100 concurrent bcrypt.hash() calls and only 4 thread pool threads — 96 of them wait in a queue.',
  rows: ['X12'],
  lacks: () => (spawnSync('mkfifo', ['--help']).error ? 'needs mkfifo to make a pipe that holds a thread' : undefined),
  favours: '8 threads',
  over: '4 threads',
  contenders: {
    '4 threads': pool(4),
    '5 threads': pool(5),
    '8 threads': pool(8),
  },
  answer: () => 'looked',
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
