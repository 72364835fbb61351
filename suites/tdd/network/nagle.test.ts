/** Nagle's algorithm, asked for order and not for time, and who turns it off. */
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import { restore, spy, type SinonSpy } from 'sinon';
import { heldBack } from '../../../fixtures/network/tcp/nagle.ts';
import { listening } from '../../support/server.ts';

suite("Nagle's algorithm", () => {
  afterEach(() => restore());

  test('T5: a small packet waits until the one before is acknowledged, and for no certain time, as claimed', async () => {
    // Both are sent in one turn, and the server answers at once: no delay of anybody is in it.
    const rounds = 20;
    expect(await heldBack(false, rounds)).to.be.above(rounds / 2);
    expect(await heldBack(true, rounds)).to.be.below(rounds / 2);
  });

  test('T6: net leaves it on at both ends, and http turns it off at both', async () => {
    const calls = await spyOnNoDelay();
    {
      await using server = await listening(net.createServer((socket) => socket.end('x')));
      await once(net.connect(server.port, '127.0.0.1').resume(), 'close');
      expect(calls.callCount).to.equal(0);
    }
    await using server = await listening(http.createServer((_, response) => response.end('x')));
    const request = http.get(server.url, { agent: false });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    await once(response.resume(), 'end');
    expect(calls.callCount).to.be.at.least(2);
    expect(calls.alwaysCalledWith(true)).to.equal(true);
    expect(new Set(calls.thisValues).size).to.equal(2);
  });
});

/** Hears each `setsockopt(TCP_NODELAY)`: all sockets share the class of their handle. */
async function spyOnNoDelay(): Promise<SinonSpy> {
  await using server = await listening(net.createServer((socket) => socket.destroy()));
  const socket = net.connect(server.port, '127.0.0.1').on('error', () => {});
  const { _handle: handle } = socket as unknown as { _handle: { setNoDelay: () => void } };
  socket.destroy();
  await once(socket, 'close');
  return spy(Object.getPrototypeOf(handle) as typeof handle, 'setNoDelay');
}
