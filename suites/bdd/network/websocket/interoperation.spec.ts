/** WebSocket by hand against software that nobody here wrote: the package ws in both roles, and Node's own client. */
import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { WebSocket, WebSocketServer } from 'ws';
import { connectWebSocket } from '../../../../fixtures/network/websocket/client.ts';
import type { WebSocketConnection } from '../../../../fixtures/network/websocket/connection.ts';
import { CLOSE, encodeFrame } from '../../../../fixtures/network/websocket/frame.ts';
import { attachWebSockets, type AttachedWebSockets } from '../../../../fixtures/network/websocket/server.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { listening, type Listening } from '../../../support/server.ts';
import { sendRaw, upgradeRequest } from '../../../support/web-socket-raw.ts';

describe('the WebSocket server by hand', () => {
  let httpServer: http.Server;
  let server: Listening;
  let attached: AttachedWebSockets;
  let tcpConnections = 0;
  let url = '';

  beforeEach('listens, and gives back what comes', async () => {
    tcpConnections = 0;
    httpServer = http.createServer((_, response) => response.end('ordinary')).on('connection', () => tcpConnections++);
    attached = attachWebSockets(httpServer, echo, { protocols: ['echo'], path: '/' });
    server = await listening(httpServer);
    url = server.url.replace('http', 'ws');
  });
  afterEach('closes', async () => {
    await attached.close();
    await server.close();
  });

  const open = async (...protocols: string[]): Promise<WebSocket> => {
    const client = new WebSocket(url, protocols);
    await once(client, 'open');
    return client;
  };

  it('W1: has one TCP connection for the handshake and all messages of the client of ws', async () => {
    const client = await open();
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    const back = messagesOf(client, 20);
    for (const text of texts) client.send(text);
    expect(await back).to.deep.equal(texts);
    expect(tcpConnections).to.equal(1);
    client.close();
    await once(client, 'close');
  });

  it('W5: carries text, bytes, fragments and large messages both ways', async () => {
    const client = await open();
    const back = messagesOf(client, 5);
    client.send('漢字 😀');
    client.send(Buffer.of(0, 255, 254));
    client.send('in ', { fin: false });
    client.send('two', { fin: true });
    client.send(Buffer.alloc(70_000, 7));
    client.send('');
    expect(await back).to.deep.equal(['漢字 😀', Buffer.of(0, 255, 254), 'in two', Buffer.alloc(70_000, 7), '']);
    client.terminate();
  });

  it('answers a ping of ws, and its pings are answered', async () => {
    const client = await open();
    client.ping('there?');
    expect(String((await once(client, 'pong'))[0])).to.equal('there?');
    const [connection] = attached.connections;
    await connection!.ping('and you?');
    client.terminate();
  });

  it('agrees on a subprotocol, and on the code and the reason of a close, whoever begins', async () => {
    const client = await open('chat', 'echo');
    expect(client.protocol).to.equal('echo');
    expect(client.extensions, 'it was offered').to.equal('');
    const [first] = attached.connections;
    client.close(4001, 'enough');
    expect((await once(client, 'close'))[0]).to.equal(4001);
    expect(await first!.closed).to.deep.equal({ code: 4001, reason: 'enough', clean: true });

    const other = await open();
    const [second] = attached.connections;
    const heard = once(other, 'close');
    expect(await second!.close(1001, 'going')).to.deep.equal({ code: 1001, reason: 'going', clean: true });
    expect((await heard).map(String)).to.deep.equal(['1001', 'going']);
  });

  it('agrees on a close that both begin at once', async () => {
    const client = await open();
    const [connection] = attached.connections;
    const heard = once(client, 'close');
    client.close(4001, 'theirs');
    expect(await connection!.close(1001, 'ours')).to.deep.equal({ code: 4001, reason: 'theirs', clean: true });
    expect((await heard).map(String)).to.deep.equal(['1001', 'ours']);
  });

  it('W2: pushes to the client that asked for nothing', async () => {
    const client = await open();
    const pushed = messagesOf(client, 2);
    const [connection] = attached.connections;
    connection!.send('news');
    connection!.send('more news', 3);
    expect(await pushed).to.deep.equal(['news', 'more news']);
    client.terminate();
  });

  it('is not ended by the timeout of the HTTP server, which is for requests', async () => {
    httpServer.setTimeout(10_000);
    const accepted = once(httpServer, 'connection') as Promise<[Socket]>;
    const client = await open();
    expect((await accepted)[0].timeout).to.equal(0);
    client.terminate();
  });

  it('W4: takes Upgrede: websocket, which was claimed, for a request that asks for no upgrade, as Node.js does', async () => {
    const misspelt = upgradeRequest()
      .replace('Upgrade: websocket', 'Upgrede: websocket')
      .replace('n: Up', 'n: close, Up');
    const { head } = await sendRaw(server.port, misspelt);
    expect(head).to.match(/^HTTP\/1\.1 200 OK\r\n/);
    expect(attached.connections.size).to.equal(0);
  });

  it('is asked for by an absolute address as well, as clients of a proxy write it', async () => {
    const request = upgradeRequest().replace('GET /', `GET ${server.url}/?query`);
    const close = encodeFrame({ opcode: CLOSE, payload: Buffer.alloc(0), key: Buffer.alloc(4) });
    const { head, events } = await sendRaw(server.port, request, close);
    expect(head).to.match(/^HTTP\/1\.1 101 /);
    expect(events).to.deep.equal([{ type: 'close', code: 1005, reason: '' }]);
  });

  it('refuses to close all with a code that is never sent, also where nobody is connected, and goes on', async () => {
    expect(await rejectionOf(attached.close(1006))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    await open();
    expect(attached.connections.size).to.equal(1);
  });

  it('leaves requests that ask for no upgrade to the listener of the HTTP server', async () => {
    expect(await (await fetch(server.url)).text()).to.equal('ordinary');
  });

  if (typeof globalThis.WebSocket === 'function') {
    it('W6: speaks with the client that Node.js has built in', async () => {
      const client = new globalThis.WebSocket(url, 'echo');
      await new Promise((resolve) => client.addEventListener('open', resolve, { once: true }));
      expect(client.protocol).to.equal('echo');
      const heard = new Promise((resolve) =>
        client.addEventListener('message', ({ data }) => resolve(data), { once: true }),
      );
      client.send('from Node.js');
      expect(await heard).to.equal('from Node.js');
      const closed = new Promise((resolve) => client.addEventListener('close', resolve, { once: true }));
      const [connection] = attached.connections;
      client.close(3000, 'bye');
      expect(await connection!.closed).to.deep.equal({ code: 3000, reason: 'bye', clean: true });
      expect(await closed).to.include({ code: 3000, wasClean: true });
    });
  } else {
    it('W6: no client is built in here, and node:http has no server of it in any version', () => {
      expect(globalThis).not.to.have.property('WebSocket');
      expect(http).not.to.have.property('WebSocketServer');
    });
  }
});

describe('the WebSocket client by hand', () => {
  let server: WebSocketServer;
  let url = '';

  beforeEach('lets ws listen, and give back what comes', async () => {
    server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      handleProtocols: (offered) => [...offered][1] ?? false,
    });
    server.on('connection', (client) => client.on('message', (data, binary) => client.send(data, { binary })));
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as { port: number }).port}/path?query`;
  });
  afterEach('closes ws', async () => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Ours, and that of ws for it. */
  const open = async (): Promise<[WebSocketConnection, WebSocket]> => {
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const ours = await connectWebSocket(url, { protocols: ['a', 'b'] });
    return [ours, (await accepted)[0]];
  };

  it('W5: carries text, bytes, fragments and large messages both ways', async () => {
    const [client] = await open();
    expect(client.protocol).to.equal('b');
    const messages = ['漢字 😀', Buffer.of(0, 255), 'x'.repeat(70_000), ''];
    for (const message of messages) client.send(message);
    client.send('漢字 in pieces', 1);
    const back: unknown[] = [];
    for await (const message of client) if (back.push(message) === 5) break;
    expect(back).to.deep.equal([...messages, '漢字 in pieces']);
    await client.close();
  });

  it('has its pings answered by ws, and answers those of ws', async () => {
    const [client, theirs] = await open();
    await client.ping('there?');
    theirs.ping('and you?');
    expect(String((await once(theirs, 'pong'))[0])).to.equal('and you?');
    await client.close();
  });

  it('agrees with ws on the code and the reason of a close, whoever begins', async () => {
    const [client, theirs] = await open();
    const heard = once(theirs, 'close');
    expect(await client.close(4002, 'enough')).to.deep.equal({ code: 4002, reason: 'enough', clean: true });
    expect((await heard).map(String)).to.deep.equal(['4002', 'enough']);
    const [other, theirOther] = await open();
    theirOther.close(1001, 'going');
    expect(await other.closed).to.deep.equal({ code: 1001, reason: 'going', clean: true });
    const [third, theirThird] = await open();
    theirThird.close(4003, 'theirs');
    expect(await third.close(4004, 'ours')).to.deep.equal({ code: 4003, reason: 'theirs', clean: true });
  });

  it('sends headers of its own, and says why a server refuses', async () => {
    const accepted = once(server, 'connection') as Promise<[WebSocket, http.IncomingMessage]>;
    const client = await connectWebSocket(url, { headers: { Cookie: 'a=b', Connection: 'close' } });
    const [, { headers }] = await accepted;
    expect(headers).to.include({ cookie: 'a=b', connection: 'Upgrade' });
    await client.close();
    await using plain = await listening(http.createServer((_, response) => response.writeHead(418).end('no')));
    const error = await rejectionOf(connectWebSocket(plain.url.replace('http', 'ws')));
    expect(error).to.include({ code: 'ERR_WS_HANDSHAKE', status: 418 });
  });
});

async function echo(connection: WebSocketConnection): Promise<void> {
  for await (const message of connection) if (!connection.send(message)) await connection.drained();
}

/** The next so many messages, as text or bytes. */
function messagesOf(client: WebSocket, count: number): Promise<unknown[]> {
  const messages: unknown[] = [];
  return new Promise((resolve) => {
    client.on('message', (data: Buffer, binary: boolean) => {
      if (messages.push(binary ? data : String(data)) === count) resolve(messages);
    });
  });
}
