/** Requests of the file system, counted (row X9). How many one call makes is probed here, never looked up by version. */
import { executionAsyncId } from 'node:async_hooks';
import fs from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { together, ways } from '../../../fixtures/files/reading.ts';
import { countRequests } from '../../../fixtures/files/requests.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('X9: requests of the file system', () => {
  const directory = temporaryDirectory();
  const stat = (path: string): Promise<fs.Stats> =>
    new Promise((resolve, reject) => {
      fs.stat(path, (error, stats) => (error ? reject(error) : resolve(stats)));
    });

  test('a call with a callback is one request object', async () => {
    const { answer, total, kinds } = await countRequests(() => stat(directory.path));
    expect(answer.isDirectory()).to.equal(true);
    expect(total).to.equal(1);
    expect(kinds).to.deep.equal({ FSREQCALLBACK: 1 });
  });

  test('a call with a promise is one request object, of a kind of its own', async () => {
    const { total, kinds } = await countRequests(() => fs.promises.stat(directory.path));
    expect(total).to.equal(1);
    expect(kinds).to.deep.equal({ FSREQPROMISE: 1 });
  });

  test('the end of a file handle is a request as well', async () => {
    const { kinds } = await countRequests(async () => (await fs.promises.open(directory.path)).close());
    expect(kinds).to.deep.equal({ FSREQPROMISE: 1, FILEHANDLECLOSEREQ: 1 });
  });

  test('a synchronous call makes none', async () => {
    const path = directory.write('content', 'x');
    expect(await countRequests(() => ways.sync(path))).to.deep.equal({ answer: Buffer.from('x'), total: 0, kinds: {} });
  });

  test('those made one after another count together, also behind an await', async () => {
    const { total } = await countRequests(async () => {
      for (let call = 0; call < 5; call++) await stat(directory.path);
    });
    expect(total).to.equal(5);
  });

  for (const way of ['callback', 'promise', 'stream'] as const) {
    test(`${way}: reading is at least one request, and n readings are n times as many`, async () => {
      const path = directory.write('small', Buffer.alloc(1024));
      const one = await countRequests(() => ways[way](path));
      const five = await countRequests(() => together(5, () => ways[way](path)));
      expect(one.total).to.be.at.least(1);
      expect(five.total).to.equal(5 * one.total);
    });

    test(`${way}: a long file takes no fewer requests than a short one`, async () => {
      const [short, long] = [directory.write('short', 'x'), directory.write('long', Buffer.alloc(2 << 20))];
      const few = await countRequests(() => ways[way](short));
      const many = await countRequests(() => ways[way](long));
      expect(many.total).to.be.at.least(few.total);
    });
  }

  test('those of others in the same process are not counted', async () => {
    const others = new AbortController();
    const busy = (async () => {
      while (!others.signal.aborted) await stat(directory.path);
    })();
    const { total } = await countRequests(async () => {
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
      return stat(directory.path);
    });
    others.abort();
    await busy;
    expect(total).to.equal(1);
  });

  test('two counts at once do not see each other', async () => {
    const [one, two] = await Promise.all([
      countRequests(() => stat(directory.path)),
      countRequests(async () => {
        await stat(directory.path);
        await stat(directory.path);
      }),
    ]);
    expect([one.total, two.total]).to.deep.equal([1, 2]);
  });

  test('nothing is watched any more afterwards, which would cost every promise of the process', async () => {
    // Without a hook Node.js gives promises no number (async_hooks, "Promise execution tracking").
    const number = (): Promise<number> => Promise.resolve().then(() => executionAsyncId());
    expect(await number()).to.equal(0);
    const { answer } = await countRequests(number);
    expect(answer).to.be.greaterThan(0);
    expect(await number()).to.equal(0);
  });

  test('what the work throws is thrown', async () => {
    expect(await rejectionOf(countRequests(() => stat(directory.join('missing'))))).to.have.property('code', 'ENOENT');
  });
});
