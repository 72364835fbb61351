/** What a WebSocket client makes of hostile servers, on real connections: it fails, and nothing is left open. */
import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { connectWebSocket } from '../../../../fixtures/network/websocket/client.ts';
import { acceptOf } from '../../../../fixtures/network/websocket/handshake.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { listening, type Listening } from '../../../support/server.ts';
import { bytesOf } from '../../../support/web-socket-bytes.ts';

describe('a WebSocket client under attack', () => {
  const clock = madeClock();

  /** A server that says what it likes to whoever connects, and the sockets that it has. */
  const answering = async (
    answer: (socket: net.Socket, accept: string) => void,
  ): Promise<Listening & { sockets: net.Socket[] }> => {
    const sockets: net.Socket[] = [];
    const server = net.createServer((socket) => {
      sockets.push(socket.on('error', () => {}));
      socket.once('data', (request) => answer(socket, acceptOf(/Key: (\S+)/.exec(String(request))![1]!)));
    });
    return Object.assign(await listening(server), { sockets });
  };
  const switching = (accept: string, ...lines: string[]): string =>
    ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`]
      .concat(lines, '\r\n')
      .join('\r\n');

  it('fails with 1002 where the server masks, and with 1009 where it announces 2 to the 62', async () => {
    for (const [bytes, code] of [
      [bytesOf('81 81 00000000 61'), 1002],
      [bytesOf('82 7f 4000000000000000'), 1009],
    ] as const) {
      await using server = await answering((socket, accept) => {
        socket.write(Buffer.concat([Buffer.from(switching(accept)), bytes]));
      });
      const client = await connectWebSocket(server.url.replace('http', 'ws'), { clock });
      expect((await client.closed).error).to.include({ closeCode: code });
      expect(clock.owed).to.equal(0);
    }
  });

  it('refuses a handshake that is not for its key, or agrees to what was not offered, and ends the connection', async () => {
    for (const lines of [[], ['Sec-WebSocket-Extensions: permessage-deflate'], ['Sec-WebSocket-Protocol: x']]) {
      await using server = await answering((socket, accept) => {
        socket.write(switching(lines.length === 0 ? 'wrong' : accept, ...lines));
      });
      const error = await rejectionOf(connectWebSocket(server.url.replace('http', 'ws'), { clock }));
      expect(error).to.include({ code: 'ERR_WS_HANDSHAKE', status: 101 });
      const [socket] = server.sockets;
      if (!socket!.closed) await once(socket!, 'close');
      expect(clock.owed).to.equal(0);
    }
  });

  it('does not wait for ever for an answer', async () => {
    let ask = (): void => {};
    const asked = new Promise<void>((resolve) => (ask = resolve));
    await using server = await answering(ask);
    const refused = rejectionOf(connectWebSocket(server.url.replace('http', 'ws'), { clock, handshakeMs: 100 }));
    await asked;
    clock.advance(99);
    expect(clock.owed, 'it still waits').to.equal(1);
    clock.advance(1);
    expect(await refused).to.include({ code: 'ERR_WS_HANDSHAKE', status: undefined });
    const [socket] = server.sockets;
    if (!socket!.closed) await once(socket!, 'close');
    expect(clock.owed).to.equal(0);
  });

  it('sends nothing that could end a header: it is refused before it connects', async () => {
    const url = 'ws://127.0.0.1:9/';
    for (const [options, code] of [
      [{ protocols: ['a\r\nX: y'] }, 'ERR_INVALID_ARG_VALUE'],
      [{ headers: { Cookie: 'a\r\nX: y' } }, 'ERR_INVALID_CHAR'],
      [{ headers: { 'a\r\nX': 'y' } }, 'ERR_INVALID_HTTP_TOKEN'],
      [{ mostFrameBytes: 0 }, 'ERR_OUT_OF_RANGE'],
    ] as const) {
      expect(await rejectionOf(connectWebSocket(url, { clock, ...options }))).to.have.property('code', code);
    }
    for (const bad of ['http://127.0.0.1/', 'wss://127.0.0.1/', 'ws://127.0.0.1/#part']) {
      expect(await rejectionOf(connectWebSocket(bad, { clock }))).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    }
    expect(await rejectionOf(connectWebSocket('nonsense'))).to.have.property('code', 'ERR_INVALID_URL');
    expect(clock.owed).to.equal(0);
  });

  it('tells that nobody listens', async () => {
    const server = await listening(net.createServer());
    await server.close();
    const error = await rejectionOf(connectWebSocket(server.url.replace('http', 'ws'), { clock }));
    expect(error).to.have.property('code', 'ECONNREFUSED');
    expect(clock.owed).to.equal(0);
  });
});
