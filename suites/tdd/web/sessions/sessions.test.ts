/** Sessions (row WA10): what travels, who gets which, when they end, and what becomes of them without their store. */
import { expect } from 'chai';
import { beforeEach, suite, test } from 'mocha';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { MemoryStore } from '../../../../fixtures/web/sessions/memory-store.ts';
import { IdSigner } from '../../../../fixtures/web/sessions/session-id.ts';
import { Sessions } from '../../../../fixtures/web/sessions/sessions.ts';
import { StoreError, type JsonValue } from '../../../../fixtures/web/sessions/session-store.ts';
import { rejectionOf } from '../../../support/rejection.ts';

const signer = new IdSigner([Buffer.alloc(32, 1)]);

/** Writes down what it is asked, and fails where it is told to. */
class WatchedStore extends MemoryStore {
  readonly asked: string[] = [];
  failing:
    | { readonly code: 'ERR_STORE_DOWN' | 'ERR_STORE_REFUSED' | 'ERR_STORE_GARBLED'; readonly on: string }
    | undefined;

  override get(id: string): Promise<JsonValue | undefined> {
    return this.#watched('get', () => super.get(id));
  }
  override set(id: string, value: JsonValue, ttlMs: number): Promise<void> {
    return this.#watched('set', () => super.set(id, value, ttlMs));
  }
  override replace(id: string, value: JsonValue, ttlMs: number): Promise<boolean> {
    return this.#watched('replace', () => super.replace(id, value, ttlMs));
  }
  override touch(id: string, ttlMs: number): Promise<boolean> {
    return this.#watched('touch', () => super.touch(id, ttlMs));
  }
  override destroy(id: string): Promise<boolean> {
    return this.#watched('destroy', () => super.destroy(id));
  }

  async #watched<T>(what: string, act: () => Promise<T>): Promise<T> {
    this.asked.push(what);
    if (this.failing?.on.includes(what)) throw new StoreError(this.failing.code, 'secret path');
    return await act();
  }
}

suite('sessions', () => {
  let now = 0;
  let store: WatchedStore;
  let sessions: Sessions;
  const times = { rollingMs: 1000, absoluteMs: 5000 };

  beforeEach(() => {
    now = 1_000_000;
    store = new WatchedStore({ now: () => now, valueBytes: 500 });
    sessions = new Sessions({
      store,
      sign: (id) => signer.sign(id),
      verify: (signed) => signer.verify(signed),
      now: () => now,
      ...times,
    });
  });

  /** A session that is in the store, and what its client has. */
  async function signedIn(): Promise<string> {
    const session = sessions.begin();
    session.data['user'] = 'ada';
    await sessions.save(session);
    store.asked.length = 0;
    return session.signed;
  }

  async function loaded(signed: string) {
    const session = await sessions.load(signed);
    if (!session) throw new Error('expected a session');
    return session;
  }

  test('WA10: only the id travels, and the data stay: the next request has them', async () => {
    const signed = await signedIn();
    expect(signed).to.match(/^[\w-]{32}\.[\w-]{43}$/);
    expect((await loaded(signed)).data).to.deep.equal(Object.assign(Object.create(null), { user: 'ada' }));
  });

  test('WA10: an id that was changed is no session, and the store is never asked', async () => {
    const signed = await signedIn();
    for (let at = 0; at < signed.length; at++) {
      const other = signed[at] === 'x' ? 'y' : 'x';
      expect(await sessions.load(signed.slice(0, at) + other + signed.slice(at + 1))).to.equal(undefined);
    }
    for (const bad of [undefined, '', '__proto__', 'a'.repeat(513), `${'x'.repeat(1_000_000)}.${'y'.repeat(43)}`]) {
      expect(await sessions.load(bad)).to.equal(undefined);
    }
    expect(store.asked).to.deep.equal([]);
    // One that we have signed but do not have is asked for.
    expect(await sessions.load(signer.sign('unknown'))).to.equal(undefined);
    expect(store.asked).to.deep.equal(['get']);
  });

  test('who only looks around takes no room: an empty new session is not stored', async () => {
    const session = sessions.begin();
    expect([session.isNew, await sessions.save(session), store.size]).to.deep.equal([true, false, 0]);
    expect(store.asked).to.deep.equal([]);
  });

  test('what has not changed is touched and not written; what has, however deep, is written once', async () => {
    const signed = await signedIn();
    const session = await loaded(signed);
    await sessions.save(session);
    session.data['cart'] = { items: [1] };
    await sessions.save(session);
    (session.data['cart'] as { items: number[] }).items.push(2);
    await sessions.save(session);
    await sessions.save(session);
    expect(store.asked).to.deep.equal(['get', 'touch', 'replace', 'replace', 'touch']);
    expect((await loaded(signed)).data['cart']).to.deep.equal({ items: [1, 2] });
  });

  test('an id that was planted is worth nothing after signing in (fixation), at once', async () => {
    const planted = await signedIn(); // the attacker's own, put into the victim's browser
    const session = await loaded(planted);
    session.data['user'] = 'victim';
    await sessions.rotate(session);
    expect(session.signed).not.to.equal(planted);
    expect(await sessions.load(planted)).to.equal(undefined);
    expect((await loaded(session.signed)).data['user']).to.equal('victim');
    expect(store.size).to.equal(1);
  });

  test('after signing out the old cookie is no session, however often it is sent', async () => {
    const signed = await signedIn();
    const session = await loaded(signed);
    await sessions.end(session);
    expect([await sessions.load(signed), await sessions.load(signed), store.size]).to.deep.equal([
      undefined,
      undefined,
      0,
    ]);
    session.data['user'] = 'again';
    expect([session.ended, await sessions.save(session), store.size]).to.deep.equal([true, false, 0]);
  });

  test('of two requests at once the last that saves wins', async () => {
    const signed = await signedIn();
    const [one, other] = [await loaded(signed), await loaded(signed)];
    one.data['a'] = 1;
    other.data['b'] = 2;
    await sessions.save(one);
    await sessions.save(other);
    expect({ ...(await loaded(signed)).data }).to.deep.equal({ user: 'ada', b: 2 });
  });

  test('a request that is still under way does not bring back a session that was ended, or given a new id', async () => {
    for (const change of [false, true]) {
      for (const act of ['end', 'rotate'] as const) {
        const signed = await signedIn();
        const [late, first] = [await loaded(signed), await loaded(signed)];
        await sessions[act](first);
        if (change) late.data['late'] = true;
        expect(await sessions.save(late), act).to.equal(false);
        expect([late.ended, await sessions.load(signed)]).to.deep.equal([true, undefined]);
      }
    }
  });

  test('of two that give a new id at once one does; the other is told, and leaves nothing behind', async () => {
    const signed = await signedIn();
    const [one, other] = [await loaded(signed), await loaded(signed)];
    const error = await rejectionOf(Promise.all([sessions.rotate(one), sessions.rotate(other)]));
    expect(error).to.be.instanceOf(HttpError).and.include({ status: 409, code: 'SESSION_ENDED' });
    expect([store.size, one.ended !== other.ended]).to.deep.equal([1, true]);
    await sessions.end(one.ended ? other : one);
    expect(await rejectionOf(sessions.rotate(one))).to.include({ status: 409 });
    expect(store.size).to.equal(0);
  });

  test('it lives as long as it is used, up to the last millisecond, and then no longer', async () => {
    const signed = await signedIn();
    for (let use = 0; use < 4; use++) {
      now += 999;
      await sessions.save(await loaded(signed));
    }
    now += 1000;
    expect(await sessions.load(signed)).to.equal(undefined);
  });

  test('it ends 5 seconds after its begin however much it is used; a new id begins anew', async () => {
    const signed = await signedIn();
    const other = await loaded(await signedIn());
    for (let use = 0; use < 6; use++) {
      now += 800;
      await sessions.save(await loaded(signed));
      await sessions.save(other);
    }
    await sessions.rotate(other);
    now += 199;
    const last = await loaded(signed);
    now += 1;
    expect(await sessions.save(last)).to.equal(false);
    expect(await sessions.load(signed)).to.equal(undefined);
    expect((await loaded(other.signed)).data['user']).to.equal('ada');
  });

  test('the absolute end is looked at even where the store keeps a session longer, which is then destroyed', async () => {
    const slow = new WatchedStore({ now: () => 0 });
    const ours = new Sessions({ store: slow, sign: (id) => id, verify: (id) => id, now: () => now, ...times });
    const session = ours.begin();
    session.data['a'] = 1;
    await ours.save(session);
    now += 4999;
    expect((await ours.load(session.signed))?.data['a']).to.equal(1);
    now += 1;
    expect([await ours.load(session.signed), slow.size]).to.deep.equal([undefined, 0]);
  });

  test('keys that a client chose are keys: no prototype is changed, none is there', async () => {
    const session = sessions.begin();
    expect(session.data['constructor']).to.equal(undefined);
    session.data['__proto__'] = { admin: true };
    session.data['form'] = JSON.parse('{"__proto__":{"admin":true}}') as JsonValue;
    await sessions.save(session);
    const { data } = await loaded(session.signed);
    expect(Object.keys(data)).to.deep.equal(['__proto__', 'form']);
    expect([data['admin'], 'admin' in {}, Object.getPrototypeOf(data)]).to.deep.equal([undefined, false, null]);
    expect(JSON.stringify(data['form'])).to.equal('{"__proto__":{"admin":true}}');
  });

  test('too much data is 500 to the client, and the session is as it was', async () => {
    const signed = await signedIn();
    const session = await loaded(signed);
    session.data['big'] = 'x'.repeat(500);
    expect(await rejectionOf(sessions.save(session))).to.include({ status: 500, code: 'SESSION_TOO_LARGE' });
    expect(await rejectionOf(sessions.rotate(session))).to.include({ status: 500, code: 'SESSION_TOO_LARGE' });
    expect((await loaded(signed)).data).not.to.have.property('big');
    expect(store.size).to.equal(1);
  });

  test('without the store all is 503 that tells nothing of it, never a new session; and then all is there again', async () => {
    const signed = await signedIn();
    for (const code of ['ERR_STORE_DOWN', 'ERR_STORE_REFUSED', 'ERR_STORE_GARBLED'] as const) {
      const session = await loaded(signed);
      const fresh = sessions.begin();
      fresh.data['user'] = 'bob';
      store.failing = { code, on: 'get set replace touch destroy' };
      const calls = [() => sessions.load(signed), () => sessions.save(session), () => sessions.save(fresh)];
      for (const call of [...calls, () => sessions.rotate(session), () => sessions.end(session)]) {
        const error = await rejectionOf(call());
        expect(error).to.be.instanceOf(HttpError).and.include({ status: 503, code: 'SESSION_STORE_DOWN' });
        expect(error.message).not.to.include('secret');
        expect(error).to.have.nested.property('headers.Retry-After', '1');
        expect(error.cause).to.have.property('code', code);
      }
      store.failing = undefined;
      expect(session.ended).to.equal(false);
      expect(await sessions.save(session)).to.equal(true);
    }
  });

  test('where the store goes away between the new id and the end of the old one, nobody has the new one', async () => {
    const signed = await signedIn();
    const session = await loaded(signed);
    store.failing = { code: 'ERR_STORE_DOWN', on: 'destroy' };
    expect(await rejectionOf(sessions.rotate(session))).to.include({ status: 503 });
    expect(session.signed).to.equal(signed);
    store.failing = undefined;
    expect((await loaded(signed)).data['user']).to.equal('ada');
  });

  test('what somebody else has put under the id is no session: 503, and it is left as it is', async () => {
    for (const other of [null, 1, 'text', [], {}, { began: 'x', data: {} }, { began: now, data: [] }, { began: now }]) {
      await store.set('planted', other, 1000);
      const error = await rejectionOf(sessions.load(signer.sign('planted')));
      expect(error).to.include({ status: 503 }).and.have.nested.property('cause.code', 'ERR_STORE_GARBLED');
      expect(await store.get('planted')).to.deep.equal(other);
    }
  });

  test('a time that is none, or an absolute one below the rolling one, is refused', () => {
    const make = (bad: object): Sessions => new Sessions({ store, sign: String, verify: String, ...times, ...bad });
    for (const bad of [{ rollingMs: 0 }, { absoluteMs: 999 }, { rollingMs: Number.NaN }]) {
      expect(() => make(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
    expect(() => make({ absoluteMs: 1000 })).not.to.throw();
  });
});
