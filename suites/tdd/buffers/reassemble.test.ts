/** Specifies the five ways of putting chunks together: which of them survive a cut, and what becomes of the others. */
import { TextDecoder } from 'node:util';

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import {
  appended,
  concatenated,
  decodedByStringDecoder,
  decodedByTextDecoder,
  joined,
} from '../../../fixtures/buffers/reassemble.ts';
import { cutAt, cutEvery } from '../../../fixtures/data/cut.ts';
import { chunked, textOf } from '../../../fixtures/data/text.ts';

type Way = (parts: readonly Buffer[]) => string;

const RIGHT: Readonly<Record<string, Way>> = {
  concatenated: (parts) => concatenated(parts),
  decodedByStringDecoder,
  decodedByTextDecoder: (parts) => decodedByTextDecoder(parts),
};
const TEARING: Readonly<Record<string, Way>> = { appended, joined };

const POEM = '床前明月光，疑是地上霜';
const BOM = '\ufeff';
const replacements = (text: string): number => text.split('\ufffd').length - 1;

suite('B11: putting chunks together', () => {
  for (const [name, way] of Object.entries(RIGHT)) {
    test(`${name} is right wherever a text is cut in two`, () => {
      const bytes = Buffer.from(textOf('mixed', 120));
      for (let at = 0; at <= bytes.length; at++) {
        expect(way(cutAt(bytes, at)), `cut at ${at}`).to.equal(bytes.toString());
      }
    });

    test(`${name} is right for any text in chunks of any size`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
          expect(way(cutEvery(Buffer.from(text), size))).to.equal(text);
        }),
      );
    });

    test(`${name} is right for chunks of which every border is torn`, () => {
      const { parts, text } = chunked('torn', 64, 64);
      expect(way(parts)).to.equal(text);
    });

    test(`${name} keeps a byte order mark`, () => {
      expect(way(cutEvery(Buffer.from(`${BOM}hé`), 2))).to.equal(`${BOM}hé`);
    });

    test(`${name} makes one U+FFFD of a character that is never finished`, () => {
      expect(way(cutEvery(Buffer.from('a你').subarray(0, 3), 2))).to.equal('a\ufffd');
    });

    test(`${name} makes nothing of no chunks`, () => {
      expect(way([])).to.equal('');
    });
  }

  for (const [name, way] of Object.entries(TEARING)) {
    test(`${name} makes five U+FFFD of a poem of 33 bytes that is cut every 11`, () => {
      const torn = way(cutEvery(Buffer.from(POEM), 11));
      expect(torn).to.not.equal(POEM);
      expect(replacements(torn)).to.equal(5);
    });

    test(`${name} is wrong for every torn text, and loses two characters or more at each border`, () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 20 }),
          fc.integer({ min: 16, max: 100 }),
          fc.nat(),
          (chunks, bytes, seed) => {
            const { parts, text, cuts } = chunked('torn', chunks, bytes, seed);
            expect(way(parts)).to.not.equal(text);
            expect(replacements(way(parts))).to.be.at.least(2 * cuts);
          },
        ),
      );
    });

    test(`${name} is right where chunks end on whole characters`, () => {
      for (const kind of ['ascii', 'latin1', 'cjk', 'emoji', 'mixed'] as const) {
        const { parts, text } = chunked(kind, 16, 50);
        expect(way(parts)).to.equal(text);
      }
    });
  }
});

suite('B12: the ways that a claim may compare', () => {
  test('all five agree wherever no character is cut', () => {
    const { parts, text } = chunked('cjk', 8, 100);
    const answers = [...Object.values(RIGHT), ...Object.values(TEARING)].map((way) => way(parts));
    expect(new Set(answers)).to.deep.equal(new Set([text]));
  });
});

suite('B13: telling concat the total length, which is claimed to help,', () => {
  const parts = [Buffer.from('ab'), Buffer.from('cd')];

  for (const { total, text, what } of [
    { total: 4, text: 'abcd', what: 'changes nothing if it is right' },
    { total: 3, text: 'abc', what: 'cuts the end off if it is too small' },
    { total: 6, text: 'abcd\0\0', what: 'leaves zero bytes if it is too large' },
  ]) {
    test(what, () => {
      expect(concatenated(parts, total)).to.equal(text);
    });
  }
});

suite('a TextDecoder that is used again', () => {
  test('begins clean after a text that ended inside a character', () => {
    expect(decodedByTextDecoder([Buffer.from([0xe4])])).to.equal('\ufffd');
    expect(decodedByTextDecoder([Buffer.from([0xbd, 0xa0])])).to.equal('\ufffd\ufffd');
  });

  test('keeps the mark of the second text too', () => {
    const marked = [Buffer.from(BOM)];
    expect([decodedByTextDecoder(marked), decodedByTextDecoder(marked)]).to.deep.equal([BOM, BOM]);
  });

  test('drops the mark if it is one with the default options', () => {
    expect(decodedByTextDecoder([Buffer.from(`${BOM}a`)], new TextDecoder())).to.equal('a');
  });

  test('throws for malformed bytes if it is a fatal one', () => {
    const fatal = new TextDecoder('utf-8', { fatal: true });
    expect(() => decodedByTextDecoder([Buffer.from([0xff])], fatal))
      .to.throw(TypeError)
      .with.property('code', 'ERR_ENCODING_INVALID_ENCODED_DATA');
  });
});
