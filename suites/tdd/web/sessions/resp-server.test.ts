/** The server of the store by hand: its commands, and clients that ask for too much or leave off. */
import net from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { RespServer, type RespServerOptions } from '../../../../fixtures/web/sessions/resp-server.ts';
import { RespStore } from '../../../../fixtures/web/sessions/resp-store.ts';
import { RespFault, RespReader, writeCommand, writeResp, type Resp } from '../../../../fixtures/web/sessions/resp.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { rejectionOf } from '../../../support/rejection.ts';

suite('the store by hand, from its socket', () => {
  /** Sends bytes and reads so many answers, or until the end. */
  async function talk(text: string | Buffer, answers: number, options: RespServerOptions = {}): Promise<Resp[]> {
    await using server = await RespServer.listen(options);
    const socket = net.connect({ ...(server.address as { port: number }) });
    socket.write(text);
    const reader = new RespReader({ messageBytes: 64 * 1024 * 1024 });
    const got: Resp[] = [];
    for await (const piece of socket) {
      got.push(...reader.push(piece as Buffer));
      if (got.length >= answers) break;
    }
    return got;
  }
  const commands = (...lines: readonly string[]): string =>
    lines.map((line) => String(writeCommand(...line.split(' ')))).join('');

  test('it answers as Redis does', async () => {
    const lines = [
      'PING',
      'set a 1',
      'GET a',
      'SET a 2 NX',
      'SET b 2 XX',
      'SET b 2 NX EX 10',
      'PTTL b',
      'PTTL a',
      'PTTL c',
    ];
    lines.push('PEXPIRE a 50', 'PTTL a', 'PEXPIRE c 50', 'DBSIZE', 'DEL a b c', 'GET a');
    const got = await talk(commands(...lines), lines.length, { now: () => 0 });
    const [one] = [Buffer.from('1')];
    expect(got).to.deep.equal(['PONG', 'OK', one, null, null, 'OK', 10_000, -1, -2, 1, 50, 0, 2, 2, null]);
  });

  test('what it does not know or understand is an error, in one line whatever was sent', async () => {
    const evil = String(writeCommand('EVIL\r\n+OK', 'x'));
    const bad = [
      'GET',
      'GET a b',
      'SET a',
      'SET a 1 PX 0',
      'SET a 1 PX x',
      'SET a 1 XX NX',
      'SET a 1 PX',
      'PEXPIRE a -1',
    ];
    const got = await talk(`${evil}*1\r\n:1\r\n+OK\r\n${commands(...bad)}`, bad.length + 3);
    expect(got)
      .to.have.length(bad.length + 3)
      .and.to.satisfy((all: Resp[]) => all.every((one) => one instanceof RespFault));
    expect((got[0] as RespFault).message).to.equal("ERR unknown command 'EVIL??+OK'");
  });

  test('who does not speak RESP is told so, and his connection ends', async () => {
    const got = await talk('GET / HTTP/1.1\r\nHost: x\r\n\r\n', Infinity);
    expect(got).to.have.length(1);
    expect((got[0] as RespFault).message).to.match(/^ERR Protocol error/);
  });

  test('a message that is too large, and a value that is larger than all, are refused', async () => {
    expect((await talk('*2\r\n$3\r\nGET\r\n$100\r\n', Infinity, { messageBytes: 100 }))[0]).to.be.instanceOf(RespFault);
    const [answer] = await talk(commands(`SET a ${'x'.repeat(100)}`), 1, { bytes: 50 });
    expect((answer as RespFault).message).to.match(/^OOM/);
  });

  test('who asks for much and reads nothing gets no more than a pipe holds, and all of it when he reads', async () => {
    await using server = await RespServer.listen();
    const socket = net.connect({ ...(server.address as { port: number }) });
    const value = 'x'.repeat(20_000);
    const asks = 1000;
    socket.write(`${String(writeCommand('SET', 'a', value))}${commands('GET a').repeat(asks)}`);
    await using other = new RespStore({ address: server.address });
    await other.ready();
    while (server.unsent === 0) await other.get('b'); // until he has not read what is there for him
    for (let look = 0; look < 5; look++) {
      await other.get('b');
      expect(server.unsent).to.be.at.most(socket.writableHighWaterMark + writeResp(Buffer.from(value)).length);
    }
    const reader = new RespReader();
    let got = -1; // the answer to SET
    for await (const piece of socket) {
      got += reader.push(piece as Buffer).length;
      if (got === asks) break;
    }
    expect(got).to.equal(asks);
  });

  test('of more connections than it may have it ends the last', async () => {
    await using server = await RespServer.listen({ connections: 1 });
    const first = new RespStore({ address: server.address });
    await first.ready();
    const second = net.connect({ ...(server.address as { port: number }) });
    second.on('error', () => {}).resume();
    await once(second, 'close');
    await first.set('a', 1, 1000);
    expect(server.connections).to.equal(1);
    await first.close();
  });

  /** Lets the server look at what has come. */
  async function until(so: () => boolean): Promise<void> {
    while (!so()) await new Promise(setImmediate);
  }

  test('who leaves off in the middle of a message is ended, however he trickles; who is silent between two never is', async () => {
    const clock = madeClock();
    await using server = await RespServer.listen({ clock, stallMs: 100 });
    const client = net.connect({ ...(server.address as { port: number }) }).on('error', () => {});
    client.write(`${commands('PING')}*1`);
    await until(() => server.held === 2);
    clock.advance(99);
    client.write('\r\n$4\r\nPING\r\n'); // its end, in time
    await until(() => server.held === 0);
    expect(clock.owed).to.equal(0);
    clock.advance(1e9);
    client.write('*1');
    await until(() => server.held === 2);
    clock.advance(50);
    client.write('\r\n');
    await until(() => server.held === 4);
    clock.advance(49);
    expect([server.connections, clock.owed]).to.deep.equal([1, 1]);
    client.resume();
    const closed = once(client, 'close');
    clock.advance(1);
    await closed;
    await until(() => server.connections === 0);
    expect([server.held, clock.owed]).to.deep.equal([0, 0]);
  });

  test('who does not read what he has asked for is ended', async () => {
    const clock = madeClock();
    await using server = await RespServer.listen({ clock, stallMs: 100 });
    const client = net.connect({ ...(server.address as { port: number }) }).on('error', () => {});
    client.write(`${String(writeCommand('SET', 'a', 'x'.repeat(500_000)))}${commands('GET a').repeat(100)}`);
    await until(() => server.unsent > 0 && clock.owed === 1);
    clock.advance(99);
    expect(server.connections).to.equal(1);
    clock.advance(1);
    await until(() => server.connections === 0);
    expect([server.unsent, clock.owed]).to.deep.equal([0, 0]);
    client.destroy();
  });

  for (const options of [{ stallMs: 0 }, { connections: 0 }, { messageBytes: 0 }, { depth: -1 }]) {
    test(`with ${JSON.stringify(options)} it is refused`, async () => {
      expect(await rejectionOf(RespServer.listen(options))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
