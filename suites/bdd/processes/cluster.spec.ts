/** Clusters of `node:cluster` in both schedulings, from the outside: each ran once, and was recorded (rows C1 to C9). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { countAnswers } from '../../../fixtures/processes/connections.ts';
import { startMiniCluster } from '../../../fixtures/processes/mini-cluster.ts';
import { compiled } from '../../support/program.ts';
import { runCluster, type ClusterRecord } from '../../../fixtures/processes/cluster-run.ts';
import { listeningSocketsTold } from '../../../fixtures/processes/listening-sockets.ts';
import { rejectionOf } from '../../support/rejection.ts';

const CONNECTIONS = 40;

describe('a cluster of node:cluster', () => {
  let [rr, none]: ClusterRecord[] = [];
  const both = (): ClusterRecord[] => [rr!, none!];

  before(async () => {
    const plan = { workers: 2, connections: CONNECTIONS, atOnce: 1 };
    [rr, none] = await Promise.all([
      runCluster({ ...plan, scheduling: 'rr' }),
      runCluster({ ...plan, scheduling: 'none' }),
    ]);
  });

  it("C1: a child tells spawn, disconnect, exit, close, in this order; it is 'disconnect', not 'disconnection' as claimed", () => {
    for (const { childEvents } of both()) {
      expect(childEvents).to.deep.equal(['spawn', 'disconnect', 'exit', 'close']);
    }
  });

  it('C2: exitedAfterDisconnect tells who was asked from who was killed; worker.suicide, as claimed, is gone', () => {
    for (const { exits } of both()) {
      expect(exits).to.deep.equal([
        { exitedAfterDisconnect: true, suicide: false },
        { exitedAfterDisconnect: false, suicide: false },
      ]);
    }
  });

  it('C4: under SCHED_RR every worker gets the same, as long as connections come one by one', () => {
    expect(rr!.spread).to.deep.equal([CONNECTIONS / 2, CONNECTIONS / 2]);
  });

  it('C4: under SCHED_NONE every connection is answered once, by whom the system likes', () => {
    expect(none!.spread[0]! + none!.spread[1]!).to.equal(CONNECTIONS);
  });

  it('C7: a cluster by hand, of child_process and net, gives its workers the same as SCHED_RR does', async () => {
    const file = new URL(compiled('fixtures/processes/mini-echo.ts'));
    await using byHand = await startMiniCluster({ file, workers: 2, handing: 'connections' });
    const counts = await countAnswers(byHand.port, CONNECTIONS, 1);
    expect([...counts.values()]).to.deep.equal(rr!.spread);
    expect(byHand.pids.map((pid) => counts.has(String(pid)))).to.deep.equal([true, true]);
  });

  it('C6: cluster.setupMaster, as claimed, is the old name of setupPrimary: the same function, without a warning', () => {
    for (const { setupMaster, exec } of both()) {
      expect(setupMaster).to.deep.equal({ same: true, warnings: [] });
      expect(exec).to.match(/cluster-worker\.js$/);
    }
  });

  if (listeningSocketsTold) {
    it('C8: under SCHED_RR, the default, only the primary holds the listening socket, and no worker is sent one as claimed', () => {
      expect(rr!.afterListen!.primary).to.have.length(1);
      expect(rr!.afterListen!.workers).to.deep.equal([[], []]);
    });

    it('C8: under SCHED_NONE the primary and all workers hold one and the same, as claimed', () => {
      const { primary, workers } = none!.afterListen!;
      expect(primary).to.have.length(1);
      expect(workers).to.deep.equal([primary, primary]);
    });

    it('C8: there is none until a worker listens: not at the start of the cluster nor at fork() as claimed', () => {
      for (const { beforeListen } of both()) expect(beforeListen).to.deep.equal({ primary: [], workers: [[], []] });
    });
  } else {
    it.skip('C8: which process holds the listening socket (skipped: there is no /proc)');
  }

  it('C9: setup comes before every fork, and a worker tells fork, online, listening, disconnect, exit', () => {
    for (const { events } of both()) {
      const names = events.map(({ event }) => event);
      expect(names.indexOf('setup')).to.equal(0);
      expect(names.filter((name) => name === 'setup')).to.have.length(1 + 2); // fork() sets up again
      const first = events.filter(({ worker }) => worker === 0).map(({ event }) => event);
      expect(first).to.deep.equal(['fork', 'online', 'listening', 'disconnect', 'exit']);
    }
  });

  it('workers that listen on port 0 share one port; an exclusive one is their own', () => {
    for (const { ports, ownPorts } of both()) {
      expect(new Set(ports).size).to.equal(1);
      expect(new Set([...ports, ...ownPorts]).size).to.equal(3);
    }
  });

  it('refuses a plan without workers, or without connections', async () => {
    const plan = { scheduling: 'rr', workers: 1, connections: 1, atOnce: 1 } as const;
    for (const wrong of [{ workers: 0 }, { connections: 0 }, { atOnce: 0.5 }]) {
      expect(await rejectionOf(runCluster({ ...plan, ...wrong }))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});
