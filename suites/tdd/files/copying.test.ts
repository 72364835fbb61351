/** Copying a file in four ways, from the inside: all or nothing, whatever fails. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { copyCallback, copyStream, ways, type CopyOptions } from '../../../fixtures/files/copying.ts';
import type { Way } from '../../../fixtures/files/reading.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { failCall, systemError } from '../../support/failing-disk.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const WAYS: readonly Way[] = ['sync', 'callback', 'promise', 'stream'];
const CONTENT = Buffer.alloc(200_000, 'new ');

suite('copying a file', () => {
  const directory = temporaryDirectory();
  let [folder, source, target] = ['', '', ''];

  beforeEach(() => {
    folder = directory.fresh();
    [source, target] = [path.join(folder, 'source'), path.join(folder, 'target')];
    fs.writeFileSync(source, CONTENT);
  });
  afterEach(() => sinon.restore());

  const copy = async (way: Way, options?: CopyOptions): Promise<number> => ways[way](source, target, options);

  /** The state in which every copy that fails must leave the folder: as it was. */
  const expectUntouched = (old: string): void => {
    expect(fs.readFileSync(target, 'utf8')).to.equal(old);
    expect(fs.readdirSync(folder).sort()).to.deep.equal(['source', 'target']);
    if (descriptorsCountable) expect(openDescriptors(folder)).to.equal(0);
  };

  for (const way of WAYS) {
    test(`${way}: makes the target where there is none, and answers its bytes`, async () => {
      expect(await copy(way)).to.equal(CONTENT.length);
      expect(fs.readFileSync(target).equals(CONTENT)).to.equal(true);
      expect(fs.readdirSync(folder).sort()).to.deep.equal(['source', 'target']);
    });

    test(`${way}: replaces a target, and leaves those who read the old one alone`, async () => {
      fs.writeFileSync(target, 'old');
      const reader = fs.openSync(target, 'r');
      try {
        await copy(way);
        expect(fs.readFileSync(reader, 'utf8')).to.equal('old');
        expect(fs.readFileSync(target).equals(CONTENT)).to.equal(true);
      } finally {
        fs.closeSync(reader);
      }
    });

    test(`${way}: copies an empty file, and tells so`, async () => {
      fs.writeFileSync(source, '');
      const told: number[][] = [];
      expect(await copy(way, { onProgress: (...progress) => told.push(progress) })).to.equal(0);
      expect(fs.readFileSync(target)).to.have.lengthOf(0);
      expect(told).to.deep.equal([[0, 0]]);
    });

    for (const mode of [0o600, 0o644, 0o755, 0o440]) {
      test(`${way}: keeps the mode ${mode.toString(8)}`, async () => {
        fs.chmodSync(source, mode);
        await copy(way);
        expect((fs.statSync(target).mode & 0o7777).toString(8)).to.equal(mode.toString(8));
      });
    }

    for (const [kind, link] of [
      ['itself', (): void => void (target = source)],
      ['a hard link to it', (): void => fs.linkSync(source, target)],
      ['a symbolic link to it', (): void => fs.symlinkSync(source, target)],
    ] as const) {
      test(`${way}: refuses to copy a file onto ${kind}`, async () => {
        link();
        const error = await rejectionOf(copy(way));
        expect(error).to.have.property('code', 'SAME_FILE');
        expect(error.message).to.include(source).and.to.include('Name another target');
        expect(fs.readFileSync(source).equals(CONTENT)).to.equal(true);
      });
    }

    test(`${way}: refuses a directory on either side`, async () => {
      fs.mkdirSync(target);
      expect(await rejectionOf(copy(way))).to.have.property('code', 'NOT_A_FILE');
      [source, target] = [target, path.join(folder, 'other')];
      const error = await rejectionOf(copy(way));
      expect(error).to.have.property('code', 'NOT_A_FILE');
      expect(error.message).to.include(`"${source}"`);
    });

    test(`${way}: says that the source is missing, or the folder of the target, or that a folder is none`, async () => {
      target = path.join(folder, 'nowhere', 'target');
      expect(await rejectionOf(copy(way))).to.have.property('code', 'ENOENT');
      target = path.join(source, 'target');
      expect(await rejectionOf(copy(way))).to.have.property('code', 'ENOTDIR');
      [source, target] = [path.join(folder, 'missing'), path.join(folder, 'target')];
      expect(await rejectionOf(copy(way))).to.have.property('code', 'ENOENT');
      expect(fs.readdirSync(folder)).to.deep.equal(['source']);
    });

    test(`${way}: tells the progress in bytes, never less than before, and the whole in the end`, async () => {
      const told: number[] = [];
      await copy(way, {
        onProgress(copied, total) {
          expect(total).to.equal(CONTENT.length);
          expect(fs.existsSync(target)).to.equal(false);
          told.push(copied);
        },
      });
      expect(told.at(-1)).to.equal(CONTENT.length);
      expect(told).to.deep.equal([...new Set(told)].sort((one, other) => one - other));
      if (way === 'stream') expect(told.length).to.be.greaterThan(2);
    });

    test(`${way}: a listener that throws ends the copy with its error`, async () => {
      fs.writeFileSync(target, 'old');
      const error = await rejectionOf(
        copy(way, {
          onProgress() {
            throw new Error('enough');
          },
        }),
      );
      expect(error.message).to.equal('enough');
      expectUntouched('old');
    });

    test(`${way}: a signal that is given before ends it before it begins, with the signal's reason`, async () => {
      fs.writeFileSync(target, 'old');
      const reason = new Error('changed my mind');
      const told = sinon.fake();
      const error = await rejectionOf(copy(way, { signal: AbortSignal.abort(reason), onProgress: told }));
      expect(error).to.equal(reason);
      expect(told.called).to.equal(false);
      expectUntouched('old');
    });

    test(`${way}: a signal that is given at the first progress leaves the old target`, async () => {
      fs.writeFileSync(target, 'old');
      const controller = new AbortController();
      const reason = new Error('changed my mind');
      const error = await rejectionOf(
        copy(way, { signal: controller.signal, onProgress: () => controller.abort(reason) }),
      );
      expect(error).to.equal(reason);
      expectUntouched('old');
    });

    test(`${way}: a disk that is full half-way leaves the old target, and no partial file`, async () => {
      fs.writeFileSync(target, 'old');
      const wasThere = fillDisk(way);
      expect(await rejectionOf(copy(way))).to.have.property('code', 'ENOSPC');
      expect(wasThere()).to.equal(true);
      expectUntouched('old');
    });

    test(`${way}: a rename that fails leaves the old target, and no partial file`, async () => {
      fs.writeFileSync(target, 'old');
      sinon.stub(fs, 'renameSync').throws(systemError('EIO'));
      sinon.stub(fs, 'rename').callsArgWithAsync(2, systemError('EIO'));
      sinon.stub(fs.promises, 'rename').rejects(systemError('EIO'));
      expect(await rejectionOf(copy(way))).to.have.property('code', 'EIO');
      expectUntouched('old');
    });

    test(`${way}: the first error counts where the partial file cannot be removed either`, async () => {
      fillDisk(way);
      sinon.stub(fs, 'rmSync').throws(systemError('EROFS'));
      sinon.stub(fs, 'rm').callsArgWithAsync(2, systemError('EROFS'));
      sinon.stub(fs.promises, 'rm').rejects(systemError('EROFS'));
      expect(await rejectionOf(copy(way))).to.have.property('code', 'ENOSPC');
    });
  }

  test('stream: stops half-way when the signal is given half-way', async () => {
    fs.writeFileSync(source, Buffer.alloc(4 << 20));
    const controller = new AbortController();
    const told: number[] = [];
    await rejectionOf(
      copyStream(source, target, {
        signal: controller.signal,
        onProgress(copied) {
          told.push(copied);
          if (told.length === 2) controller.abort();
        },
      }),
    );
    expect(told).to.have.lengthOf(2);
    expect(fs.readdirSync(folder)).to.deep.equal(['source']);
  });

  test('stream: a signal that is given while the partial file is still being opened leaves none behind', async () => {
    const controller = new AbortController();
    const open = fs.open;
    let late = 0;
    const openLate = (...args: any[]): void => {
      if (args[1] !== 'wx') return Reflect.apply(open, fs, args);
      controller.abort();
      setTimeout(() => {
        late += 1;
        Reflect.apply(open, fs, args);
      }, 30);
    };
    sinon.replace(fs, 'open', Object.assign(openLate, open));
    await rejectionOf(copyStream(source, target, { signal: controller.signal }));
    expect(late).to.equal(1);
    expect(fs.readdirSync(folder)).to.deep.equal(['source']);
    if (descriptorsCountable) expect(openDescriptors(folder)).to.equal(0);
  });

  test('stream: a source that fails at the second chunk leaves the old target, and no partial file', async () => {
    fs.writeFileSync(target, 'old');
    const calls = failCall('read', 2, 'EIO');
    expect(await rejectionOf(copyStream(source, target))).to.have.property('code', 'EIO');
    expect(calls()).to.equal(2);
    expectUntouched('old');
  });

  test('callback: never answers before the code that follows, and turns a thrown word into an error', async () => {
    const order: string[] = [];
    const error = await new Promise<Error | null>((resolve) => {
      copyCallback(source, target, { signal: AbortSignal.abort('a word') }, (given) => {
        order.push('callback');
        resolve(given);
      });
      order.push('the code that follows');
    });
    expect(order).to.deep.equal(['the code that follows', 'callback']);
    expect(error).to.include({ message: 'a word', cause: 'a word' });
  });
});

/** The disk is full after some of the file; answers later whether the partial file had been begun by then. */
function fillDisk(way: Way): () => boolean {
  if (way === 'stream') {
    const calls = failCall('write', 2, 'ENOSPC');
    return () => calls() === 2;
  }
  let begun = false;
  const begin = (partial: fs.PathLike): void => {
    fs.writeFileSync(partial, CONTENT.subarray(0, 65_536));
    begun = true;
  };
  sinon.stub(fs, 'copyFileSync').callsFake((_, partial) => {
    begin(partial);
    throw systemError('ENOSPC');
  });
  sinon.stub(fs, 'copyFile').callsFake((_source, partial, _mode, done) => {
    begin(partial);
    setImmediate(done, systemError('ENOSPC'));
  });
  sinon.stub(fs.promises, 'copyFile').callsFake(async (_, partial) => {
    begin(String(partial));
    throw systemError('ENOSPC');
  });
  return () => begun;
}
