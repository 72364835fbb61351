/** A server of HTTP that refuses, and a client that still sends: the answer comes whole, and then the connection closes. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { openHttpServer } from '../../../fixtures/network/http/bounded-server.ts';
import { heardClock } from '../../support/heard-clock.ts';
import { heardOn, rawSocket } from '../../support/raw-socket.ts';

const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\n';
const LONG = 'Content-Length: 100000000\r\n\r\n';
const BYTES = 8_000_000;

/** How megabytes begin that are refused, and the answer. */
const SHAPES: Readonly<Record<string, readonly [string, number]>> = {
  'a body that is announced as too long': [`${HEAD}${LONG}`, 413],
  'a chunk that is too long': [`${HEAD}Transfer-Encoding: chunked\r\n\r\n${BYTES.toString(16)}\r\n`, 413],
  'a body behind too many headers': [`${HEAD}${'X: x\r\n'.repeat(100)}${LONG}`, 431],
  'a header without an end': [`${HEAD}X: `, 431],
  'a body whose request has two hosts': [`${HEAD}Host: y\r\n${LONG}`, 400],
  'what is not HTTP': ['HELLO\r\n', 400],
};

/** Sends on without looking, as simple clients do: if the connection is reset by then, the answer is gone. */
async function sendOn(socket: Socket): Promise<void> {
  socket.pause();
  await new Promise((resolve) => socket.write(Buffer.alloc(BYTES, 'x'), resolve));
  socket.resume();
}

describe('a refusal of a server of HTTP', () => {
  for (const [what, [beginning, status]] of Object.entries(SHAPES)) {
    it(`comes whole to who sends on: ${what}, ${status}`, async () => {
      await using server = await openHttpServer({ answer: () => ({}) });
      const socket = await rawSocket(server.port);
      const heard = heardOn(socket);
      socket.write(beginning);
      await sendOn(socket);
      const [head = '', body] = (await heard).split('\r\n\r\n');
      expect(head).to.match(new RegExp(`^HTTP/1.1 ${status} [^]*Connection: close`));
      expect(body).to.have.length(Number(/content-length: (\d+)/i.exec(head)![1]));
    });
  }

  it('comes whole to who was silent for too long, and sends again: 408', async () => {
    const clock = heardClock();
    await using server = await openHttpServer({ answer: () => ({}), bodyIdleMs: 700, clock });
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    const waiting = clock.asked(700);
    socket.write(`${HEAD}Content-Length: 1000000\r\n\r\n`);
    await waiting;
    clock.advance(700);
    await sendOn(socket);
    expect(await heard).to.match(/^HTTP\/1\.1 408 [^]*Connection: close[^]*BODY_SLOW[^\n]*\n$/);
    while (clock.owed > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  for (const [how, beginning] of [
    ['a request', `${HEAD}${LONG}`],
    ['what is none', 'HELLO\r\n'],
  ] as const) {
    it(`of ${how} is followed by the end, and by a reset only for who has not ended when the time is up`, async () => {
      const clock = heardClock();
      await using server = await openHttpServer({ answer: () => ({}), lingerMs: 700, clock });
      const socket = await rawSocket(server.port);
      const lingering = clock.asked(700);
      socket.resume().write(beginning);
      await Promise.all([once(socket, 'end'), lingering]);
      clock.advance(699);
      await new Promise((resolve) => socket.write('x', resolve));
      expect([clock.owed, socket.closed]).to.deep.equal([1, false]);
      clock.advance(1);
      while (!socket.closed) await new Promise((resolve) => socket.write('x', resolve));
      expect(clock.owed).to.equal(0);
    });
  }
});
