/** What a client calls its file, made safe to show (row WA18). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { safeFileName } from '../../../../fixtures/web/bodies/file-name.ts';

const NAMES: readonly (readonly [given: string, shown: string | undefined])[] = [
  ['holiday.jpg', 'holiday.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\letter.doc', 'letter.doc'],
  ['..', undefined],
  ['...', undefined],
  ['', undefined],
  ['/', undefined],
  ['.htaccess', 'htaccess'],
  ['a.txt\u0000.exe', 'a.txt.exe'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie x'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['a<b>:"|?*.txt', 'ab.txt'],
  ['trailing. . ', 'trailing'],
  ['con.txt', '_con.txt'],
  ['LPT1', '_LPT1'],
  ['com².log', '_com².log'],
  ['nul .txt', '_nul .txt'],
  ['conin$', '_conin$'],
  ['console.txt', 'console.txt'],
  ['u\u0308ber.txt', 'über.txt'],
  ['half \ud800 pair', 'half  pair'],
];

suite('the name of a file that somebody uploads', () => {
  for (const [given, shown] of NAMES) {
    const ascii = JSON.stringify(given).replace(
      /[^ -~]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    test(`WA18: ${ascii} is shown as ${JSON.stringify(shown) ?? 'nothing'}`, () => {
      expect(safeFileName(given)).to.equal(shown);
    });
  }

  test('of a name that is too long the end is kept, where its extension is, in whole characters', () => {
    expect(safeFileName('a'.repeat(255))).to.have.length(255);
    expect(safeFileName(`${'a'.repeat(252)}.jpg`)).to.equal(`${'a'.repeat(251)}.jpg`);
    expect(safeFileName(`${'😀'.repeat(100)}.jpg`)).to.equal(`${'😀'.repeat(62)}.jpg`);
    expect(safeFileName(`😀${'x'.repeat(254)}`)).to.equal('x'.repeat(254));
    expect(safeFileName(`con.${'x'.repeat(251)}`)).to.equal(`_on.${'x'.repeat(251)}`);
    expect(safeFileName(`x${'ü'.repeat(127)}`)).to.equal(`x${'ü'.repeat(127)}`);
  });

  test('whatever is given, what is shown is no path, not hidden, and short; and it is shown as it is again', () => {
    const piece = fc.constantFrom(
      '.',
      '..',
      '/',
      '\\',
      ' ',
      '\0',
      'con',
      'a',
      '😀',
      '\ud800',
      '\u202e',
      ':',
      'x'.repeat(200),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            piece,
            fc.integer({ max: 0x1_ffff, min: 0 }).map((code) => String.fromCodePoint(code)),
          ),
          { maxLength: 8 },
        ),
        (pieces) => {
          const shown = safeFileName(pieces.join(''));
          if (shown === undefined) return;
          expect(shown).to.match(SAFE);
          expect(Buffer.byteLength(shown)).to.be.at.most(255);
          expect(safeFileName(shown)).to.equal(shown);
        },
      ),
      { numRuns: 200 },
    );
  });
});

const SAFE = /^[^./\\\s\p{Cc}\p{Cf}\p{Cs}][^/\\\p{Cc}\p{Cf}\p{Cs}]*$/u;
