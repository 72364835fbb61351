/** Which listening sockets a process holds, from the inside: those of this one. */
import net from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { listeningSockets, listeningSocketsTold } from '../../../fixtures/processes/listening-sockets.ts';
import { listening } from '../../support/server.ts';

const title = listeningSocketsTold ? '' : ' (skipped: there is no /proc)';

(listeningSocketsTold ? suite : suite.skip)(`listening sockets${title}`, () => {
  const portsHere = (): number[] => listeningSockets(process.pid).map(({ port }) => port);

  test('are there as long as a server listens, each by its port, and with an inode of its own', async () => {
    const [one, other] = [await listening(net.createServer()), await listening(net.createServer())];
    expect(portsHere()).to.include.members([one.port, other.port]);
    const inodes = listeningSockets(process.pid).map(({ inode }) => inode);
    expect(new Set(inodes).size).to.equal(inodes.length);
    await one.close();
    expect(portsHere()).to.include(other.port).and.not.to.include(one.port);
    await other.close();
  });

  test('a connection is none', async () => {
    await using server = await listening(net.createServer());
    const client = net.connect(server.port, '127.0.0.1');
    await once(client, 'connect');
    expect(portsHere().filter((port) => port === server.port)).to.have.length(1);
    client.destroy();
  });

  test('a process that is not there has no folder to look into', () => {
    expect(() => listeningSockets(2 ** 30))
      .to.throw()
      .with.property('code', 'ENOENT');
  });
});
