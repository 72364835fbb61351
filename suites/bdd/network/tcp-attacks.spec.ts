/** A server of frames under attack over bare sockets: too large, too slow, too many. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { connectFrames } from '../../../fixtures/network/tcp/frame-client.ts';
import { openFrameServer, type FrameServer } from '../../../fixtures/network/tcp/frame-server.ts';
import { frame } from '../../../fixtures/network/tcp/frames.ts';
import { heardClock, type HeardClock } from '../../support/heard-clock.ts';
import { heardOn, rawSocket } from '../../support/raw-socket.ts';

const [IDLE_MS, FRAME_MS] = [1000, 2500];

interface Attacked extends AsyncDisposable {
  readonly server: FrameServer;
  readonly clock: HeardClock;
  readonly faults: unknown[];
}

async function attacked(connections = 50): Promise<Attacked> {
  const clock = heardClock();
  const faults: unknown[] = [];
  const server = await openFrameServer({
    answer: (asked) => asked,
    connections,
    largestFrame: 1000,
    idleMs: IDLE_MS,
    frameMs: FRAME_MS,
    clock,
    onFault: (error) => faults.push((error as NodeJS.ErrnoException).code),
  });
  const close = async (): Promise<void> => {
    const closed = server.close();
    clock.advance(100_000);
    await closed;
  };
  return { server, clock, faults, [Symbol.asyncDispose]: close };
}

describe('a server of frames under attack', () => {
  it('closes the connection that announces more than the limit, and answers a frame of the limit', async () => {
    await using made = await attacked();
    const { server, faults } = made;
    for (const announced of ['\0\0\x03\xe9', '\xff\xff\xff\xff', 'GET / HTTP/1.1\r\n\r\n']) {
      const socket = await rawSocket(server.port);
      const heard = heardOn(socket);
      socket.write(announced, 'latin1');
      expect(await heard).to.equal('');
    }
    expect(faults).to.deep.equal(Array(3).fill('ERR_FRAME_TOO_LARGE'));
    await using client = await connectFrames({ port: server.port });
    expect(await client.ask(Buffer.alloc(1000))).to.have.length(1000);
  });

  it('closes the connection whose frame trickles, a byte before each idle time is over', async () => {
    await using made = await attacked();
    const { server, clock, faults } = made;
    let waiting = clock.asked(IDLE_MS);
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    await waiting;
    let waited = 0;
    // After each byte the server waits again: for the idle time, or for what is left of the frame's.
    for (const byte of frame(Buffer.alloc(900)).subarray(0, 3)) {
      waiting = clock.asked(Math.min(IDLE_MS, FRAME_MS - waited));
      socket.write(Uint8Array.of(byte));
      await waiting;
      clock.advance(IDLE_MS - 1);
      waited += IDLE_MS - 1;
    }
    expect(await heard).to.equal('');
    expect(faults).to.deep.equal(['ERR_FRAME_SLOW']);
  });

  it('closes the connection that ends in the middle of a frame, and tells no unhandled error', async () => {
    await using made = await attacked();
    const socket = await rawSocket(made.server.port);
    const heard = heardOn(socket);
    socket.end(Buffer.from([0, 0, 0]));
    expect(await heard).to.equal('');
    expect(made.faults).to.deep.equal(['ERR_FRAME_CUT']);
  });

  it('of a thousand connections that begin a frame it keeps as many as allowed, and is free when they idle', async () => {
    const limit = 50;
    await using made = await attacked(limit);
    const { server, clock, faults } = made;
    const [sockets, closes]: [Socket[], Promise<unknown>[]] = [[], []];
    let closed = 0;
    let enough = (): void => {};
    const dropped = new Promise<void>((resolve) => (enough = resolve));
    // In groups that are accepted before the next comes: the kernel's queue is short (511), and then it waits for seconds.
    for (let group = 0; group < 10; group++) {
      const opened = await Promise.all(Array.from({ length: 100 }, () => rawSocket(server.port)));
      for (const socket of opened) {
        sockets.push(socket);
        socket.write(Buffer.from([0, 0]));
        const gone = heardOn(socket);
        closes.push(gone);
        void gone.then(() => (closed += 1) === 1000 - limit && enough());
      }
      while (server.connections + server.dropped < sockets.length)
        await new Promise((resolve) => setImmediate(resolve));
    }
    await dropped;
    expect([server.connections, server.dropped]).to.deep.equal([limit, 1000 - limit]);
    clock.advance(FRAME_MS);
    await Promise.all(closes);
    while (server.connections > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(faults).to.have.length(limit);
    await using client = await connectFrames({ port: server.port });
    expect(String(await client.ask(Buffer.from('still here')))).to.equal('still here');
  });

  it('a connection that is reset hurts nobody else', async () => {
    await using made = await attacked();
    await using client = await connectFrames({ port: made.server.port });
    const socket = await rawSocket(made.server.port);
    socket.write(frame(Buffer.alloc(500)));
    await once(socket, 'data');
    socket.resetAndDestroy();
    expect(String(await client.ask(Buffer.from('still here')))).to.equal('still here');
  });
});
