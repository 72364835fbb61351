/** A thousand WebSocket connections that say nothing, in a process of their own: what each takes is counted (row W7). */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { idleCost, idleCostCountable } from '../../../support/idle-cost.ts';
import { compiled, inline } from '../../../support/program.ts';
import { smallEnvironment } from '../../../support/own-child.ts';
import { openRaw } from '../../../support/web-socket-raw.ts';

const program = inline(`
  import http from 'node:http';
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
    process.send(attached.connections.size);
  });
  process.once('disconnect', () => process.exit());`);

const title = idleCostCountable ? '' : ' (skipped: the system does not tell a process’s own memory)';

(idleCostCountable ? describe : describe.skip)(`WebSocket connections that say nothing${title}`, () => {
  let child: ChildProcess;
  let port: number;

  before('starts a server', async () => {
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    child = spawn(process.execPath, program, { stdio: [...stdio], env: smallEnvironment });
    [port] = (await once(child, 'message')) as [number];
  });
  after('ends it', async () => {
    child.disconnect();
    await once(child, 'exit');
  });

  it('W7: are a thousand on one loop, of less than 60 KB each, without a thread more', async () => {
    const { bytesEach, threads, sockets } = await idleCost(child, 1000, async (count) => {
      const opened = await Promise.all(Array.from({ length: count }, () => openRaw(port)));
      return opened.map((socket) => socket.on('error', () => {}));
    });
    child.send('count');
    expect(await once(child, 'message')).to.deep.equal([sockets.length, undefined]);
    expect(threads).to.equal(0);
    expect(bytesEach).to.be.within(1000, 60_000);
    // And each of them is still there.
    const last = sockets.at(-1)!;
    const heard = once(last, 'data');
    last.write(Buffer.from('818100000000'.concat('61'), 'hex'));
    expect((await heard)[0]).to.deep.equal(Buffer.from('810161', 'hex'));
    for (const socket of sockets) socket.destroy();
  });
});
