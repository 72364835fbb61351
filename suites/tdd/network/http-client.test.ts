/** Questions that would become two on the wire are refused by the client, before anything is opened. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { HttpClient, type HttpQuestion } from '../../../fixtures/network/http/http-client.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('the questions of an HTTP client', () => {
  for (const [what, question] of Object.entries<HttpQuestion>({
    'a line break in a header': { headers: { 'X-Name': 'a\r\nX-Other: b' } },
    'a line feed in a header': { headers: { 'X-Name': 'a\nb' } },
    'a NUL in a header': { headers: { 'X-Name': 'a\0b' } },
    'a character that is no Latin-1': { headers: { 'X-Name': 'a\u010ab' } }, // its low byte is a line feed
    'a colon in a name': { headers: { 'X-Name: a': 'b' } },
    'a line break in a name': { headers: { 'X\r\nY': 'b' } },
    'an empty name': { headers: { '': 'b' } },
    'a length of its own': { headers: { 'content-length': '0' } },
    'a coding of its own': { headers: { 'Transfer-Encoding': 'chunked' } },
    'a host of its own': { headers: { Host: 'elsewhere' } },
    'a line break in the path': { path: '/ HTTP/1.1\r\nHost: x\r\n\r\nGET /second' },
    'a space in the path': { path: '/a b' },
    'a path that is no path': { path: 'http://elsewhere/' },
    'a path with a character that is not encoded': { path: '/\u0120' }, // its low byte is a space
    'a line break in the method': { method: 'GET / HTTP/1.1\r\n\r\nGET' },
    'an empty method': { method: '' },
    'a tunnel': { method: 'CONNECT' },
  })) {
    test(`${what} is refused`, async () => {
      await using client = new HttpClient({ port: 1 });
      const error = await rejectionOf(client.ask(question));
      expect(error).to.be.instanceOf(TypeError).and.to.have.property('code', 'ERR_HTTP_QUESTION');
      expect(error.message).not.to.match(/[\r\n]/);
      expect(client.connections).to.equal(0);
    });
  }

  test('a limit that is none is refused', () => {
    for (const bad of [{ port: 0 }, { connections: 0 }, { answerMs: 0 }, { bodyBytes: -1 }]) {
      expect(() => new HttpClient({ port: 1, ...bad }))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});
