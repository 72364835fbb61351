/** Servers in processes of their own, as measurements ask them. */
import net from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { startServer } from '../../../fixtures/network/server-process.ts';
import { compiled } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('a server in a process of its own', () => {
  it('says its ports, answers, and is gone when it has been closed', async () => {
    const program = new URL(compiled('fixtures/network/tcp/counting-program.ts'));
    const server = await startServer<{ tcp: number }>(program);
    const socket = net.connect(server.ports.tcp, '127.0.0.1');
    socket.write(Buffer.alloc(30));
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.write(Buffer.alloc(10));
    const [second] = (await once(socket, 'data')) as [Buffer];
    expect([first.length, second.length]).to.deep.equal([1, 1]);
    socket.on('error', () => {});
    await server.close();
    await server.close();
    const [error] = (await once(net.connect(server.ports.tcp, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
    expect(error.code).to.equal('ECONNREFUSED');
  });

  it('is told where it ends before it listens', async () => {
    const error = await rejectionOf(startServer(new URL(compiled('fixtures/processes/nothing.ts'))));
    expect(error).to.have.property('code', 'ERR_SERVER_GONE');
  });
});
