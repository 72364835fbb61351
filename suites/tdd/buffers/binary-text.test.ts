/** Specifies the strict reading of hex, base64 and base64url. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { parseBase64, parseBase64Url, parseHex } from '../../../fixtures/buffers/binary-text.ts';

interface Refused {
  readonly text: string;
  /** What Node makes of it, in hex. */
  readonly node: string;
  readonly position: number;
  readonly says: string;
}

function refuses(read: (text: string) => Buffer, encoding: 'hex' | 'base64' | 'base64url', cases: readonly Refused[]) {
  for (const { text, node, position, says } of cases) {
    test(`refuses "${text}" at position ${position}, where Node makes ${node === '' ? 'nothing' : node} of it`, () => {
      expect(Buffer.from(text, encoding).toString('hex')).to.equal(node);
      expect(() => read(text))
        .to.throw(SyntaxError, says)
        .that.includes({ code: encoding === 'hex' ? 'ERR_INVALID_HEX' : 'ERR_INVALID_BASE64', position });
    });
  }
}

/**
 * Every text of the characters that matter to base64, so that what is accepted can be compared with what comes back.
 */
const nearly = fc.array(fc.constantFrom('A', 'Q', 'g', 'w', '+', '/', '-', '_', '=', ' '), { maxLength: 9 });

suite('parseHex', () => {
  test('reads both cases', () => {
    expect([...parseHex('00fFA0')]).to.deep.equal([0, 255, 160]);
  });

  refuses(parseHex, 'hex', [
    { text: '0g', node: '', position: 1, says: 'expected a hex digit (0-9, a-f) at position 1, but "g" came' },
    { text: '00 11', node: '00', position: 2, says: 'but " " came' },
    { text: '00zz11', node: '00', position: 2, says: 'but "z" came' },
    { text: 'abc', node: 'ab', position: 3, says: 'a second digit of the last byte at position 3, but the end came' },
  ]);

  test('accepts exactly what comes back', () => {
    const digits = fc.array(fc.constantFrom('0', '9', 'a', 'f', 'g', ' ', 'é'), { maxLength: 6 });
    fc.assert(
      fc.property(digits, (characters) => {
        const text = characters.join('');
        if (Buffer.from(text, 'hex').toString('hex') === text) expect(parseHex(text).toString('hex')).to.equal(text);
        else expect(() => parseHex(text)).to.throw(SyntaxError);
      }),
    );
  });
});

suite('parseBase64 (RFC 4648 §4)', () => {
  test('reads the test vectors of §10', () => {
    const texts = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'];
    expect(texts.map((text) => parseBase64(text).toString())).to.deep.equal([
      '',
      'f',
      'fo',
      'foo',
      'foob',
      'fooba',
      'foobar',
    ]);
  });

  refuses(parseBase64, 'base64', [
    { text: 'Zm9*', node: '666f', position: 3, says: 'expected a character of base64 at position 3, but "*" came' },
    { text: 'Zm9v\nYmFy', node: '666f6f626172', position: 4, says: 'but "\\n" came' },
    { text: '_-8=', node: 'ffef', position: 0, says: 'but "_" came' },
    { text: 'Zg', node: '66', position: 2, says: 'expected padding of 2 "=" at position 2, but the end came' },
    { text: 'Zg=', node: '66', position: 3, says: 'padding of 2 "=" at position 3, but the end came' },
    { text: 'Zg===', node: '66', position: 4, says: 'padding of 2 "=" at position 4, but "=" came' },
    { text: 'Zm9v=', node: '666f6f', position: 4, says: 'expected the end at position 4, but "=" came' },
    { text: 'Z', node: '', position: 1, says: 'a second character of the last group at position 1, but the end came' },
    {
      text: 'Zh==',
      node: '66',
      position: 1,
      says: 'a last character whose spare bits are zero at position 1, but "h" came',
    },
    { text: '====', node: '', position: 0, says: 'expected the end at position 0, but "=" came' },
  ]);

  test('accepts exactly what comes back', () => {
    fc.assert(
      fc.property(nearly, (characters) => {
        const text = characters.join('');
        if (Buffer.from(text, 'base64').toString('base64') === text) {
          expect(parseBase64(text).toString('base64')).to.equal(text);
        } else expect(() => parseBase64(text)).to.throw(SyntaxError);
      }),
      { numRuns: 500 },
    );
  });

  test('refuses a long row of "=" in less than quadratic time', () => {
    expect(() => parseBase64(`${'='.repeat(500_000)}x`)).to.throw(SyntaxError, 'at position 0');
  });
});

suite('parseBase64Url (RFC 4648 §5)', () => {
  test('reads it with and without padding', () => {
    expect(parseBase64Url('_-8').toString('hex')).to.equal('ffef');
    expect(parseBase64Url('_-8=').toString('hex')).to.equal('ffef');
  });

  refuses(parseBase64Url, 'base64url', [
    { text: '/+8', node: 'ffef', position: 0, says: 'expected a character of base64url at position 0, but "/" came' },
    { text: 'Zg=', node: '66', position: 3, says: 'padding of 2 "=" at position 3, but the end came' },
    { text: '_-9', node: 'ffef', position: 2, says: 'a last character whose spare bits are zero' },
  ]);

  test('accepts exactly what comes back, padding aside', () => {
    fc.assert(
      fc.property(nearly, (characters) => {
        const digits = characters.filter((character) => character !== '=').join('');
        if (Buffer.from(digits, 'base64url').toString('base64url') === digits) {
          expect(parseBase64Url(digits).toString('base64url')).to.equal(digits);
        } else expect(() => parseBase64Url(digits)).to.throw(SyntaxError);
      }),
      { numRuns: 500 },
    );
  });
});
