/** A server and a client of frames over TCP, from the outside: order, back-pressure, limits, and the end. */
import net from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { connectFrames } from '../../../fixtures/network/tcp/frame-client.ts';
import { openFrameServer } from '../../../fixtures/network/tcp/frame-server.ts';
import { frame } from '../../../fixtures/network/tcp/frames.ts';
import { heardClock } from '../../support/heard-clock.ts';
import { madeClock } from '../../support/made-clock.ts';
import { heardOn, rawSocket } from '../../support/raw-socket.ts';
import { codeOf } from '../../support/rejection.ts';
import { listening } from '../../support/server.ts';

const shout = (asked: Buffer): Buffer => Buffer.from(asked.toString().toUpperCase());

describe('a server and a client of frames', () => {
  it('answers come in the order of their questions, however they are sent', async () => {
    await using server = await openFrameServer({ answer: shout });
    await using client = await connectFrames({ port: server.port });
    const words = ['one', '', 'three', 'x'.repeat(100_000)];
    const answers = await Promise.all(words.map((word) => client.ask(Buffer.from(word))));
    expect(answers.map(String)).to.deep.equal(words.map((word) => word.toUpperCase()));
    expect(server.connections).to.equal(1);
  });

  it('T3: who has asked all and ends its half still gets all the answers', async () => {
    let answer = (): void => {};
    const gate = new Promise<void>((resolve) => (answer = resolve));
    let asked = (): void => {};
    const begun = new Promise<void>((resolve) => (asked = resolve));
    await using server = await openFrameServer({
      answer: async (words) => {
        asked();
        await gate;
        return shout(words);
      },
    });
    await using client = await connectFrames({ port: server.port });
    const answers = Promise.all([client.ask(Buffer.from('one')), client.ask(Buffer.from('two'))]);
    const ended = client.end();
    await begun;
    // The end arrives meanwhile: it is on this machine already.
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    answer();
    expect((await answers).map(String)).to.deep.equal(['ONE', 'TWO']);
    await ended;
    expect(await codeOf(client.ask(Buffer.from('three')))).to.match(/ERR_CONNECTION_(CLOSED|LOST)/);
  });

  it('a client that asks and does not read holds the server up, and is cut off: memory stays bounded', async () => {
    const faults: unknown[] = [];
    const clock = heardClock();
    let answered = 0;
    await using server = await openFrameServer({
      answer: () => {
        answered += 1;
        return Buffer.alloc(1_000_000);
      },
      stallMs: 1000,
      clock,
      onFault: (error) => faults.push((error as NodeJS.ErrnoException).code),
    });
    const client = await rawSocket(server.port);
    const stalled = clock.asked(1000);
    client.write(Buffer.concat(Array.from({ length: 100 }, () => frame(Buffer.alloc(1)))));
    await stalled;
    // What the kernel has no room for waits here, and nothing more is answered until it has gone.
    for (let before = 0; before < answered;) {
      before = answered;
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(answered).to.be.within(1, 50);
    clock.advance(1000);
    await heardOn(client);
    expect(faults).to.deep.equal(['ERR_PEER_STALLED']);
  });

  it('ends an idle connection when it is closed, and one that has asked behind its answer', async () => {
    let asked = (): void => {};
    const begun = new Promise<void>((resolve) => (asked = resolve));
    let answer: (answer: Buffer) => void = () => {};
    const server = await openFrameServer({
      answer: () => {
        asked();
        return new Promise<Buffer>((resolve) => (answer = resolve));
      },
    });
    const [idle, busy] = [await rawSocket(server.port), await connectFrames({ port: server.port })];
    const waiting = busy.ask(Buffer.from('?'));
    await begun;
    const idleEnded = heardOn(idle);
    const closed = server.close();
    await idleEnded;
    answer(Buffer.from('!'));
    expect(String(await waiting)).to.equal('!');
    await busy.end();
    await closed;
    expect(server.connections).to.equal(0);
  });

  it('does no work for a question that comes behind its end, as nobody could be answered', async () => {
    const asked: string[] = [];
    const clock = madeClock();
    const server = await openFrameServer({
      answer: (words) => {
        asked.push(String(words));
        return words;
      },
      clock,
    });
    const client = await rawSocket(server.port);
    const answered = once(client, 'data');
    client.write(frame(Buffer.from('one')));
    await answered;
    const closed = server.close();
    await once(client.resume(), 'end');
    client.end(frame(Buffer.from('two')));
    await closed;
    expect(asked).to.deep.equal(['one']);
    expect(clock.owed).to.equal(0);
  });

  it('destroys, when the grace is over, whoever stays', async () => {
    const clock = madeClock();
    const server = await openFrameServer({ answer: () => new Promise(() => {}), graceMs: 500, clock });
    const client = await connectFrames({ port: server.port });
    const waiting = codeOf(client.ask(Buffer.from('?')));
    while (server.connections === 0) await new Promise((resolve) => setImmediate(resolve));
    const closed = server.close();
    clock.advance(499);
    expect(server.connections).to.equal(1);
    clock.advance(1);
    await closed;
    expect(await waiting).to.be.oneOf(['ERR_CONNECTION_LOST', 'ECONNRESET']);
    expect(server.connections).to.equal(0);
  });

  it('an answer that fails ends the connection, and tells the client nothing', async () => {
    const faults: string[] = [];
    await using server = await openFrameServer({
      answer: () => {
        throw new Error('the password is wrong');
      },
      onFault: ({ message }) => void faults.push(message),
    });
    const client = await rawSocket(server.port);
    const heard = heardOn(client);
    client.write(frame(Buffer.from('?')));
    expect(await heard).to.equal('');
    expect(faults).to.deep.equal(['the password is wrong']);
  });

  it('limits of the client: questions that wait, frames, answers that do not come, and nobody there', async () => {
    const clock = heardClock();
    let port: number;
    {
      await using server = await openFrameServer({ answer: () => new Promise(() => {}), graceMs: 1 });
      ({ port } = server);
      await using client = await connectFrames({ port, mostAsked: 1, largestFrame: 10, idleMs: 700, clock });
      expect(await codeOf(client.ask(Buffer.alloc(11)))).to.equal('ERR_FRAME_TOO_LARGE');
      const first = codeOf(client.ask(Buffer.alloc(10)));
      expect(await codeOf(client.ask(Buffer.alloc(10)))).to.equal('ERR_TOO_MANY_ASKED');
      clock.advance(700);
      expect(await first).to.equal('ERR_PEER_IDLE');
    }
    expect(await codeOf(connectFrames({ port }))).to.equal('ECONNREFUSED');
  });

  it('a connection that does not stand in its time is given up', async () => {
    await using open = await listening(net.createServer());
    const clock = madeClock();
    const failed = codeOf(connectFrames({ port: open.port, connectMs: 500, clock }));
    clock.advance(499);
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    expect(await failed).to.equal('ERR_CONNECT_SLOW');
  });

  it('a limit that is none is refused', async () => {
    for (const bad of [{ connections: 0 }, { graceMs: -1 }, { idleMs: 0 }, { largestFrame: -1 }]) {
      expect(await codeOf(openFrameServer({ answer: shout, ...bad }))).to.equal('ERR_OUT_OF_RANGE');
    }
    await using server = await openFrameServer({ answer: shout });
    for (const bad of [{ connectMs: 0 }, { mostAsked: 0 }, { frameMs: 0 }, { largestFrame: 2 ** 32 }]) {
      expect(await codeOf(connectFrames({ port: server.port, ...bad }))).to.equal('ERR_OUT_OF_RANGE');
    }
    await using client = await connectFrames({ port: server.port });
    expect(String(await client.ask(Buffer.from('one')))).to.equal('ONE');
    expect(server.connections, 'those that were refused have opened none').to.equal(1);
  });
});
