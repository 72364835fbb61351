/** The client of the store by hand (rows WA11, WA12): the contract over a kept connection, and a store that goes away. */
import net from 'node:net';
import { expect } from 'chai';
import { after, before, suite, test } from 'mocha';
import type { Address } from '../../../../fixtures/web/sessions/kept-connection.ts';
import { RespServer } from '../../../../fixtures/web/sessions/resp-server.ts';
import { RespStore } from '../../../../fixtures/web/sessions/resp-store.ts';
import type { StoreError } from '../../../../fixtures/web/sessions/session-store.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { listening } from '../../../support/server.ts';
import { obeysContract } from '../../../support/session-store-contract.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

suite('the store by hand', () => {
  const clock = madeClock();
  let server: RespServer;
  let store: RespStore;

  before(async () => {
    server = await RespServer.listen({ now: () => clock.now() });
    store = new RespStore({ address: server.address, valueBytes: 1000 });
    await store.ready();
  });
  after(async () => {
    await store.close();
    await server.close();
  });

  obeysContract({
    store: () => store,
    another: () => new RespStore({ address: server.address }),
    elapse: (ms) => clock.advance(ms),
  });

  test('WA12: all of that went over one connection', () => {
    expect(server.connections).to.equal(1);
  });

  test('an address, a prefix or a value limit that is none is refused', () => {
    const { address } = server;
    const bad = [
      { address: { port: 0 } },
      { address: { path: '' } },
      { address, prefix: 'a b' },
      { address, prefix: 'x'.repeat(101) },
    ];
    for (const options of bad)
      expect(() => new RespStore(options))
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_ARG_VALUE');
    for (const options of [
      { valueBytes: 0 },
      { valueBytes: 524_289 },
      { timeoutMs: 0 },
      { mostWaiting: 0 },
      { connectMs: 0 },
    ]) {
      expect(() => new RespStore({ address, ...options }))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});

suite('a store that goes away', () => {
  const directory = temporaryDirectory();
  const clock = madeClock();

  /** The codes with which calls fail, or what they give. */
  async function outcomes(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
    const settled = await Promise.allSettled(calls);
    return settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as StoreError).code));
  }

  test('WA11, WA12: while it is away all fails at once, and when it is back the same store goes on, on a socket too', async () => {
    const address: Address = { path: directory.join('store') };
    const changes: (string | undefined)[] = [];
    let told = (): void => {};
    const store = new RespStore({
      address,
      firstWaitMs: 1,
      mostWaitMs: 1,
      onChange: (error) => {
        changes.push(error?.code);
        told();
      },
    });
    expect(await outcomes([store.get('a')])).to.deep.equal(['ERR_STORE_DOWN']); // nobody has listened yet
    for (let time = 0; time < 2; time++) {
      const server = await RespServer.listen({ address });
      await store.ready();
      await store.set('a', time, 1000);
      expect(await store.get('a')).to.equal(time);
      const gone = new Promise<void>((resolve) => {
        told = resolve;
      });
      await server.close();
      await gone;
      expect(await outcomes([store.get('a'), store.set('a', 1, 1), store.destroy('a')])).to.deep.equal(
        Array(3).fill('ERR_STORE_DOWN'),
      );
    }
    const ready = rejectionOf(store.ready());
    await store.close();
    expect(await ready).to.have.property('code', 'ERR_STORE_CLOSED');
    expect(changes.filter((code) => code === undefined)).to.have.length(2);
    expect(new Set(changes)).to.deep.equal(new Set(['ERR_STORE_DOWN', undefined]));
  });

  /** A store before a server that does as it is told with what it is asked. */
  async function facing(
    answer: (socket: net.Socket, asked: number) => void,
    options: object,
    use: (store: RespStore) => Promise<void>,
  ) {
    let asked = 0;
    await using server = await listening(
      net.createServer((socket) => socket.on('error', () => {}).on('data', () => answer(socket, (asked += 1)))),
    );
    await using store = new RespStore({
      address: { port: server.port, host: '127.0.0.1' },
      random: () => 0,
      ...options,
    });
    await store.ready();
    await use(store);
  }

  test('the connection breaks in the middle of an answer: who waited is told that it is down', async () => {
    await facing(
      (socket) => socket.end('$100\r\nhal'),
      {},
      async (store) => {
        expect(await outcomes([store.get('a'), store.get('b')])).to.deep.equal(['ERR_STORE_DOWN', 'ERR_STORE_DOWN']);
      },
    );
  });

  test('garbage is told apart from silence, and the connection is given up', async () => {
    const garbage = ['HTTP/1.1 400 Bad Request\r\n\r\n', '$9999999999\r\n', ':::\r\n', '+OK\r\n+OK\r\n+OK\r\n+OK\r\n'];
    for (const text of garbage) {
      await facing(
        (socket) => socket.write(text),
        { clock },
        async (store) => {
          const [first] = await outcomes([store.get('a')]);
          expect(first, text).to.equal('ERR_STORE_GARBLED');
        },
      );
    }
  });

  test('an answer of a wrong kind is garbled, an error is a refusal with its words', async () => {
    await facing(
      (socket) => socket.write(':7\r\n'),
      {},
      async (store) => {
        const calls = [
          () => store.get('a'),
          () => store.set('a', 1, 1),
          () => store.replace('a', 1, 1),
          () => store.touch('a', 1),
        ];
        for (const call of [...calls, () => store.destroy('a')]) {
          expect(await outcomes([call()])).to.deep.equal(['ERR_STORE_GARBLED']);
        }
      },
    );
    await facing(
      (socket) => socket.write('-OOM no memory\r\n'),
      {},
      async (store) => {
        const error = await rejectionOf(store.set('a', 1, 1));
        expect(error).to.have.property('code', 'ERR_STORE_REFUSED');
        expect(error.message).to.include('OOM no memory');
      },
    );
    await facing(
      (socket) => socket.write('$1\r\n{\r\n'),
      {},
      async (store) => {
        expect(await outcomes([store.get('a')])).to.deep.equal(['ERR_STORE_GARBLED']);
      },
    );
  });

  test('a server that trickles is given up when its time is over, however busy it is; all that wait fail with it', async () => {
    let trickled = (): void => {};
    const options = { clock, timeoutMs: 100, firstWaitMs: 1000 };
    await facing(
      (socket) => void socket.write('$5\r\nab', () => trickled()),
      options,
      async (store) => {
        const written = new Promise<void>((resolve) => {
          trickled = resolve;
        });
        const first = outcomes([store.get('a')]);
        await written;
        clock.advance(99);
        expect(store.up).to.equal(true);
        const second = outcomes([store.get('b')]);
        clock.advance(1);
        expect([...(await first), ...(await second), store.up]).to.deep.equal([
          'ERR_STORE_DOWN',
          'ERR_STORE_DOWN',
          false,
        ]);
      },
    );
  });

  test('of more questions than may wait the last fails at once, and the others are answered', async () => {
    await facing(
      (socket) => socket.write('$-1\r\n$-1\r\n'),
      { mostWaiting: 2 },
      async (store) => {
        const all = await outcomes([store.get('a'), store.get('b'), store.get('c')]);
        expect(all).to.deep.equal([undefined, undefined, 'ERR_STORE_DOWN']);
      },
    );
  });

  test('close ends what waits, and leaves no timer and no socket behind', async () => {
    const own = madeClock();
    await facing(
      () => {},
      { clock: own },
      async (store) => {
        const waiting = outcomes([store.get('a')]);
        await store.close();
        expect(await waiting).to.deep.equal(['ERR_STORE_CLOSED']);
        expect(own.owed).to.equal(0);
      },
    );
  });
});
