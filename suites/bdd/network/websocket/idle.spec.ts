/** A thousand WebSocket connections that say nothing, in a process of their own: what each takes is counted (row W7). */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { compiled, inline } from '../../../support/program.ts';
import { smallEnvironment } from '../../../support/own-child.ts';
import { openRaw } from '../../../support/web-socket-raw.ts';

interface Figures {
  readonly connections: number;
  readonly threads: number | null;
  /** What the process has to itself, where the system tells; else all that is resident. */
  readonly bytes: number;
}

const program = inline(`
  import http from 'node:http';
  import { threadsOf, privateBytes } from ${JSON.stringify(compiled('fixtures/async/process-figures.ts'))};
  import { attachWebSockets } from ${JSON.stringify(compiled('fixtures/network/websocket/server.ts'))};
  import { forcedGc } from ${JSON.stringify(compiled('fixtures/memory/forced-gc.ts'))};
  const { major } = forcedGc();
  const server = http.createServer();
  const attached = attachWebSockets(server, async (connection) => {
    for await (const message of connection) connection.send(message);
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => process.send(server.address().port));
  process.on('message', () => {
    major();
    const bytes = privateBytes() ?? process.memoryUsage.rss();
    process.send({ connections: attached.connections.size, threads: threadsOf() ?? null, bytes });
  });
  process.once('disconnect', () => process.exit());`);

describe('WebSocket connections that say nothing', () => {
  const sockets: Socket[] = [];
  let child: ChildProcess;
  let port: number;

  before('starts a server', async () => {
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    child = spawn(process.execPath, program, { stdio: [...stdio], env: smallEnvironment });
    [port] = (await once(child, 'message')) as [number];
  });
  after('ends it', async () => {
    for (const socket of sockets) socket.destroy();
    child.disconnect();
    await once(child, 'exit');
  });

  const open = async (count: number): Promise<Figures> => {
    const opened = await Promise.all(Array.from({ length: count }, () => openRaw(port)));
    for (const socket of opened) sockets.push(socket.on('error', () => {}));
    child.send('count');
    const [figures] = (await once(child, 'message')) as [Figures];
    return figures;
  };

  it('W7: are a thousand on one loop, of less than 60 KB each, without a thread more', async () => {
    // The first ones use memory that is free already, and what is made only once.
    const few = await open(100);
    const many = await open(1000);
    expect([few.connections, many.connections]).to.deep.equal([100, 1100]);
    expect(many.threads).to.equal(few.threads);
    expect((many.bytes - few.bytes) / 1000).to.be.within(1000, 60_000);
    // And each of them is still there.
    const last = sockets.at(-1)!;
    const heard = once(last, 'data');
    last.write(Buffer.from('818100000000'.concat('61'), 'hex'));
    expect((await heard)[0]).to.deep.equal(Buffer.from('810161', 'hex'));
  });
});
