/** The WebSocket of a real browser against the server by hand: one page. */
import http from 'node:http';
import { expect } from 'chai';
import { after, before, it, describe } from 'mocha';
import type { Browser } from 'playwright-core';
import { attachWebSockets, type AttachedWebSockets } from '../../../../fixtures/network/websocket/server.ts';
import type { Closed } from '../../../../fixtures/network/websocket/connection.ts';
import { startChromium } from '../../../support/chromium.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { listening, type Listening } from '../../../support/server.ts';

/** What the page does: text, bytes and a large message, in turn; what the server pushes first; then it closes. */
const SCRIPT = `new Promise((resolve) => {
  const socket = new WebSocket(location.origin.replace('http', 'ws'), ['other', 'echo']);
  socket.binaryType = 'arraybuffer';
  const heard = [];
  socket.onmessage = ({ data }) => {
    heard.push(typeof data === 'string' ? data.slice(0, 20) + data.length : [...new Uint8Array(data)]);
    if (heard.length === 4) socket.close(3000, 'bye');
  };
  socket.onopen = () => {
    for (const message of ['漢字 😀', Uint8Array.of(0, 255), 'x'.repeat(100000)]) socket.send(message);
  };
  socket.onclose = ({ code, wasClean }) => {
    resolve({ heard, code, wasClean, protocol: socket.protocol, extensions: socket.extensions });
  };
})`;

whenInstalled('chromium', describe)('the WebSocket of Chromium', (executablePath) => {
  let [browser, server, attached]: [Browser?, Listening?, AttachedWebSockets?] = [];
  let closed: Promise<Closed>;
  let origin: string | undefined;

  before('starts a browser', async () => {
    const httpServer = http.createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>WebSocket</title>');
    });
    server = await listening(httpServer);
    attached = attachWebSockets(
      httpServer,
      async (connection, { headers }) => {
        ({ closed } = connection);
        ({ origin } = headers);
        connection.send('pushed');
        for await (const message of connection) connection.send(message, 4096);
      },
      { protocols: ['echo'], origins: [server.url] },
    );
    browser = await startChromium(executablePath);
  });
  after('closes it', async () => {
    await browser?.close();
    await attached?.close();
    await server?.close();
  });

  it('W2, W4, W5: shakes hands, is pushed to, sends and hears text and bytes, and closes with a code', async () => {
    const page = await browser!.newPage();
    await page.goto(server!.url);
    expect(await page.evaluate(SCRIPT)).to.deep.equal({
      heard: ['pushed6', '漢字 😀5', [0, 255], `${'x'.repeat(20)}100000`],
      code: 3000,
      wasClean: true,
      protocol: 'echo',
      extensions: '',
    });
    expect(await closed).to.deep.equal({ code: 3000, reason: 'bye', clean: true });
    expect(origin).to.equal(server!.url);
  });
});
