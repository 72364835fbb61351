/** Sessions over a cookie, from the inside: what a client is told, also where two of his requests meet. */
import { expect } from 'chai';
import { setup, suite, teardown, test } from 'mocha';
import { SessionCookie } from '../../../../fixtures/web/application/session-cookie.ts';
import { MemoryStore } from '../../../../fixtures/web/sessions/memory-store.ts';
import { Sessions } from '../../../../fixtures/web/sessions/sessions.ts';

suite('a session over a cookie', () => {
  let store: MemoryStore;
  let sessions: Sessions;
  let cookie: SessionCookie;
  setup(() => {
    store = new MemoryStore();
    sessions = new Sessions({ store, sign: (id) => id, verify: (signed) => signed });
    cookie = new SessionCookie(sessions);
  });
  teardown(() => store.close());

  /** Signs somebody in, and answers the cookies that he has. */
  async function signedIn(): Promise<Record<string, string>> {
    const session = await cookie.open({});
    session.data['user'] = 'ada';
    expect(await cookie.keep(session, {})).to.match(
      /^__Host-session=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    return { '__Host-session': session.signed };
  }

  test('the cookie is sent once: not again as long as the client has it, and never for nothing', async () => {
    const cookies = await signedIn();
    const session = await cookie.open(cookies);
    expect(await cookie.keep(session, cookies)).to.equal(undefined);
    expect(await cookie.keep(await cookie.open({}), {})).to.equal(undefined);
  });

  test('who ends a session takes its cookie away', async () => {
    const cookies = await signedIn();
    const session = await cookie.open(cookies);
    await sessions.end(session);
    expect(await cookie.keep(session, cookies)).to.match(/^__Host-session=; Path=\/; Max-Age=0; /);
    expect(await cookie.keep(session, {})).to.equal(undefined);
  });

  test('of two requests at once the one that finds its session gone takes no cookie away: it may be the new one', async () => {
    const cookies = await signedIn();
    const [first, second] = [await cookie.open(cookies), await cookie.open(cookies)];
    await sessions.rotate(first);
    expect(await cookie.keep(first, cookies)).to.include(first.signed);
    expect(await cookie.keep(second, cookies)).to.equal(undefined);
    const late = await cookie.open(cookies); // it has come with the old cookie
    expect(await cookie.keep(late, cookies)).to.equal(undefined);
  });
});
