/** Hashing a file in four ways, from the inside. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { hashCallback, ways } from '../../../fixtures/files/hashing.ts';
import type { Way } from '../../../fixtures/files/reading.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { failCall, systemError } from '../../support/failing-disk.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const WAYS: readonly Way[] = ['sync', 'callback', 'promise', 'stream'];

/** FIPS 180-4 and RFC 1321: the examples of the standards, so that not only our four agree with one another. */
const EXAMPLES = [
  ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['sha1', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['SHA256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['shake128', '', '7f9c2ba4e88f827d616045507605853e'],
] as const;

suite('hashing a file', () => {
  const directory = temporaryDirectory();
  afterEach(() => sinon.restore());

  for (const way of WAYS) {
    for (const [algorithm, content, digest] of EXAMPLES) {
      test(`${way}: ${algorithm} of "${content}" is the standard's`, async () => {
        expect(await ways[way](directory.write('example', content), algorithm)).to.equal(digest);
      });
    }

    test(`${way}: a missing file is an error of the system`, async () => {
      const error = await rejectionOf((async () => ways[way](directory.join('missing'), 'md5'))());
      expect(error).to.have.property('code', 'ENOENT');
    });

    test(`${way}: an unknown algorithm is refused before the file is opened`, async () => {
      const error = await rejectionOf((async () => ways[way](directory.join('missing'), 'sha265'))());
      expect(error).to.have.property('code', 'UNKNOWN_ALGORITHM');
      expect(error.message).to.match(/got "sha265"\. Did you mean "sha256"\?$/);
    });

    const title = `${way}: a disk that fails at the second chunk leaves nothing open`;
    if (!descriptorsCountable) {
      test.skip(`${title} (skipped: descriptors are counted in /proc)`);
      continue;
    }
    test(title, async () => {
      const path = directory.write('long', Buffer.alloc(200_000));
      const calls = failSecondRead(way);
      const error = await rejectionOf((async () => ways[way](path, 'md5'))());
      expect(error).to.have.property('code', 'EIO');
      expect(calls()).to.equal(2);
      expect(openDescriptors(directory.path)).to.equal(0);
    });
  }

  test('all four agree with one call over the whole content, for every length and algorithm', async () => {
    const algorithms = crypto.getHashes().filter((name) => !name.startsWith('shake'));
    await fc.assert(
      fc.asyncProperty(fc.nat(200_000), fc.constantFrom(...algorithms), async (bytes, algorithm) => {
        const content = Buffer.alloc(bytes, 'touchstone');
        const path = directory.write('any', content);
        const expected = crypto.createHash(algorithm).update(content).digest('hex');
        for (const way of WAYS) expect(await ways[way](path, algorithm)).to.equal(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('no near name is offered where none is near', () => {
    expect(() => hashCallback('any', 'rot13-and-then-some', () => {})).to.throw(
      /got "rot13-and-then-some"\. crypto\.getHashes\(\) lists them\.$/,
    );
  });
});

function failSecondRead(way: Way): () => number {
  if (way === 'sync') return failCall('readSync', 2, 'EIO');
  if (way !== 'promise') return failCall('read', 2, 'EIO');
  let calls = 0;
  const open = fs.promises.open.bind(fs.promises);
  sinon.stub(fs.promises, 'open').callsFake(async (...args) => {
    const file = await open(...args);
    const read = file.read.bind(file);
    const fake = (...given: unknown[]): unknown => {
      calls += 1;
      if (calls === 2) throw systemError('EIO');
      return Reflect.apply(read, file, given);
    };
    return Object.assign(file, { read: fake });
  });
  return () => calls;
}
