/** How long a request is, read from its headers in one way only: a second look behind Node's parser. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { refuseAmbiguousFraming } from '../../../fixtures/network/http/framing.ts';
import { HttpError } from '../../../fixtures/network/http/http-error.ts';

/** The status and the code that headers give, or `accepted`. */
function judged(rawHeaders: string[], httpVersion = '1.1'): string {
  try {
    refuseAmbiguousFraming({ httpVersion, rawHeaders });
    return 'accepted';
  } catch (error) {
    return error instanceof HttpError ? `${error.status} ${error.code}` : 'thrown';
  }
}

suite('the framing of a request', () => {
  const host = ['Host', 'x'];

  for (const [what, headers, expected] of [
    ['nothing but a host', [], 'accepted'],
    ['a length', ['Content-Length', '12'], 'accepted'],
    ['chunks', ['Transfer-Encoding', 'Chunked'], 'accepted'],
    ['a length and chunks', ['Content-Length', '1', 'Transfer-Encoding', 'chunked'], '400 AMBIGUOUS_FRAMING'],
    ['the same length twice', ['Content-Length', '1', 'content-length', '1'], '400 AMBIGUOUS_FRAMING'],
    ['a list of lengths', ['Content-Length', '1, 1'], '400 AMBIGUOUS_FRAMING'],
    ['a length with a sign', ['Content-Length', '+1'], '400 AMBIGUOUS_FRAMING'],
    ['a hexadecimal length', ['Content-Length', '0x1'], '400 AMBIGUOUS_FRAMING'],
    ['an empty length', ['Content-Length', ''], '400 AMBIGUOUS_FRAMING'],
    ['a length beyond all numbers', ['Content-Length', '18446744073709551617'], '400 AMBIGUOUS_FRAMING'],
    ['two codings', ['Transfer-Encoding', 'chunked', 'Transfer-Encoding', 'identity'], '400 AMBIGUOUS_FRAMING'],
    ['a coding that is unknown', ['Transfer-Encoding', 'gzip, chunked'], '501 UNKNOWN_TRANSFER_CODING'],
    ['two hosts', ['Host', 'y'], '400 AMBIGUOUS_FRAMING'],
  ] as const) {
    test(`${what}: ${expected}`, () => {
      expect(judged([...host, ...headers])).to.equal(expected);
    });
  }

  test('HTTP/1.0 has no chunks and needs no host, and 2.0 is not spoken in this way', () => {
    expect(judged([], '1.0')).to.equal('accepted');
    expect(judged(['Transfer-Encoding', 'chunked'], '1.0')).to.equal('400 AMBIGUOUS_FRAMING');
    expect(judged([], '1.1')).to.equal('400 AMBIGUOUS_FRAMING');
    expect(judged(host, '2.0')).to.equal('505 UNKNOWN_HTTP_VERSION');
  });
});
