/** A client of HTTP from the outside: what it sends and takes, and servers that do not behave. */
import net from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { HttpClient } from '../../../fixtures/network/http/http-client.ts';
import { heardClock } from '../../support/heard-clock.ts';
import { codeOf } from '../../support/rejection.ts';
import { listening, type Listening } from '../../support/server.ts';

/** Answers whatever comes on a connection with these bytes. */
function answering(bytes: string, heard: (words: string) => void = () => {}): Promise<Listening> {
  return listening(
    net.createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (words) => {
        heard(words.toString('latin1'));
        socket.write(bytes);
      });
    }),
  );
}

describe('a client of HTTP', () => {
  it('a kept connection that the server has just closed is asked on anew, if that does no harm', async () => {
    let connections = 0;
    const server = net.createServer((socket) => {
      connections += 1;
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests > 1) socket.resetAndDestroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    await using listens = await listening(server);
    await using client = new HttpClient({ port: listens.port });
    await client.ask();
    expect(String((await client.ask()).body)).to.equal('ok');
    expect(connections).to.equal(2);
    expect(await codeOf(client.ask({ method: 'POST' }))).to.equal('ECONNRESET');
  });

  it('the client takes no more than its limit, waits no longer than its time, and knows what was cut', async () => {
    const clock = heardClock();
    const answers: Record<string, string> = {
      '/large': 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n',
      '/chunks': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n',
      '/limit': 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789',
      '/cut': 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n01234',
    };
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (words) => {
        const path = String(words).split(' ')[1]!;
        if (answers[path]) socket.write(answers[path], () => path === '/cut' && socket.end());
      });
    });
    await using listens = await listening(server);
    await using client = new HttpClient({ port: listens.port, bodyBytes: 10, answerMs: 800, clock });
    expect(await codeOf(client.ask({ path: '/large' }))).to.equal('ERR_ANSWER_TOO_LARGE');
    expect(await codeOf(client.ask({ path: '/chunks' }))).to.equal('ERR_ANSWER_TOO_LARGE');
    expect(String((await client.ask({ path: '/limit' })).body)).to.equal('0123456789');
    expect(await codeOf(client.ask({ path: '/cut' }))).to.equal('ERR_ANSWER_CUT');
    const silent = codeOf(client.ask({ path: '/silent' }));
    clock.advance(799);
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    expect(await silent).to.equal('ERR_ANSWER_SLOW');
    expect(clock.owed).to.equal(0);
  });

  for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'POST']) {
    it(`${method}: a body that looks like a request is body, as its length is told`, async () => {
      let heard = '';
      await using server = await answering('HTTP/1.1 204 No Content\r\n\r\n', (words) => (heard += words));
      await using client = new HttpClient({ port: server.port });
      const body = 'GET /second HTTP/1.1\r\nHost: x\r\n\r\n';
      await client.ask({ method, body });
      expect(heard.split('\r\n\r\n')[0]!.toLowerCase()).to.match(new RegExp(`content-length: ${body.length}\\b`));
      expect(heard).not.to.match(/transfer-encoding/i);
    });
  }

  it('an answer that has no body has none, however long it says that another would be', async () => {
    await using server = await answering('HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\n\r\n');
    await using client = new HttpClient({ port: server.port });
    const { status, body } = await client.ask();
    expect([status, body.length]).to.deep.equal([304, 0]);
  });

  it('a server that speaks another protocol from now on is told as an answer that was cut off', async () => {
    const clock = heardClock();
    await using server = await answering(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    );
    await using client = new HttpClient({ port: server.port, clock });
    expect(await codeOf(client.ask())).to.equal('ERR_ANSWER_CUT');
    expect(clock.owed).to.equal(0);
  });
});
