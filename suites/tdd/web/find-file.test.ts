/** From a path to a file (row WA2): what no system is asked for, and what a system may answer. */
import fs from 'node:fs/promises';
import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { findFile, safeSegments } from '../../../fixtures/web/static/find-file.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('WA2: the segments of a path', () => {
  test('are decoded once, and the last one is empty for a folder', () => {
    expect(safeSegments('/a%20b/%C3%A9.txt')).to.deep.equal(['a b', 'é.txt']);
    expect(safeSegments('/a/%252e%252e/')).to.deep.equal(['a', '%2e%2e', '']);
    expect(safeSegments('/')).to.deep.equal(['']);
    expect(safeSegments('/a..b/c...')).to.deep.equal(['a..b', 'c...']);
  });

  // On this system each of them could be the name of a file; on another one it is a way out, a stream, or a second name.
  for (const segment of ['..', '.', '.a', '..%2fa', 'a%5Cb', 'a:b', 'C:', 'a%00', 'a%0Ab', 'a%7F', 'a%C2%85', '%2ea']) {
    test(`are not ${segment}, at the end or before it`, () => {
      for (const path of [`/${segment}`, `/${segment}/a`, `/a/${segment}/`]) {
        expect(() => safeSegments(path), path)
          .to.throw()
          .with.include({ status: 404, code: 'NO_FILE' });
      }
    });
  }

  test('are not empty before the end, nor without a slash before them', () => {
    for (const path of ['//a', '/a//b', '/a//'])
      expect(() => safeSegments(path))
        .to.throw()
        .with.property('status', 404);
    expect(() => safeSegments('a'))
      .to.throw()
      .with.include({ status: 400, code: 'BAD_PATH' });
  });
});

suite('WA2: a file below a root', () => {
  const directory = temporaryDirectory();

  afterEach(() => sinon.restore());

  test('that has become a link since its real path was looked up is not there', async () => {
    const real = directory.write('page.txt', 'page');
    const link = directory.join('link.txt');
    await fs.symlink(real, link);
    sinon.replace(fs, 'realpath', (async () => link) as unknown as typeof fs.realpath);
    expect(await rejectionOf(findFile(directory.path, '/page.txt', ''))).to.include({ status: 404, code: 'NO_FILE' });
  });

  test('that cannot be opened for want of descriptors is there: it is our fault, and no 404', async () => {
    directory.write('page.txt', 'page');
    const full = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    sinon.replace(fs, 'open', () => Promise.reject(full));
    expect(await rejectionOf(findFile(directory.path, '/page.txt', ''))).to.equal(full);
  });
});
