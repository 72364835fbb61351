/** What every store of sessions does, whichever it is: a suite that is run over each of them. */
import { expect } from 'chai';
import { test } from 'mocha';
import type { JsonValue, SessionStore } from '../../fixtures/web/sessions/session-store.ts';
import { rejectionOf } from './rejection.ts';

export interface StoreUnderTest {
  readonly store: () => SessionStore;
  /** A second store over the same data, or a new one of this kind: it is closed. */
  readonly another: () => SessionStore | Promise<SessionStore>;
  /** Lets time go by for the store, where it can be moved on. */
  readonly elapse?: (ms: number) => void;
}

let ids = 0;

/** Call it in the body of a suite or a describe block: declares the tests. Bytes of a value are limited to 1000. */
export function obeysContract({ store, another, elapse }: StoreUnderTest): void {
  const id = (): string => `contract-${(ids += 1)}`;

  test('what was set is got, as JSON has it, and each time as a value of its own', async () => {
    const [key, value] = [
      id(),
      { user: 'Ünïcode ☃ 😀\r\nEND\r\n', list: [1, null, true, { deep: 'x' }] as JsonValue[] },
    ];
    await store().set(key, value, 60_000);
    value.list.push('changed afterwards');
    const [one, other] = [await store().get(key), await store().get(key)];
    expect(one).to.deep.equal({ user: 'Ünïcode ☃ 😀\r\nEND\r\n', list: [1, null, true, { deep: 'x' }] });
    expect(other).to.deep.equal(one);
    expect(other).not.to.equal(one);
  });

  test('what is not there is undefined, and null is a value', async () => {
    expect(await store().get(id())).to.equal(undefined);
    const key = id();
    await store().set(key, null, 60_000);
    expect(await store().get(key)).to.equal(null);
  });

  test('set overwrites; destroy says whether anything was there, and nothing is there afterwards', async () => {
    const key = id();
    await store().set(key, 'one', 60_000);
    await store().set(key, 'two', 60_000);
    expect(await store().get(key)).to.equal('two');
    expect([await store().destroy(key), await store().destroy(key)]).to.deep.equal([true, false]);
    expect(await store().get(key)).to.equal(undefined);
  });

  test('replace and touch bring back nothing that is not there', async () => {
    const key = id();
    expect(await store().replace(key, 'one', 60_000)).to.equal(false);
    expect(await store().touch(key, 60_000)).to.equal(false);
    expect(await store().get(key)).to.equal(undefined);
    await store().set(key, 'one', 60_000);
    expect(await store().replace(key, 'two', 60_000)).to.equal(true);
    expect(await store().touch(key, 60_000)).to.equal(true);
    expect(await store().get(key)).to.equal('two');
  });

  test('hostile data are data: no prototype is changed, and all keys come back', async () => {
    const [key, text] = [id(), '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'];
    await store().set(key, JSON.parse(text) as JsonValue, 60_000);
    expect(JSON.stringify(await store().get(key))).to.equal(text);
    expect('admin' in {}).to.equal(false);
  });

  test('a value of as many bytes as it takes is kept, of one more refused, and what was there is still there', async () => {
    const key = id();
    await store().set(key, 'é'.repeat(499), 60_000); // 998 bytes, and two quotes
    const error = await rejectionOf(store().set(key, `${'é'.repeat(499)}x`, 60_000));
    expect(error).to.have.property('code', 'ERR_VALUE_TOO_LARGE');
    expect(error.message).to.include('at most 1000 bytes').and.include('1001');
    expect(await store().get(key)).to.equal('é'.repeat(499));
  });

  test('an id that would end the command, is too long or empty is refused, and not repeated', async () => {
    for (const bad of ['', 'a b', 'x\r\nflush_all\r\n', 'é', '../x', 'secret'.repeat(22), undefined as never]) {
      const error = await rejectionOf(store().get(bad));
      expect(error).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
      expect(error.message).not.to.include('secret');
    }
    await store().set('i'.repeat(128), 1, 60_000);
    expect(await store().get('i'.repeat(128))).to.equal(1);
  });

  test('a time or a value that is none is refused', async () => {
    for (const bad of [0, -1, 1.5, Number.NaN, Infinity, 11 * 365 * 24 * 3600 * 1000]) {
      expect(await rejectionOf(store().set(id(), 1, bad))).to.have.property('code', 'ERR_OUT_OF_RANGE');
      expect(await rejectionOf(store().touch(id(), bad))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const bad of [undefined, () => {}, 1n, circle]) {
      const error = await rejectionOf(store().set(id(), bad as never, 60_000));
      expect(error).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    }
  });

  if (elapse) {
    test('a value lives for its time and not longer; touch, replace and set begin its time anew, get does not', async () => {
      const key = id();
      const prolong = [
        () => store().set(key, 1, 1000),
        () => store().touch(key, 1000),
        () => store().replace(key, 1, 1000),
      ];
      for (const act of prolong) {
        await act();
        elapse(999);
        expect(await store().get(key)).to.equal(1);
      }
      elapse(1);
      expect(await store().get(key)).to.equal(undefined);
      expect(await store().touch(key, 1000)).to.equal(false);
      expect(await store().destroy(key)).to.equal(false);
    });
  }

  test('many at the same time each get their own', async () => {
    const keys = Array.from({ length: 50 }, id);
    await Promise.all(keys.map((key) => store().set(key, { key }, 60_000)));
    expect(await Promise.all(keys.map((key) => store().get(key)))).to.deep.equal(keys.map((key) => ({ key })));
  });

  test('what is closed rejects, and may be closed twice', async () => {
    const closed = await another();
    await closed.close();
    await closed.close();
    const calls = [closed.get('a'), closed.set('a', 1, 1), closed.replace('a', 1, 1), closed.touch('a', 1)];
    for (const call of [...calls, closed.destroy('a')]) {
      expect(await rejectionOf(call)).to.have.property('code', 'ERR_STORE_CLOSED');
    }
  });
}
