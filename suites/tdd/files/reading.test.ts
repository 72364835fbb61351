/** Reading a file in four ways, from the inside (rows P2 and X5). */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { readCallback, readStream, together, ways, type Way } from '../../../fixtures/files/reading.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { failCall } from '../../support/failing-disk.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const WAYS: readonly Way[] = ['sync', 'callback', 'promise', 'stream'];

suite('reading a file', () => {
  const directory = temporaryDirectory();
  afterEach(() => sinon.restore());

  for (const way of WAYS) {
    for (const bytes of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
      test(`${way}: gives all of ${bytes} bytes`, async () => {
        const content = Buffer.from(Array.from({ length: bytes }, (_, index) => index % 251));
        expect((await ways[way](directory.write('content', content))).equals(content)).to.equal(true);
      });
    }

    test(`${way}: says which file is missing`, async () => {
      const missing = directory.join('missing');
      const error = await rejectionOf((async () => ways[way](missing))());
      expect(error).to.include({ code: 'ENOENT', path: missing });
    });
  }

  test('P2: the callback never runs before the code that follows the call, whether there is a file or not', async () => {
    for (const path of [directory.write('there', 'x'), directory.join('not-there')]) {
      const order: string[] = [];
      await new Promise<void>((resolve) => {
        readCallback(path, () => {
          order.push('callback');
          resolve();
        });
        order.push('the code that follows');
      });
      expect(order).to.deep.equal(['the code that follows', 'callback']);
    }
  });

  test('P2: the error comes first: null beside content, an error without it', async () => {
    const call = (path: string): Promise<unknown[]> =>
      new Promise((resolve) => {
        readCallback(path, (...args) => resolve(args));
      });
    const [none, content] = await call(directory.write('there', 'x'));
    expect(none).to.equal(null);
    expect(content).to.deep.equal(Buffer.from('x'));
    const [error, nothing] = await call(directory.join('not-there'));
    expect(error).to.be.instanceOf(Error).and.to.have.property('code', 'ENOENT');
    expect(nothing).to.equal(undefined);
  });

  test('X5: the synchronous read has ended before anything else can happen', async () => {
    const path = directory.write('there', 'x');
    let others = 0;
    const other = new Promise<void>((resolve) => {
      setImmediate(() => {
        others += 1;
        resolve();
      });
    });
    const content = ways.sync(path);
    expect(Buffer.isBuffer(content)).to.equal(true);
    expect(others).to.equal(0);
    await other;
  });

  test('stream: a disk that fails at the second chunk is an error, and nothing stays open', async () => {
    const path = directory.write('long', Buffer.alloc(200_000));
    const calls = failCall('read', 2, 'EIO');
    expect(await rejectionOf(readStream(path))).to.have.property('code', 'EIO');
    expect(calls()).to.equal(2);
    if (descriptorsCountable) expect(openDescriptors(directory.path)).to.equal(0);
  });
});

suite('reading together', () => {
  test('starts every read before the first has ended, and sums up their bytes', async () => {
    const open: (() => void)[] = [];
    const sum = together(
      3,
      (index) =>
        new Promise((resolve) => {
          open.push(() => resolve(Buffer.alloc(10 ** index)));
        }),
    );
    expect(open).to.have.lengthOf(3);
    for (const end of open) end();
    expect(await sum).to.equal(111);
  });

  test('tells the order in which the reads finish', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(7), { minLength: 8, maxLength: 8 }), async (order) => {
        const ends: (() => void)[] = [];
        const told: number[] = [];
        const sum = together(
          8,
          () =>
            new Promise((resolve) => {
              ends.push(() => resolve(Buffer.alloc(1)));
            }),
          (index) => told.push(index),
        );
        for (const index of order) ends[index]?.();
        expect(await sum).to.equal(8);
        expect(told).to.deep.equal(order);
      }),
      { numRuns: 30 },
    );
  });

  test('synchronous reads finish in the order in which they are started', async () => {
    const told: number[] = [];
    expect(
      await together(
        4,
        () => Buffer.alloc(2),
        (index) => told.push(index),
      ),
    ).to.equal(8);
    expect(told).to.deep.equal([0, 1, 2, 3]);
  });

  test('waits for the others when one fails, then throws the first error', async () => {
    let ended = 0;
    const error = await rejectionOf(
      together(4, async (index) => {
        if (index === 1 || index === 2) throw new Error(`read ${index}`);
        await new Promise(setImmediate);
        ended += 1;
        return Buffer.alloc(1);
      }),
    );
    expect(error.message).to.equal('read 1');
    expect(ended).to.equal(2);
  });

  for (const count of [0, -1, 1.5, Number.NaN, Infinity]) {
    test(`refuses ${count} reads`, async () => {
      const error = await rejectionOf(together(count, () => Buffer.alloc(1)));
      expect(error).to.have.property('code', 'BAD_NUMBER');
      expect(error.message).to.equal(`Expected the number of reads to be a whole number from 1 upwards, got ${count}.`);
    });
  }

  test('the same file in four ways gives the same sum', async () => {
    const path = fileURLToPath(import.meta.url);
    const sums = [];
    for (const way of WAYS) sums.push(await together(5, () => ways[way](path)));
    expect(sums).to.deep.equal(Array.from(WAYS, () => 5 * fs.statSync(path).size));
  });
});
