/** Specifies the decoder for every encoding: never torn, never ill-formed, within its limit. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { suite, test } from 'mocha';

import { openDecoder, type DecoderOptions } from '../../../fixtures/buffers/decoder.ts';
import { cutEvery } from '../../../fixtures/data/cut.ts';
import { textOf } from '../../../fixtures/data/text.ts';

const LONE = /[\ud800-\udfff]/u;

/** Every piece, the end's included. */
function piecesOf(parts: readonly Uint8Array[], options: DecoderOptions): string[] {
  const decoder = openDecoder(options);
  return [...parts.map((part) => decoder.write(part)), decoder.end()];
}

suite('B10, B11: openDecoder', () => {
  for (const { encoding, text } of [
    { encoding: 'utf-8', text: textOf('mixed', 200) },
    { encoding: 'gbk', text: textOf('cjk', 150) },
    { encoding: 'gb18030', text: `${textOf('cjk', 60)}😀€` },
    { encoding: 'big5', text: '床前明月光，疑是地上霜' },
    { encoding: 'shift_jis', text: '古池や蛙飛びこむ水の音' },
    { encoding: 'euc-kr', text: '동해 물과 백두산이' },
    { encoding: 'windows-1252', text: 'naïve café — “€”' },
    { encoding: 'utf-16le', text: textOf('mixed', 100) },
    { encoding: 'utf-16be', text: textOf('mixed', 100) },
    { encoding: 'utf-16', text: `${BigInt(2) ** 64n} ${textOf('emoji', 40)}` },
    { encoding: 'utf-32', text: `plain and ${textOf('emoji', 40)}` },
    { encoding: 'utf-7', text: 'hé 你好 +' },
    { encoding: 'cesu8', text: 'hé 你好 😀' },
  ]) {
    test(`gives ${encoding} back in chunks of any size, strictly or not, each piece well-formed`, () => {
      const bytes = iconv.encode(text, encoding);
      for (const malformed of ['replace', 'throw'] as const) {
        for (let size = 1; size <= 9; size++) {
          const pieces = piecesOf(cutEvery(bytes, size), { encoding, malformed });
          expect(pieces.join(''), `${malformed}, ${size} bytes a chunk`).to.equal(text);
          expect(pieces.filter((piece) => LONE.test(piece))).to.deep.equal([]);
        }
      }
    });
  }

  test('takes UTF-8 if no encoding is named, and a Uint8Array that is no Buffer', () => {
    const view = new Uint8Array(Buffer.from('-你-')).subarray(1, 4);
    expect(piecesOf([view], {})).to.deep.equal(['你', '']);
  });

  test('holds a character back until it is whole', () => {
    expect(piecesOf(cutEvery(Buffer.from('你😀'), 1), {})).to.deep.equal(['', '', '你', '', '', '', '😀', '']);
  });

  test('holds the first half of a surrogate pair back until the second comes', () => {
    const pair = iconv.encode('😀', 'utf-16be');
    expect(piecesOf(cutEvery(pair, 2), { encoding: 'utf-16be' })).to.deep.equal(['', '😀', '']);
  });

  for (const encoding of ['utf-8', 'gbk', 'utf-7', 'utf-16', 'utf-32', 'utf-16be']) {
    test(`does not keep the memory of a chunk of ${encoding}`, () => {
      const memory = Buffer.alloc(1);
      const decoder = openDecoder({ encoding });
      let text = '';
      for (const byte of iconv.encode('ab你好', encoding)) {
        memory[0] = byte;
        text += decoder.write(memory);
      }
      memory.fill(0);
      expect(text + decoder.end()).to.equal('ab你好');
    });
  }

  test('counts the bytes', () => {
    const decoder = openDecoder();
    decoder.write(Buffer.from('你'));
    decoder.write(Buffer.from('a'));
    expect(decoder.bytes).to.equal(4);
  });

  for (const encoding of ['klingon', '', 'constructor', 'utf-9']) {
    test(`refuses the encoding "${encoding}"`, () => {
      expect(() => openDecoder({ encoding }))
        .to.throw(RangeError, `but it is "${encoding}"`)
        .with.property('code', 'ERR_UNKNOWN_ENCODING');
    });
  }

  test('refuses text where bytes are due, and says what may be the reason', () => {
    // @ts-expect-error -- what a stream with setEncoding gives
    expect(() => openDecoder().write('text'))
      .to.throw(TypeError, 'a string has come; do not call setEncoding on the stream')
      .with.property('code', 'ERR_INVALID_ARG_TYPE');
  });
});

suite('the byte order mark', () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'utf-32']) {
    for (const malformed of ['replace', 'throw'] as const) {
      test(`of ${encoding} is dropped or kept, as it is asked for (malformed: ${malformed})`, () => {
        const parts = cutEvery(iconv.encode('\ufeffhé', encoding, { addBOM: false }), 1);
        expect(piecesOf(parts, { encoding, malformed }).join('')).to.equal('hé');
        expect(piecesOf(parts, { encoding, malformed, bom: 'keep' }).join('')).to.equal('\ufeffhé');
      });
    }
  }

  test('is one only at the beginning', () => {
    expect(piecesOf([Buffer.from('a\ufeff')], {}).join('')).to.equal('a\ufeff');
  });
});

suite('malformed bytes', () => {
  for (const { what, encoding, bytes, replaced } of [
    { what: 'a byte that is never of UTF-8', encoding: 'utf-8', bytes: [0x61, 0xff, 0x62], replaced: 'a\ufffdb' },
    { what: 'an unfinished character of UTF-8', encoding: 'utf-8', bytes: [0x61, 0xe4, 0xbd], replaced: 'a\ufffd' },
    { what: 'an unfinished character of GBK', encoding: 'gbk', bytes: [0x61, 0xc4], replaced: 'a\ufffd' },
    { what: 'a byte above ASCII', encoding: 'ascii', bytes: [0x61, 0xc3], replaced: 'a\ufffd' },
    { what: 'an odd byte of UTF-16', encoding: 'utf-16le', bytes: [0x61, 0, 0x62], replaced: 'a\ufffd' },
    { what: 'an odd byte of big-endian UTF-16', encoding: 'utf-16be', bytes: [0, 0x61, 0], replaced: 'a\ufffd' },
    { what: 'an odd byte after half a pair', encoding: 'utf-16be', bytes: [0xd8, 0x3d, 0], replaced: '\ufffd\ufffd' },
    { what: 'a lone high surrogate', encoding: 'utf-16be', bytes: [0xd8, 0x3d, 0, 0x61], replaced: '\ufffda' },
    { what: 'a lone low surrogate', encoding: 'utf-16le', bytes: [0x00, 0xde, 0x61, 0], replaced: '\ufffda' },
    { what: 'a unit of UTF-32 cut short', encoding: 'utf-32le', bytes: [0x61, 0, 0, 0, 1], replaced: 'a\ufffd' },
    { what: 'a unit of UTF-32 out of range', encoding: 'utf-32le', bytes: [0, 0, 0x11, 0], replaced: '\ufffd' },
    { what: 'an unfinished character of CESU-8', encoding: 'cesu8', bytes: [0x30, 0xe4], replaced: '0\ufffd' },
  ]) {
    test(`${what}: becomes U+FFFD, in chunks of any size`, () => {
      for (let size = 1; size <= bytes.length; size++) {
        expect(piecesOf(cutEvery(Buffer.from(bytes), size), { encoding }).join('')).to.equal(replaced);
      }
    });

    test(`${what}: throws if it is to, in chunks of any size`, () => {
      for (let size = 1; size <= bytes.length; size++) {
        expect(() => piecesOf(cutEvery(Buffer.from(bytes), size), { encoding, malformed: 'throw' }))
          .to.throw(TypeError, `expected well-formed ${encoding}`)
          .with.property('code', 'ERR_ENCODING_INVALID_ENCODED_DATA');
      }
    });
  }

  test('are told with the bytes of the chunk that has them', () => {
    const parts = [Buffer.from('good'), Buffer.from([0x61, 0xff]), Buffer.from('good')];
    expect(() => piecesOf(parts, { malformed: 'throw' }))
      .to.throw('bytes 4 to 6')
      .that.includes({ from: 4, to: 6 });
  });

  test('are told to be an end inside a character where they are', () => {
    expect(() => piecesOf([Buffer.from('a你').subarray(0, 3)], { malformed: 'throw' }))
      .to.throw('the text ends inside a character, at byte 3')
      .that.includes({ from: 3, to: 3 });
  });

  test('are not a U+FFFD that a text of UTF-8 or UTF-16 has', () => {
    for (const encoding of ['utf-8', 'utf-16be']) {
      const parts = [iconv.encode('a\ufffd', encoding)];
      expect(piecesOf(parts, { encoding, malformed: 'throw' }).join('')).to.equal('a\ufffd');
    }
  });

  test('are a U+FFFD that a text of GB18030 has, since iconv-lite cannot tell', () => {
    const parts = [iconv.encode('a\ufffd', 'gb18030')];
    expect(piecesOf(parts, { encoding: 'gb18030' }).join('')).to.equal('a\ufffd');
    expect(() => piecesOf(parts, { encoding: 'gb18030', malformed: 'throw' })).to.throw(TypeError);
  });

  const unicode = 'utf-8 cesu8 utf-7 utf-7-imap utf-16 utf-16le utf-16be utf-32 utf-32be base64 hex';
  const legacy = 'gbk gb18030 big5 big5-hkscs shift_jis euc-jp euc-kr cp949 windows-1252 koi8-r ascii';
  for (const encoding of `${unicode} ${legacy}`.split(' ')) {
    test(`of ${encoding} come to the same wherever they are cut, and to well-formed pieces`, () => {
      // Bytes that begin, continue or end a character somewhere are more likely than others to be in the way.
      const byte = fc.oneof(
        fc.nat(255),
        fc.constantFrom(0, 0x2b, 0x2d, 0x30, 0x41, 0x81, 0x84, 0x8f, 0xa1, 0xd8, 0xdc, 0xfe, 0xff),
      );
      const bytes = fc.oneof(fc.array(byte, { maxLength: 40 }), fc.array(byte, { minLength: 390, maxLength: 420 }));
      fc.assert(
        fc.property(bytes, fc.integer({ min: 1, max: 9 }), (given, size) => {
          const pieces = piecesOf(cutEvery(Buffer.from(given), size), { encoding });
          expect(pieces.filter((piece) => LONE.test(piece))).to.deep.equal([]);
          expect(pieces.join('')).to.equal(piecesOf([Buffer.from(given)], { encoding }).join(''));
        }),
        { numRuns: 100 },
      );
    });
  }

  for (const encoding of ['gbk', 'gb18030', 'big5', 'big5-hkscs', 'shift_jis', 'euc-jp', 'euc-kr', 'utf-7']) {
    test(`of ${encoding} come to what iconv-lite makes of them at once`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
          const atOnce = iconv.decode(bytes, encoding).replaceAll(/[\ud800-\udfff]/gu, '\ufffd');
          expect(piecesOf(cutEvery(bytes, size), { encoding }).join('')).to.equal(atOnce);
        }),
        { numRuns: 100 },
      );
    });
  }

  test('of UTF-8 are judged strictly as the web judges them: a text is refused exactly if it would have been mended', () => {
    const alphabet = fc.constantFrom(0x61, 0x80, 0xbf, 0xc3, 0xe4, 0xbd, 0xa0, 0xed, 0xf0, 0x9f, 0x98, 0xff);
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (bytes, size) => {
        const parts = cutEvery(Buffer.from(bytes), size);
        const mended = piecesOf(parts, {}).join('');
        const sound = Buffer.from(mended).equals(Buffer.from(bytes));
        const strictly = () => piecesOf(parts, { malformed: 'throw' }).join('');
        if (sound) expect(strictly()).to.equal(mended);
        else expect(strictly).to.throw(TypeError);
      }),
      { numRuns: 400 },
    );
  });
});

suite('the limit', () => {
  test('lets exactly as many bytes through', () => {
    expect(piecesOf(cutEvery(Buffer.from('abcdef'), 2), { limit: 6 }).join('')).to.equal('abcdef');
  });

  test('refuses the chunk that goes beyond, and says both figures', () => {
    expect(() => piecesOf(cutEvery(Buffer.from('abcdef'), 4), { limit: 5 }))
      .to.throw(RangeError, 'expected at most 5 bytes of text, but 6 have come')
      .that.includes({ code: 'ERR_TEXT_TOO_LARGE', limit: 5, bytes: 6 });
  });

  test('counts bytes, not characters', () => {
    expect(() => piecesOf([Buffer.from('你好')], { limit: 5 })).to.throw(RangeError, 'but 6 have come');
  });

  for (const limit of [-1, 1.5, Number.NaN]) {
    test(`refuses to be ${limit}`, () => {
      expect(() => openDecoder({ limit }))
        .to.throw(RangeError, 'the limit in bytes')
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
