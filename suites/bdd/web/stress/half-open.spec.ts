/**
 * Connections to the demo site that are begun and not gone on with: the others are answered, the limits end these, and
 * nothing is left of them.
 *
 * Here there are 90. To see it with 1,000:
 * `TOUCHSTONE_HALF_OPEN=1000 npx mocha --no-config --timeout 60000 dist/suites/bdd/web/stress/half-open.spec.js`
 */
import type { EventEmitter } from 'node:events';
import fs from 'node:fs';
import http, { type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { amount } from '../../../support/amount.ts';
import { demoSite, signedInAgent, type DemoSite } from '../../../support/demo-site.ts';
import { descriptorsCountable, openDescriptors } from '../../../support/descriptors.ts';
import { openHalf, type HalfOpen } from '../../../support/half-open.ts';
import { sendRaw } from '../../../support/raw-http.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

const HALF_OPEN = amount('HALF_OPEN', 90);
const HOUR = 3_600_000;

describe(`the demo site with ${HALF_OPEN.count} half-open connections`, () => {
  const directory = temporaryDirectory();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let folder: string;
  let site: DemoSite;
  let cookie: string;
  let before: Readonly<Record<string, number>>;

  beforeEach(async () => {
    folder = directory.fresh();
    // Room for one more: the one that is kept.
    const connections = {
      connections: HALF_OPEN.count + 1,
      headersMs: HOUR,
      requestMs: HOUR,
      keepAliveMs: HOUR,
      checkMs: 10,
    };
    site = await demoSite(folder, { connections });
    ({ cookie } = await signedInAgent(site.url));
    expect(await get('/uploads')).to.match(/^200 [^]*<strong>ada<\/strong>/);
    await untilOpen(1);
    before = figures();
  });
  afterEach(async () => {
    agent.destroy();
    site.server.closeAllConnections();
    await site.close();
  });

  it('answers who is there already, refuses one more, ends them at their limits with 408, and is free again', async () => {
    const third = Math.floor(HALF_OPEN.count / 3);
    const silent = await openHalf(site.port, HALF_OPEN.count - 2 * third, '');
    const heads = await openHalf(site.port, third, 'GET /uploads HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const bodies = await openHalf(site.port, third, uploadBegun(cookie));
    const all = [...silent, ...heads, ...bodies];
    await untilOpen(all.length + 1);
    await until(() => site.files().length >= third, 'a file of each upload');

    // Who is there is answered, and whoever comes now is closed without a word.
    expect(await get('/uploads')).to.match(/^200 [^]*<strong>ada<\/strong>/);
    expect((await sendRaw(site.port, 'GET /sign-in HTTP/1.0\r\n\r\n')).bytes).to.equal(0);

    // From now on who has not sent his head is late.
    site.server.headersTimeout = 1;
    await endedWith408([...silent, ...heads]);
    site.server.headersTimeout = HOUR;
    expect(await get('/uploads')).to.match(/^200 [^]*<strong>ada<\/strong>/);
    site.clock.advance(10_000);
    await until(() => bodies.every(({ heard }) => heard.includes('BODY_SLOW')), 'an answer to each body');
    site.clock.advance(5000); // for which it reads on
    await endedWith408(bodies);

    await untilOpen(1);
    expect(await sendRaw(site.port, 'GET /sign-in HTTP/1.0\r\n\r\n')).to.include({ status: 200 });
    expect(await get('/uploads')).to.match(/^200 [^]*<strong>ada<\/strong>/);
    for (const { socket } of all) socket.destroy();
    await nothingIsLeft();
  });

  it('leaves nothing of those that go by themselves', async () => {
    const third = Math.floor(HALF_OPEN.count / 3);
    const words = ['', 'GET /uploads HTTP/1.1\r\nHost: a\r\nX-Slow: ', uploadBegun(cookie)];
    const all = (await Promise.all(words.map((each) => openHalf(site.port, third, each)))).flat();
    await until(() => site.files().length >= third, 'a file of each upload');
    for (const { socket } of all) socket.resetAndDestroy();
    await nothingIsLeft();
  });

  async function nothingIsLeft(): Promise<void> {
    await untilOpen(1);
    // Files are removed and descriptors closed a turn or two behind.
    await until(() => site.files().length === 0 && site.clock.owed === 0, 'no file, and no timer');
    if (descriptorsCountable) await until(() => descriptors() <= before['descriptors']!, 'no descriptor more');
    expect({ ...figures(), descriptors: 0 }).to.deep.equal({ ...before, descriptors: 0 });
    if (descriptorsCountable) expect(openDescriptors(folder)).to.equal(0);
    expect(site.faults).to.deep.equal([]);
    agent.destroy();
    await untilOpen(0);
  }

  async function untilOpen(connections: number): Promise<void> {
    await until(async () => (await openAt(site.server)) === connections, `${connections} connections`);
  }

  /** On the connection that is kept. */
  async function get(path: string): Promise<string> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      http.get({ host: '127.0.0.1', port: site.port, path, agent, headers: { cookie } }, resolve).on('error', reject);
    });
    return `${response.statusCode} ${await text(response)}`;
  }

  function figures(): Record<string, number> {
    return {
      'listeners of the server': listeners(site.server),
      'listeners of the process': listeners(process),
      descriptors: descriptorsCountable ? descriptors() : 0,
    };
  }
});

async function endedWith408(connections: readonly HalfOpen[]): Promise<void> {
  await Promise.all(connections.map(({ ended }) => ended));
  expect(connections.filter(({ heard }) => !heard.startsWith('HTTP/1.1 408 '))).to.deep.equal([]);
}

function uploadBegun(cookie: string): string {
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nbegun';
  const type = 'Content-Type: multipart/form-data; boundary=b';
  return `POST /uploads HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n${type}\r\nContent-Length: 9000\r\n\r\n${part}`;
}

function openAt(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

function listeners(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

function descriptors(): number {
  return fs.readdirSync('/proc/self/fd').length;
}
