/** The width of text from the inside: what a terminal shows in two columns, in one and in none. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { cut, oneLine, pad, visible, width, wrap } from '../../../reports/text.ts';

const any = fc.string({ unit: 'binary' });

suite('text', () => {
  test('the width is that of the columns, not of the characters', () => {
    const widths: readonly (readonly [string, number])[] = [
      ['', 0],
      ['plain', 5],
      ['2.31× ✓ ◐ µs', 12],
      ['日本語', 6],
      ['한국', 4],
      ['ｆｕｌｌ', 8],
      ['é', 1],
      ['e\u0301', 1],
      ['🙂', 2],
      ['👩‍👩‍👧', 2],
      ['🇦🇹', 2],
      ['1\ufe0f\u20e3', 2],
      ['✓', 1],
      ['\u200b', 0],
    ];
    expect(widths.map(([text]) => [text, width(text)])).to.deep.equal(widths);
  });

  test('control and direction characters are shown, not obeyed', () => {
    expect(visible('a\u001b[31mb\u202ec\u0000\ud800')).to.equal('a\\u001b[31mb\\u202ec\\u0000\\ud800');
    expect(visible('a\r\nb\rc\td')).to.equal('a\nb\nc\td');
    expect(oneLine('  a\n\n b\tc ')).to.equal('a b c');
  });

  test('one line holds nothing that moves the cursor', () => {
    // oxlint-disable-next-line no-control-regex
    const moving = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
    fc.assert(
      fc.property(any, (text) => {
        expect(oneLine(text)).not.to.match(moving);
      }),
    );
  });

  test('cut text ends with an ellipsis within the columns', () => {
    expect(cut('abcdef', 6)).to.equal('abcdef');
    expect(cut('abcdef', 4)).to.equal('abc…');
    expect(cut('日本語', 4)).to.equal('日…');
    expect(cut('ab cdef', 4)).to.equal('ab…');
    expect(cut('abc', 1)).to.equal('…');
    expect(cut('abc', 0)).to.equal('');
  });

  test('padded text has exactly its columns, on either side', () => {
    expect(pad('日', 4)).to.equal('日  ');
    expect(pad('日', 4, 'right')).to.equal('  日');
    expect(pad('\u{11f02}', 2)).to.equal('\u{11f02} ');
    expect(width('\u1112\u1161\u11ab')).to.equal(2);
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 40 }), (text, columns) => {
        expect(width(pad(oneLine(text), columns))).to.equal(columns);
      }),
    );
  });

  test('text wraps between words, and within one only where it is too long', () => {
    expect(wrap('the quick brown fox', 9)).to.deep.equal(['the quick', 'brown fox']);
    expect(wrap('abcdefgh ij', 3)).to.deep.equal(['abc', 'def', 'gh', 'ij']);
    expect(wrap('日本語', 4)).to.deep.equal(['日本', '語']);
    expect(wrap('2.31× [2.28, 2.34] at n=1', 14)).to.deep.equal(['2.31×', '[2.28, 2.34]', 'at n=1']);
    expect(wrap('a 2.31× [2.28, 2.34]', 18)).to.deep.equal(['a', '2.31× [2.28, 2.34]']);
    expect(wrap('[2.28, 2.34]', 8)).to.deep.equal(['[2.28,', '2.34]']);
    expect(wrap('about 8.4 MiB and 3 samples', 9)).to.deep.equal(['about', '8.4 MiB', 'and 3', 'samples']);
    expect(wrap('\u{1d158}\u{1d165}\u{1d16e}', 2)).to.deep.equal(['\u{1d158}\u{1d165}', '\u{1d16e}']);
    expect(wrap('', 10)).to.deep.equal(['']);
  });

  test('wrapped lines fit and lose nothing', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 2, max: 40 }), (text, columns) => {
        const lines = wrap(text, columns);
        for (const line of lines) expect(width(line)).to.be.at.most(columns);
        expect(lines.join('').replaceAll(' ', '')).to.equal(oneLine(text).replaceAll(' ', ''));
      }),
    );
  });
});
