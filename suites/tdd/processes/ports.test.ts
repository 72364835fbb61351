/** Ports by chance and by the system (rows PR4 and PR14). */
import net from 'node:net';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import {
  collisionChance,
  listenOn,
  mayListen,
  portByChance,
  portsReusable,
} from '../../../fixtures/processes/ports.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** The chance of a collision by trying every combination: each of 2 * span equal draws, rounded as the formula does. */
function chanceByTrying(workers: number, span: number): number {
  const ports = Array.from({ length: 2 * span }, (_, draw) => Math.round(span * (1 + (draw + 0.5) / (2 * span))));
  let [all, different] = [0, 0];
  const choose = (chosen: readonly number[]): void => {
    if (chosen.length < workers) return ports.forEach((port) => choose([...chosen, port]));
    all += 1;
    if (new Set(chosen).size === workers) different += 1;
  };
  choose([]);
  return 1 - different / all;
}

suite('ports by chance', () => {
  test('PR4: the formula gives 1000 to 2000, both included', () => {
    expect([0, 0.25, 0.5, 1 - Number.EPSILON].map((draw) => portByChance(() => draw))).to.deep.equal([
      1000, 1250, 1500, 2000,
    ]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (draw) => {
        expect(portByChance(() => draw)).to.be.within(1000, 2000);
      }),
    );
    expect(portByChance()).to.be.within(1000, 2000);
  });

  test('PR4: 47 of 2000 equal draws are a privileged port, where listening is claimed', () => {
    const draws = Array.from({ length: 2000 }, (_, draw) => (draw + 0.5) / 2000);
    const privileged = draws.filter((draw) => !mayListen(portByChance(() => draw)));
    expect(privileged).to.have.length(47);
  });

  test('PR4: two workers may choose one port, which is not claimed; the chance is that of trying all combinations', () => {
    for (const [workers, span] of [
      [1, 3],
      [2, 1],
      [2, 3],
      [3, 2],
      [3, 3],
      [4, 4],
      [5, 3],
    ] as const) {
      expect(collisionChance(workers, span), `${workers} of ${span}`).to.be.closeTo(
        chanceByTrying(workers, span),
        1e-12,
      );
    }
  });

  test('PR4: the chance grows with every worker: 2.8 % for 8, and more than a half for 38', () => {
    expect(collisionChance(8)).to.be.closeTo(0.0277, 0.0002);
    expect(collisionChance(37)).to.be.below(0.5);
    expect(collisionChance(38)).to.be.above(0.5);
    expect(collisionChance(1002)).to.equal(1);
  });

  test('numbers that are none are refused', () => {
    for (const bad of [() => collisionChance(0), () => collisionChance(1.5), () => mayListen(65_536)]) {
      expect(bad).to.throw(RangeError).with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});

suite('ports by the system', () => {
  test('PR4: any number of servers find a free port each, without the privileged ones', async () => {
    const servers = Array.from({ length: 8 }, () => net.createServer());
    try {
      const ports = await Promise.all(servers.map((server) => listenOn(server)));
      expect(new Set(ports).size).to.equal(8);
      expect(ports.every(mayListen)).to.equal(true);
    } finally {
      for (const server of servers) server.close();
    }
  });

  test('PR14: a port that is taken is EADDRINUSE', async () => {
    const [first, second] = [net.createServer(), net.createServer()];
    try {
      const port = await listenOn(first);
      expect(await rejectionOf(listenOn(second, port))).to.have.property('code', 'EADDRINUSE');
    } finally {
      first.close();
    }
  });

  test('PR14: whether a port can be shared where both ask for it is found by trying, and the port is free again', async () => {
    const possible = await portsReusable();
    const [first, second] = [net.createServer(), net.createServer()];
    try {
      const port = await listenOn(first, 0, { reusePort: true });
      const outcome = await listenOn(second, port, { reusePort: true }).catch((error: { code: string }) => error.code);
      expect(outcome).to.equal(possible ? port : 'EADDRINUSE');
      expect(first.listening && second.listening).to.equal(possible);
    } finally {
      for (const server of [first, second]) server.close();
    }
  });
});
