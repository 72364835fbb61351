/** How a WebSocket connection ends, from the inside: by either side, without a word, and after a fault. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { connectMade } from '../../../support/made-web-socket.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { bytesOf, hexOf } from '../../../support/web-socket-bytes.ts';

suite('the end of a WebSocket connection', () => {
  test('from a server: its Close frame, then the answer, then it ends the connection', async () => {
    const { clock, socket, connection } = connectMade({}, 'server');
    const closed = connection.close(3000, 'why');
    expect([socket.taken(), connection.state, socket.ended]).to.deep.equal([
      hexOf("88 05 0bb8 'why'"),
      'closing',
      false,
    ]);
    await socket.come(bytesOf('88 82 00000000 0bb8'));
    expect(socket.ended).to.equal(true);
    await socket.peerEnds();
    expect(await closed).to.deep.equal({ code: 3000, reason: '', clean: true });
    expect([socket.taken(), connection.state, clock.owed]).to.deep.equal(['', 'closed', 0]);
  });

  test('from the server, at a client: it answers the code, and waits for the server to end the connection', async () => {
    const { clock, socket, connection } = connectMade();
    await socket.come(bytesOf("88 05 03e9 'bye'"));
    expect([socket.taken(), socket.ended]).to.deep.equal([hexOf('88 82 00000000 03e9'), false]);
    await socket.peerEnds();
    expect(await connection.closed).to.deep.equal({ code: 1001, reason: 'bye', clean: true });
    expect(clock.owed).to.equal(0);
  });

  test('without a code is answered without one', async () => {
    const { socket, connection } = connectMade();
    await socket.come(bytesOf('88 00'));
    expect(socket.taken()).to.equal(hexOf('88 80 00000000'));
    await socket.peerEnds();
    expect(await connection.closed).to.deep.equal({ code: 1005, reason: '', clean: true });
  });

  test('does not wait for ever for a peer that goes on', async () => {
    const { clock, socket, connection } = connectMade({ closeMs: 500 }, 'server');
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
    const { clock, socket, connection } = connectMade({}, 'server');
    await socket.peerEnds();
    expect(socket.ended).to.equal(true);
    expect(await connection.closed).to.deep.equal({ code: 1006, reason: '', clean: false });
    expect(clock.owed).to.equal(0);
  });

  test('by an error of the socket is told with it', async () => {
    const { clock, socket, connection } = connectMade();
    const error = new Error('reset');
    socket.destroy(error);
    expect(await connection.closed).to.deep.equal({ code: 1006, reason: '', clean: false, error });
    expect(clock.owed).to.equal(0);
  });

  test('is clean where both have sent a Close frame, however the connection ends then', async () => {
    for (const role of ['server', 'client'] as const) {
      const { clock, socket, connection } = connectMade({}, role);
      await socket.come(bytesOf(role === 'server' ? '88 82 00000000 03e8' : '88 02 03e8'));
      socket.destroy(new Error('reset'));
      expect(await connection.closed).to.deep.equal({ code: 1000, reason: '', clean: true });
      expect(clock.owed).to.equal(0);
    }
  });

  test('is asked for with a code that may be sent, and a reason of at most 123 bytes', async () => {
    for (const code of [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5]) {
      const { socket, connection } = connectMade();
      expect(await rejectionOf(connection.close(code, 'x')), String(code)).to.have.property('code', 'ERR_OUT_OF_RANGE');
      expect([socket.taken(), connection.state]).to.deep.equal(['', 'open']);
    }
    const { socket, connection } = connectMade();
    const long = await rejectionOf(connection.close(1000, `${'é'.repeat(61)}ab`));
    expect(long.message).to.include('at most 123 bytes, but it has 124');
    void connection.close(1000, `${'é'.repeat(61)}a`);
    expect(socket.taken().slice(0, 4)).to.equal('88fd');
  });

  test('may be asked for again: nothing is sent a second time', async () => {
    const { socket, connection } = connectMade();
    const both = [connection.close(), connection.close(1001)];
    expect(socket.taken()).to.equal(hexOf('88 82 00000000 03e8'));
    await socket.come(bytesOf('88 02 03e8'));
    await socket.peerEnds();
    expect(await Promise.all(both)).to.have.length(2);
    expect((await connection.close()).code).to.equal(1000);
  });

  test('has nothing behind the Close frame, not even the answer to a ping that had to wait', async () => {
    const { socket, connection } = connectMade({}, 'server');
    socket.peerReads = false;
    while (connection.send('x'.repeat(500)));
    await socket.come(bytesOf("89 81 00000000 'p'"));
    void connection.close();
    socket.peerReads = true;
    await socket.come();
    expect(socket.taken()).to.match(new RegExp(`${hexOf('88 02 03e8')}$`));
  });

  test('lets nobody wait: what needs an open connection is refused, before and afterwards', async () => {
    const { socket, connection } = connectMade();
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
    const { socket, connection } = connectMade();
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
    const { clock, socket, connection } = connectMade({ closeMs: 500 });
    await socket.come(bytesOf('ff'));
    await socket.come(Buffer.alloc(10_000));
    clock.advance(500);
    expect((await connection.closed).error).to.have.property('code', 'ERR_WS_RESERVED_BITS');
    expect([socket.destroyed, clock.owed]).to.deep.equal([true, 0]);
  });

  test('of ours gets no sentence of ours', async () => {
    const { socket, connection } = connectMade();
    connection.fail(new Error('the password is secret'));
    expect(socket.taken()).to.equal(hexOf('88 82 00000000 03f3'));
    expect(connection.state).to.equal('closing');
    const other = connectMade().connection;
    expect(() => other.fail(new Error('x'), 1006, 'y'))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
    expect(other.state).to.equal('open');
  });
});
