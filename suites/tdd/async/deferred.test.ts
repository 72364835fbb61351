/** The contract of a Deferred, held against three of them, and what is reported of promises (rows E6, E7 and E8). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { APlusPromise } from '../../../fixtures/async/a-plus-promise.ts';
import { deferred, deferredByHand, withResolvers, type Deferred } from '../../../fixtures/async/deferred.ts';
import { rejectionOf } from '../../support/rejection.ts';

type Make = <T>() => Deferred<T, PromiseLike<T>>;

const KINDS: Readonly<Record<string, Make>> = {
  'around a promise': deferred,
  'around a promise by hand': deferredByHand,
  ...(withResolvers && { 'Promise.withResolvers': withResolvers }),
};

for (const [kind, make] of Object.entries(KINDS)) {
  suite(`the contract of a Deferred: ${kind}`, () => {
    test('E7: who waits gets the value that somebody else resolves it with', async () => {
      const { promise, resolve } = make<string>();
      const waiting = Promise.all([promise, promise]);
      resolve('value');
      expect(await waiting).to.deep.equal(['value', 'value']);
      expect(await promise).to.equal('value');
    });

    test('E7: who waits gets the error that somebody else rejects it with', async () => {
      const { promise, reject } = make();
      const error = new Error('mine');
      reject(error);
      expect(await rejectionOf(promise)).to.equal(error);
    });

    test('E6: it settles once: what comes after the first call does nothing', async () => {
      const [first, second] = [make<number>(), make<number>()];
      first.resolve(1);
      first.resolve(2);
      first.reject(new Error('late'));
      second.reject(new Error('first'));
      second.resolve(1);
      expect(await first.promise).to.equal(1);
      expect(await rejectionOf(second.promise)).to.have.property('message', 'first');
    });

    test('E6: resolved with a promise it follows that one, and nothing else settles it any more', async () => {
      const [leading, following] = [make<string>(), make<string>()];
      following.resolve(leading.promise);
      following.reject(new Error('too late, although it is pending'));
      leading.resolve('of the leading one');
      expect(await following.promise).to.equal('of the leading one');
    });

    test('resolved with a promise that rejects it rejects', async () => {
      const [leading, following] = [make<string>(), make<string>()];
      following.resolve(leading.promise);
      leading.reject(new Error('of the leading one'));
      expect(await rejectionOf(following.promise)).to.have.property('message', 'of the leading one');
    });

    test('resolved with itself it rejects, for it would wait for ever', async () => {
      const { promise, resolve } = make<unknown>();
      resolve(promise);
      expect(await rejectionOf(promise)).to.be.instanceOf(TypeError);
    });

    test('handlers run later than who calls resolve, in the order in which they were added', async () => {
      const ran: string[] = [];
      const { promise, resolve } = make<string>();
      const ends = ['one', 'two'].map((name) => promise.then(() => ran.push(name)));
      resolve('value');
      ran.push('after resolve');
      await Promise.all(ends);
      expect(ran).to.deep.equal(['after resolve', 'one', 'two']);
    });

    test('the promise by itself has nothing that settles it', () => {
      const { promise } = make();
      expect(promise).to.not.have.any.keys('resolve', 'reject');
      expect(['resolve' in promise, 'reject' in promise]).to.deep.equal([false, false]);
    });

    test('E6: text and error go the way of then, reject and catch', async () => {
      const { promise, resolve } = make<string>();
      const told: unknown[] = [];
      resolve('Stuff worked!');
      const failing = promise.then((text) => {
        told.push(text);
        return Promise.reject(new Error('my error'));
      });
      await failing.then(undefined, (error: Error) => told.push(error.message));
      expect(told).to.deep.equal(['Stuff worked!', 'my error']);
    });

    test('E8: return of a promise inside of try does not catch its rejection as claimed, return await does', async () => {
      const rejected = (): PromiseLike<string> => {
        const { promise, reject } = make<string>();
        reject(new Error('mine'));
        return promise;
      };
      async function handedOn(): Promise<string> {
        try {
          return rejected();
        } catch {
          return 'caught';
        }
      }
      async function awaited(): Promise<string> {
        try {
          return await rejected();
        } catch {
          return 'caught';
        }
      }
      expect(await rejectionOf(handedOn())).to.have.property('message', 'mine');
      expect(await awaited()).to.equal('caught');
    });
  });
}

suite('Promise.withResolvers', () => {
  test('E7: it is there exactly where this Node.js has it', () => {
    expect(withResolvers !== undefined).to.equal('withResolvers' in Promise);
  });
});

suite('what is reported of a promise by hand', () => {
  /** A promise that rejects at once, with the looks that it puts off, and what it reports. */
  function rejecting(): { promise: APlusPromise<never>; look: () => void; told: unknown[] } {
    const [looks, told]: [(() => void)[], unknown[]] = [[], []];
    const options = {
      afterwards: (job: () => void) => void looks.push(job),
      unhandled: (reason: unknown) => void told.push(reason),
    };
    const promise = new APlusPromise<never>((_, reject) => reject('mine'), options);
    return { promise, look: () => looks.splice(0).forEach((each) => each()), told };
  }

  test('a rejection that nobody handles, once', () => {
    const { look, told } = rejecting();
    look();
    expect(told).to.deep.equal(['mine']);
  });

  test('nothing, where somebody handles it before the look', () => {
    const { promise, look, told } = rejecting();
    promise.catch(() => {});
    look();
    expect(told).to.deep.equal([]);
  });

  test('the rejection of the last promise of a chain, and not of those before it', async () => {
    const { promise, look, told } = rejecting();
    const last = promise.then(() => 'never').then(() => 'never either');
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    look();
    expect(told).to.deep.equal(['mine']);
    expect(last).to.be.instanceOf(APlusPromise);
  });
});
