/** Reading without blocking, and polling against events (rows X7 and X8). */
import fs from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { ENDED, NonBlockingReader, openNonBlocking } from '../../../fixtures/files/non-blocking.ts';
import { hearByEvents, hearByPolling } from '../../../fixtures/files/polling.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const title = fifosPossible ? '' : ' (skipped: mkfifo is not installed)';

(fifosPossible ? suite : suite.skip)(`X7: reading without blocking${title}`, () => {
  const directory = temporaryDirectory();

  test('returns at once: nothing yet, then what is written, then nothing again, then the end', () => {
    const path = makeFifo(directory.join('steps'));
    const reader = openNonBlocking(path);
    const writer = openWriter(path);
    try {
      expect(reader.look()).to.equal(undefined);
      fs.writeSync(writer, 'one');
      fs.writeSync(writer, 'two');
      expect(String(reader.look())).to.equal('onetwo');
      expect(reader.look()).to.equal(undefined);
    } finally {
      fs.closeSync(writer);
    }
    expect(reader.look()).to.equal(ENDED);
    reader.close();
  });

  test('the kernel says EAGAIN where there is nothing yet', () => {
    const path = makeFifo(directory.join('again'));
    const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const writer = openWriter(path);
    try {
      expect(() => fs.readSync(fd, Buffer.alloc(1)))
        .to.throw()
        .with.property('code', 'EAGAIN');
    } finally {
      fs.closeSync(fd);
      fs.closeSync(writer);
    }
  });

  test('takes no more bytes than it is asked for', () => {
    const path = makeFifo(directory.join('few'));
    const reader = openNonBlocking(path);
    const writer = openWriter(path);
    fs.writeSync(writer, 'abc');
    fs.closeSync(writer);
    expect([reader.look(2), reader.look(2), reader.look(2)].map(String)).to.deep.equal(['ab', 'c', 'Symbol(ended)']);
    reader.close();
  });

  test('may be closed twice, and is not read after that', () => {
    const reader = openNonBlocking(makeFifo(directory.join('closed')));
    reader.close();
    reader.close();
    expect(() => reader.look())
      .to.throw(/Open it again/)
      .with.property('code', 'CLOSED');
  });

  test('refuses a regular file, and keeps nothing open', () => {
    const path = directory.write('regular', 'x');
    expect(() => openNonBlocking(path))
      .to.throw(/mkfifo/)
      .with.property('code', 'NOT_A_FIFO');
    if (descriptorsCountable) expect(openDescriptors(directory.path)).to.equal(0);
  });

  test('other errors than "nothing yet" are thrown', () => {
    const reader = new NonBlockingReader(fs.openSync(directory.path, 'r'));
    expect(() => reader.look())
      .to.throw()
      .with.property('code', 'EISDIR');
    reader.close();
  });
});

(fifosPossible ? suite : suite.skip)(`X8: polling against events${title}`, () => {
  const directory = temporaryDirectory();

  test('polling looks in vain as often as there is nothing', async () => {
    const path = makeFifo(directory.join('polled'));
    const writer = openWriter(path);
    let pauses = 0;
    const heard = await hearByPolling(path, () => {
      pauses += 1;
      if (pauses === 5) fs.writeSync(writer, 'one');
      if (pauses === 9) fs.writeSync(writer, 'two');
      if (pauses === 12) fs.closeSync(writer);
    });
    expect(heard).to.deep.equal({ content: Buffer.from('onetwo'), looks: 12 + 2 + 1, useless: 12 });
    if (descriptorsCountable) expect(openDescriptors(path)).to.equal(0);
  });

  test('events look once for each thing that comes, and once for the end', async () => {
    const path = makeFifo(directory.join('told'));
    const writer = openWriter(path);
    const words = ['two', 'three'];
    const hearing = hearByEvents(path, () => {
      const word = words.shift();
      if (word === undefined) fs.closeSync(writer);
      else fs.writeSync(writer, word);
    });
    fs.writeSync(writer, 'one');
    expect(await hearing).to.deep.equal({ content: Buffer.from('onetwothree'), looks: 3 + 1, useless: 0 });
    if (descriptorsCountable) expect(openDescriptors(path)).to.equal(0);
  });

  test('polling leaves the event loop free between two looks by default', async () => {
    const path = makeFifo(directory.join('free'));
    const writer = openWriter(path);
    setTimeout(() => fs.closeSync(writer), 5);
    const { useless } = await hearByPolling(path);
    expect(useless).to.be.greaterThan(0);
  });

  test('a pause that fails ends the polling and closes the pipe', async () => {
    const path = makeFifo(directory.join('failed'));
    const writer = openWriter(path);
    const failed = hearByPolling(path, () => {
      throw new Error('tired');
    });
    expect((await rejectionOf(failed)).message).to.equal('tired');
    fs.closeSync(writer);
    if (descriptorsCountable) expect(openDescriptors(path)).to.equal(0);
  });

  test('both refuse what is no pipe', async () => {
    const path = directory.write('no-pipe', 'x');
    expect(await rejectionOf(hearByPolling(path))).to.have.property('code', 'NOT_A_FIFO');
    expect(await rejectionOf(hearByEvents(path))).to.have.property('code', 'NOT_A_FIFO');
  });
});

/** Opened for both directions, because opening only for writing waits for a reader, or fails without one (fifo(7)). */
function openWriter(path: string): number {
  return fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
}
