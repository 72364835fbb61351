/** XML out of a request, from the inside (row WA17). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { parseXml, type XmlElement, type XmlLimits } from '../../../../fixtures/web/bodies/xml.ts';

suite('XML out of a request', () => {
  const refused = (text: string, code: string, status = 400, limits: XmlLimits = {}) =>
    expect(() => parseXml(text, limits), text.slice(0, 80))
      .to.throw()
      .and.include({ status, code });

  test('WA17: any tree comes out as it was written', () => {
    const name = fc.constantFrom('a', 'b:c', 'ü', '__proto__', 'constructor', 'toString');
    const text = fc.stringMatching(/^[ -~]{1,6}$/);
    const attributes = fc
      .dictionary(name, text, { maxKeys: 3, noNullPrototype: true })
      .map((all) => new Map(Object.entries(all)));
    const { element } = fc.letrec<{ element: XmlElement; child: XmlElement | string }>((tie) => ({
      element: fc.record({ name, attributes, children: fc.array(tie('child'), { maxLength: 3 }).map(joined) }),
      child: fc.oneof({ depthSize: 'small' }, text, tie('element')),
    }));
    fc.assert(
      fc.property(element, (tree) => {
        expect(parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${written(tree)}\n`)).to.deep.equal(tree);
      }),
      { numRuns: 100 },
    );
  });

  test('CDATA and the five entities are text; comments and instructions are nothing', () => {
    const { children } = parseXml('<a>1&lt;&#x32;<![CDATA[<&3]]><!-- 4 -->&amp;<?five?></a>');
    expect(children).to.deep.equal(['1<2<&3&']);
  });

  test('a document type is refused, with whatever it defines', () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "${'&lol;'.repeat(10)}">]><lolz>&lol2;</lolz>`;
    const outside = '<!DOCTYPE foo [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><foo>&xxe;</foo>';
    const parameter = '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><r/>';
    for (const text of [laughs, outside, parameter, '<!DOCTYPE html><html/>']) refused(text, 'XML_DOCTYPE');
  });

  test('an entity that is none of the five is refused, also one that is named as what every object has', () => {
    for (const name of ['lol', 'nbsp', 'constructor', 'toString', '__proto__'])
      refused(`<a>&${name};</a>`, 'XML_MALFORMED');
    refused('<a b="&lol;"/>', 'XML_MALFORMED');
  });

  test('as deep as the limit says is taken, and one level more is refused', () => {
    const deep = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    expect(parseXml(deep(64))).to.have.property('name', 'a');
    refused(deep(65), 'XML_TOO_DEEP');
    expect(parseXml('<a><b/></a>', { depth: 2 }).children).to.have.length(1);
    refused('<a><b><c/></b></a>', 'XML_TOO_DEEP', 400, { depth: 2 });
  });

  test('as many elements and attributes as the limits say are taken, and one more is refused', () => {
    const elements = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`;
    expect(parseXml(elements(10_000)).children).to.have.length(9999);
    refused(elements(10_001), 'XML_TOO_MANY', 413);
    refused(elements(4), 'XML_TOO_MANY', 413, { mostElements: 3 });
    const attributes = (count: number) =>
      `<a ${Array.from({ length: count }, (_, index) => `n${index}="1"`).join(' ')}/>`;
    expect(parseXml(attributes(100)).attributes.size).to.equal(100);
    refused(attributes(101), 'XML_TOO_MANY', 413);
    refused(attributes(3), 'XML_TOO_MANY', 413, { mostAttributes: 2 });
    // They are counted for each element.
    expect(parseXml('<a x="1"><b x="1"/></a>', { mostAttributes: 1 }).children).to.have.length(1);
  });

  test('limits that are none are refused', () => {
    expect(() => parseXml('<a/>', { depth: 0 })).to.throw(RangeError, 'depth');
    expect(() => parseXml('<a/>', { mostElements: 0 })).to.throw(RangeError, 'elements');
    expect(() => parseXml('<a/>', { mostAttributes: -1 })).to.throw(RangeError, 'attributes');
  });

  test('another encoding than UTF-8 is told', () => {
    refused('<?xml version="1.0" encoding="UTF-16"?><a/>', 'CHARSET_UNKNOWN', 415);
    refused('<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'CHARSET_UNKNOWN', 415);
  });

  test('what is not well formed is refused in words that quote nothing of it', () => {
    for (const text of [
      '',
      'a',
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<a b="1" b="2"/>',
      '<a b=1/>',
      '<a>\u0000</a>',
      '<1/>',
      '<a',
    ]) {
      refused(text, 'XML_MALFORMED');
    }
    expect(() => parseXml('<secret>'))
      .to.throw()
      .with.property('message', 'expected well-formed XML');
  });
});

/** Texts side by side are one. */
function joined(children: readonly (XmlElement | string)[]): (XmlElement | string)[] {
  const all: (XmlElement | string)[] = [];
  for (const child of children) {
    const last = all.at(-1);
    if (typeof child === 'string' && typeof last === 'string') all.splice(-1, 1, last + child);
    else all.push(child);
  }
  return all;
}

function written(node: XmlElement | string): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Array.from(node.attributes, ([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return `<${node.name}${attributes}>${node.children.map(written).join('')}</${node.name}>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
