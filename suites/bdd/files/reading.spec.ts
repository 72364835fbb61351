/** Reading files in four ways, from the outside: real files, real failures, fresh processes (rows P2, X5, X9). */
import crypto from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { together, ways, type Way } from '../../../fixtures/files/reading.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const WAYS: readonly Way[] = ['sync', 'callback', 'promise', 'stream'];
const BROKEN = '/proc/self/mem'; // its first page is never mapped: it can be opened, and reading fails with EIO

describe('reading files', () => {
  const directory = temporaryDirectory();

  it('gives the same bytes in every way, for a file of 16 MiB', async () => {
    const path = sampleFile(16 << 20, directory.path);
    const digests = [];
    for (const way of WAYS)
      digests.push(
        crypto
          .createHash('sha1')
          .update(await ways[way](path))
          .digest('hex'),
      );
    expect(new Set(digests).size).to.equal(1);
    expect(digests[0]).to.equal('33132ee335924ac5135f8964866b27835f19841b');
  });

  it('reads 64 files at once, each to its end, and closes them all', async () => {
    const paths = Array.from({ length: 64 }, (_, index) =>
      directory.write(`file-${index}`, Buffer.alloc(1000 + index)),
    );
    for (const way of WAYS) {
      const told: number[] = [];
      const bytes = await together(
        64,
        (index) => ways[way](paths[index]!),
        (index) => told.push(index),
      );
      expect(bytes, way).to.equal(64 * 1000 + (63 * 64) / 2);
      expect(told.sort((one, other) => one - other)).to.deep.equal([...paths.keys()]);
    }
    if (descriptorsCountable) expect(openDescriptors(directory.path)).to.equal(0);
  });

  for (const way of WAYS) {
    it(`${way}: a directory can be opened but not read, and is closed again`, async () => {
      const error = await rejectionOf((async () => ways[way](directory.path))());
      expect(error).to.have.property('code', 'EISDIR');
      if (descriptorsCountable) expect(openDescriptors(directory.path)).to.equal(0);
    });

    if (descriptorsCountable) {
      it(`${way}: a disk that cannot be read is an error of the system, and the file is closed`, async () => {
        const error = await rejectionOf((async () => ways[way](BROKEN))());
        expect(error).to.have.property('code', 'EIO');
        expect(openDescriptors(`/proc/${process.pid}/mem`)).to.equal(0);
      });
    } else {
      it.skip(`${way}: a disk that cannot be read … (skipped: there is no /proc/self/mem)`);
    }
  }

  it('P2: in a fresh process, the code that follows runs first, then the callback with null and a Buffer', async () => {
    const path = directory.write('notes', 'hello');
    const { stdout } = await run(
      inline(`
        import { readCallback } from '${compiled('fixtures/files/reading.ts')}';
        readCallback(${JSON.stringify(path)}, (error, content) => console.log('callback', error, content.constructor.name));
        console.log('sync');`),
    );
    expect(stdout).to.equal('sync\ncallback null Buffer\n');
  });

  it('X5: while a synchronous read goes on, no timer that is due comes in between', async () => {
    const path = sampleFile(4 << 20, directory.path);
    const { stdout } = await run(
      inline(`
        import { ways } from '${compiled('fixtures/files/reading.ts')}';
        let ended = 0;
        setTimeout(() => console.log('timer after', ended, 'reads'), 1);
        for (let read = 0; read < 20; read++) ended += ways.sync(${JSON.stringify(path)}).length / ${4 << 20};
        console.log('sync');`),
    );
    expect(stdout).to.equal('sync\ntimer after 20 reads\n');
  });

  it('X9: how many requests one read makes is a feature of the runtime: the same in every fresh process', async () => {
    const path = directory.write('kilobyte', Buffer.alloc(1024));
    const count = inline(`
      import { ways } from '${compiled('fixtures/files/reading.ts')}';
      import { countRequests } from '${compiled('fixtures/files/requests.ts')}';
      for (const way of ['sync', 'callback', 'promise']) {
        console.log(way, (await countRequests(() => ways[way](${JSON.stringify(path)}))).total);
      }`);
    const [one, other] = [await run(count), await run(count)];
    expect(one.stdout).to.match(/^sync 0\ncallback [1-9]\d*\npromise [1-9]\d*\n$/);
    expect(one).to.deep.equal(other);
  });
});
