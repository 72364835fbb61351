/** Threads that answer questions: the order, the ends, and what goes wrong. */
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { AnsweringThread, countingThread, readingThread } from '../../../fixtures/async/answering-thread.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('a thread that answers', () => {
  const directory = temporaryDirectory();
  let thread: { close(): Promise<void> } | undefined;
  afterEach(() => thread?.close());

  it('those who ask at once get their own answers; what is open at its end has none', async () => {
    const counting = countingThread();
    thread = counting;
    const limits = [10, 1000, 0, 100];
    expect(await Promise.all(limits.map((limit) => counting.ask(limit)))).to.deep.equal([4, 168, 0, 25]);
    const open = rejectionOf(counting.ask(2 ** 32)); // takes hours
    await counting.close();
    await counting.close();
    expect(await open).to.have.property('code', 'ERR_WORKER_NOT_RUNNING');
    expect(await rejectionOf(counting.ask(10))).to.have.property('code', 'ERR_WORKER_NOT_RUNNING');
  });

  it('a question that cannot be sent is an error, and the answers behind it are for others', async () => {
    const counting = countingThread();
    thread = counting;
    const unsent = rejectionOf(counting.ask((() => {}) as unknown as number));
    const sent = [10, 100].map((limit) => counting.ask(limit));
    expect((await unsent).name).to.equal('DataCloneError');
    expect(await Promise.all(sent)).to.deep.equal([4, 25]);
  });

  it('what the program throws is thrown, and ends the thread', async () => {
    const reading = readingThread();
    thread = reading;
    expect(await reading.ask(directory.write('five', 'bytes'))).to.equal(5);
    const both = [reading.ask(directory.join('missing')), reading.ask(directory.join('five'))].map(rejectionOf);
    expect((await both[0]!).message).to.include('ENOENT');
    expect(await both[1]).to.equal(await both[0]);
    expect(await rejectionOf(reading.ask(directory.join('five')))).to.have.property('code', 'ERR_WORKER_NOT_RUNNING');
  });

  it('a program that is not there is an error for whoever asks', async () => {
    const missing = new AnsweringThread(new URL(`file://${directory.join('missing.js')}`));
    thread = missing;
    expect(await rejectionOf(missing.ask(1)))
      .to.have.property('code')
      .that.matches(/MODULE_NOT_FOUND/);
  });
});
