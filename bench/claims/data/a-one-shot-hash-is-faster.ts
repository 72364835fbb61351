/**
 * `createHash` makes an object that can be fed in pieces: a stream of Node's, with a context of OpenSSL behind it that a
 * collection has to give back. For a text that is there as a whole `crypto.hash` (Node.js 20.12 and 21.7) does it in one call. What
 * it saves is the same for every length, and the hashing itself is the same work: so the longer the text, the less it matters.
 *
 * The wrong way is to hash large files in one call: they have to be in memory as a whole. And to measure only a length at
 * which the hashing outweighs everything else. Several different inputs are hashed by turns, so that none is the one before.
 */
import { createHash, hash } from 'node:crypto';
import { defineClaim } from '../../claim.ts';
import { seededBytes } from '../../../fixtures/data/random.ts';

/** How many different bytes come by turns. */
const INPUTS = 8;

const inputs = (bytes: number): Buffer[] => Array.from({ length: INPUTS }, (_, index) => seededBytes(bytes, index + 1));

export default defineClaim({
  says: 'crypto.hash is faster than createHash',
  because: 'no object has to be made that keeps the state between pieces',
  source:
    'the manual of Node.js: https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptohashalgorithm-data-outputencoding',
  quote: 'It can be faster than the object-based crypto.createHash() when hashing a smaller amount of data (<= 5MB)',
  given: { bytes: [1024, 65_536] },
  quick: { bytes: [1024] },
  crossing: 'bytes',
  favours: 'crypto.hash',
  over: 'createHash',
  contenders: {
    'crypto.hash': ({ bytes }) => {
      const given = inputs(bytes);
      return () => {
        let all = '';
        for (const one of given) all += hash('sha256', one, 'hex');
        return all;
      };
    },
    createHash: ({ bytes }) => {
      const given = inputs(bytes);
      return () => {
        let all = '';
        for (const one of given) all += createHash('sha256').update(one).digest('hex');
        return all;
      };
    },
  },
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/51044',
      says: 'in the benchmark of Node.js one shot is 65.75 % faster for 1000 bytes with SHA-256, 76.69 % with MD5',
      wins: 'crypto.hash',
      at: { bytes: 1024 },
    },
    {
      source: 'https://github.com/nodejs/node/pull/51044',
      says: 'in the benchmark of Node.js one shot makes no difference for 100,000 bytes with SHA-1 (-1.19 %, ±6.72 %)',
      wins: 'neither',
      at: { bytes: 65_536 },
    },
  ],
  expects: ({ bytes }, { is }) => (is === 'node' && bytes <= 1024 ? 'confirmed' : undefined),
});
