/** HTML as a template, from the inside: nothing that is put in leaves its place. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { SaxesParser } from 'saxes';
// Under another name, since formatters change what is in a template that is called html.
import { escapeHtml, html as view, safe, safeAddress, type Html } from '../../../../fixtures/web/application/html.ts';

const runs = { numRuns: 150, seed: 1 };

/** Halves of characters included. fast-check's own unit of that kind takes most of a second to be made. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)) });

/** Texts in which whatever means something to a page is frequent. */
const texts = fc.oneof(
  anyText,
  fc
    .array(fc.constantFrom('<', '>', '"', "'", '&', '`', '/', '=', '-->', '</script>', '&lt;', 'x', ' ', '\n', '\0'))
    .map((all) => all.join('')),
);
const addresses = fc.oneof(
  texts,
  fc
    .array(
      fc.constantFrom(
        'javascript:',
        'JaVa',
        'script',
        ':',
        'data:',
        'vbscript:',
        '\t',
        '\n',
        '\0',
        ' ',
        '\x1b',
        '//',
        '/',
        '\\',
        '.',
        '..',
        '?',
        '#',
        '%',
        'http:',
        'x',
      ),
    )
    .map((all) => all.join('')),
);

suite('what is put into a text or an attribute', () => {
  const table: readonly (readonly [string, string])[] = [
    ['<script>', '&lt;script&gt;'],
    ['a & b', 'a &amp; b'],
    ['&amp;', '&amp;amp;'],
    [`"'`, '&quot;&#39;'],
    ['漢字 😀', '漢字 😀'],
    ['\ud800', '\uFFFD'],
  ];
  for (const [given, expected] of table) {
    test(`${JSON.stringify(given)} becomes ${expected}`, () => {
      expect(String(view`<p title="${given}" class='${given}'>${given}</p>`)).to.equal(
        `<p title="${expected}" class='${expected}'>${expected}</p>`,
      );
    });
  }

  test('WA21: has none of the characters that end a place, and says the same when it is read again, whatever it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.to.match(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(unescaped(escaped)).to.equal(text.replace(/\p{Cs}/gu, '\uFFFD'));
      }),
      runs,
    );
  });

  test('WA21: is one text and one value to a parser that others have written', () => {
    const printable = fc.string({ unit: fc.constantFrom(...Array.from(`<>&"'=/!-[]x {}é😀`)) });
    fc.assert(
      fc.property(printable, (text) => {
        expect(parsedXml(view`<p title="${text}" class='${text}'>${text}</p>`)).to.deep.equal([
          { p: { title: text, class: text } },
          text,
        ]);
      }),
      runs,
    );
  });

  test('is nothing for undefined, null and false, and a digit for 0', () => {
    expect(String(view`<p>${undefined}${null}${false}${0}${''}</p>`)).to.equal('<p>0</p>');
  });

  test('goes in as it is only where it is Html, alone or in a list', () => {
    const items = ['<b>', 'c'].map((item) => view`<li>${item}</li>`);
    expect(String(view`<ul>${items}${safe('<hr>')}</ul>`)).to.equal('<ul><li>&lt;b&gt;</li><li>c</li><hr></ul>');
    expect(String(view`${[['<'], ['>']]}`)).to.equal('&lt;&gt;');
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['an object', { toString: () => '<b>' }],
    ['a function', () => '<b>'],
    ['true', true],
    ['a symbol', Symbol('<b>')],
  ];
  for (const [name, value] of wrong) {
    test(`is refused where it is ${name}`, () => {
      expect(() => view`<p>${value as string}</p>`)
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_ARG_TYPE');
    });
  }

  test('is no Html and no list in an attribute', () => {
    for (const value of [safe('"'), ['a', 'b']]) {
      expect(() => view`<p title="${value}"></p>`).to.throw(/expected .* but it is (?:Html|a list) in an attribute/);
    }
  });
});

suite('an address that is put in', () => {
  const table: readonly (readonly [string, string])[] = [
    ['/notes?a=1&b', '/notes?a=1&amp;b'],
    ['https://example.org/', 'https://example.org/'],
    ['mailto:a@b.c', 'mailto:a@b.c'],
    ['javascript:alert(1)', 'about:invalid'],
    ['JaVaScRiPt:alert(1)', 'about:invalid'],
    [' \x01java\tscript\n:alert(1)', 'about:invalid'],
    ['data:text/html,<script>', 'about:invalid'],
    ['vbscript:x', 'about:invalid'],
  ];
  for (const [given, expected] of table) {
    test(`${JSON.stringify(given)} becomes ${expected}`, () => {
      expect(String(view`<a href="${given}">x</a>`)).to.equal(`<a href="${expected}">x</a>`);
    });
  }

  test('WA21: runs nothing, as browsers read it (WHATWG URL), whatever it is', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const kept = safeAddress(address);
        if (URL.canParse(kept, 'http://here.invalid')) {
          expect(new URL(kept, 'http://here.invalid').protocol).to.match(/^(?:https?|mailto|about):$/);
        }
      }),
      { ...runs, numRuns: 500 },
    );
  });

  test('WA21: stays one segment of the path, and one value of the query, whatever it is', () => {
    fc.assert(
      fc.property(addresses, addresses, (segment, value) => {
        const [, href = ''] = /"(.*)"/.exec(String(view`<a href="/a/${segment}/b?c=${value}&d=1">x</a>`))!;
        const { pathname, searchParams } = new URL(unescaped(href), 'http://here.invalid');
        const [, first, second, third, ...more] = pathname.split('/');
        const whole = /^\.{0,2}$/.test(segment) ? '\uFFFD' : segment.replace(/\p{Cs}/gu, '\uFFFD');
        expect([first, decodeURIComponent(second!), third, more]).to.deep.equal(['a', whole, 'b', []]);
        expect([...searchParams]).to.deep.equal([
          ['c', value.replace(/\p{Cs}/gu, '\uFFFD')],
          ['d', '1'],
        ]);
      }),
      { ...runs, numRuns: 300 },
    );
  });

  for (const nothing of ['', undefined, null, false, '.', '..'] as const) {
    test(`WA21: a segment of ${JSON.stringify(nothing)} is one that is nowhere, so that no other host follows`, () => {
      const [, href = ''] = /"(.*)"/.exec(String(view`<a href="/${nothing}/${'evil.org'}">x</a>`))!;
      expect(new URL(href, 'http://here.invalid').href).to.equal('http://here.invalid/%EF%BF%BD/evil.org');
    });
  }

  test('may be nothing behind a part of a segment, and in a query', () => {
    expect(String(view`<a href="/a${''}${undefined}?b=${null}#${''}">x</a>`)).to.equal('<a href="/a?b=#">x</a>');
  });
});

suite('where nothing can be made safe', () => {
  const x = 'x';
  const templates: readonly (readonly [string, () => Html])[] = [
    ['a script', () => view`<script>${x}</script>`],
    ['a script of capitals', () => view`<SCRIPT type="module">${x}</SCRIPT>`],
    ['a style', () => view`<style>${x}</style>`],
    ['a comment', () => view`<!-- ${x} -->`],
    ['the name of an element', () => view`<${x}></p>`],
    ['the end of the name of an element', () => view`<h${x}></h1>`],
    ['the name of a closing element', () => view`</${x}>`],
    ['a declaration', () => view`<!doctype ${x}>`],
    ['the name of an attribute', () => view`<p ${x}="a"></p>`],
    ['an attribute without quotes', () => view`<p title=${x}></p>`],
    ['an attribute without quotes, behind a beginning', () => view`<p title=a${x}></p>`],
    ['an event', () => view`<p onclick="${x}"></p>`],
    ['an event of capitals', () => view`<p a="1" ONclick = "go(${x})"></p>`],
    ['the attribute style', () => view`<p style="color: ${x}"></p>`],
    ['the attribute srcdoc', () => view`<iframe srcdoc="${x}"></iframe>`],
    ['the attribute srcset', () => view`<img srcset="${x}" />`],
    ['a template that ends in a tag', () => view`<p title="${x}"`],
    ['a template that ends in a value', () => view`<p title="${x}>`],
    ['a template that ends in a script', () => view`${x}<script>`],
    ['an attribute without quotes, in a template without insertions', () => view`<p title=a></p>`],
  ];
  for (const [name, template] of templates) {
    test(`${name} is refused`, () => {
      expect(template).to.throw(TypeError).with.property('code', 'ERR_UNSAFE_PLACE');
    });
  }

  test('an insertion behind it is taken again: the script, the comment and the tag have ended', () => {
    const page = view`<!doctype html><!-- a > --><script src="/a.js">if (a < b) "<p>"</script><br/><p hidden a="1">${'<'}</p>`;
    expect(String(page)).to.match(/<p hidden a="1">&lt;<\/p>$/);
  });
});

function unescaped(text: string): string {
  const characters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (escape) => characters[escape]!);
}

/** What saxes finds: elements with their attributes, and texts. */
function parsedXml(page: Html): unknown[] {
  const found: unknown[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ [name]: { ...attributes } }));
  parser.on('text', (text) => found.push(text));
  parser.write(String(page)).close();
  return found.length === 1 ? [...found, ''] : found;
}
