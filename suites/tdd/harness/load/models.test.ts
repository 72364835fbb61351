/** The two models of load, against servers of this process: who waits for whom. */
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { closedLoad } from '../../../../bench/harness/load/closed.ts';
import { openLoad } from '../../../../bench/harness/load/open.ts';
import { latencyAt } from '../../../../bench/harness/load/tally.ts';
import { listening } from '../../../support/server.ts';

/** Nanoseconds that pass by 1 ms whenever they are asked for. */
function handClock(): { now: () => bigint; pass: (milliseconds: number) => void } {
  let now = 0n;
  return {
    now: () => (now += 1_000_000n),
    pass: (milliseconds) => void (now += BigInt(milliseconds) * 1_000_000n),
  };
}

async function serve(listener: RequestListener) {
  return listening(createServer(listener));
}

suite('load of an open model', () => {
  const plan = { connections: 2, rate: 100, turn: 100, turns: 1 };

  test('sends as many requests as are due, over no more connections than it may', async () => {
    const sockets = new Set<unknown>();
    let seen = 0;
    await using server = await serve((request, response) => {
      seen++;
      sockets.add(request.socket);
      response.end();
    });
    const tally = await openLoad({ url: server.url }, plan, handClock().now);
    expect([seen, tally.answered, tally.errors]).to.deep.equal([10, 10, 0]);
    expect(sockets.size).to.be.within(1, 2);
  });

  test('does not wait for an answer with the next request, and counts from when each was due', async () => {
    const clock = handClock();
    const held: ServerResponse[] = [];
    await using server = await serve((_, response) => {
      held.push(response);
      // All that are due have come: only now they are answered, a second later.
      if (held.length < 10) return;
      clock.pass(1000);
      for (const each of held) each.end();
    });
    const tally = await openLoad({ url: server.url }, { ...plan, connections: 10 }, clock.now);
    expect(tally.answered).to.equal(10);
    // The first was due 90 ms before the last; the generator that waits would have seen one of ten stall.
    expect(latencyAt(0.1, [tally])).to.be.at.least(1e9);
  });

  test('has a request that finds no connection free wait, and its latency go on', async () => {
    const clock = handClock();
    let inHand = 0;
    await using server = await serve((_, response) => {
      expect(++inHand).to.equal(1);
      setImmediate(() => {
        clock.pass(50);
        inHand--;
        response.end();
      });
    });
    const tally = await openLoad({ url: server.url }, { ...plan, connections: 1 }, clock.now);
    expect(tally.answered).to.equal(10);
    expect(latencyAt(1, [tally])).to.be.at.least(latencyAt(0.1, [tally])! + 200e6);
  });

  test('counts another status, and a connection that breaks, as errors', async () => {
    let request = 0;
    await using server = await serve((asked, response) => {
      if (request++ % 2 === 0) asked.socket.destroy();
      else response.writeHead(503).end();
    });
    const tally = await openLoad({ url: server.url }, { ...plan, connections: 1 }, handClock().now);
    expect(tally).to.include({ answered: 0, errors: 10 });
  });

  test('sends what the claim says, and takes the status that it says for right', async () => {
    const seen: string[] = [];
    await using server = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => {
        seen.push(`${request.method} ${request.url} ${String(request.headers['x-of'])} ${text}`);
      });
      request.on('end', () => response.writeHead(201).end());
    });
    const served = { url: `${server.url}/a?b`, method: 'PUT', headers: { 'x-of': 'me' }, body: 'c', status: 201 };
    const tally = await openLoad(served, { ...plan, turn: 10 }, handClock().now);
    expect(tally).to.include({ answered: 1, errors: 0 });
    expect(seen).to.deep.equal(['PUT /a?b me c']);
  });
});

suite('load of a closed model', () => {
  /** Longer than any test takes: the turn ends when enough has been seen. */
  const plan = { connections: 3, turn: 15_000, turns: 1 };

  test('keeps so many connections, sends on each as soon as it has its answer, and sends what the claim says', async () => {
    const asked = new Map<unknown, number>();
    const seen = new Set<string>();
    const enough = new AbortController();
    await using server = await serve((request, response) => {
      asked.set(request.socket, (asked.get(request.socket) ?? 0) + 1);
      if (asked.size === 3 && Math.min(...asked.values()) >= 5) enough.abort();
      request.setEncoding('utf8').on('data', (text: string) => {
        seen.add(`${request.method} ${request.url} ${String(request.headers['x-of'])} ${text}`);
      });
      request.on('end', () => response.writeHead(201).end());
    });
    const served = { url: `${server.url}/a?b`, method: 'PUT', headers: { 'x-of': 'me' }, body: 'c', status: 201 };
    const tally = await closedLoad(served, plan, enough.signal);
    expect(asked.size).to.equal(3);
    expect([...seen]).to.deep.equal(['PUT /a?b me c']);
    expect(tally.answered).to.be.at.least(12);
    expect(tally.errors).to.equal(0);
    expect(latencyAt(0.5, [tally])).to.be.above(0);
  });

  test('counts another status as an error', async () => {
    const enough = new AbortController();
    let seen = 0;
    await using server = await serve((_, response) => {
      if (++seen > 10) enough.abort();
      response.writeHead(500).end();
    });
    const tally = await closedLoad({ url: server.url }, plan, enough.signal);
    expect(tally.answered).to.equal(0);
    expect(tally.errors).to.be.at.least(7);
  });

  test('goes on behind its time until there are two answers at least, however slow the server is', async () => {
    const waiting: ServerResponse[] = [];
    await using server = await serve((_, response) => {
      waiting.push(response);
      // Long after the turn of a millisecond, and one at a time.
      setTimeout(() => waiting.shift()?.end(), 30);
    });
    const tally = await closedLoad({ url: server.url }, { connections: 1, turn: 1, turns: 1 });
    expect(tally.answered).to.be.at.least(2);
  });
});
