/** The contract of an emitter, held against ours and against that of `node:events`: the same table for both (row E4). */
import { EventEmitter } from 'node:events';
import util from 'node:util';
import { expect } from 'chai';
import { setup, suite, teardown, test } from 'mocha';
import { replace, restore } from 'sinon';
import { Emitter } from '../../../fixtures/async/emitter.ts';

/** Makes one of each, and hears its warnings. Node's goes through `process.emitWarning`, which cannot be handed in. */
const KINDS: Readonly<Record<string, () => { emitter: Emitter; warnings: unknown[] }>> = {
  ours: () => {
    const warnings: unknown[] = [];
    return { emitter: new Emitter({ warn: (warning) => warnings.push(warning) }), warnings };
  },
  "Node's": () => {
    const warnings: unknown[] = [];
    replace(process, 'emitWarning', (warning) => warnings.push(warning));
    return { emitter: new EventEmitter() as unknown as Emitter, warnings };
  },
};

for (const [whose, make] of Object.entries(KINDS)) {
  suite(`the contract of an emitter: ${whose}`, () => {
    let emitter: Emitter;
    let warnings: unknown[];
    let heard: unknown[];
    const hearing = (word: unknown) => (): void => void heard.push(word);

    setup(() => {
      ({ emitter, warnings } = make());
      heard = [];
    });
    teardown(() => restore());

    test('E4: emit calls who listens before it returns: publishing is synchronous', () => {
      emitter.on('event', hearing('listener'));
      heard.push('before');
      emitter.emit('event');
      heard.push('after');
      expect(heard).to.deep.equal(['before', 'listener', 'after']);
    });

    test('E4: listeners are called in order: those put in front, then those that came', () => {
      emitter.on('event', hearing('on'));
      emitter.once('event', hearing('once'));
      emitter.prependListener('event', hearing('in front'));
      emitter.prependOnceListener('event', hearing('once, in front'));
      emitter.emit('event');
      expect(heard.splice(0)).to.deep.equal(['once, in front', 'in front', 'on', 'once']);
      emitter.emit('event');
      expect(heard).to.deep.equal(['in front', 'on']);
    });

    test('E4: emit answers whether anybody listened', () => {
      expect(emitter.emit('event')).to.equal(false);
      emitter.once('event', () => 'what a listener returns is dropped');
      expect([emitter.emit('event'), emitter.emit('event')]).to.deep.equal([true, false]);
    });

    test('a listener gets every argument, and the emitter as `this`', () => {
      emitter.on('event', function (...args) {
        heard.push(this, ...args);
      });
      emitter.once('event', function (...args) {
        heard.push(this, ...args);
      });
      emitter.emit('event', 1, undefined, 'three');
      expect(heard).to.deep.equal([emitter, 1, undefined, 'three', emitter, 1, undefined, 'three']);
    });

    test('a listener that throws stops those behind it, and the emit', () => {
      emitter.on('event', () => {
        throw new Error('mine');
      });
      emitter.on('event', hearing('behind'));
      expect(() => emitter.emit('event')).to.throw('mine');
      expect(heard).to.deep.equal([]);
    });

    test('the same function may listen twice; off takes the one away that was added last', () => {
      const same = hearing('same');
      emitter.on('event', same).on('event', hearing('other')).on('event', same);
      emitter.off('event', same).emit('event');
      expect(heard).to.deep.equal(['same', 'other']);
    });

    test('all but emit and those that count return the emitter', () => {
      const listener = (): void => {};
      const returned = [
        emitter.on('event', listener),
        emitter.once('event', listener),
        emitter.off('event', listener),
        emitter.off('nobody', listener),
        emitter.prependListener('event', listener),
        emitter.prependOnceListener('event', listener),
        emitter.setMaxListeners(20),
        emitter.removeAllListeners('event'),
        emitter.removeAllListeners(),
      ];
      for (const each of returned) expect(each).to.equal(emitter);
    });

    test('who is removed or added while an emit is under way is called, or not, as it was when it began', () => {
      const second = hearing('second');
      emitter.once('event', () => {
        heard.push('first');
        emitter.off('event', second);
        emitter.on('event', hearing('added'));
      });
      emitter.on('event', second);
      emitter.emit('event');
      expect(heard.splice(0)).to.deep.equal(['first', 'second']);
      emitter.emit('event');
      expect(heard).to.deep.equal(['added']);
    });

    test('a once listener hears nothing of an emit that it makes itself', () => {
      emitter.once('event', () => {
        heard.push('once');
        emitter.emit('event');
      });
      emitter.emit('event');
      expect(heard).to.deep.equal(['once']);
    });

    test('off takes a once listener away by the function that was handed in, or by its wrapper', () => {
      const listener = hearing('never');
      emitter.once('event', listener).off('event', listener);
      emitter.once('event', listener);
      for (const raw of emitter.rawListeners('event')) emitter.off('event', raw);
      expect(emitter.emit('event')).to.equal(false);
    });

    test('listeners gives the functions, rawListeners the wrappers; neither is the list itself', () => {
      const [always, once] = [hearing('always'), hearing('once')];
      emitter.on('event', always).once('event', once);
      expect(emitter.listeners('event')).to.deep.equal([always, once]);
      const [plain, wrapper] = emitter.rawListeners('event');
      expect([plain, plain?.listener, wrapper?.listener]).to.deep.equal([always, undefined, once]);
      emitter.listeners('event').length = 0;
      emitter.rawListeners('event').length = 0;
      expect(emitter.listenerCount('event')).to.equal(2);
    });

    test('the wrapper calls the function once, and takes it away', () => {
      emitter.once('event', hearing('once'));
      const [wrapper] = emitter.rawListeners('event');
      wrapper?.call(emitter);
      wrapper?.call(emitter);
      expect([heard, emitter.emit('event')]).to.deep.equal([['once'], false]);
    });

    test('counts who listens, and how often a function does', () => {
      const listener = (): void => {};
      emitter.on('event', listener).once('event', listener).on('event', hearing('other'));
      expect([emitter.listenerCount('event'), emitter.listenerCount('nobody')]).to.deep.equal([3, 0]);
      expect(emitter.listenerCount('event', listener)).to.equal(2);
      expect(emitter.listenerCount('nobody', listener)).to.equal(0);
    });

    test('names are whole numbers, then strings as they came, then symbols; without those that nobody listens to', () => {
      const symbol = Symbol('one');
      const names = ['b', symbol, '2', 'gone', 'a', '1', '__proto__', 'constructor'];
      for (const name of names) emitter.on(name, hearing(1));
      emitter.removeAllListeners('gone');
      expect(emitter.eventNames()).to.deep.equal(['1', '2', 'b', 'a', '__proto__', 'constructor', symbol]);
      expect(emitter.emit(symbol)).to.equal(true);
      const inherited: string = 'toString';
      expect(emitter.emit(inherited)).to.equal(false);
    });

    test("'newListener' is told before the listener is there, with the function and not its wrapper", () => {
      const [first, second] = [hearing('first'), hearing('second')];
      emitter.on('newListener', (...told) => heard.push(...told, emitter.listenerCount('event')));
      emitter.on('event', first);
      emitter.once('event', second);
      expect(heard).to.deep.equal(['event', first, 0, 'event', second, 1]);
    });

    test("a listener that is added by a 'newListener' listener comes before the one that it is told of", () => {
      emitter.once('newListener', () => emitter.on('event', hearing('inserted')));
      emitter.on('event', hearing('the one'));
      emitter.emit('event');
      expect(heard).to.deep.equal(['inserted', 'the one']);
    });

    test("'removeListener' is told after the listener is gone", () => {
      const [first, second] = [hearing('first'), hearing('second')];
      emitter.on('removeListener', (...told) => heard.push(...told, emitter.listenerCount('event')));
      emitter.on('event', first).on('event', second);
      emitter.off('event', hearing('a stranger')).off('event', first).off('event', second);
      expect(heard).to.deep.equal(['event', first, 1, 'event', second, 0]);
    });

    test("'removeListener' is told of a once listener that goes because it is called, before it is called", () => {
      const once = hearing('called');
      emitter.on('removeListener', (...told) => heard.push(...told));
      emitter.once('event', once);
      emitter.emit('event');
      expect(heard).to.deep.equal(['event', once, 'called']);
    });

    test('removeAllListeners tells the last first, and removes who is told of it at the end', () => {
      const [a, b, c] = [hearing('a'), hearing('b'), hearing('c')];
      emitter.on('one', a).on('one', b).on('two', c);
      emitter.on('removeListener', (...told) => heard.push(...told));
      emitter.removeAllListeners();
      expect(heard).to.deep.equal(['one', b, 'one', a, 'two', c]);
      expect(emitter.eventNames()).to.deep.equal([]);
    });

    test('removeAllListeners of an event leaves the others', () => {
      emitter.on('one', hearing('one')).on('two', hearing('two'));
      expect(emitter.removeAllListeners('one').removeAllListeners('nobody').eventNames()).to.deep.equal(['two']);
    });

    test("E4: 'error' without a listener is thrown", () => {
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
        expect(() => emitter.emit('error', context))
          .to.throw(Error, `Unhandled error. (${util.inspect(context)})`)
          .that.includes({ code: 'ERR_UNHANDLED_ERROR', context });
      });
    }

    test('E4: the 11th listener of an event is warned of, once', () => {
      for (let count = 1; count <= 10; count++) emitter.on('event', hearing(count));
      expect(warnings).to.deep.equal([]);
      emitter.on('event', hearing(11)).on('event', hearing(12));
      expect(warnings).to.have.lengthOf(1);
      const expected = { name: 'MaxListenersExceededWarning', emitter, type: 'event', count: 11 };
      expect(warnings[0]).to.be.an('error').that.includes(expected);
    });

    test('the most listeners can be set, for this emitter; 0 is any number', () => {
      expect(emitter.getMaxListeners()).to.equal(10);
      emitter.setMaxListeners(1).on('two', hearing(1)).on('two', hearing(2)).on('one', hearing(1));
      expect(emitter.getMaxListeners()).to.equal(1);
      expect(warnings).to.have.lengthOf(1);
      emitter.setMaxListeners(0).on('any', hearing(1)).on('any', hearing(2));
      expect(warnings).to.have.lengthOf(1);
    });

    test('an event is warned of again after all but one have gone', () => {
      const [a, b, c] = [hearing('a'), hearing('b'), hearing('c')];
      emitter.setMaxListeners(2).on('event', a).on('event', b).on('event', c);
      emitter.off('event', c).on('event', c);
      expect(warnings).to.have.lengthOf(1);
      emitter.off('event', c).off('event', b).on('event', b).on('event', c);
      expect(warnings).to.have.lengthOf(2);
    });

    for (const wrong of [undefined, null, 'listener', {}]) {
      test(`${util.inspect(wrong)} is no listener`, () => {
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
        expect(() => emitter.setMaxListeners(wrong))
          .to.throw(RangeError)
          .with.property('code', 'ERR_OUT_OF_RANGE');
      });
    }

    test('E1: util.inherits is enough: the constructor need not be called', () => {
      function Mine(): void {}
      util.inherits(Mine, emitter.constructor);
      const MyEmitter = Mine as unknown as new () => Emitter;
      const [mine, other] = [new MyEmitter(), new MyEmitter()];
      expect(mine.emit('event')).to.equal(false);
      mine.on('event', (...args) => heard.push(...args));
      expect([mine.emit('event', 'a', 'b'), other.emit('event', 'c')]).to.deep.equal([true, false]);
      expect(heard).to.deep.equal(['a', 'b']);
      expect(mine.getMaxListeners()).to.equal(10);
    });

    test('E2: `this` of an arrow listener is that of where it is written, and not the emitter as claimed', () => {
      const where = {
        listen() {
          emitter.on('event', () => heard.push(this));
          emitter.on('event', function () {
            heard.push(this);
          });
        },
      };
      where.listen();
      emitter.emit('event');
      expect(heard).to.have.ordered.members([where, emitter]);
    });

    test('E3: on subscribes and emit publishes, not the other way round as claimed', () => {
      emitter.emit('event', 'published before anybody listens: it is lost');
      emitter.on('event', (told) => heard.push(told));
      expect(heard).to.deep.equal([]);
      emitter.emit('event', 'published');
      expect(heard).to.deep.equal(['published']);
    });
  });
}

suite('an emitter by hand', () => {
  test('removes all also where who is told of it removes itself meanwhile, at which Node 20 and 22 throw', () => {
    const emitter = new Emitter();
    const told: unknown[] = [];
    emitter.on('removeListener', () => told.push('first'));
    emitter.on('removeListener', () => told.push('second'));
    emitter.prependOnceListener('removeListener', () => told.push('once'));
    emitter.removeAllListeners();
    expect(emitter.eventNames()).to.deep.equal([]);
    // The second is removed: that calls the once listener, which goes before that, as the first one is told, and the first.
    expect(told).to.deep.equal(['first', 'once', 'first']);
  });
});

suite('the types of an emitter', () => {
  interface Events {
    saved: [id: number, by: string];
    closed: [];
  }

  test('a listener gets what its event carries, and nothing else compiles', () => {
    const emitter = new Emitter<Events>();
    const saved: [number, string][] = [];
    emitter.on('saved', (id, by) => saved.push([id, by]));
    emitter.emit('saved', 7, 'me');
    emitter.emit('closed');
    // @ts-expect-error: an event that there is not
    emitter.emit('opened');
    // @ts-expect-error: something that it does not carry
    emitter.emit('closed', 1);
    // @ts-expect-error: a listener for something else
    emitter.once('saved', (id: string) => id);
    expect(saved).to.deep.equal([[7, 'me']]);
  });
});
