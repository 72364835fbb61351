/** The contract of an emitter, for ours and for Node's: what it tells of itself, what it warns of and refuses (row E4). */
import util from 'node:util';
import { expect } from 'chai';
import { test } from 'mocha';
import { ofBothEmitters } from '../../support/emitters.ts';

ofBothEmitters('what an emitter tells of itself', (now) => {
  test("'newListener' is told before the listener is there, with the function and not its wrapper", () => {
    const { emitter, heard, hearing } = now();
    const [first, second] = [hearing('first'), hearing('second')];
    emitter.on('newListener', (...told) => heard.push(...told, emitter.listenerCount('event')));
    emitter.on('event', first);
    emitter.once('event', second);
    expect(heard).to.deep.equal(['event', first, 0, 'event', second, 1]);
  });

  test("a listener that is added by a 'newListener' listener comes before the one that it is told of", () => {
    const { emitter, heard, hearing } = now();
    emitter.once('newListener', () => emitter.on('event', hearing('inserted')));
    emitter.on('event', hearing('the one'));
    emitter.emit('event');
    expect(heard).to.deep.equal(['inserted', 'the one']);
  });

  test("'removeListener' is told after the listener is gone", () => {
    const { emitter, heard, hearing } = now();
    const [first, second] = [hearing('first'), hearing('second')];
    emitter.on('removeListener', (...told) => heard.push(...told, emitter.listenerCount('event')));
    emitter.on('event', first).on('event', second);
    emitter.off('event', hearing('a stranger')).off('event', first).off('event', second);
    expect(heard).to.deep.equal(['event', first, 1, 'event', second, 0]);
  });

  test("'removeListener' is told of a once listener that goes because it is called, before it is called", () => {
    const { emitter, heard, hearing } = now();
    const once = hearing('called');
    emitter.on('removeListener', (...told) => heard.push(...told));
    emitter.once('event', once);
    emitter.emit('event');
    expect(heard).to.deep.equal(['event', once, 'called']);
  });

  test('removeAllListeners tells the last first, and removes who is told of it at the end', () => {
    const { emitter, heard, hearing } = now();
    const [a, b, c] = [hearing('a'), hearing('b'), hearing('c')];
    emitter.on('one', a).on('one', b).on('two', c);
    emitter.on('removeListener', (...told) => heard.push(...told));
    emitter.removeAllListeners();
    expect(heard).to.deep.equal(['one', b, 'one', a, 'two', c]);
    expect(emitter.eventNames()).to.deep.equal([]);
  });

  test("E4: 'error' without a listener is thrown", () => {
    const { emitter, heard } = now();
    const error = new TypeError('mine');
    let thrown: unknown;
    try {
      emitter.emit('error', error);
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).to.equal(error);
    emitter.on('error', (told) => heard.push(told));
    expect([emitter.emit('error', error), heard]).to.deep.equal([true, [error]]);
  });

  for (const context of ['a sentence', { an: 'object' }, undefined, null]) {
    test(`'error' with ${util.inspect(context)} and no listener throws an error that tells it`, () => {
      const { emitter } = now();
      expect(() => emitter.emit('error', context))
        .to.throw(Error, `Unhandled error. (${util.inspect(context)})`)
        .that.includes({ code: 'ERR_UNHANDLED_ERROR', context });
    });
  }

  test('E4: the 11th listener of an event is warned of, once', () => {
    const { emitter, warnings, hearing } = now();
    for (let count = 1; count <= 10; count++) emitter.on('event', hearing(count));
    expect(warnings).to.deep.equal([]);
    emitter.on('event', hearing(11)).on('event', hearing(12));
    expect(warnings).to.have.lengthOf(1);
    const expected = { name: 'MaxListenersExceededWarning', emitter, type: 'event', count: 11 };
    expect(warnings[0]).to.be.an('error').that.includes(expected);
  });

  test('the most listeners can be set, for this emitter; 0 is any number', () => {
    const { emitter, warnings, hearing } = now();
    expect(emitter.getMaxListeners()).to.equal(10);
    emitter.setMaxListeners(1).on('two', hearing(1)).on('two', hearing(2)).on('one', hearing(1));
    expect(emitter.getMaxListeners()).to.equal(1);
    expect(warnings).to.have.lengthOf(1);
    emitter.setMaxListeners(0).on('any', hearing(1)).on('any', hearing(2));
    expect(warnings).to.have.lengthOf(1);
  });

  test('an event is warned of again after all but one have gone', () => {
    const { emitter, warnings, hearing } = now();
    const [a, b, c] = [hearing('a'), hearing('b'), hearing('c')];
    emitter.setMaxListeners(2).on('event', a).on('event', b).on('event', c);
    emitter.off('event', c).on('event', c);
    expect(warnings).to.have.lengthOf(1);
    emitter.off('event', c).off('event', b).on('event', b).on('event', c);
    expect(warnings).to.have.lengthOf(2);
  });

  for (const wrong of [undefined, null, 'listener', {}]) {
    test(`${util.inspect(wrong)} is no listener`, () => {
      const { emitter } = now();
      for (const method of ['on', 'once', 'off', 'prependListener', 'prependOnceListener'] as const) {
        expect(() => emitter[method]('event', wrong as never), method)
          .to.throw(TypeError)
          .with.property('code', 'ERR_INVALID_ARG_TYPE');
      }
      expect(emitter.eventNames()).to.deep.equal([]);
    });
  }

  for (const wrong of [-1, Number.NaN]) {
    test(`${wrong} is no number of listeners`, () => {
      const { emitter } = now();
      expect(() => emitter.setMaxListeners(wrong))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
