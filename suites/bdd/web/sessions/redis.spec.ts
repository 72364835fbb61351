/** Sessions in a real Redis (rows WA10 to WA12): the contract, what redis-cli sees, and a Redis that is killed meanwhile. */
import http from 'node:http';
import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { RedisStore } from '../../../../fixtures/web/sessions/redis-store.ts';
import { RespServer } from '../../../../fixtures/web/sessions/resp-server.ts';
import { RespStore } from '../../../../fixtures/web/sessions/resp-store.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { run } from '../../../support/program.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { listening } from '../../../support/server.ts';
import { sessionSite, Visitor } from '../../../support/session-site.ts';
import { obeysContract } from '../../../support/session-store-contract.ts';
import { storeProgram } from '../../../support/store-program.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

whenInstalled('redis-server', describe)('sessions in Redis', (redisServer) => {
  const directory = temporaryDirectory();
  const socket = (): string => directory.join('redis');
  // It writes down every change before it answers, so that a kill loses nothing that was answered.
  const lasting = '--port 0 --save  --appendonly yes --appendfsync always --daemonize no';
  const redis = storeProgram({
    command: redisServer,
    args: () => [...lasting.split(' '), '--dir', directory.path, '--unixsocket', socket()],
    socket,
    asked: 'PING\r\n',
    answers: '+PONG',
  });
  const open = (options = {}): RedisStore =>
    new RedisStore({ address: { path: socket() }, valueBytes: 1000, firstWaitMs: 1, mostWaitMs: 5, ...options });
  const cli = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(['-s', socket(), ...args], { command: 'redis-cli' });
    return stdout.trim();
  };
  let store: RedisStore;

  before(async () => {
    await redis.start();
    store = open();
    await store.ready();
  });
  after(() => store.close());

  obeysContract({ store: () => store, another: () => open() });

  it('WA11: the time to live is Redis’s own: a value is gone by itself when it is over', async () => {
    await store.set('brief', 1, 1);
    while ((await store.get('brief')) !== undefined); // it is a matter of a millisecond
    expect(await store.touch('brief', 1000)).to.equal(false);
  });

  it('WA11: what is stored is there for others: redis-cli reads it, a store by hand reads and changes it', async () => {
    await store.set('shared', { user: 'ada' }, 60_000);
    const [value, left] = (
      await cli('eval', "return {redis.call('get',KEYS[1]), redis.call('pttl',KEYS[1])}", '1', 'sess:shared')
    ).split('\n');
    expect(value).to.equal('{"user":"ada"}');
    expect(Number(left)).to.be.within(1, 60_000);
    const byHand = new RespStore({ address: { path: socket() } });
    await byHand.ready();
    expect(await byHand.get('shared')).to.deep.equal({ user: 'ada' });
    expect(await byHand.replace('shared', { user: 'bob' }, 60_000)).to.equal(true);
    expect([await store.get('shared'), await byHand.destroy('shared')]).to.deep.equal([{ user: 'bob' }, true]);
    await byHand.close();
  });

  it('a refusal of Redis is told apart from a Redis that is down', async () => {
    await cli('lpush', 'sess:list', 'x');
    const error = await rejectionOf(store.get('list'));
    expect(error).to.have.property('code', 'ERR_STORE_REFUSED');
    expect(error.message).to.include('WRONGTYPE');
    expect(store.up).to.equal(true);
  });

  it('WA10: the browser has an id that means nothing, Redis has the data; after signing out the id is nobody’s', async () => {
    await using site = await listening(sessionSite(store));
    const agent = new http.Agent({ keepAlive: true });
    const [visitor, replay] = [new Visitor(site.port, agent), new Visitor(site.port, agent)];
    expect([await visitor.visit('/'), await visitor.visit('/in')]).to.deep.equal(['200 nobody', '200 visits 0']);
    expect(await visitor.visit('/')).to.equal('200 visits 1');
    const id = /sid=([\w-]{32})\./.exec(visitor.cookie)![1]!;
    expect(JSON.parse(await cli('get', `sess:${id}`))).to.have.deep.property('data', { visits: 1 });
    replay.cookie = visitor.cookie;
    expect(await replay.visit('/')).to.equal('200 visits 2');
    replay.cookie = visitor.cookie;
    expect([await visitor.visit('/out'), await replay.visit('/')]).to.deep.equal(['200 out', '200 nobody']);
    agent.destroy();
  });

  it('WA11, WA12: killed and started again among requests: 503 meanwhile, no session lost, no visit that was answered', async () => {
    await using site = await listening(sessionSite(store));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
    const visitors = Array.from({ length: 8 }, () => new Visitor(site.port, agent));
    await Promise.all(visitors.map((visitor) => visitor.visit('/in')));
    const answered = visitors.map(() => 0);
    const seen = new Set<string>();
    const stop = new AbortController();
    let refused = (): void => {};
    const firstRefusal = new Promise<void>((resolve) => {
      refused = resolve;
    });
    const visits = visitors.map(async (visitor, index) => {
      while (!stop.signal.aborted) {
        const told = await visitor.visit('/');
        seen.add(told.replace(/\d+$/, 'n'));
        if (told.startsWith('503')) refused();
        else answered[index] = Number(told.split(' ')[2]);
      }
    });
    await redis.kill();
    await firstRefusal;
    await redis.start();
    await store.ready();
    stop.abort();
    await Promise.all(visits);
    const afterwards = await Promise.all(visitors.map((visitor) => visitor.visit('/')));
    agent.destroy();
    expect([...seen].sort())
      .to.be.an('array')
      .that.includes('503 SESSION_STORE_DOWN')
      .and.does.not.include('200 nobody');
    for (const [index, told] of afterwards.entries()) {
      expect(told).to.match(/^200 visits \d+$/);
      expect(Number(told.split(' ')[2])).to.be.greaterThan(answered[index]!);
    }
  });
});

describe('the client of Redis', () => {
  const clock = madeClock();

  it('is as good to the store by hand as to Redis', async () => {
    await using server = await RespServer.listen();
    await using store = new RedisStore({ address: server.address });
    await store.ready();
    await store.set('a', { b: 1 }, 1000);
    expect([await store.replace('a', 2, 1000), await store.touch('a', 1000), await store.get('a')]).to.deep.equal([
      true,
      true,
      2,
    ]);
    expect([await store.destroy('a'), await store.get('a')]).to.deep.equal([true, undefined]);
  });

  it('WA12: a server that takes a command and never answers is given up in time, and asked anew over another connection', async () => {
    let asked = (): void => {};
    let mute = true;
    const server = net.createServer((socket) =>
      socket
        .on('error', () => {})
        .on('data', () => {
          asked();
          if (!mute) socket.write('$1\r\n1\r\n');
        }),
    );
    await using stub = await listening(server);
    const changes: (string | undefined)[] = [];
    await using store = new RedisStore({
      address: { port: stub.port, host: '127.0.0.1' },
      clock,
      timeoutMs: 100,
      onChange: (error) => changes.push(error?.code),
    });
    await store.ready();
    const heard = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const calls = Promise.all([rejectionOf(store.get('a')), rejectionOf(store.get('b'))]);
    await heard;
    expect(clock.waiting).to.deep.equal([100, 100]);
    clock.advance(100);
    for (const error of await calls) expect(error).to.have.property('code', 'ERR_STORE_DOWN');
    mute = false;
    await store.ready();
    expect([await store.get('a'), clock.owed]).to.deep.equal([1, 0]);
    expect(changes).to.deep.equal([undefined, 'ERR_STORE_DOWN', undefined]);
  });

  it('closed while it connects it leaves no connection', async () => {
    const server = net.createServer();
    await using stub = await listening(server);
    const came = once(server, 'connection') as Promise<[net.Socket]>;
    const changes: unknown[] = [];
    const address = { port: stub.port, host: '127.0.0.1' };
    const store = new RedisStore({ address, onChange: (error) => changes.push(error) });
    await store.close();
    const [socket] = await came;
    await once(socket.resume(), 'close');
    expect(changes).to.deep.equal([]);
  });

  it('a number that is none is refused', () => {
    for (const options of [
      { connectMs: 0 },
      { mostWaiting: 0 },
      { timeoutMs: 0 },
      { valueBytes: 0 },
      { firstWaitMs: -1 },
    ]) {
      expect(() => new RedisStore({ address: { port: 1 }, ...options }))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  it('keeps nothing for later: without a server a command fails at once, and ready with the end', async () => {
    await using server = await listening(net.createServer());
    await server.close();
    const store = new RedisStore({
      address: { port: server.port, host: '127.0.0.1' },
      clock,
      firstWaitMs: 1,
      mostWaitMs: 1,
    });
    expect(await rejectionOf(store.get('a'))).to.have.property('code', 'ERR_STORE_DOWN');
    expect(clock.owed).to.equal(0);
    const ready = rejectionOf(store.ready());
    await store.close();
    expect(await ready).to.have.property('code', 'ERR_STORE_CLOSED');
  });
});

whenInstalled('redis-cli', describe)('redis-cli', (redisCli) => {
  const directory = temporaryDirectory();

  it('WA11: speaks with the store by hand as with Redis', async () => {
    await using server = await RespServer.listen({ address: { path: directory.join('byhand') } });
    await using store = new RespStore({ address: server.address });
    await store.ready();
    await store.set('a', { user: 'ada' }, 60_000);
    const input = 'GET sess:a\nSET other text PX 1000\nGET other\nDEL sess:a\nNONSENSE\n';
    const { stdout } = await run(['-s', directory.join('byhand')], { command: redisCli, input });
    expect(stdout.trim().split('\n')).to.include.members([
      '{"user":"ada"}',
      'OK',
      'text',
      '1',
      "ERR unknown command 'NONSENSE'",
    ]);
    expect(await store.get('a')).to.equal(undefined);
  });
});
