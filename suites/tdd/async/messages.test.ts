/** Who gets which message of a thread or a process. */
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { beforeEach, suite, test } from 'mocha';
import { Messages } from '../../../fixtures/async/messages.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('messages of a thread or a process', () => {
  let source: EventEmitter;
  let messages: Messages<string>;

  beforeEach(() => {
    source = new EventEmitter();
    messages = new Messages(source as ChildProcess, (how) => new Error(`ended with ${how}`));
  });

  test('go to those who wait, one each, in the order in which they began', async () => {
    source.emit('message', 'for nobody');
    const asked: string[] = [];
    const waiting = ['one', 'two'].map((name) => messages.next(() => asked.push(name)));
    for (const message of ['first', 'second', 'for nobody']) source.emit('message', message);
    expect(await Promise.all(waiting)).to.deep.equal(['first', 'second']);
    expect(asked).to.deep.equal(['one', 'two']);
  });

  test('do not go to a question that could not be sent', async () => {
    const unsent = rejectionOf(
      messages.next(() => {
        throw new TypeError('cannot be sent');
      }),
    );
    const sent = messages.next();
    source.emit('message', 'an answer');
    expect([(await unsent).message, await sent]).to.deep.equal(['cannot be sent', 'an answer']);
  });

  test('end with it, for those who wait and for those who come later', async () => {
    const waiting = [messages.next(), messages.next()].map(rejectionOf);
    source.emit('exit', 3);
    const errors = [...(await Promise.all(waiting)), await rejectionOf(messages.next())];
    expect(errors.map(({ message }) => message)).to.deep.equal(Array(3).fill('ended with 3'));
  });

  test('end with an error, which is for those who wait', async () => {
    const waiting = rejectionOf(messages.next());
    const error = new RangeError('of the thread');
    source.emit('error', error);
    source.emit('exit', 1);
    expect(await waiting).to.equal(error);
    let asked = false;
    const late = await rejectionOf(messages.next(() => (asked = true)));
    expect([late.message, asked]).to.deep.equal(['ended with of the thread', false]);
  });

  test('an error is heard, though nobody waits', () => {
    expect(source.emit('error', new Error('EPIPE'))).to.equal(true);
  });
});
