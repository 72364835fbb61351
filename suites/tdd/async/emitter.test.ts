/** The contract of an emitter, for ours and for Node's: who is called, in which order, and with what (rows E1 to E4). */
import util from 'node:util';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Emitter } from '../../../fixtures/async/emitter.ts';
import { ofBothEmitters } from '../../support/emitters.ts';

ofBothEmitters('the contract of an emitter', (now) => {
  test('E4: emit calls who listens before it returns: publishing is synchronous', () => {
    const { emitter, heard, hearing } = now();
    emitter.on('event', hearing('listener'));
    heard.push('before');
    emitter.emit('event');
    heard.push('after');
    expect(heard).to.deep.equal(['before', 'listener', 'after']);
  });

  test('E4: listeners are called in order: those put in front, then those that came', () => {
    const { emitter, heard, hearing } = now();
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
    const { emitter } = now();
    expect(emitter.emit('event')).to.equal(false);
    emitter.once('event', () => 'what a listener returns is dropped');
    expect([emitter.emit('event'), emitter.emit('event')]).to.deep.equal([true, false]);
  });

  test('a listener gets every argument, and the emitter as `this`', () => {
    const { emitter, heard } = now();
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
    const { emitter, heard, hearing } = now();
    emitter.on('event', () => {
      throw new Error('mine');
    });
    emitter.on('event', hearing('behind'));
    expect(() => emitter.emit('event')).to.throw('mine');
    expect(heard).to.deep.equal([]);
  });

  test('the same function may listen twice; off takes the one away that was added last', () => {
    const { emitter, heard, hearing } = now();
    const same = hearing('same');
    emitter.on('event', same).on('event', hearing('other')).on('event', same);
    emitter.off('event', same).emit('event');
    expect(heard).to.deep.equal(['same', 'other']);
  });

  test('all but emit and those that count return the emitter', () => {
    const { emitter } = now();
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
    const { emitter, heard, hearing } = now();
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
    const { emitter, heard } = now();
    emitter.once('event', () => {
      heard.push('once');
      emitter.emit('event');
    });
    emitter.emit('event');
    expect(heard).to.deep.equal(['once']);
  });

  test('off takes a once listener away by the function that was handed in, or by its wrapper', () => {
    const { emitter, hearing } = now();
    const listener = hearing('never');
    emitter.once('event', listener).off('event', listener);
    emitter.once('event', listener);
    for (const raw of emitter.rawListeners('event')) emitter.off('event', raw);
    expect(emitter.emit('event')).to.equal(false);
  });

  test('listeners gives the functions, rawListeners the wrappers; neither is the list itself', () => {
    const { emitter, hearing } = now();
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
    const { emitter, heard, hearing } = now();
    emitter.once('event', hearing('once'));
    const [wrapper] = emitter.rawListeners('event');
    wrapper?.call(emitter);
    wrapper?.call(emitter);
    expect([heard, emitter.emit('event')]).to.deep.equal([['once'], false]);
  });

  test('counts who listens, and how often a function does', () => {
    const { emitter, hearing } = now();
    const listener = (): void => {};
    emitter.on('event', listener).once('event', listener).on('event', hearing('other'));
    expect([emitter.listenerCount('event'), emitter.listenerCount('nobody')]).to.deep.equal([3, 0]);
    expect(emitter.listenerCount('event', listener)).to.equal(2);
    expect(emitter.listenerCount('nobody', listener)).to.equal(0);
  });

  test('names are whole numbers, then strings as they came, then symbols; without those that nobody listens to', () => {
    const { emitter, hearing } = now();
    const symbol = Symbol('one');
    const names = ['b', symbol, '2', 'gone', 'a', '1', '__proto__', 'constructor'];
    for (const name of names) emitter.on(name, hearing(1));
    emitter.removeAllListeners('gone');
    expect(emitter.eventNames()).to.deep.equal(['1', '2', 'b', 'a', '__proto__', 'constructor', symbol]);
    expect(emitter.emit(symbol)).to.equal(true);
    const inherited: string = 'toString';
    expect(emitter.emit(inherited)).to.equal(false);
  });

  test('removeAllListeners of an event leaves the others', () => {
    const { emitter, hearing } = now();
    emitter.on('one', hearing('one')).on('two', hearing('two'));
    expect(emitter.removeAllListeners('one').removeAllListeners('nobody').eventNames()).to.deep.equal(['two']);
  });

  test('E1: util.inherits is enough: the constructor need not be called', () => {
    const { emitter, heard } = now();
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
    const { emitter, heard } = now();
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
    const { emitter, heard } = now();
    emitter.emit('event', 'published before anybody listens: it is lost');
    emitter.on('event', (told) => heard.push(told));
    expect(heard).to.deep.equal([]);
    emitter.emit('event', 'published');
    expect(heard).to.deep.equal(['published']);
  });
});

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
