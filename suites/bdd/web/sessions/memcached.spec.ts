/** Sessions in a real Memcached (rows WA11, WA12): the contract, its own view of times, and a Memcached that is killed. */
import net from 'node:net';
import fs from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import memjs from 'memjs';
import http from 'node:http';
import { MemcachedStore } from '../../../../fixtures/web/sessions/memcached-store.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { listening } from '../../../support/server.ts';
import { sessionSite, Visitor } from '../../../support/session-site.ts';
import { obeysContract } from '../../../support/session-store-contract.ts';
import { storeProgram } from '../../../support/store-program.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const DAY_MS = 24 * 3600 * 1000;

whenInstalled('memcached', describe)('sessions in Memcached', (memcached) => {
  const directory = temporaryDirectory();
  const socket = (): string => directory.join('memcached');
  const program = storeProgram({
    command: memcached,
    args: () => ['-u', 'root', '-s', socket()],
    socket,
    asked: 'version\r\n',
    answers: 'VERSION',
  });
  const open = (options = {}): MemcachedStore =>
    new MemcachedStore({ address: { path: socket() }, valueBytes: 1000, firstWaitMs: 1, mostWaitMs: 5, ...options });
  let store: MemcachedStore;

  before(async () => {
    await program.start();
    store = open();
    await store.ready();
  });
  after(() => store.close());

  obeysContract({ store: () => store, another: () => open() });

  /** Seconds that an item has left, as Memcached itself says. */
  async function secondsLeft(key: string): Promise<number> {
    const asking = net.connect(socket());
    asking.write(`mg ${key} t\r\n`);
    const [answer] = (await once(asking, 'data')) as [Buffer];
    asking.destroy();
    return Number(/^HD t(\d+)/.exec(String(answer))?.[1]);
  }

  it('WA11: times are Memcached’s own, in seconds; beyond 30 days they are moments, or the value would be gone at once', async () => {
    await store.set('short', 1, 10_000);
    await store.set('long', 1, 31 * DAY_MS);
    expect(await secondsLeft('sess:short')).to.be.within(1, 10);
    expect(await secondsLeft('sess:long')).to.be.within(30 * 86_400, 31 * 86_400 + 2);
    await store.touch('short', 40 * DAY_MS);
    expect(await secondsLeft('sess:short')).to.be.within(31 * 86_400, 40 * 86_400 + 2);
    const later = open({ wallMs: () => Date.UTC(2030, 0) });
    await later.ready();
    await later.set('far', 1, 3650 * DAY_MS);
    expect(await later.get('far'), 'until 2040, which is more than 31 bits of seconds').to.equal(1);
    await later.close();
  });

  it('a key of 228 bytes and a value near 1 MiB are taken; of more than that the store would let go the old one too', async () => {
    const valueBytes = 1024 * 1024 - 512;
    const large = open({ prefix: 'p'.repeat(100), valueBytes });
    await large.ready();
    const id = 'i'.repeat(128);
    await large.set(id, 'x'.repeat(valueBytes - 2), 10_000);
    expect(await large.get(id)).to.have.length(valueBytes - 2);
    await large.close();
    expect(() => open({ valueBytes: valueBytes + 1 })).to.throw(RangeError);
  });

  it('WA11, WA12: killed among requests it is 503; started again it is empty, since it keeps nothing, and goes on', async () => {
    await using site = await listening(sessionSite(store));
    const agent = new http.Agent({ keepAlive: true });
    const visitor = new Visitor(site.port, agent);
    expect([await visitor.visit('/in'), await visitor.visit('/')]).to.deep.equal(['200 visits 0', '200 visits 1']);
    const under = visitor.visit('/');
    await program.kill();
    await under;
    expect(await visitor.visit('/')).to.equal('503 SESSION_STORE_DOWN');
    expect(await rejectionOf(store.set('a', 1, 1000))).to.have.property('code', 'ERR_STORE_DOWN');
    await program.start();
    await store.ready();
    expect([await visitor.visit('/'), await visitor.visit('/in')]).to.deep.equal(['200 nobody', '200 visits 0']);
    agent.destroy();
  });

  it('WA11: what is stored is there for others: memjs, over TCP, reads and changes it', async () => {
    const file = directory.join('port');
    const env = { PATH: process.env['PATH'] ?? '', MEMCACHED_PORT_FILENAME: file };
    const child = spawn(memcached, ['-u', 'root', '-l', '127.0.0.1', '-p', '-1'], { stdio: 'ignore', env });
    try {
      while (!fs.existsSync(file)) await new Promise((resolve) => setImmediate(resolve)); // it is renamed when it is whole
      const port = Number(/TCP INET: (\d+)/.exec(fs.readFileSync(file, 'utf8'))![1]);
      await using own = new MemcachedStore({ address: { port, host: '127.0.0.1' } });
      await own.ready();
      const other = memjs.Client.create(`127.0.0.1:${port}`);
      await own.set('shared', { user: 'ada' }, 60_000);
      expect(String((await other.get('sess:shared')).value)).to.equal('{"user":"ada"}');
      await other.set('sess:shared', '{"user":"bob"}', { expires: 60 });
      expect(await own.get('shared')).to.deep.equal({ user: 'bob' });
      await other.delete('sess:shared');
      expect(await own.get('shared')).to.equal(undefined);
      other.close();
    } finally {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
  });
});

describe('a store that says it is Memcached', () => {
  /** What `get` of a store rejects with that answers so. */
  async function refusal(text: string): Promise<Error> {
    await using stub = await listening(
      net.createServer((socket) => socket.on('error', () => {}).on('data', () => socket.write(text))),
    );
    await using store = new MemcachedStore({ address: { port: stub.port, host: '127.0.0.1' } });
    await store.ready();
    return await rejectionOf(store.get('a'));
  }

  it('gives nobody the session of another: a value under another key is garbled, as is an answer to something else', async () => {
    for (const text of ['VALUE sess:b 0 1\r\n1\r\nEND\r\n', 'STORED\r\n', 'HTTP/1.1 400 Bad Request\r\n\r\n']) {
      expect(await refusal(text), text).to.have.property('code', 'ERR_STORE_GARBLED');
    }
    expect(await refusal('SERVER_ERROR out of memory\r\n')).to.have.property('code', 'ERR_STORE_REFUSED');
  });
});
