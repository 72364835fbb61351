/** A connection of WebSocket from the inside: a socket and a clock by hand, so that nothing waits. */
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { WebSocketConnection } from '../../../../fixtures/network/websocket/connection.ts';
import { encodeFrame, PING } from '../../../../fixtures/network/websocket/frame.ts';
import type { Role } from '../../../../fixtures/network/websocket/frame-parser.ts';
import type { ConnectionOptions } from '../../../../fixtures/network/websocket/limits.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { MadeSocket } from '../../../support/made-socket.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { bytesOf } from '../../../support/web-socket-bytes.ts';

const hex = (notation: string): string => bytesOf(notation).toString('hex');

/** A client's side, so that what comes needs no mask, whose own mask is nought; or the side that a test asks for. */
function connect(options: ConnectionOptions = {}, role: Role = 'client') {
  const clock = madeClock();
  const socket = new MadeSocket();
  const connection = new WebSocketConnection(socket, role, '', {
    clock,
    random: (bytes) => Buffer.alloc(bytes),
    ...options,
  });
  return { clock, socket, connection };
}

suite('a WebSocket connection', () => {
  test('sends text and bytes, masked by a fresh key each from a client', () => {
    let keys = 0;
    const { socket, connection } = connect({ random: (bytes) => Buffer.alloc(bytes, ++keys) });
    expect([connection.send('a'), connection.send(Buffer.from('b'))]).to.deep.equal([true, true]);
    expect(socket.taken()).to.equal(hex('81 81 01010101 60') + hex('82 81 02020202 60'));
  });

  test('sends no mask from a server, and a message in fragments where it is asked to', () => {
    const { socket, connection } = connect({}, 'server');
    connection.send('abc', 2);
    connection.send('ab', 2);
    connection.send('', 2);
    expect(socket.taken()).to.equal(hex("01 02 'ab' 80 01 'c'") + hex("81 02 'ab'") + hex('81 00'));
    expect(() => connection.send('a', 0)).to.throw(RangeError);
  });

  test('gives messages to whoever iterates, in order, and ends with the connection', async () => {
    const { socket, connection } = connect();
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
    for (const name of names) expect(() => connect({ [name]: 0 }), name).to.throw(RangeError);
    expect(() => connect({ silenceMs: 2 ** 31 })).to.throw(RangeError);
  });
});

suite('pings of a WebSocket connection', () => {
  test('are answered with their data', async () => {
    const { socket } = connect({}, 'server');
    await socket.come(encodeFrame({ opcode: PING, payload: Buffer.from('hi'), key: Buffer.alloc(4) }));
    expect(socket.taken()).to.equal(hex("8a 02 'hi'"));
  });

  test('resolve with their own answer or that of a later one, and not with another', async () => {
    const { socket, connection } = connect();
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
    const { socket, connection } = connect();
    void connection.ping(Buffer.alloc(125)).catch(() => {});
    expect(socket.taken().slice(0, 4)).to.equal('89fd');
    expect(await rejectionOf(connection.ping(Buffer.alloc(126)))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });

  test('take no memory in a flood whose answers nobody reads: the latest alone is answered then', async () => {
    const { socket, connection } = connect({}, 'server');
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

suite('the end of a WebSocket connection', () => {
  test('from a server: its Close frame, then the answer, then it ends the connection', async () => {
    const { clock, socket, connection } = connect({}, 'server');
    const closed = connection.close(3000, 'why');
    expect([socket.taken(), connection.state, socket.ended]).to.deep.equal([hex("88 05 0bb8 'why'"), 'closing', false]);
    await socket.come(bytesOf('88 82 00000000 0bb8'));
    expect(socket.ended).to.equal(true);
    await socket.peerEnds();
    expect(await closed).to.deep.equal({ code: 3000, reason: '', clean: true });
    expect([socket.taken(), connection.state, clock.owed]).to.deep.equal(['', 'closed', 0]);
  });

  test('from the server, at a client: it answers the code, and waits for the server to end the connection', async () => {
    const { clock, socket, connection } = connect();
    await socket.come(bytesOf("88 05 03e9 'bye'"));
    expect([socket.taken(), socket.ended]).to.deep.equal([hex('88 82 00000000 03e9'), false]);
    await socket.peerEnds();
    expect(await connection.closed).to.deep.equal({ code: 1001, reason: 'bye', clean: true });
    expect(clock.owed).to.equal(0);
  });

  test('without a code is answered without one', async () => {
    const { socket, connection } = connect();
    await socket.come(bytesOf('88 00'));
    expect(socket.taken()).to.equal(hex('88 80 00000000'));
    await socket.peerEnds();
    expect(await connection.closed).to.deep.equal({ code: 1005, reason: '', clean: true });
  });

  test('does not wait for ever for a peer that goes on', async () => {
    const { clock, socket, connection } = connect({ closeMs: 500 }, 'server');
    const closed = connection.close();
    clock.advance(499);
    expect(socket.destroyed).to.equal(false);
    await socket.come(bytesOf("81 81 00000000 'a'"));
    clock.advance(1);
    expect(socket.destroyed).to.equal(true);
    expect(await closed).to.deep.equal({ code: 1006, reason: '', clean: false });
    expect(await connection.next(), 'what came after it').to.equal(undefined);
    expect(clock.owed).to.equal(0);
  });

  test('without a word is told as 1006', async () => {
    const { clock, socket, connection } = connect({}, 'server');
    await socket.peerEnds();
    expect(socket.ended).to.equal(true);
    expect(await connection.closed).to.deep.equal({ code: 1006, reason: '', clean: false });
    expect(clock.owed).to.equal(0);
  });

  test('by an error of the socket is told with it', async () => {
    const { clock, socket, connection } = connect();
    const error = new Error('reset');
    socket.destroy(error);
    expect(await connection.closed).to.deep.equal({ code: 1006, reason: '', clean: false, error });
    expect(clock.owed).to.equal(0);
  });

  test('is asked for with a code that may be sent, and a reason of at most 123 bytes', async () => {
    for (const code of [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5]) {
      const { socket, connection } = connect();
      expect(await rejectionOf(connection.close(code, 'x')), String(code)).to.have.property('code', 'ERR_OUT_OF_RANGE');
      expect([socket.taken(), connection.state]).to.deep.equal(['', 'open']);
    }
    const { socket, connection } = connect();
    const long = await rejectionOf(connection.close(1000, `${'é'.repeat(61)}ab`));
    expect(long.message).to.include('at most 123 bytes, but it has 124');
    void connection.close(1000, `${'é'.repeat(61)}a`);
    expect(socket.taken().slice(0, 4)).to.equal('88fd');
  });

  test('may be asked for again: nothing is sent a second time', async () => {
    const { socket, connection } = connect();
    const both = [connection.close(), connection.close(1001)];
    expect(socket.taken()).to.equal(hex('88 82 00000000 03e8'));
    await socket.come(bytesOf('88 02 03e8'));
    await socket.peerEnds();
    expect(await Promise.all(both)).to.have.length(2);
    expect((await connection.close()).code).to.equal(1000);
  });

  test('lets nobody wait: what needs an open connection is refused, before and afterwards', async () => {
    const { socket, connection } = connect();
    socket.peerReads = false;
    while (connection.send('x'.repeat(500)));
    const waiting = [connection.ping(), connection.drained()];
    void connection.close();
    for (const promise of [...waiting, connection.ping(), connection.drained()]) {
      expect(await rejectionOf(promise)).to.have.property('code', 'ERR_WS_NOT_OPEN');
    }
    expect(() => connection.send('late'))
      .to.throw('but it is closing')
      .with.property('code', 'ERR_WS_NOT_OPEN');
    connection.terminate();
    await connection.closed;
    expect(() => connection.send('later')).to.throw('but it is closed');
    connection.fail(new Error('too late'));
  });
});

suite('a fault of the peer of a WebSocket connection', () => {
  test('gets the code and the reason in a Close frame, the end, and what came before it is read', async () => {
    const { socket, connection } = connect();
    await socket.come(bytesOf("81 01 'a' 83 00 81 01 'b'"));
    const sent = Buffer.from(socket.taken(), 'hex');
    expect(sent.readUInt16BE(6)).to.equal(1002);
    expect(String(sent.subarray(8))).to.include('expected an opcode of 0, 1, 2, 8, 9 or 10, but got 3');
    expect(socket.ended).to.equal(true);
    expect([await connection.next(), await connection.next()]).to.deep.equal(['a', undefined]);
    await socket.come(bytesOf("81 01 'c' 88 02 03e8"));
    await socket.peerEnds();
    const { error, ...closed } = await connection.closed;
    expect(closed).to.deep.equal({ code: 1006, reason: '', clean: false });
    expect(error).to.include({ code: 'ERR_WS_RESERVED_OPCODE', closeCode: 1002, position: 3 });
  });

  test('does not keep the connection open where the peer goes on after it', async () => {
    const { clock, socket, connection } = connect({ closeMs: 500 });
    await socket.come(bytesOf('ff'));
    await socket.come(Buffer.alloc(10_000));
    clock.advance(500);
    expect((await connection.closed).error).to.have.property('code', 'ERR_WS_RESERVED_BITS');
    expect([socket.destroyed, clock.owed]).to.deep.equal([true, 0]);
  });

  test('of ours gets no sentence of ours', async () => {
    const { socket, connection } = connect();
    connection.fail(new Error('the password is secret'));
    expect(socket.taken()).to.equal(hex('88 82 00000000 03f3'));
    expect(connection.state).to.equal('closing');
    const other = connect().connection;
    expect(() => other.fail(new Error('x'), 1006, 'y'))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
    expect(other.state).to.equal('open');
  });
});

suite('back-pressure of a WebSocket connection', () => {
  test('sending says when to wait, and when to go on', async () => {
    const { socket, connection } = connect({}, 'server');
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

  test('sending refuses what does not fit any more, and nothing of it is sent', () => {
    const { socket, connection } = connect({ mostUnsentBytes: 10 }, 'server');
    socket.peerReads = false;
    expect(() => connection.send('x'.repeat(11))).to.throw('but with this message there are 11');
    connection.send('x'.repeat(4)); // and 2 of its head
    connection.send('x'.repeat(4)); // just 10
    expect(connection.unsentBytes).to.equal(12);
    expect(() => connection.send(''))
      .to.throw()
      .with.property('code', 'ERR_WS_UNSENT');
    expect(connection.unsentBytes).to.equal(12);
  });

  test('reading stops while nobody takes messages, however empty, and goes on when there is room', async () => {
    const { socket, connection } = connect({ mostUnreadBytes: 640 });
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
    const { socket, connection } = connect({ mostUnreadBytes: 1 });
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
    const { clock, socket, connection } = connect({ messageMs: 1000, silenceMs: 10_000 });
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
    const { clock, socket, connection } = connect({ messageMs: 1000 });
    await socket.come(bytesOf('81'));
    clock.advance(900);
    await socket.come(bytesOf('00 81'));
    clock.advance(900);
    await socket.come(bytesOf('00'));
    clock.advance(5000);
    expect(connection.state).to.equal('open');
    expect(clock.owed, 'the silence alone').to.equal(1);
  });

  test('does not count while it is we who do not read', async () => {
    const { clock, socket, connection } = connect({ messageMs: 1000, silenceMs: 1000, mostUnreadBytes: 1 });
    await socket.come(bytesOf("81 01 'a' 81"));
    clock.advance(10_000);
    expect([connection.state, socket.taken()]).to.deep.equal(['open', '']);
    await connection.next();
    clock.advance(2000);
    expect(connection.state).to.equal('closing');
  });

  test('with silence asks for a sign of life, and gives up where none comes', async () => {
    const { clock, socket, connection } = connect({ silenceMs: 1000 });
    await socket.come(bytesOf('81 00'));
    clock.advance(1000);
    expect(socket.taken(), 'something had come').to.equal('');
    clock.advance(1000);
    expect(socket.taken()).to.equal(hex('89 80 00000000'));
    await socket.come(bytesOf('8a 00'));
    clock.advance(1000);
    clock.advance(1000);
    expect(socket.taken()).to.equal(hex('89 80 00000000'));
    clock.advance(999);
    expect(socket.destroyed).to.equal(false);
    clock.advance(1);
    expect(socket.destroyed).to.equal(true);
    expect((await connection.closed).error).to.have.property('code', 'ERR_WS_SILENT');
    expect(clock.owed).to.equal(0);
  });
});
