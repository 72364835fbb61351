/**
 * WebCrypto hands every digest to a thread of the pool and gives a promise for it. `createHash` works it out at once, on the
 * thread that asks. The way to another thread and back takes as long as the hashing of many thousand bytes, so that for a short
 * text one mostly waits. For a long one the way no longer matters, and neither way is faster: the work is the same. What
 * the promise buys is something else: the loop goes on meanwhile, and several are hashed on several threads.
 *
 * The wrong way is to conclude that the asynchronous one is better for a server in any case: for a short text the loop is
 * busy longer with sending and taking than it would have been with hashing. And to measure only one length, whichever.
 */
import { createHash, webcrypto } from 'node:crypto';
import { defineClaim } from '../../claim.ts';
import { seededBytes } from '../../../fixtures/data/random.ts';

export default defineClaim({
  says: 'createHash is faster than subtle.digest for little data',
  because: 'it works at once, where a digest of WebCrypto goes to another thread and back',
  source: 'https://github.com/nodejs/node/pull/42233',
  quote: '`crypto.Hash` is much faster than `crypto.webcrypto.subtle.digest`',
  given: { bytes: [64, 1_048_576] },
  quick: { bytes: [64] },
  crossing: 'bytes',
  favours: 'createHash',
  over: 'subtle.digest',
  contenders: {
    createHash: ({ bytes }) => {
      const given = seededBytes(bytes);
      return () => createHash('sha256').update(given).digest('hex');
    },
    'subtle.digest': ({ bytes }) => {
      const given = seededBytes(bytes);
      return async () => Buffer.from(await webcrypto.subtle.digest('SHA-256', given)).toString('hex');
    },
  },
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/42233',
      says: 'digests a second of 100 bytes with SHA-256: 258,058 by createHash, 48,923 by subtle',
      wins: 'createHash',
      at: { bytes: 64 },
    },
  ],
  expects: 'confirmed',
});
