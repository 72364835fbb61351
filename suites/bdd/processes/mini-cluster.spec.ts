/** The small cluster by hand, from the outside: real workers, real connections (rows C4, C7 and C8). */
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { countAnswers } from '../../../fixtures/processes/connections.ts';
import { listeningSockets, listeningSocketsTold } from '../../../fixtures/processes/listening-sockets.ts';
import { startMiniCluster, type MiniCluster } from '../../../fixtures/processes/mini-cluster.ts';
import { madeClock } from '../../support/made-clock.ts';
import { compiled } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { isThere } from '../../support/process-there.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const file = new URL(compiled('fixtures/processes/mini-echo.ts'));

describe('a small cluster that hands connections over', () => {
  const directory = temporaryDirectory();
  const clock = madeClock();
  let cluster: MiniCluster;

  before(async () => {
    const args = [directory.path];
    cluster = await startMiniCluster({ file, args, workers: 2, handing: 'connections', clock });
  });
  after(() => cluster?.pids.forEach((pid) => process.kill(pid, 'SIGKILL')));

  const mark = (pid: number, how: string): string => directory.write(`${pid}.${how}`, '');

  if (listeningSocketsTold) {
    it('C8: only the primary listens, as under SCHED_RR', () => {
      const ofCluster = (pid: number): number =>
        listeningSockets(pid).filter(({ port }) => port === cluster.port).length;
      expect([process.pid, ...cluster.pids].map(ofCluster)).to.deep.equal([1, 0, 0]);
    });
  }

  it('C7: gives both workers exactly as many connections, however many come at once', async () => {
    const [one, other] = cluster.pids;
    const counts = await countAnswers(cluster.port, 24, 6);
    expect(counts).to.deep.equal(new Map([[String(one), 12], [String(other), 12]])); // prettier-ignore
  });

  it('passes on every byte, those included that came before a worker had the connection', async () => {
    const socket = net.connect(cluster.port, '127.0.0.1').end('grüße');
    expect(await text(socket)).to.match(/^\d+grüße$/);
  });

  it('C7: gives what a worker refuses to the other one', async () => {
    const [one, other] = cluster.pids;
    const marked = mark(one!, 'refuse');
    expect(await countAnswers(cluster.port, 6, 1)).to.deep.equal(new Map([[String(other), 6]]));
    fs.rmSync(marked);
  });

  it('C7: closes a connection that all refuse', async () => {
    const marks = cluster.pids.map((pid) => mark(pid, 'refuse'));
    expect(await countAnswers(cluster.port, 2, 1)).to.deep.equal(new Map([['', 2]]));
    for (const marked of marks) fs.rmSync(marked);
    expect(cluster.pending).to.equal(0);
  });

  it('C7: gives the connection of a worker that dies of it to the other one, and goes on with a new one', async () => {
    const [one, other] = cluster.pids;
    mark(one!, 'die');
    expect(await countAnswers(cluster.port, 3, 1)).to.deep.equal(new Map([[String(other), 3]]));
    expect(cluster.pids).to.deep.equal([other]);
    await cluster.fork();
    const counts = await countAnswers(cluster.port, 6, 1);
    expect([...counts.values()]).to.deep.equal([3, 3]);
  });

  it('closing kills what has not finished in its time, and says how many', async () => {
    const { pids } = cluster;
    const held = [await hold(cluster.port), await hold(cluster.port)];
    expect(held.map(({ pid }) => pid)).to.have.members(pids);
    const closed = cluster.close();
    expect(cluster.close()).to.equal(closed);
    clock.advance(10_000);
    expect(await closed).to.deep.equal({ killed: 2 });
    expect(pids.filter((pid) => isThere(pid))).to.deep.equal([]);
    expect(await rejectionOf(cluster.fork())).to.have.property('code', 'ERR_NO_LISTENER');
    for (const { socket } of held) socket.destroy();
  });
});

describe('a small cluster that hands its listening socket over', () => {
  let cluster: MiniCluster;
  before(async () => {
    cluster = await startMiniCluster({ file, workers: 2, handing: 'listener' });
  });
  after(() => cluster?.pids.forEach((pid) => process.kill(pid, 'SIGKILL')));

  if (listeningSocketsTold) {
    it('C8: all workers hold one and the same, as under SCHED_NONE, and the primary has closed its own', () => {
      const held = [process.pid, ...cluster.pids].map((pid) =>
        listeningSockets(pid).filter(({ port }) => port === cluster.port),
      );
      expect(held[0]).to.deep.equal([]);
      expect(held[1]).to.have.length(1);
      expect(held[2]).to.deep.equal(held[1]);
    });
  }

  it('answers every connection once, by whom the system likes', async () => {
    const counts = await countAnswers(cluster.port, 20, 5);
    expect([...counts.values()].reduce((sum, count) => sum + count)).to.equal(20);
    expect(cluster.pids.map(String)).to.include.members([...counts.keys()]);
  });

  it('cannot take another worker: there is nothing left to hand over', async () => {
    expect(await rejectionOf(cluster.fork())).to.have.property('code', 'ERR_NO_LISTENER');
  });

  it('closes in an orderly way: nothing new, and what is open to its end', async () => {
    const { pids, port } = cluster;
    const { socket, pid } = await hold(port);
    const closed = cluster.close();
    await untilRefused(port);
    expect(isThere(pid)).to.equal(true);
    socket.end('the last');
    expect(await text(socket)).to.equal('the last');
    expect(await closed).to.deep.equal({ killed: 0 });
    expect(pids.filter((each) => isThere(each))).to.deep.equal([]);
  });
});

describe('a small cluster that cannot start', () => {
  const directory = temporaryDirectory();

  it('says so where a worker ends before it is ready', async () => {
    const broken = directory.write('broken.mjs', 'process.exit(3);');
    const error = await rejectionOf(startMiniCluster({ file: broken, workers: 1, handing: 'connections' }));
    expect(error).to.have.property('code', 'ERR_WORKER_ENDED');
    expect(error.message).to.include('says "ready", but it ended with the code 3');
  });

  it('ends one that lives on and is never ready, when its time is over', async () => {
    const other = directory.write('other.mjs', "process.on('message', () => {}); process.send(null);");
    const clock = madeClock();
    const error = rejectionOf(startMiniCluster({ file: other, workers: 1, handing: 'connections', clock }));
    expect(clock.waiting).to.deep.equal([30_000]);
    clock.fire();
    expect((await error).message).to.include('says "ready", but it ended with SIGKILL');
    expect(clock.owed).to.equal(0);
  });

  it('is over at once when the last worker dies with connections that nobody has taken', async () => {
    const clock = madeClock();
    const cluster = await startMiniCluster({ file, workers: 1, handing: 'connections', clock });
    process.kill(cluster.pids[0]!, 'SIGSTOP');
    const client = net.connect(cluster.port, '127.0.0.1').on('error', () => {});
    const closed = once(client, 'close');
    while (cluster.pending === 0) await setImmediate();
    const over = cluster.close();
    process.kill(cluster.pids[0]!, 'SIGKILL');
    expect(await over).to.deep.equal({ killed: 0 });
    expect(clock.owed).to.equal(0);
    await closed;
  });

  it('refuses to have no workers', async () => {
    const error = await rejectionOf(startMiniCluster({ file, workers: 0, handing: 'connections' }));
    expect(error).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});

/** A connection that stays open, and who answers it. */
async function hold(port: number): Promise<{ socket: net.Socket; pid: number }> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {});
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  return { socket, pid: Number(answer.toString()) };
}

/** The workers close their sockets one after the other; those that are not yet told may still answer. */
async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1').end();
    const error = await text(socket).then(
      () => undefined,
      (reason: NodeJS.ErrnoException) => reason,
    );
    if (error?.code === 'ECONNREFUSED') return;
  }
}
