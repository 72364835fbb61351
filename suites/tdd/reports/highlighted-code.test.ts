/** Code in colours: the right words in the right class, the text unchanged, and nothing that breaks out of the page. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { dedented, highlighted } from '../../../reports/formats/html/code.ts';
import { escapeMarkup, markup } from '../../../reports/markup.ts';

const told = (code: string) => markup`${highlighted(code)}`.markup;
const words = (code: string) =>
  Array.from(told(code).matchAll(/<span class="(\w+)">(.*?)<\/span>/gs), ([, kind, text]) => [kind, text?.trim()]);

suite('code in colours', () => {
  const cases: readonly (readonly [code: string, expected: readonly (readonly string[])[]])[] = [
    [
      'const a = 12;',
      [
        ['keyword', 'const'],
        ['number', '12'],
      ],
    ],
    [
      'if (/a\\/b/g.test(x)) // why',
      [
        ['keyword', 'if'],
        ['string', '/a\\/b/g'],
        ['comment', '// why'],
      ],
    ],
    ['a / b / c', []],
    [
      '`x${y + 1}z`',
      [
        ['string', '`x'],
        ['number', '1'],
        ['string', 'z`'],
      ],
    ],
    [
      '/* one\ntwo */ new Map(0x1f)',
      [
        ['comment', '/* one\ntwo */'],
        ['keyword', 'new'],
        ['number', '0x1f'],
      ],
    ],
    ['i < n && n > 3_600', [['number', '3_600']]],
  ];
  for (const [code, expected] of cases) {
    test(`finds the words of ${code.replaceAll('\n', ' ')}`, () => {
      expect(words(code)).to.deep.equal(expected);
    });
  }

  test('is the same text, whatever it is', () => {
    const piece = fc.constantFrom(
      '`',
      '${',
      '}',
      '/*',
      '*/',
      '//',
      '\n',
      '"',
      "'",
      '</code>',
      '<script>',
      '/',
      '\\',
      'if',
      ' ',
      '&',
      '\r',
      '\u2028',
      '\u202e',
      '0',
      '=',
      '<a>',
      '😀',
      '\ud83d',
      '\udc69',
    );
    const code = fc.oneof(
      fc.string(),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(code, (one) => {
        const bare = told(one).replaceAll(/<span class="(?:keyword|string|comment|number)">|<\/span>/g, '');
        expect(bare).to.equal(escapeMarkup(one));
      }),
      { numRuns: 200 },
    );
  });

  test('stands as far to the left as its last line, unless a line of it begins before', () => {
    expect(dedented('() => {\n      a;\n\n    }')).to.equal('() => {\n  a;\n\n}');
    for (const one of ['a', '', '() => `\n  x`', '{\n  a;\n b\n    }']) expect(dedented(one)).to.equal(one);
  });

  test('has line breaks of one kind', () => {
    expect(told('a;\r\nb;\rc')).to.equal('a;\nb;\nc');
  });

  test('comes out whole where it is deeply nested', () => {
    for (const one of ['`${', '(', '/', '<a>', '😀', '/*']) {
      expect(told(one.repeat(800)).replaceAll(/<[^>]*>/g, '')).to.equal(escapeMarkup(one.repeat(800)));
    }
  });
});
