/** Escaping from the inside: what comes from a claim stays text in HTML, SVG and Markdown. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { markdownText, summaryText } from '../../../reports/formats/markdown/escape.ts';
import { escapeMarkup, markup } from '../../../reports/markup.ts';
import { oneLine } from '../../../reports/text.ts';

const any = fc.string({ unit: fc.constantFrom(...'ab1<>&"\'`|*_[]()\\~$#@-+.=! \n\u001b日'.split('')) });

/** What a reader of the Markdown sees. */
function read(markdown: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#8203;': '' };
  return markdown
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/&(?:lt|gt|amp|#8203);/g, (entity) => entities[entity] ?? '');
}

suite('escaping', () => {
  test('a template escapes text and leaves markup, lists and numbers', () => {
    const inner = markup`<b>${'<&"\'>'}</b>`;
    expect(inner.markup).to.equal('<b>&lt;&amp;&quot;&#39;&gt;</b>');
    expect(markup`<p>${inner}${undefined}${[1, '<', inner]}</p>`.markup).to.equal(
      `<p>${inner.markup}1&lt;${inner.markup}</p>`,
    );
  });

  test('no tag, attribute or entity begins in escaped text', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(escapeMarkup(text)).not.to.match(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  test('a control character is seen rather than written, since XML forbids it', () => {
    expect(escapeMarkup('\u0000\u0007')).to.equal('\\u0000\\u0007');
  });

  test('Markdown reads back as the text that went in', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(read(markdownText(text))).to.equal(oneLine(text));
      }),
    );
  });

  test('nothing that Markdown interprets is left without a backslash', () => {
    fc.assert(
      fc.property(any, (text) => {
        const rest = markdownText(text).replaceAll(/\\[!-/:-@[-`{-~]/g, '');
        expect(rest).not.to.match(/[`*_[\]|~$<>\n\\]/);
      }),
    );
  });

  test('a line does not begin a list, a heading or a numbered item', () => {
    expect(['- a', '+ a', '# a', '= a', '1. a', '12) a', '1.5 a'].map(markdownText)).to.deep.equal([
      '\\- a',
      '\\+ a',
      '\\# a',
      '\\= a',
      '1\\. a',
      '12\\) a',
      '1.5 a',
    ]);
  });

  test('nobody is called and no issue is written into', () => {
    expect(markdownText('@noble/hashes, #12, a @ b')).to.equal('@&#8203;noble/hashes, #&#8203;12, a @ b');
    expect(summaryText('<@everyone> #1')).to.equal('&lt;@&#8203;everyone&gt; #&#8203;1');
    expect(summaryText("it's")).to.equal('it&#39;s');
  });
});
