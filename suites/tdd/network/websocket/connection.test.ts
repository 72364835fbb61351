/** A WebSocket connection while it is open, from the inside: messages, pings, back-pressure, and patience. */
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { encodeFrame, PING } from '../../../../fixtures/network/websocket/frame.ts';
import { connectMade } from '../../../support/made-web-socket.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { bytesOf, hexOf } from '../../../support/web-socket-bytes.ts';

suite('a WebSocket connection', () => {
  test('sends text and bytes, masked by a fresh key each from a client', () => {
    let keys = 0;
    const { socket, connection } = connectMade({ random: (bytes) => Buffer.alloc(bytes, ++keys) });
    expect([connection.send('a'), connection.send(Buffer.from('b'))]).to.deep.equal([true, true]);
    expect(socket.taken()).to.equal(hexOf('81 81 01010101 60') + hexOf('82 81 02020202 60'));
  });

  test('sends no mask from a server, and a message in fragments where it is asked to', () => {
    const { socket, connection } = connectMade({}, 'server');
    connection.send('abc', 2);
    connection.send('ab', 2);
    connection.send('', 2);
    expect(socket.taken()).to.equal(hexOf("01 02 'ab' 80 01 'c'") + hexOf("81 02 'ab'") + hexOf('81 00'));
    expect(() => connection.send('a', 0)).to.throw(RangeError);
  });

  test('gives messages to whoever iterates, in order, and ends with the connection', async () => {
    const { socket, connection } = connectMade();
    const read: unknown[] = [];
    const reading = (async () => {
      for await (const message of connection) read.push(message);
    })();
    await socket.come(bytesOf("81 01 'a' 82 01 07"), bytesOf("81 01 'b' 88 00"));
    await reading;
    expect(read).to.deep.equal(['a', Buffer.of(7), 'b']);
    expect(await connection.next()).to.equal(undefined);
  });

  test('refuses limits that are none', () => {
    const names = ['mostUnreadBytes', 'mostUnsentBytes', 'silenceMs', 'messageMs', 'closeMs', 'mostFragments'];
    for (const name of names) expect(() => connectMade({ [name]: 0 }), name).to.throw(RangeError);
    expect(() => connectMade({ silenceMs: 2 ** 31 })).to.throw(RangeError);
  });
});

suite('pings of a WebSocket connection', () => {
  test('are answered with their data', async () => {
    const { socket } = connectMade({}, 'server');
    await socket.come(encodeFrame({ opcode: PING, payload: Buffer.from('hi'), key: Buffer.alloc(4) }));
    expect(socket.taken()).to.equal(hexOf("8a 02 'hi'"));
  });

  test('resolve with their own answer or that of a later one, and not with another', async () => {
    const { socket, connection } = connectMade();
    const order: string[] = [];
    const pings = ['a', 'b', 'c'].map((data) => connection.ping(data).then(() => order.push(data)));
    await socket.come(bytesOf("8a 01 'x'"));
    expect(order).to.deep.equal([]);
    await socket.come(bytesOf("8a 01 'b'"));
    expect(order).to.deep.equal(['a', 'b']);
    await socket.come(bytesOf("8a 01 'c'"));
    await Promise.all(pings);
  });

  test('have at most 125 bytes', async () => {
    const { socket, connection } = connectMade();
    void connection.ping(Buffer.alloc(125)).catch(() => {});
    expect(socket.taken().slice(0, 4)).to.equal('89fd');
    expect(await rejectionOf(connection.ping(Buffer.alloc(126)))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });

  test('take no memory in a flood whose answers nobody reads: the latest alone is answered then', async () => {
    const { socket, connection } = connectMade({}, 'server');
    socket.peerReads = false;
    const key = Buffer.alloc(4);
    for (let at = 0; at < 300; at++) {
      await socket.come(encodeFrame({ opcode: PING, payload: Buffer.from(String(at).padStart(100)), key }));
    }
    expect(connection.unsentBytes).to.be.within(1, 1000 + 102);
    socket.peerReads = true;
    await setImmediate();
    expect(socket.sent.length).to.be.below(13);
    expect(String(socket.sent.at(-1))).to.match(/ 299$/);
    expect(connection.unsentBytes).to.equal(0);
  });
});

suite('back-pressure of a WebSocket connection', () => {
  test('sending says when to wait, and when to go on', async () => {
    const { socket, connection } = connectMade({}, 'server');
    await connection.drained();
    socket.peerReads = false;
    expect(connection.send('x'.repeat(900))).to.equal(true);
    expect(connection.send('x'.repeat(100))).to.equal(false);
    const drained = connection.drained();
    expect(connection.unsentBytes).to.equal(4 + 900 + 2 + 100);
    socket.peerReads = true;
    await drained;
    expect(connection.unsentBytes).to.equal(0);
  });

  test('sending refuses what does not fit now, heads included, and nothing of it is sent', () => {
    for (const [role, head] of [
      ['server', 2],
      ['client', 6],
    ] as const) {
      const { socket, connection } = connectMade({ mostUnsentBytes: 4 * head + 8 }, role);
      socket.peerReads = false;
      connection.send('x'.repeat(4));
      const most = 4 * head + 8;
      expect(() => connection.send('x'.repeat(5), 2))
        .to.throw(`at most ${most} bytes to wait, but with this message there are ${most + 1}; wait for drained()`)
        .with.property('code', 'ERR_WS_UNSENT');
      expect(connection.unsentBytes).to.equal(head + 4);
      connection.send('x'.repeat(4), 2);
      expect(connection.unsentBytes, 'just as many').to.equal(most - head);
      connection.send('');
      expect(() => connection.send(''))
        .to.throw()
        .with.property('code', 'ERR_WS_UNSENT');
      expect(connection.unsentBytes).to.equal(most);
    }
  });

  test('sending refuses a message that never fits as one to wait for in vain', () => {
    const { socket, connection } = connectMade({ mostUnsentBytes: 200 }, 'server');
    connection.send('x'.repeat(196));
    for (const send of [() => connection.send('x'.repeat(197)), () => connection.send('x'.repeat(100), 1)]) {
      expect(send).to.throw(RangeError, 'at most 200 bytes in frames').with.property('code', 'ERR_OUT_OF_RANGE');
    }
    expect(socket.taken()).to.have.length(2 * 200);
  });

  test('waiting for drained waits until what waits is sent, also where the bound is lower than that of the socket', async () => {
    const { socket, connection } = connectMade({ mostUnsentBytes: 100 }, 'server');
    socket.peerReads = false;
    expect(connection.send('x'.repeat(98)), 'the socket likes 1000').to.equal(true);
    expect(() => connection.send('')).to.throw('wait for drained()');
    let drained = false;
    const waiting = connection.drained().then(() => (drained = true));
    await setImmediate();
    expect(drained).to.equal(false);
    socket.peerReads = true;
    await waiting;
    connection.send('');
  });

  test('waiting for drained waits for all of several frames', async () => {
    const { socket, connection } = connectMade({}, 'server');
    socket.peerReads = false;
    connection.send('ab', 1);
    let drained = false;
    const waiting = connection.drained().then(() => (drained = true));
    await socket.takesOne();
    expect([drained, connection.unsentBytes]).to.deep.equal([false, 3]);
    await socket.takesOne();
    await waiting;
  });

  test('reading stops while nobody takes messages, however empty, and goes on when there is room', async () => {
    const { socket, connection } = connectMade({ mostUnreadBytes: 640 });
    await socket.come(Buffer.alloc(2 * 9, bytesOf('81 00')));
    expect(socket.isPaused()).to.equal(false);
    await socket.come(bytesOf('81 00'));
    expect(socket.isPaused()).to.equal(true);
    await socket.come(bytesOf("81 01 'z'"), bytesOf("81 01 'y'"));
    expect(socket.readableLength, 'it is not read').to.equal(6);
    expect(await connection.next()).to.equal('');
    await setImmediate();
    expect(socket.readableLength, 'there is room for one').to.be.below(6);
    const rest: unknown[] = [];
    for (let at = 0; at < 11; at++) rest.push(await connection.next());
    expect(rest.join('')).to.equal('zy');
    expect(socket.isPaused()).to.equal(false);
  });

  test('closing reads on, so that its end can come', async () => {
    const { socket, connection } = connectMade({ mostUnreadBytes: 1 });
    await socket.come(bytesOf("81 01 'a'"));
    expect(socket.isPaused()).to.equal(true);
    const closed = connection.close();
    await socket.come(bytesOf("81 01 'b' 88 02 03e8"));
    await socket.peerEnds();
    expect((await closed).clean).to.equal(true);
    expect([await connection.next(), await connection.next()]).to.deep.equal(['a', undefined]);
  });
});

suite('the patience of a WebSocket connection', () => {
  test('with a message that trickles ends with 1008, also where something comes all the time', async () => {
    const { clock, socket, connection } = connectMade({ messageMs: 1000, silenceMs: 10_000 });
    await socket.come(bytesOf("81 01 'a' 01 05 'b'"));
    for (let at = 0; at < 9; at++) {
      clock.advance(100);
      await socket.come(bytesOf(at < 4 ? "'c'" : '89 00'));
    }
    clock.advance(99);
    expect(connection.state).to.equal('open');
    clock.advance(1);
    expect(socket.taken()).to.include('03f0');
    connection.terminate();
    const { error } = await connection.closed;
    expect(error).to.include({ code: 'ERR_WS_SLOW_MESSAGE', closeCode: 1008, position: 3 });
    expect(clock.owed).to.equal(0);
  });

  test('is that of each message: one that ends in time owes nothing to the next', async () => {
    const { clock, socket, connection } = connectMade({ messageMs: 1000 });
    await socket.come(bytesOf('81'));
    clock.advance(900);
    await socket.come(bytesOf('00 81'));
    clock.advance(900);
    await socket.come(bytesOf('00'));
    clock.advance(5000);
    expect(connection.state).to.equal('open');
    expect(clock.owed, 'the silence alone').to.equal(1);
  });

  test('does not count while it is we who do not read; but the peer is asked, as one that has gone answers with a reset', async () => {
    const { clock, socket, connection } = connectMade({ messageMs: 1000, silenceMs: 1000, mostUnreadBytes: 1 });
    await socket.come(bytesOf("81 01 'a' 81"));
    clock.advance(4000);
    expect(socket.taken()).to.equal(hexOf("89 86 00000000 'alive?'").repeat(3));
    socket.peerReads = false;
    clock.advance(10_000);
    expect([connection.state, connection.unsentBytes], 'pings do not pile up').to.deep.equal(['open', 12]);
    await connection.next();
    clock.advance(2000);
    expect(connection.state).to.equal('closing');
  });

  test('with silence asks for a sign of life, and gives up where none comes', async () => {
    const { clock, socket, connection } = connectMade({ silenceMs: 1000 });
    await socket.come(bytesOf('81 00'));
    clock.advance(1000);
    expect(socket.taken(), 'something had come').to.equal('');
    clock.advance(1000);
    expect(socket.taken()).to.equal(hexOf("89 86 00000000 'alive?'"));
    const asked = connection.ping();
    let answered = false;
    void asked.then(() => (answered = true));
    socket.taken();
    await socket.come(bytesOf("8a 06 'alive?'"));
    expect(answered, 'that was not the answer to another ping').to.equal(false);
    await socket.come(bytesOf('8a 00'));
    await asked;
    clock.advance(1000);
    clock.advance(1000);
    expect(socket.taken()).to.equal(hexOf("89 86 00000000 'alive?'"));
    clock.advance(999);
    expect(socket.destroyed).to.equal(false);
    clock.advance(1);
    expect(socket.destroyed).to.equal(true);
    expect((await connection.closed).error).to.have.property('code', 'ERR_WS_SILENT');
    expect(clock.owed).to.equal(0);
  });
});
