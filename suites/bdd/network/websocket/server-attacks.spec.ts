/** What hostile clients of WebSocket get, on real connections: a status or a close code, and nothing is left open. */
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { WebSocketConnection } from '../../../../fixtures/network/websocket/connection.ts';
import { BINARY, CLOSE, CONTINUATION, encodeFrame, PING, TEXT } from '../../../../fixtures/network/websocket/frame.ts';
import { attachWebSockets, type AttachedWebSockets } from '../../../../fixtures/network/websocket/server.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { MadeSocket } from '../../../support/made-socket.ts';
import { listening, type Listening } from '../../../support/server.ts';
import { bytesOf } from '../../../support/web-socket-bytes.ts';
import { openRaw, sendRaw, upgradeRequest, type Answered } from '../../../support/web-socket-raw.ts';

const KEY = Buffer.alloc(4);
const frame = (opcode: number, text = '', fin = true): Buffer =>
  encodeFrame({ opcode, fin, payload: Buffer.from(text), key: KEY });

describe('a WebSocket server under attack', () => {
  const clock = madeClock();
  let httpServer: http.Server;
  let server: Listening;
  let attached: AttachedWebSockets;
  let onConnection: (connection: WebSocketConnection, request: http.IncomingMessage) => void | Promise<void>;

  beforeEach('listens', async () => {
    onConnection = () => {};
    httpServer = http.createServer();
    attached = attachWebSockets(httpServer, (connection, request) => onConnection(connection, request), {
      path: '/',
      origins: ['http://localhost'],
      mostConnections: 2,
      mostFragments: 1000,
      mostUnreadBytes: 2 ** 16,
      clock,
    });
    server = await listening(httpServer);
  });
  afterEach('leaves no connection, no timer and no listener', async () => {
    await attached.close();
    expect(attached.connections.size).to.equal(0);
    expect(clock.owed).to.equal(0);
    expect(httpServer.listenerCount('upgrade')).to.equal(0);
    const closed = once(httpServer, 'close');
    httpServer.close();
    await closed; // the event says that no connection of it is left
  });

  const closeOf = ({ events }: Answered): unknown => {
    const last = events.at(-1);
    return last?.type === 'close' ? last.code : last;
  };

  const REFUSED: readonly (readonly [title: string, request: string, head: RegExp])[] = [
    ['another method', upgradeRequest().replace('GET', 'POST'), /^HTTP\/1\.1 405 .*\r\nAllow: GET\r\n/],
    ['another version', upgradeRequest().replace(': 13', ': 99'), /^HTTP\/1\.1 426 [^]*Sec-WebSocket-Version: 13\r\n/],
    ['another path', upgradeRequest().replace('/', '/../etc/passwd?/'), /^HTTP\/1\.1 404 /],
    ['another origin', upgradeRequest('Origin: http://evil.example'), /^HTTP\/1\.1 403 /],
    ['two keys', upgradeRequest('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='), /^HTTP\/1\.1 400 /],
    ['a body that could be taken for frames', upgradeRequest('Content-Length: 2'), /^HTTP\/1\.1 400 /],
    ['a carriage return in a header', upgradeRequest('Sec-WebSocket-Protocol: a\rX: y'), /^HTTP\/1\.1 400 /],
    ['a line that is put into a subprotocol', upgradeRequest('Sec-WebSocket-Protocol: a\r\n X: y'), /^HTTP\/1\.1 400 /],
    ['a byte of nought in a header', upgradeRequest('Origin: http://local\0host'), /^HTTP\/1\.1 400 /],
  ];
  for (const [title, request, head] of REFUSED) {
    it(`refuses a handshake with ${title}`, async () => {
      const answered = await sendRaw(server.port, request, ...(request.includes('Length') ? [bytesOf('88 00')] : []));
      expect(answered.head).to.match(head).and.not.to.match(/X: y/);
      expect(answered.events).to.deep.equal([]);
    });
  }

  it('ends the connection of a handshake that it refuses, also where the client keeps its side open', async () => {
    const accepted = once(httpServer, 'connection') as Promise<[net.Socket]>;
    const socket = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.write(upgradeRequest('Origin: http://evil.example'));
    const [theirs] = await accepted;
    socket.resume();
    await once(theirs, 'close');
    socket.destroy();
  });

  it('lives on where a client goes in the middle of its refusal', async () => {
    const socket = new MadeSocket();
    httpServer.emit('upgrade', { method: 'POST', url: '/', headers: {} }, socket, Buffer.alloc(0));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy(new Error('reset'));
    await closed;
  });

  const CLOSED: readonly (readonly [title: string, code: number, ...frames: Buffer[]])[] = [
    ['a frame of 2 to the 63 bytes that is announced', 1002, bytesOf('82 ff 8000000000000000')],
    ['a frame of 2 to the 63 less one', 1009, bytesOf('82 ff 7fffffffffffffff')],
    ['a message that grows beyond the limit', 1009, ...growing()],
    ['a frame without a mask', 1002, encodeFrame({ opcode: TEXT, payload: Buffer.from('a') })],
    [
      'a flood of empty fragments',
      1008,
      frame(BINARY, '', false),
      ...Array<Buffer>(1000).fill(frame(CONTINUATION, '', false)),
    ],
    ['a text that is none', 1007, bytesOf('81 81 00000000 ff')],
    ['a compressed frame, which was not agreed', 1002, bytesOf('c1 81 00000000 61')],
    ['HTTP behind the handshake', 1002, Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ];
  for (const [title, code, ...frames] of CLOSED) {
    it(`closes with ${code} after ${title}`, async () => {
      const closed = new Promise((resolve) => {
        onConnection = async (connection) => resolve(await connection.closed);
      });
      const answered = await sendRaw(server.port, upgradeRequest(), ...frames);
      expect(closeOf(answered)).to.equal(code);
      expect(await closed)
        .to.include({ code: 1006, clean: false })
        .and.to.have.nested.property('error.closeCode', code);
    });
  }

  it('keeps next to nothing for a flood of pings whose answers do not go out, answers the latest, and lives on', async () => {
    const opened = new Promise<WebSocketConnection>((resolve) => (onConnection = resolve));
    const accepted = once(httpServer, 'connection') as Promise<[net.Socket]>;
    const socket = await openRaw(server.port);
    const [[theirs], connection] = [await accepted, await opened];
    theirs.cork(); // the system would take megabytes before it took no more
    const pings = Buffer.concat(Array<Buffer>(2000).fill(frame(PING, 'x'.repeat(125))));
    socket.write(Buffer.concat([pings, frame(PING, 'last'), frame(TEXT, 'done')]));
    expect(await connection.next()).to.equal('done');
    expect(connection.unsentBytes).to.be.below(theirs.writableHighWaterMark + 128);
    const read = buffer(socket);
    const drained = connection.drained();
    theirs.uncork();
    await drained;
    socket.end(frame(CLOSE));
    expect((await read).includes('last')).to.equal(true);
    expect((await connection.closed).clean).to.equal(true);
  });

  it('closes with 1008 where a message trickles beyond its time', async () => {
    const opened = new Promise<WebSocketConnection>((resolve) => (onConnection = resolve));
    const socket = await openRaw(server.port);
    const connection = await opened;
    socket.write(Buffer.concat([frame(TEXT, 'a'), frame(TEXT, 'trickles').subarray(0, 9)]));
    await connection.next();
    clock.advance(59_999);
    expect(connection.state).to.equal('open');
    clock.advance(1);
    expect((await buffer(socket)).readUInt16BE(2)).to.equal(1008);
    expect((await connection.closed).error).to.have.property('code', 'ERR_WS_SLOW_MESSAGE');
  });

  it('gives up who has gone without a word, and who ends in the middle of a message', async () => {
    const connections: WebSocketConnection[] = [];
    onConnection = (connection) => void connections.push(connection);
    const [silent, cut] = [await openRaw(server.port), await openRaw(server.port)];
    cut.end(frame(TEXT, 'cut').subarray(0, 5));
    cut.resume();
    expect(await connections[1]!.closed).to.deep.equal({ code: 1006, reason: '', clean: false });
    clock.advance(30_000);
    clock.advance(30_000);
    clock.advance(30_000);
    expect((await connections[0]!.closed).error).to.have.property('code', 'ERR_WS_SILENT');
    silent.destroy();
  });

  it('gives up who has gone behind messages that nobody takes, of whose end nothing is heard', async () => {
    onConnection = (connection) => void connection.send('news');
    for (const farewell of ['nothing', 'a Close frame']) {
      const accepted = once(httpServer, 'connection') as Promise<[net.Socket]>;
      const socket = await openRaw(server.port);
      const [theirs] = await accepted;
      const [connection] = attached.connections;
      socket.resume();
      socket.write(frame(BINARY, 'x'.repeat(2 ** 16)));
      while (!theirs.isPaused()) await once(theirs, 'data');
      if (farewell !== 'nothing') socket.write(frame(CLOSE));
      socket.destroy();
      await once(socket, 'close');
      // A ping is answered with a reset, which comes when it likes, and which the ping behind it finds.
      while (connection!.state !== 'closed') {
        clock.advance(30_000);
        await setImmediate();
      }
      expect(await connection!.closed, farewell).to.include({ code: 1006, clean: false });
      expect(await connection!.next()).to.have.length(2 ** 16);
    }
  });

  it('answers 503 beyond its number of connections, and takes one again when another has gone', async () => {
    const opened = [await openRaw(server.port), await openRaw(server.port)];
    expect((await sendRaw(server.port, upgradeRequest())).head).to.match(/^HTTP\/1\.1 503 /);
    const [first] = attached.connections;
    opened[0]!.resetAndDestroy();
    await first!.closed;
    opened.push(await openRaw(server.port));
    for (const socket of opened) socket.destroy();
  });

  it('takes it for no failure of a handler that its connection has closed while it was at work, but any other', async () => {
    for (const failure of [undefined, new Error('another')]) {
      const opened = new Promise<WebSocketConnection>((resolve) => {
        onConnection = async (connection) => {
          resolve(connection);
          while (connection.send('x'.repeat(2 ** 16)));
          await connection.drained().catch((error: Error) => Promise.reject(failure ?? error));
        };
      });
      const socket = await openRaw(server.port);
      socket.end(frame(CLOSE));
      socket.resume();
      const { error, ...closed } = await (await opened).closed;
      expect([error, closed]).to.deep.equal([failure, { code: 1005, reason: '', clean: failure === undefined }]);
    }
  });

  it('closes with 1011 where the handler of one connection fails over another one that has closed', async () => {
    const gone = await openRaw(server.port);
    const [other] = attached.connections;
    gone.destroy();
    await other!.closed;
    onConnection = () => void other!.send('news');
    const { events } = await sendRaw(server.port, upgradeRequest());
    expect(events).to.deep.equal([{ type: 'close', code: 1011, reason: '' }]);
  });

  it('closes one connection with 1011 where its handler fails, says nothing about it, and serves the others', async () => {
    const other = await openRaw(server.port);
    let failing: WebSocketConnection | undefined;
    onConnection = async (connection) => {
      failing = connection;
      await connection.next();
      throw new Error('secret');
    };
    const { events } = await sendRaw(server.port, upgradeRequest(), frame(TEXT, 'a'));
    expect(events).to.deep.equal([{ type: 'close', code: 1011, reason: '' }]);
    expect((await failing!.closed).error).to.have.property('message', 'secret');
    expect([...attached.connections].map(({ state }) => state)).to.deep.equal(['open']);
    other.destroy();
  });

  it('closes everybody with 1001 at its end, also who does not answer', async () => {
    const sockets = [await openRaw(server.port), await openRaw(server.port)];
    const [polite, rude] = sockets.map((socket) => buffer(socket)) as [Promise<Buffer>, Promise<Buffer>];
    const ending = attached.close();
    sockets[0]!.write(bytesOf('88 82 00000000 03e9'));
    const closes = [await polite];
    clock.advance(10_000);
    closes.push(await rude);
    await ending;
    expect(closes.map((bytes) => bytes.toString('hex'))).to.deep.equal(['880203e9', '880203e9']);
  });
});

/** 1 MiB and a byte in two fragments, of which the second is only announced. */
function growing(): Buffer[] {
  return [frame(TEXT, 'a'.repeat(2 ** 20 - 1), false), bytesOf('80 82 00000000')];
}
