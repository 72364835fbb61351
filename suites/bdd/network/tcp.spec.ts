/** TCP from the outside: what a connection is. */
import net from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { heardOn, rawSocket } from '../../support/raw-socket.ts';
import { listening } from '../../support/server.ts';

describe('a TCP connection', () => {
  it('T1: the handshake comes before any data: what is written earlier waits for it', async () => {
    const order: string[] = [];
    const server = net.createServer((socket) => {
      order.push('server: connection');
      socket.on('data', (data) => {
        order.push(`server: ${String(data)}`);
        socket.write('from server to client');
      });
      socket.on('end', () => order.push('server: end'));
    });
    await using open = await listening(server);
    const client = net.connect({ port: open.port, host: '127.0.0.1' });
    client.write('from client to server');
    expect([client.pending, client.bytesWritten, client.writableLength]).to.deep.equal([true, 21, 21]);
    client.once('connect', () => order.push('client: connect'));
    const [answer] = (await once(client, 'data')) as [Buffer];
    order.push(`client: ${String(answer)}`);
    client.end();
    await once(client, 'close');
    expect(order.indexOf('client: connect')).to.be.below(order.indexOf('server: from client to server'));
    expect(order.indexOf('server: connection')).to.be.below(order.indexOf('server: from client to server'));
    expect(order.slice(-3)).to.deep.equal([
      'server: from client to server',
      'client: from server to client',
      'server: end',
    ]);
  });

  it('T2: either side has a socket, and their addresses mirror each other', async () => {
    const server = net.createServer();
    await using open = await listening(server);
    const accepted = once(server, 'connection') as Promise<[net.Socket]>;
    const client = await rawSocket(open.port);
    const [socket] = await accepted;
    expect([client.localPort, client.remotePort]).to.deep.equal([socket.remotePort, socket.localPort]);
    expect(client.remotePort).to.equal(open.port);
    client.destroy();
  });

  it('T3: end tells that the peer has ended its half, not that it died, as claimed: it still reads', async () => {
    const heard: string[] = [];
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      socket.resume().once('end', () => {
        heard.push(socket.writable ? 'still writable' : 'ended');
        socket.end('still heard');
      });
    });
    await using open = await listening(server);
    const client = await rawSocket(open.port);
    const all = heardOn(client);
    client.end();
    expect(await all).to.equal('still heard');
    expect(heard).to.deep.equal(['still writable']);
  });

  it('T3: without allowHalfOpen the socket ends its own half too, as soon as it hears the end', async () => {
    const server = net.createServer();
    await using open = await listening(server);
    const accepted = once(server, 'connection') as Promise<[net.Socket]>;
    const client = await rawSocket(open.port);
    const [socket] = await accepted;
    socket.resume();
    const closed = once(socket, 'close');
    client.resume().end();
    await closed;
    expect([socket.writableEnded, socket.writable]).to.deep.equal([true, false]);
  });

  it('T4: a name that leads to several addresses is tried at each, until one answers', async () => {
    await using open = await listening(net.createServer((socket) => socket.end('here')));
    expect(net.getDefaultAutoSelectFamily()).to.equal(true);
    const lookup: net.LookupFunction = (_, __, found) =>
      found(null, [
        { address: '::1', family: 6 }, // nobody listens there
        { address: '127.0.0.1', family: 4 },
      ]);
    const client = net.connect({ port: open.port, host: 'two-addresses.test', lookup });
    const [word] = (await once(client, 'data')) as [Buffer];
    expect([String(word), client.remoteAddress]).to.deep.equal(['here', '127.0.0.1']);
    client.destroy();
  });
});
