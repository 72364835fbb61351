/** Reading a file many times at once. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { readingMany } from '../../../fixtures/files/reading-many.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('reading many times at once', () => {
  const directory = temporaryDirectory();

  for (const [way, read] of Object.entries(readingMany)) {
    test(`${way} answers the bytes of all reads`, async () => {
      const path = directory.write('some', 'twelve bytes');
      expect(await read(path, 1)).to.equal(12);
      expect(await read(path, 9)).to.equal(108);
    });

    test(`${way} reads an empty file`, async () => {
      expect(await read(directory.write('empty', ''), 3)).to.equal(0);
    });

    test(`${way} fails as the system does where there is no file`, async () => {
      const error = await rejectionOf((async () => read(directory.join('missing'), 2))());
      expect(error).to.include({ code: 'ENOENT' });
    });
  }

  test('sync answers at once, and the others do not', async () => {
    const path = directory.write('some', 'twelve bytes');
    expect(readingMany.sync(path, 2)).to.equal(24);
    for (const way of ['callback', 'promise', 'stream'] as const) {
      const reading = readingMany[way](path, 2);
      expect(reading).to.be.an.instanceOf(Promise);
      // The folder goes with the suite, and must not go while it is read.
      expect(await reading).to.equal(24);
    }
  });
});
