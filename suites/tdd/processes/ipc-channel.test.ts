/** Questions and answers over messages (row PR10), between two ends in one process. */
import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { IpcChannel, type ChannelOptions, type IpcPort } from '../../../fixtures/processes/ipc-channel.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { madeClock } from '../../support/made-clock.ts';

/** One end of a channel that takes messages in JSON and knows nothing of processes. */
class Port extends EventEmitter implements IpcPort {
  connected = true;
  /** Where its messages go; nowhere by default. */
  other: Port | undefined;
  /** What was sent, and the callbacks that say it is written; called at once unless `slow`. */
  readonly sent: { message: object; written: (error: Error | null) => void }[] = [];
  slow = false;

  send(message: object, written: (error: Error | null) => void): boolean {
    const copy = JSON.parse(JSON.stringify(message)) as object;
    this.sent.push({ message, written });
    queueMicrotask(() => this.other?.emit('message', copy));
    if (!this.slow) queueMicrotask(() => written(null));
    return !this.slow;
  }

  disconnect(): void {
    this.connected = false;
    this.emit('disconnect');
  }
}

/** Opens a channel that is only there for the other side. */
function answering(port: Port, options: ChannelOptions): void {
  expect(new IpcChannel(port, options).underWay).to.equal(0);
}

function pair(): [Port, Port] {
  const ends: [Port, Port] = [new Port(), new Port()];
  [ends[0].other, ends[1].other] = [ends[1], ends[0]];
  return ends;
}

suite('PR10: a channel for questions', () => {
  test('gives every question its own answer, in whatever order the answers come', async () => {
    const [here, there] = pair();
    const open = new Map<string, (value: string) => void>();
    const asker = new IpcChannel(here);
    answering(there, {
      answer: (message) => new Promise((resolve) => open.set(String(message), resolve)),
    });
    const answers = Promise.all(['a', 'b', 'c'].map((word) => asker.ask(word)));
    await Promise.resolve();
    expect(asker.underWay).to.equal(3);
    for (const word of ['c', 'a', 'b']) open.get(word)?.(word.toUpperCase());
    expect(await answers).to.deep.equal(['A', 'B', 'C']);
    expect(asker.underWay).to.equal(0);
  });

  test('both sides may ask, at the same time and with the same numbers', async () => {
    const [here, there] = pair();
    const one = new IpcChannel(here, { answer: (message) => `one ${String(message)}` });
    const other = new IpcChannel(there, {
      answer: (message) => `other ${String(message)}`,
    });
    expect(await Promise.all([one.ask('x'), other.ask('y')])).to.deep.equal(['other x', 'one y']);
  });

  test('passes an error on with its name, sentence and code, and below it the other stack', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: () => {
        throw Object.assign(new RangeError('too far'), { code: 'FAR' });
      },
    });
    const error = await rejectionOf(new IpcChannel(here).ask(1));
    expect(error).to.include({ name: 'RangeError', message: 'too far', code: 'FAR' });
    expect(error.stack).to.match(/in the other process: RangeError: too far\n/);
  });

  test('passes on what is thrown and is no error', async () => {
    const [here, there] = pair();
    // oxlint-disable-next-line no-throw-literal, typescript/prefer-promise-reject-errors -- that is what is asked about
    answering(there, {
      answer: (thrown) => Promise.reject(thrown ?? Object.create(null)),
    });
    const asker = new IpcChannel(here);
    expect(await rejectionOf(asker.ask('words'))).to.include({ name: 'Error', message: 'words' });
    expect((await rejectionOf(asker.ask(null))).message).to.match(/null prototype/);
  });

  test('an answer that cannot be written is an error of the one who asked', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: () => 1n,
    });
    expect((await rejectionOf(new IpcChannel(here).ask(1))).message).to.match(/BigInt/);
  });

  test('a question that cannot be written rejects, and the next one is asked', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: (message) => message,
    });
    const asker = new IpcChannel(here);
    expect((await rejectionOf(asker.ask(1n))).message).to.match(/BigInt/);
    expect(await asker.ask(2)).to.equal(2);
  });

  test('who answers no questions says so', async () => {
    const [here, there] = pair();
    answering(there, {});
    expect(await rejectionOf(new IpcChannel(here).ask(1))).to.have.property('code', 'CHANNEL_NO_ANSWERER');
  });

  test('an answer that takes too long is not waited for, and dropped when it comes', async () => {
    const [here] = pair();
    here.other = undefined;
    const clock = madeClock();
    const asker = new IpcChannel(here, { timeoutMs: 500, clock });
    const late = rejectionOf(asker.ask('slow'));
    expect(clock.waiting).to.deep.equal([500]);
    clock.fire();
    expect(await late).to.include({
      code: 'CHANNEL_TIMED_OUT',
      message: 'expected an answer within 500 ms, but none came',
    });
    here.emit('message', { touchstone: 'answer', id: 1, body: 'at last' });
    expect(asker.underWay).to.equal(0);
  });

  test('an answer in time takes its timer away', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: () => 'soon',
    });
    const clock = madeClock();
    const asking = new IpcChannel(here, { timeoutMs: 500, clock }).ask(1);
    expect(clock.waiting).to.deep.equal([500]);
    await asking;
    expect(clock.waiting).to.deep.equal([]);
  });

  test('a disconnection rejects what is under way and what waits, and every later question', async () => {
    const [here] = pair();
    here.slow = true;
    const clock = madeClock();
    const asker = new IpcChannel(here, { timeoutMs: 500, clock });
    const asked = [rejectionOf(asker.ask('sent')), rejectionOf(asker.ask('held'))];
    expect(asker.held).to.equal(1);
    here.disconnect();
    const later = rejectionOf(asker.ask('later'));
    for (const error of await Promise.all([...asked, later])) expect(error).to.have.property('code', 'CHANNEL_CLOSED');
    expect(here.sent).to.have.length(1);
    expect(clock.waiting).to.deep.equal([]);
  });

  test('closing does the same, listens no more, and may be done twice', async () => {
    const [here] = pair();
    const asker = new IpcChannel(here);
    const asked = rejectionOf(asker.ask('sent'));
    asker.close();
    asker[Symbol.dispose]();
    expect(await asked).to.have.property('code', 'CHANNEL_CLOSED');
    expect(here.eventNames()).to.deep.equal([]);
  });

  test('leaves messages of others alone', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: () => 'answered',
    });
    const asker = new IpcChannel(here);
    const asked = asker.ask(1);
    for (const foreign of ['text', null, 7, { id: 1 }, { touchstone: 'answer' }, { touchstone: 'other', id: 1 }]) {
      here.emit('message', foreign);
    }
    expect(await asked).to.equal('answered');
    expect(there.sent).to.have.length(1);
  });

  test('a port that is not connected is refused, and a bad time', () => {
    const [here] = pair();
    expect(() => new IpcChannel(here, { timeoutMs: 0 }))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
    here.connected = false;
    expect(() => new IpcChannel(here))
      .to.throw('with a channel')
      .with.property('code', 'CHANNEL_CLOSED');
  });
});

suite('back-pressure on a channel', () => {
  test('after send answers false nothing is sent until all is written, then the rest in order', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: (message) => message,
    });
    here.slow = true;
    const asker = new IpcChannel(here);
    const asked = Promise.all([1, 2, 3].map((number) => asker.ask(number)));
    expect([here.sent.length, asker.held]).to.deep.equal([1, 2]);
    here.slow = false;
    here.sent[0]!.written(null);
    expect([here.sent.length, asker.held]).to.deep.equal([3, 0]);
    expect(await asked).to.deep.equal([1, 2, 3]);
  });

  test('however many wait that cannot be written, they reject and the rest is sent', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: (message) => message,
    });
    here.slow = true;
    const asker = new IpcChannel(here);
    const first = asker.ask('first');
    const bad = Array.from({ length: 8000 }, () => asker.ask(1n).catch(() => 'refused'));
    const last = asker.ask('last');
    here.slow = false;
    here.sent[0]!.written(null);
    expect(await Promise.all([first, last])).to.deep.equal(['first', 'last']);
    expect(new Set(await Promise.all(bad))).to.deep.equal(new Set(['refused']));
  });

  test('a message that could not be written rejects alone', async () => {
    const [here, there] = pair();
    answering(there, {
      answer: (message) => message,
    });
    here.slow = true;
    const asker = new IpcChannel(here);
    const [first, second] = [rejectionOf(asker.ask(1)), asker.ask(2)];
    here.slow = false;
    here.other = undefined;
    here.sent[0]!.written(new Error('EPIPE'));
    expect((await first).message).to.equal('EPIPE');
    here.emit('message', { touchstone: 'answer', id: 2, body: 'went' });
    expect(await second).to.equal('went');
  });
});
