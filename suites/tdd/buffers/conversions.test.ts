/** Specifies the conversions that lose nothing, beside those of Node that do. */
import { TextDecoder } from 'node:util';

import { expect } from 'chai';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { suite, test } from 'mocha';

import { byteLength, toBytes, toText } from '../../../fixtures/buffers/conversions.ts';

const wellFormed = fc.string({ unit: 'binary' });
const latin1 = fc.uint8Array().map((bytes) => String.fromCharCode(...bytes));
const ascii = fc.array(fc.nat(0x7f)).map((units) => String.fromCharCode(...units));

suite('B10: toBytes and toText', () => {
  for (const { encoding, texts } of [
    { encoding: 'utf8', texts: wellFormed },
    { encoding: 'utf16le', texts: wellFormed },
    { encoding: 'latin1', texts: latin1 },
    { encoding: 'ascii', texts: ascii },
  ] as const) {
    test(`bring any text of ${encoding} back, by the bytes that Node makes`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          const bytes = toBytes(text, encoding);
          expect(bytes.equals(Buffer.from(text, encoding))).to.equal(true);
          expect(toText(bytes, encoding)).to.equal(text);
          expect(byteLength(text, encoding)).to.equal(bytes.length);
        }),
      );
    });
  }

  for (const encoding of ['latin1', 'hex', 'base64', 'base64url'] as const) {
    test(`bring any bytes back through ${encoding}`, () => {
      fc.assert(
        fc.property(fc.uint8Array(), (bytes) => {
          const text = toText(bytes, encoding);
          expect(toBytes(text, encoding).equals(Buffer.from(bytes))).to.equal(true);
          expect(byteLength(text, encoding)).to.equal(bytes.length);
        }),
      );
    });
  }

  for (const [spelling, encoding] of [
    ['UTF-8', 'utf8'],
    ['ucs2', 'utf16le'],
    ['UCS-2', 'utf16le'],
    ['utf-16le', 'utf16le'],
    ['binary', 'latin1'],
    ['Latin1', 'latin1'],
  ] as const) {
    test(`know ${spelling} as ${encoding}`, () => {
      expect(toBytes('hé', spelling)).to.deep.equal(toBytes('hé', encoding));
    });
  }

  test('know every encoding that Node knows', () => {
    for (const name of [
      'utf8',
      'utf-8',
      'utf16le',
      'utf-16le',
      'ucs2',
      'ucs-2',
      'latin1',
      'binary',
      'ascii',
      'hex',
      'base64',
      'base64url',
    ]) {
      expect(Buffer.isEncoding(name), name).to.equal(true);
      expect(toText(toBytes('', name), name)).to.equal('');
    }
  });

  for (const encoding of ['gbk', '', 'constructor', '__proto__']) {
    test(`refuse "${encoding}", which Node does not know either, and name those it does`, () => {
      expect(Buffer.isEncoding(encoding)).to.equal(false);
      for (const call of [
        () => toBytes('a', encoding),
        () => toText(Buffer.alloc(1), encoding),
        () => byteLength('a', encoding),
      ]) {
        expect(call)
          .to.throw(
            TypeError,
            `(utf8, utf16le, latin1, ascii, hex, base64, base64url), but it is "${encoding}"; iconv-lite`,
          )
          .with.property('code', 'ERR_UNKNOWN_ENCODING');
      }
    });
  }

  test('take a Uint8Array that is a view of larger memory', () => {
    expect(toText(new Uint8Array(Buffer.from('-abc-')).subarray(1, 4))).to.equal('abc');
  });
});

suite('what Node loses in silence', () => {
  for (const { text, encoding, node, position, unit } of [
    { text: 'ab\ud800c', encoding: 'utf8', node: 'ab\ufffdc', position: 2, unit: 'U+D800' },
    { text: '😀\udc00', encoding: 'utf8', node: '😀\ufffd', position: 2, unit: 'U+DC00' },
    { text: 'a\ud800', encoding: 'utf16le', node: 'a\ud800', position: 1, unit: 'U+D800' },
    { text: 'in €', encoding: 'latin1', node: 'in \xac', position: 3, unit: 'U+20AC' },
    { text: 'é', encoding: 'ascii', node: 'i', position: 0, unit: 'U+00E9' },
  ] as const) {
    test(`toBytes refuses: ${unit} in ${encoding}`, () => {
      expect(Buffer.from(text, encoding).toString(encoding)).to.equal(node);
      for (const call of [() => toBytes(text, encoding), () => byteLength(text, encoding)]) {
        expect(call)
          .to.throw(RangeError, `position ${position} has ${unit}`)
          .that.includes({ code: 'ERR_UNREPRESENTABLE', position });
      }
    });
  }

  for (const { bytes, encoding, node, position, came } of [
    { bytes: [0x68, 0xc3, 0x6f], encoding: 'utf8', node: 'h\ufffdo', position: 2, came: '0x6f came' },
    { bytes: [0x68, 0xc3], encoding: 'utf8', node: 'h\ufffd', position: 2, came: 'the bytes end' },
    { bytes: [...Buffer.from('héllo')], encoding: 'ascii', node: 'hC)llo', position: 1, came: '0xc3 came' },
    { bytes: [0x7f, 0x80], encoding: 'ascii', node: '\x7f\0', position: 1, came: '0x80 came' },
    { bytes: [0x61, 0, 0x62], encoding: 'utf16le', node: 'a', position: 3, came: 'the bytes end' },
    { bytes: [0x61, 0, 0, 0xd8, 0x61, 0], encoding: 'utf16le', node: 'a\ud800a', position: 2, came: '0x00 came' },
  ] as const) {
    test(`toText refuses: ${Buffer.from(bytes).toString('hex')} in ${encoding}`, () => {
      expect(Buffer.from(bytes).toString(encoding)).to.equal(node);
      expect(() => toText(Uint8Array.from(bytes), encoding))
        .to.throw(TypeError, `expected ${encoding} at byte ${position}, but ${came}`)
        .that.includes({ code: 'ERR_ENCODING_INVALID_ENCODED_DATA', position });
    });
  }
});

suite('B10: buf.toString(encoding, start, end) of Node', () => {
  test('reads the bytes from start to before end', () => {
    expect(Buffer.from('hello').toString('latin1', 1, 3)).to.equal('el');
  });

  for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64', 'base64url'] as const) {
    test(`reads of ${encoding} what a slice has, and takes a range that is too wide for the whole`, () => {
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 24 }),
          fc.integer({ min: -4, max: 30 }),
          fc.integer({ min: -4, max: 30 }),
          (bytes, start, end) => {
            const buffer = Buffer.from(bytes);
            const slice = buffer.subarray(Math.max(0, start), Math.max(0, end));
            expect(buffer.toString(encoding, start, end)).to.equal(slice.toString(encoding));
          },
        ),
      );
    });
  }

  test('tears a character that the range cuts', () => {
    expect(Buffer.from('你好').toString('utf8', 0, 4)).to.equal('你\ufffd');
  });

  test('does not know gbk', () => {
    // @ts-expect-error -- which the types know too
    expect(() => Buffer.from('a').toString('gbk'))
      .to.throw(TypeError)
      .with.property('code', 'ERR_UNKNOWN_ENCODING');
  });

  test('leaves gbk to iconv-lite and to TextDecoder, which agree', () => {
    const bytes = iconv.encode('床前明月光', 'gbk');
    expect(bytes.toString('hex')).to.equal('b4b2c7b0c3f7d4c2b9e2');
    expect(iconv.decode(bytes, 'gbk')).to.equal('床前明月光');
    expect(new TextDecoder('gbk').decode(bytes)).to.equal('床前明月光');
  });
});

suite('byteLength', () => {
  for (const { text, encoding, bytes } of [
    { text: 'hé', encoding: 'utf8', bytes: 3 },
    { text: '你好', encoding: 'utf8', bytes: 6 },
    { text: '😀', encoding: 'utf16le', bytes: 4 },
    { text: 'hé', encoding: 'latin1', bytes: 2 },
    { text: 'aGk=', encoding: 'base64', bytes: 2 },
  ]) {
    test(`of "${text}" in ${encoding} is ${bytes}, where length says ${text.length}`, () => {
      expect(byteLength(text, encoding)).to.equal(bytes);
    });
  }
});
