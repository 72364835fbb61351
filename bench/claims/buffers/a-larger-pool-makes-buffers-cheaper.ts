/**
 * `Buffer.poolSize` may be set by whoever likes, and takes effect with the next pool: Buffers of less than half of it
 * are cut out of one. Its default was 8 KiB for eleven years, which left everything from 4096 bytes on to the system,
 * and is 64 KiB since Node.js 24.18 and 26.3 (nodejs/node #63597). Here both are asked on the same Node.js: where both
 * pools serve, where only the larger one does, and where neither.
 *
 * The price grows with it: the last slice of a pool that is kept keeps all of it, and a program that keeps a few small
 * ones of many pools holds eight times as much (a game server that had set a pool of 1 MB measured half of its memory
 * saved without, and the same speed: QuentinGruber/h1z1-server #2824). So the wrong way is to make it as large as can
 * be.
 *
 * The size is set before every call, since it is one for the whole process: that costs both the same. Where nothing is
 * pooled, as in Bun, there is no difference to be had.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';

/** How many Buffers stay alive at a time. */
const KEPT = 64;

function using(poolSize: number, bytes: number): Timed {
  const before = Buffer.poolSize;
  const ring: Buffer[] = Array.from({ length: KEPT }, () => Buffer.alloc(0));
  let next = 0;
  const timed = (): number => {
    Buffer.poolSize = poolSize;
    const buffer = Buffer.allocUnsafe(bytes);
    buffer[0] = 1;
    ring[next] = buffer;
    next = (next + 1) % KEPT;
    return buffer.length;
  };
  return closing(timed, () => {
    Buffer.poolSize = before;
  });
}

export default defineClaim({
  says: 'A pool of 64 KiB makes Buffers cheaper than one of 8 KiB',
  because: 'more of them are cut out of it, and a new one is needed more seldom',
  source: 'https://github.com/nodejs/node/pull/63597',
  quote: 'Many Buffer.allocUnsafe calls in core … sit in the 4-64 KiB range and miss the pool',
  rows: ['B4', 'B5'],
  given: { bytes: [4096, 65_536] },
  quick: { bytes: [4096] },
  crossing: 'bytes',
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/63597',
      says: 'reading files of 4 KiB with readFileSync in 8 threads: 326k a second with a pool of 8 KiB, 360k with 64 KiB',
      wins: '64 KiB',
      at: { bytes: 4096 },
    },
  ],
  favours: '64 KiB',
  over: '8 KiB',
  contenders: {
    '8 KiB': ({ bytes }) => using(8192, bytes),
    '64 KiB': ({ bytes }) => using(65_536, bytes),
  },
  expects: ({ bytes }, { is }) => (is === 'node' && bytes <= 4096 ? 'confirmed' : undefined),
});
