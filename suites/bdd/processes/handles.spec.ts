/** Servers, connections, datagram sockets and pipes handed to other processes (rows PR12 to PR16). */
import dgram from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { openHandingDoor, openProxyDoor } from '../../../fixtures/processes/front-door.ts';
import { handOver, type Giver } from '../../../fixtures/processes/hand-over.ts';
import type { HandleState } from '../../../fixtures/processes/handle-child.ts';
import { IpcChannel } from '../../../fixtures/processes/ipc-channel.ts';
import { listenOn, portsReusable } from '../../../fixtures/processes/ports.ts';
import type { RunningChild } from '../../../fixtures/processes/running-child.ts';
import { socketDescriptors, socketsCountable } from '../../../fixtures/processes/socket-descriptors.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { ownChildren } from '../../support/own-child.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** A child that uses what it is handed, and the channel on which it is asked. */
interface Hand {
  readonly running: RunningChild;
  readonly pid: number;
  readonly state: () => Promise<HandleState>;
}

describe('handles on their way to another process', () => {
  const directory = temporaryDirectory();
  const fork = ownChildren();
  let [left, right]: Hand[] = [];

  before(async () => {
    [left, right] = await Promise.all([startHand(), startHand()]);
  });

  async function startHand(): Promise<Hand> {
    const running = fork('fixtures/processes/handle-child.ts');
    await once(running.child, 'message');
    const channel = new IpcChannel(running.child);
    return { running, pid: running.child.pid!, state: async () => (await channel.ask('state')) as HandleState };
  }

  /** Connects, says `words`, and reads to the end: `PID words`. */
  async function exchange(at: number | string, words: string): Promise<string> {
    const socket = typeof at === 'string' ? net.connect(at) : net.connect(at, '127.0.0.1');
    socket.end(words);
    return await text(socket);
  }

  it('PR12: a server: the child answers on its port, and ours is closed', async () => {
    const server = net.createServer();
    const port = await listenOn(server);
    await handOver(left!.running.child, { use: 'server' }, server);
    expect(server.listening).to.equal(false);
    expect(await exchange(port, 'hello')).to.equal(`${left!.pid} hello`);
  });

  it('PR12: a connection that nobody has read from yet', async () => {
    const server = net.createServer({ pauseOnConnect: true });
    const port = await listenOn(server);
    const answered = exchange(port, 'hello');
    const [socket] = (await once(server, 'connection')) as [net.Socket];
    await handOver(right!.running.child, { use: 'connection' }, socket);
    server.close();
    expect(await answered).to.equal(`${right!.pid} hello`);
    const again = await rejectionOf(handOver(left!.running.child, { use: 'connection' }, socket));
    expect(again).to.have.property('code', 'HANDLE_UNSENT');
  });

  it('PR12: a datagram socket', async () => {
    const socket = dgram.createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    await handOver(left!.running.child, { use: 'datagrams' }, socket);
    const client = dgram.createSocket('udp4');
    client.send('hello', port, '127.0.0.1');
    const [reply] = (await once(client, 'message')) as [Buffer];
    client.close();
    expect(String(reply)).to.equal(`${left!.pid} hello`);
  });

  it('PR12: a pipe, both its server and one connection of it', async () => {
    const path = directory.join('pipe');
    const server = net.createServer({ pauseOnConnect: true }).listen(path);
    await once(server, 'listening');
    const first = exchange(path, 'one');
    const [socket] = (await once(server, 'connection')) as [net.Socket];
    await handOver(left!.running.child, { use: 'connection' }, socket);
    expect(await first).to.equal(`${left!.pid} one`);
    await handOver(right!.running.child, { use: 'server' }, server, true);
    const second = exchange(path, 'two');
    // Both of us listen now, and either may have accepted it: ours passes on what it gets.
    server.on('connection', (mine) => void handOver(right!.running.child, { use: 'connection' }, mine));
    expect(await second).to.equal(`${right!.pid} two`);
    server.close();
  });

  (socketsCountable ? it : it.skip)(
    `PR15: the child has the same socket, but not the same descriptor as claimed: a number of its own${socketsCountable ? '' : ' (skipped: there is no /proc)'}`,
    async () => {
      // With so many files open, the next number here is one that a child has never come to.
      const files = Array.from({ length: 100 }, () => fs.openSync('/dev/null', 'r'));
      const server = net.createServer();
      const known = new Set(socketDescriptors().values());
      await listenOn(server);
      const [fd, inode] = [...socketDescriptors()].find((entry) => !known.has(entry[1]))!;
      await handOver(left!.running.child, { use: 'server' }, server, true);
      const { sockets } = await left!.state();
      const theirs = sockets.filter((entry) => entry[1] === inode);
      expect(theirs).to.have.length(1);
      expect(theirs[0]?.[0]).not.to.equal(fd);
      expect(socketDescriptors(left!.pid).get(theirs[0]![0])).to.equal(inode);
      server.close();
      for (const file of files) fs.closeSync(file);
    },
  );

  it('PR16: several processes accept on one server, and each connection is answered once', async () => {
    const server = net.createServer();
    const port = await listenOn(server);
    const earlier = await Promise.all([left!.state(), right!.state()]);
    await handOver(left!.running.child, { use: 'server' }, server, true);
    await handOver(right!.running.child, { use: 'server' }, server);
    const words = Array.from({ length: 20 }, (_, number) => `word ${number}`);
    const answers = await Promise.all(words.map((word) => exchange(port, word)));
    expect(answers.map((answer) => answer.replace(/^\d+ /, ''))).to.deep.equal(words);
    const after = await Promise.all([left!.state(), right!.state()]);
    for (const [index, { pid }] of [left!, right!].entries()) {
      const answered = answers.filter((answer) => answer.startsWith(`${pid} `)).length;
      expect(after[index]!.served - earlier[index]!.served).to.equal(answered);
    }
  });

  (fifosPossible ? it : it.skip)(
    `PR16: who is free gets it: while one is busy, the other accepts everything${fifosPossible ? '' : ' (skipped: mkfifo is not installed)'}`,
    async () => {
      const server = net.createServer();
      const port = await listenOn(server);
      await handOver(left!.running.child, { use: 'server' }, server, true);
      await handOver(right!.running.child, { use: 'server' }, server);
      for (const [busy, free] of [
        [left!, right!],
        [right!, left!],
      ] as const) {
        await free.state(); // it has the server by now
        const pipe = makeFifo(directory.join(`busy-${busy.pid}`));
        busy.running.child.send({ read: pipe });
        expect(await once(busy.running.child, 'message')).to.have.property('0', 'busy');
        for (const word of ['one', 'two', 'three']) expect(await exchange(port, word)).to.equal(`${free.pid} ${word}`);
        await fs.promises.writeFile(pipe, ''); // waits for the reader
        await busy.state();
      }
    },
  );

  it('PR14: a process that has not been handed it cannot listen on the port, but if both ask to share it, which is claimed impossible', async () => {
    const sharing = await portsReusable();
    const stranger = fork('fixtures/processes/answering-child.ts');
    const channel = new IpcChannel(stranger.child);
    const [alone, shared] = [net.createServer(), net.createServer()];
    const ports = { alone: await listenOn(alone), shared: await listenOn(shared, 0, { reusePort: true }) };
    const ask = (port: number, reusePort: boolean) => channel.ask({ listen: { port, reusePort } });
    expect(await ask(ports.alone, false)).to.equal('EADDRINUSE');
    expect(await ask(ports.alone, true)).to.equal('EADDRINUSE');
    expect(await ask(ports.shared, false)).to.equal('EADDRINUSE');
    expect(await ask(ports.shared, true)).to.equal(sharing ? 'listening' : 'EADDRINUSE');
    alone.close();
    shared.close();
    expect(await ask(ports.alone, false)).to.equal('listening');
    stranger.child.disconnect();
  });

  it('PR13: who hands the connection over copies nothing; who stands between copies every byte', async () => {
    const behind = net.createServer();
    const portBehind = await listenOn(behind);
    await handOver(left!.running.child, { use: 'server' }, behind);
    const [handing, proxy] = [await openHandingDoor([left!.running.child]), await openProxyDoor(portBehind)];
    const words = 'x'.repeat(100_000);
    const answer = `${left!.pid} ${words}`;
    for (const door of [handing, proxy]) expect(await exchange(door.port, words)).to.equal(answer);
    expect([handing.copied(), proxy.copied()]).to.deep.equal([0, words.length + answer.length]);
    await Promise.all([handing.close(), proxy.close()]);
  });

  it('PR13: the door hands connections over in turn, and to the next one where one has gone', async () => {
    const gone = noLongerThere();
    const door = await openHandingDoor([left!.running.child, gone, right!.running.child]);
    const answers: string[] = [];
    for (const word of ['a', 'b', 'c', 'd']) answers.push(await exchange(door.port, word));
    // In turn: left, (gone) right, left, (gone) right.
    const { pid: one } = left!;
    const { pid: other } = right!;
    expect(answers).to.deep.equal([`${one} a`, `${other} b`, `${one} c`, `${other} d`]);
    await door.close();
    const closed = await openHandingDoor([gone]);
    const client = net.connect(closed.port, '127.0.0.1');
    await once(client, 'close');
    await closed.close();
  });

  it('a proxy whose server behind has gone closes the connection', async () => {
    const behind = net.createServer();
    const port = await listenOn(behind);
    behind.close();
    const door = await openProxyDoor(port);
    const client = net.connect(door.port, '127.0.0.1').on('error', () => {});
    await new Promise((resolve) => {
      client.once('close', resolve);
    });
    await door.close();
  });

  it('what is closed cannot be handed over, nor to a child that has gone', async () => {
    const server = net.createServer();
    const socket = dgram.createSocket('udp4');
    for (const handle of [server, socket.close(), new net.Socket().destroy()]) {
      const error = await rejectionOf(handOver(left!.running.child, {}, handle));
      expect(error)
        .to.include({ code: 'HANDLE_UNSENT' })
        .and.to.have.property('message')
        .that.includes('handle is closed');
    }
    const error = await rejectionOf(handOver(noLongerThere(), {}, server));
    expect(error.message).to.include('channel is closed');
  });

  it('a connection that waits for the one before when the child is killed is refused, and can be handed to another', async () => {
    const server = net.createServer({ pauseOnConnect: true });
    const port = await listenOn(server);
    const stuck = fork('fixtures/processes/handle-child.ts');
    const killed = rejectionOf(stuck.finished);
    await once(stuck.child, 'message');
    stuck.child.kill('SIGSTOP');
    const clients: net.Socket[] = [];
    const connect = async (words: string): Promise<net.Socket> => {
      clients.push(net.connect(port, '127.0.0.1').end(words));
      return ((await once(server, 'connection')) as [net.Socket])[0];
    };
    const [first, second] = [await connect('first'), await connect('second')];
    await handOver(stuck.child, {}, first);
    const refused = rejectionOf(handOver(stuck.child, {}, second));
    const unanswered = rejectionOf(new IpcChannel(stuck.child).ask('state'));
    stuck.child.kill('SIGKILL');
    expect(await refused).to.have.property('code', 'HANDLE_UNSENT');
    await handOver(left!.running.child, {}, second);
    expect(await unanswered).to.have.property('code', 'CHANNEL_CLOSED');
    expect(await text(clients[1]!)).to.equal(`${left!.pid} second`);
    clients[0]!.destroy();
    await killed;
    server.close();
  });

  it('the children end by themselves when they are disconnected, with the servers that they have', async () => {
    for (const { running } of [left!, right!]) {
      running.child.disconnect();
      expect(await running.finished).to.include({ code: 0, stderr: '' });
    }
  });
});

function noLongerThere(): Giver {
  return Object.assign(new EventEmitter(), { connected: false });
}
