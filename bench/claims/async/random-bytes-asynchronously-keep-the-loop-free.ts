/**
 * `randomBytes` without a callback works on the thread that asks, and the advice for servers is to give it one. Behind it is a
 * generator of OpenSSL's that has been seeded long ago: it does not wait for chance, it computes. For the sixteen bytes of
 * an identifier that takes about a microsecond, and the way to a thread of the pool and back takes much more, on the loop, too.
 *
 * The wrong way is to measure megabytes, where the callback is right, and to follow it for identifiers; or the other way round.
 * Counted is the longest time for which the loop stood still. What comes out is different at every call: the answer is how
 * many bytes there are.
 */
import { randomBytes } from 'node:crypto';
import { defineClaim } from '../../claim.ts';

const MiB = 1024 * 1024;

function drawn(bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    randomBytes(bytes, (error, made) => {
      if (error) reject(error);
      else resolve(made);
    });
  });
}

export default defineClaim({
  says: 'Random bytes that are drawn asynchronously keep the event loop free',
  because: 'a thread of the pool draws them, and the loop goes round meanwhile',
  source: 'https://github.com/nodejs/help/issues/457',
  quote: 'If you want to play it safe, use the asynchronous version.',
  metric: 'loop delay',
  given: { bytes: [16, 16 * MiB] },
  quick: { bytes: [16] },
  crossing: 'bytes',
  favours: 'with a callback',
  over: 'without',
  contenders: {
    'with a callback':
      ({ bytes }) =>
      async () =>
        (await drawn(bytes)).length,
    without:
      ({ bytes }) =>
      () =>
        randomBytes(bytes).length,
  },
  answer: ({ bytes }) => bytes,
  expects: ({ bytes }, { is }) => {
    if (is !== 'node') return undefined;
    return bytes <= 16 ? 'refuted' : 'confirmed';
  },
});
