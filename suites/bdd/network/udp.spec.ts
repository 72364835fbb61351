/** UDP from the outside: one socket and many peers, what is lost on one machine, and an exchange that does not mind. */
import dgram from 'node:dgram';
import { once } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { flood } from '../../../fixtures/network/udp/flood.ts';
import { openUdpAnswerer, openUdpAsker } from '../../../fixtures/network/udp/sockets.ts';
import { madeClock } from '../../support/made-clock.ts';
import { rejectionOf } from '../../support/rejection.ts';

const shout = (asked: Buffer): Buffer => Buffer.from(asked.toString().toUpperCase());

describe('UDP', () => {
  it('UD1: one socket talks to several peers, and nothing is connected or accepted', async () => {
    const server = dgram.createSocket('udp4');
    const heard = new Map<number, string>();
    server.on('message', (words, { port }) => {
      heard.set(port, String(words));
      server.send(`you are ${port}`, port, '127.0.0.1');
    });
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const peers = Array.from({ length: 3 }, () => dgram.createSocket('udp4'));
    const answers = await Promise.all(
      peers.map(async (peer, index) => {
        const answered = once(peer, 'message') as Promise<[Buffer]>;
        peer.send(`peer ${index}`, server.address().port, '127.0.0.1');
        const [answer] = await answered;
        return [String(answer), `you are ${peer.address().port}`];
      }),
    );
    for (const [answer, expected] of answers) expect(answer).to.equal(expected);
    expect([...heard.values()].sort()).to.deep.equal(['peer 0', 'peer 1', 'peer 2']);
    for (const socket of [server, ...peers]) socket.close();
  });

  it('UD2: datagrams are lost on one machine too, each send having succeeded, and numbers tell how many', async () => {
    const { sent, received, lost } = await flood(2000, 1000);
    expect(received).to.be.within(1, sent - 1);
    expect(received + lost).to.equal(sent);
  });

  it('UD4: send works as claimed, but with Buffer.from, since new Buffer is deprecated, and tells that it was sent', async () => {
    const server = dgram.createSocket('udp4');
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const client = dgram.createSocket('udp4');
    const message = Buffer.from('hi');
    const heard = once(server, 'message') as Promise<[Buffer, dgram.RemoteInfo]>;
    const bytes = await new Promise((resolve, reject) => {
      client.send(message, 0, message.length, server.address().port, 'localhost', (error, sent) =>
        error ? reject(error) : resolve(sent),
      );
    });
    client.close();
    const [words, { address }] = await heard;
    server.close();
    expect([bytes, String(words), address]).to.deep.equal([2, 'hi', '127.0.0.1']);
  });
});

describe('an acknowledged exchange over UDP', () => {
  it('UD1: answers several askers from one socket', async () => {
    await using answerer = await openUdpAnswerer({ answer: shout });
    const words = ['one', 'two', 'three'];
    const answers = await Promise.all(
      words.map(async (word) => {
        await using asker = await openUdpAsker({ port: answerer.port });
        return String(await asker.ask(Buffer.from(word)));
      }),
    );
    expect(answers).to.deep.equal(['ONE', 'TWO', 'THREE']);
    expect(answerer.counts).to.deep.equal({ answered: 3, repeated: 0, ignored: 0 });
  });

  it('UD2: who is not there at the first try is asked again, and answers once', async () => {
    const clock = madeClock();
    const port = await freePort();
    await using asker = await openUdpAsker({ port, clock });
    const asked = asker.ask(Buffer.from('anybody?'));
    await using answerer = await openUdpAnswerer({ port, answer: shout });
    clock.fire();
    expect(String(await asked)).to.equal('ANYBODY?');
    expect(asker.counts.resent).to.equal(1);
    expect(answerer.counts.answered).to.equal(1);
    expect(clock.owed).to.equal(0);
  });

  it('gives up where nobody ever listens, with a code', async () => {
    const clock = madeClock();
    await using asker = await openUdpAsker({ port: await freePort(), clock, tries: 3 });
    const failed = rejectionOf(asker.ask(Buffer.from('anybody?')));
    while (clock.owed > 0) clock.fire();
    expect(await failed).to.have.property('code', 'ERR_NO_ANSWER');
  });

  it('is not answered by a stranger, who does not get through to the asker’s socket', async () => {
    const stranger = dgram.createSocket('udp4');
    const server = dgram.createSocket('udp4');
    for (const socket of [stranger, server]) {
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
    }
    await using asker = await openUdpAsker({ port: server.address().port });
    const asked = asker.ask(Buffer.from('?'));
    const [question, peer] = (await once(server, 'message')) as [Buffer, dgram.RemoteInfo];
    const answer = (text: string): Buffer => Buffer.concat([Buffer.of(2), question.subarray(1, 13), Buffer.from(text)]);
    await new Promise((resolve) => stranger.send(answer('forged'), peer.port, peer.address, resolve));
    server.send(answer('true'), peer.port, peer.address);
    expect(String(await asked)).to.equal('true');
    expect(asker.counts.ignored).to.equal(0);
    stranger.close();
    server.close();
  });

  it('a port that is taken is told, and what is closed may be closed again', async () => {
    await using first = await openUdpAnswerer({ answer: shout });
    const error = await rejectionOf(openUdpAnswerer({ port: first.port, answer: shout }));
    expect(error).to.have.property('code', 'EADDRINUSE');
    await first.close();
    await first.close();
  });
});

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = dgram.createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}
