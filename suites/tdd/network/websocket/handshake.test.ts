/** The opening handshake of WebSocket from the inside: what each header must be, on either side (row W4). */
import { STATUS_CODES } from 'node:http';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { checkAnswer, upgradeHeaders } from '../../../../fixtures/network/websocket/client-handshake.ts';
import { acceptOf, checkedProtocols } from '../../../../fixtures/network/websocket/handshake.ts';
import { checkUpgrade, refusal, type UpgradeRules } from '../../../../fixtures/network/websocket/server-handshake.ts';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';

/** The example of RFC 6455 §1.3. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

type Changes = Readonly<Record<string, string | undefined>>;

/** A right request, with changes; those of `undefined` are taken away. */
function upgrade({ method = 'GET', httpVersion = '1.1', ...headers }: Changes = {}, rules?: UpgradeRules) {
  const all: Changes = {
    host: 'example.org',
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': KEY,
    'sec-websocket-version': '13',
    ...headers,
  };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return checkUpgrade({ method, httpVersion, headers: present }, rules);
}

function refusalOf(changes: Changes, rules?: UpgradeRules): HttpError {
  try {
    upgrade(changes, rules);
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
  throw new Error('expected it to be refused');
}

suite('the handshake at a server', () => {
  test('W4: is answered with the hash of the key and a GUID, as in the RFC', () => {
    expect(acceptOf(KEY)).to.equal(ACCEPT);
    expect(upgrade()).to.deep.equal({
      head:
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${ACCEPT}\r\n\r\n`,
      protocol: '',
    });
  });

  test('W4: is asked for by Upgrade: websocket; the header Upgrede that was claimed gets 426', () => {
    const error = refusalOf({ upgrade: undefined, upgrede: 'websocket' });
    expect(error).to.include({ status: 426, code: 'WS_UPGRADE' });
    expect(error.headers).to.deep.equal({ Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' });
  });

  const REFUSED: readonly (readonly [title: string, changes: Changes, status: number, code: string])[] = [
    ['another method', { method: 'POST' }, 405, 'WS_METHOD'],
    ['another protocol', { upgrade: 'h2c' }, 426, 'WS_UPGRADE'],
    ['HTTP/1.0', { httpVersion: '1.0' }, 400, 'WS_HTTP_VERSION'],
    ['no Connection', { connection: undefined }, 400, 'WS_CONNECTION'],
    ['a Connection without Upgrade', { connection: 'keep-alive, upgraded' }, 400, 'WS_CONNECTION'],
    ['no Host', { host: undefined }, 400, 'WS_HOST'],
    ['a body', { 'content-length': '5' }, 400, 'WS_BODY'],
    ['a body in chunks', { 'transfer-encoding': 'chunked' }, 400, 'WS_BODY'],
    ['no version', { 'sec-websocket-version': undefined }, 426, 'WS_VERSION'],
    ['the version of a draft', { 'sec-websocket-version': '8' }, 426, 'WS_VERSION'],
    ['two versions', { 'sec-websocket-version': '13, 13' }, 426, 'WS_VERSION'],
    ['no key', { 'sec-websocket-key': undefined }, 400, 'WS_KEY'],
    ['a key of 15 bytes', { 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAA' }, 400, 'WS_KEY'],
    ['a key of 17 bytes', { 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAAA=' }, 400, 'WS_KEY'],
    ['a key that is no base64', { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZ*==' }, 400, 'WS_KEY'],
    ['two keys', { 'sec-websocket-key': `${KEY}, ${KEY}` }, 400, 'WS_KEY'],
    ['a subprotocol that is no token', { 'sec-websocket-protocol': 'a b' }, 400, 'WS_PROTOCOL'],
    ['an empty subprotocol', { 'sec-websocket-protocol': 'a,,b' }, 400, 'WS_PROTOCOL'],
    ['a subprotocol twice', { 'sec-websocket-protocol': 'a, a' }, 400, 'WS_PROTOCOL'],
    ['an empty extension', { 'sec-websocket-extensions': 'a, ' }, 400, 'WS_EXTENSIONS'],
    ['an extension that is no token', { 'sec-websocket-extensions': 'a b' }, 400, 'WS_EXTENSIONS'],
    ['a parameter without a name', { 'sec-websocket-extensions': 'a; =1' }, 400, 'WS_EXTENSIONS'],
    ['a parameter without its value', { 'sec-websocket-extensions': 'a; b=' }, 400, 'WS_EXTENSIONS'],
    ['a quoted parameter that is no token', { 'sec-websocket-extensions': 'a; b="c d"' }, 400, 'WS_EXTENSIONS'],
  ];
  for (const [title, changes, status, code] of REFUSED) {
    test(`refuses ${title} with ${status}`, () => {
      expect(refusalOf(changes)).to.include({ status, code });
    });
  }

  test('takes words of lists in capitals or not, as browsers and proxies write them', () => {
    expect(upgrade({ connection: 'keep-alive , UPGRADE', upgrade: 'WebSocket' }).protocol).to.equal('');
    expect(upgrade({ 'content-length': '0' }).protocol).to.equal('');
  });

  test('says which method would do, and which version', () => {
    expect(refusalOf({ method: 'PUT' }).headers).to.deep.equal({ Allow: 'GET' });
    expect(refusalOf({ 'sec-websocket-version': '12' }).headers).to.include({ 'Sec-WebSocket-Version': '13' });
  });

  test('lets in the origins that it is told, and what tells none; without the rule all', () => {
    const rules = { origins: ['https://example.org'] };
    expect(refusalOf({ origin: 'https://evil.example' }, rules)).to.include({ status: 403, code: 'WS_ORIGIN' });
    expect(refusalOf({ origin: 'https://example.org.evil.example' }, rules).status).to.equal(403);
    expect(refusalOf({ origin: 'null' }, rules).status).to.equal(403);
    for (const origin of ['https://example.org', undefined]) upgrade({ origin }, rules);
    expect(upgrade({ origin: 'https://evil.example' }).protocol).to.equal('');
  });

  test('chooses the first subprotocol of the client that the server speaks, and else none', () => {
    const rules = { protocols: ['v1', 'v2'] };
    const chosen = upgrade({ 'sec-websocket-protocol': 'v3, v2,v1' }, rules);
    expect(chosen.protocol).to.equal('v2');
    expect(chosen.head).to.include('\r\nSec-WebSocket-Protocol: v2\r\n');
    expect(upgrade({ 'sec-websocket-protocol': 'v3' }, rules).head).not.to.include('Protocol:');
  });

  test('agrees to no extension, whatever is offered', () => {
    for (const offered of [
      'permessage-deflate',
      'foo, bar; baz=2',
      'permessage-deflate; client_max_window_bits; server_max_window_bits=10, permessage-deflate ;a = "b"',
    ]) {
      expect(upgrade({ 'sec-websocket-extensions': offered }).head).not.to.include('Extensions');
    }
  });

  test('a refusal is a whole answer, after which the connection ends', () => {
    expect(refusal(new HttpError(405, 'WS_METHOD', 'nein, größer', { headers: { Allow: 'GET' } }))).to.equal(
      `HTTP/1.1 405 ${STATUS_CODES[405]}\r\nAllow: GET\r\nConnection: close\r\n` +
        'Content-Type: text/plain; charset=utf-8\r\nContent-Length: 14\r\n\r\nnein, größer',
    );
    // Upgrade is for this connection alone (RFC 9110 §7.8).
    expect(refusal(refusalOf({ 'sec-websocket-version': '8' }))).to.match(
      /^HTTP\/1\.1 426 [^]*\r\nUpgrade: websocket\r\n[^]*\r\nConnection: close, Upgrade\r\n/,
    );
  });
});

suite('the handshake at a client', () => {
  const RIGHT = { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-accept': ACCEPT };

  test('W4: asks with Upgrade: websocket and Connection: Upgrade, a key, and version 13', () => {
    expect(upgradeHeaders(KEY, ['a', 'b'])).to.deep.equal({
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': KEY,
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Protocol': 'a, b',
    });
    expect(upgradeHeaders(KEY, [])).not.to.have.property('Sec-WebSocket-Protocol');
  });

  test('takes the answer of the RFC, and the subprotocol in it', () => {
    expect(checkAnswer({ statusCode: 101, headers: RIGHT }, KEY, [])).to.equal('');
    const headers = { ...RIGHT, upgrade: 'WebSocket', 'sec-websocket-protocol': 'b' };
    expect(checkAnswer({ statusCode: 101, headers }, KEY, ['a', 'b'])).to.equal('b');
  });

  const WRONG: readonly (readonly [title: string, statusCode: number, changes: Changes])[] = [
    ['another status', 200, {}],
    ['another protocol', 101, { upgrade: 'h2c' }],
    ['no Connection: Upgrade', 101, { connection: 'keep-alive' }],
    ['no accept', 101, { 'sec-websocket-accept': undefined }],
    ['the accept of another key', 101, { 'sec-websocket-accept': acceptOf('another') }],
    ['an extension', 101, { 'sec-websocket-extensions': 'permessage-deflate' }],
    ['a subprotocol that was not offered', 101, { 'sec-websocket-protocol': 'c' }],
  ];
  for (const [title, statusCode, changes] of WRONG) {
    test(`refuses ${title}`, () => {
      expect(() => checkAnswer({ statusCode, headers: { ...RIGHT, ...changes } }, KEY, ['a']))
        .to.throw('but the server answered')
        .that.includes({ code: 'ERR_WS_HANDSHAKE', status: statusCode });
    });
  }

  test('sends no subprotocol that is no token, or twice the same: nothing can be put in behind it', () => {
    for (const bad of [['a\r\nX: y'], [''], ['a b'], ['a', 'a'], ['ä']]) {
      expect(() => checkedProtocols(bad))
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_ARG_VALUE');
    }
    expect(checkedProtocols(['graphql-ws', 'mqtt'])).to.have.length(2);
  });
});
