/** Specifies the writing of as much text as fits, beside `buf.write` of Node. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { writeText } from '../../../fixtures/buffers/write-text.ts';

suite('B9: buf.write(text, offset, length, encoding) of Node', () => {
  test('says how many bytes it wrote and never writes half a character of UTF-8', () => {
    const buffer = Buffer.alloc(5, 0xee);
    expect(buffer.write('你好')).to.equal(3);
    expect(buffer.toString('hex')).to.equal('e4bda0eeee');
  });

  test('writes at the offset, no more than the length', () => {
    const buffer = Buffer.alloc(6, '-');
    expect(buffer.write('abcdef', 2, 3, 'latin1')).to.equal(3);
    expect(buffer.toString()).to.equal('--abc-');
  });

  test('writes half a surrogate pair of UTF-16, which writeText does not', () => {
    expect(Buffer.alloc(2).write('😀', 'utf16le')).to.equal(2);
    expect(writeText(Buffer.alloc(2), '😀', { encoding: 'utf16le' })).to.deep.equal({ bytes: 0, units: 0 });
  });
});

suite('B9: what buf.write wrote', () => {
  test('is the longest beginning of whole characters that fits, wherever it begins and ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 6 }), fc.nat({ max: 20 }), (text, offset, length) => {
        const buffer = Buffer.alloc(32, 0xee);
        const written = buffer.write(text, offset, length);
        let fits = '';
        for (const character of text) {
          if (Buffer.byteLength(fits + character) > length) break;
          fits += character;
        }
        expect(written).to.equal(Buffer.byteLength(fits));
        expect(buffer.toString('utf8', offset, offset + written)).to.equal(fits);
        const around = [...buffer.subarray(0, offset), ...buffer.subarray(offset + written)];
        expect(around.every((byte) => byte === 0xee)).to.equal(true);
      }),
    );
  });

  for (const { text, room, encoding, bytes } of [
    { text: 'hé你', room: 9, encoding: 'latin1', bytes: 3 },
    { text: 'ab😀', room: 5, encoding: 'utf16le', bytes: 4 },
    { text: 'abc', room: 9, encoding: 'hex', bytes: 1 },
    { text: 'abxxcd', room: 9, encoding: 'hex', bytes: 1 },
    { text: 'abcd', room: 1, encoding: 'hex', bytes: 1 },
    { text: 'aGVsbG8=', room: 3, encoding: 'base64', bytes: 3 },
    { text: 'aGVsbG8=', room: 9, encoding: 'base64', bytes: 5 },
  ] as const) {
    test(`is ${bytes} bytes of "${text}" in ${encoding}, where there are ${room}`, () => {
      expect(Buffer.alloc(room).write(text, encoding)).to.equal(bytes);
    });
  }

  test('is nothing past the end, but an error', () => {
    expect(() => Buffer.alloc(2).write('a', 3))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});

suite('B9: writeText', () => {
  for (const { text, room, encoding, bytes, units } of [
    { text: '你好', room: 5, encoding: 'utf8', bytes: 3, units: 1 },
    { text: '你好', room: 6, encoding: 'utf8', bytes: 6, units: 2 },
    { text: 'a😀', room: 4, encoding: 'utf8', bytes: 1, units: 1 },
    { text: 'a😀', room: 5, encoding: 'utf8', bytes: 5, units: 3 },
    { text: 'a😀', room: 5, encoding: 'utf16le', bytes: 2, units: 1 },
    { text: 'a😀', room: 6, encoding: 'utf16le', bytes: 6, units: 3 },
    { text: 'hé', room: 1, encoding: 'latin1', bytes: 1, units: 1 },
    { text: 'hello', room: 3, encoding: 'ascii', bytes: 3, units: 3 },
    { text: '你', room: 2, encoding: 'utf8', bytes: 0, units: 0 },
    { text: '', room: 2, encoding: 'utf16le', bytes: 0, units: 0 },
  ]) {
    test(`writes ${bytes} bytes, ${units} units, of "${text}" in ${encoding} into ${room}`, () => {
      expect(writeText(Buffer.alloc(room), text, { encoding })).to.deep.equal({ bytes, units });
    });
  }

  test('leaves what is around the range as it was', () => {
    const buffer = Buffer.alloc(8, '-');
    expect(writeText(buffer, '你好', { offset: 1, length: 5 })).to.deep.equal({ bytes: 3, units: 1 });
    expect(buffer.toString()).to.equal('-你----');
  });

  for (const encoding of ['utf8', 'utf16le'] as const) {
    test(`brings any text over in pieces of ${encoding}, none of them torn`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 4, max: 12 }), (text, room) => {
          const pieces: string[] = [];
          for (let rest = text; rest !== '';) {
            const buffer = Buffer.alloc(room);
            const { bytes, units } = writeText(buffer, rest, { encoding });
            pieces.push(buffer.toString(encoding, 0, bytes));
            rest = rest.slice(units);
          }
          expect(pieces.join('')).to.equal(text);
          expect(pieces.filter((piece) => /[\ud800-\udfff]/u.test(piece))).to.deep.equal([]);
        }),
      );
    });
  }

  for (const { what, options, says } of [
    {
      what: 'an offset beyond the end',
      options: { offset: 5 },
      says: 'the offset in bytes to be a whole number from 0 to 4',
    },
    { what: 'a negative offset', options: { offset: -1 }, says: 'the offset in bytes' },
    {
      what: 'more length than there is room',
      options: { offset: 2, length: 3 },
      says: 'the length in bytes to be a whole number from 0 to 2',
    },
  ]) {
    test(`refuses ${what}`, () => {
      expect(() => writeText(Buffer.alloc(4), 'a', options))
        .to.throw(RangeError, says)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }

  for (const encoding of ['hex', 'base64', 'gbk']) {
    test(`refuses ${encoding}, which has no characters of Node's`, () => {
      expect(() => writeText(Buffer.alloc(4), 'aa', { encoding }))
        .to.throw(TypeError)
        .with.property('code', 'ERR_UNKNOWN_ENCODING');
    });
  }

  test('refuses a text that the encoding cannot hold, and writes nothing', () => {
    const buffer = Buffer.alloc(2, '-');
    expect(() => writeText(buffer, 'a€', { encoding: 'latin1' }))
      .to.throw(RangeError)
      .that.includes({ code: 'ERR_UNREPRESENTABLE', position: 1 });
    expect(buffer.toString()).to.equal('--');
  });
});
