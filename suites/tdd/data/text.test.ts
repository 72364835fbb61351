/** Specifies the seeded texts, and the chunks of which the borders cut characters, or do not. */
import { isAscii, isUtf8 } from 'node:buffer';

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { chunked, textOf, type ChunkKind, type TextKind } from '../../../fixtures/data/text.ts';

const KINDS: readonly TextKind[] = ['ascii', 'latin1', 'cjk', 'emoji', 'mixed'];
const BLOCK = 4096;

suite('textOf', () => {
  const characters: Readonly<Record<TextKind, RegExp>> = {
    ascii: /^[\n -~]*$/,
    latin1: /^[\n -~\u00c0-\u00ff]*$/,
    cjk: /^[\u4e00-\u9fa5]*\.{0,2}$/,
    emoji: /^[\u{1f600}-\u{1f64f}]*\.{0,3}$/u,
    mixed: /^[\n -~\u00c0-\u00ff\u4e00-\u9fa5\u{1f600}-\u{1f64f}]*$/u,
  };

  for (const kind of KINDS) {
    test(`makes ${kind} of exactly as many bytes as are asked for, of its characters only`, () => {
      const sizes = fc.oneof(fc.nat(64), fc.integer({ min: BLOCK - 5, max: BLOCK + 5 }), fc.nat(5 * BLOCK));
      fc.assert(
        fc.property(sizes, fc.nat(), (bytes, seed) => {
          const text = textOf(kind, bytes, seed);
          expect(Buffer.byteLength(text)).to.equal(bytes);
          expect(text).to.match(characters[kind]);
        }),
        { examples: [[0, 1]] },
      );
    });
  }

  test('accents every fourth character of latin1', () => {
    expect(textOf('latin1', 500)).to.match(/^([\u00c0-\u00ff][\n -~]{3})*$/);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(textOf('cjk', 300, 5)).to.equal(textOf('cjk', 300, 5));
    expect(textOf('cjk', 300, 5)).to.not.equal(textOf('cjk', 300, 6));
  });

  for (const { kind, bytes, has } of [
    { kind: 'latin1', bytes: 5, has: /[\u00c0-\u00ff]/ },
    { kind: 'cjk', bytes: 3, has: /[\u4e00-\u9fa5]/ },
    { kind: 'emoji', bytes: 4, has: /\p{Emoji_Presentation}/u },
    { kind: 'mixed', bytes: 10, has: /[\u00c0-\u00ff][\u4e00-\u9fa5]\p{Emoji_Presentation}/u },
  ] as const) {
    test(`has what ${kind} promises in ${bytes} bytes already`, () => {
      for (let seed = 0; seed < 50; seed++) expect(textOf(kind, bytes, seed)).to.match(has);
    });
  }

  test('refuses a length that is not whole', () => {
    expect(() => textOf('ascii', -1))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });

  test('refuses a kind that is not there, and names those that are', () => {
    // @ts-expect-error -- what a caller without types may hand in
    expect(() => textOf('klingon', 10))
      .to.throw(TypeError, 'expected a kind of text (ascii, latin1, cjk, emoji, mixed), but it is klingon')
      .with.property('code', 'ERR_INVALID_ARG_VALUE');
  });
});

suite('chunked', () => {
  const kinds: readonly ChunkKind[] = [...KINDS, 'torn'];
  const shape = { chunks: fc.integer({ min: 1, max: 40 }), bytes: fc.integer({ min: 6, max: 300 }), seed: fc.nat() };

  for (const kind of kinds) {
    test(`makes exactly the chunks of ${kind} that are asked for, and the text that they are`, () => {
      fc.assert(
        fc.property(fc.record(shape), ({ chunks, bytes, seed }) => {
          const { parts, text } = chunked(kind, chunks, bytes, seed);
          expect(parts.map(({ length }) => length)).to.deep.equal(Array.from({ length: chunks }, () => bytes));
          expect(Buffer.concat(parts).equals(Buffer.from(text))).to.equal(true);
          expect(Buffer.concat(parts).toString()).to.equal(text);
        }),
      );
    });
  }

  for (const kind of KINDS) {
    test(`cuts no character of ${kind}`, () => {
      fc.assert(
        fc.property(fc.record(shape), ({ chunks, bytes, seed }) => {
          const { parts, cuts } = chunked(kind, chunks, bytes, seed);
          expect(parts.every((part) => isUtf8(part))).to.equal(true);
          expect(cuts).to.equal(0);
        }),
      );
    });
  }

  test('cuts a character at every border of torn', () => {
    fc.assert(
      fc.property(fc.record(shape), ({ chunks, bytes, seed }) => {
        const { parts, cuts } = chunked('torn', chunks, bytes, seed);
        // A continuation byte is 10xxxxxx: a chunk that begins with one has been cut off from its character.
        const cut = parts.filter((part) => (part[0]! & 0xc0) === 0x80);
        expect(cut).to.have.lengthOf(chunks - 1);
        expect(cuts).to.equal(chunks - 1);
      }),
      { examples: [[{ chunks: 2, bytes: 16, seed: 1 }], [{ chunks: 2, bytes: 6, seed: 1 }]] },
    );
  });

  test('cuts characters of three and of four bytes, after each of their bytes', () => {
    const { parts } = chunked('torn', 200, 16);
    const heads = new Set(parts.slice(0, -1).map((part) => head(part)));
    expect([...heads].sort()).to.deep.equal(['1 of 3', '1 of 4', '2 of 3', '2 of 4', '3 of 4']);
  });

  test('begins its chunks at different places: no two of fifty are alike', () => {
    const { parts } = chunked('ascii', 50, 64);
    expect(new Set(parts.map(String)).size).to.equal(50);
  });

  test('gives every chunk its memory to itself', () => {
    for (const part of chunked('cjk', 4, 100).parts) expect(part.buffer.byteLength).to.equal(100);
  });

  test('makes 16 MiB of 64 KiB chunks by repeating, and still tears them', () => {
    const { parts, text, cuts } = chunked('torn', 256, 65_536);
    expect(Buffer.byteLength(text)).to.equal(256 * 65_536);
    expect(parts).to.have.lengthOf(256);
    expect(cuts).to.equal(255);
    expect(isUtf8(parts[100]!) || isAscii(parts[100]!)).to.equal(false);
  });

  for (const { what, chunks, bytes, says } of [
    { what: 'no chunks', chunks: 0, bytes: 16, says: 'the number of chunks' },
    { what: 'empty chunks', chunks: 2, bytes: 0, says: 'the bytes of a chunk' },
    { what: 'torn chunks too small for two halves', chunks: 2, bytes: 5, says: 'a whole number of 6 or more' },
    { what: 'more than a string holds', chunks: 2 ** 20, bytes: 2 ** 20, says: 'the bytes of all chunks together' },
  ]) {
    test(`refuses ${what}`, () => {
      expect(() => chunked('torn', chunks, bytes))
        .to.throw(RangeError, says)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});

/** Of the character that the end of a chunk cuts: how many of its bytes are in the chunk. */
function head(part: Buffer): string {
  const lead = part.findLastIndex((byte) => (byte & 0xc0) === 0xc0);
  return `${part.length - lead} of ${part[lead]! >= 0xf0 ? 4 : 3}`;
}
