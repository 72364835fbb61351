/** Media types, from the inside: by hand against node's own `MIMEType`, and what the notes compare (row WA16). */
import { MIMEType } from 'node:util';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { parseMediaType } from '../../../../fixtures/web/bodies/media-type.ts';

const FORM = 'application/x-www-form-urlencoded';

suite('the media type of a body', () => {
  const refused = (field: string) =>
    expect(() => parseMediaType(field), field)
      .to.throw()
      .and.include({ status: 400 });

  for (const field of [`${FORM};charset=UTF-8`, 'Application/X-WWW-Form-URLEncoded', `${FORM} ; charset="utf-8"`]) {
    test(`WA16: ${field} is a form, which the comparison by === that is claimed misses`, () => {
      expect(parseMediaType(field).essence).to.equal(FORM);
      expect(field === FORM).to.equal(false);
    });
  }

  test('WA16: it agrees with node about every type that is well formed, in any case and with any parameters', () => {
    const token = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,8}$/);
    const value = fc.stringMatching(/^[\t -~]{0,8}$/);
    const space = fc.constantFrom('', ' ', '\t ');
    const parameter = fc.tuple(
      token,
      fc.oneof(
        token.map((text) => [text, text]),
        value.map((text) => [text, quoted(text)]),
      ),
    );
    fc.assert(
      fc.property(
        token,
        token,
        fc.array(fc.tuple(space, space, parameter), { maxLength: 4 }),
        (type, subtype, list) => {
          const names = list.map(([, , [name]]) => name.toLowerCase());
          fc.pre(new Set(names).size === names.length);
          const field = `${type}/${subtype}${list.map(([a, b, [name, [, text]]]) => `${a};${b}${name}=${text}`).join('')}`;
          const ours = parseMediaType(field);
          const theirs = new MIMEType(field);
          expect(ours.essence).to.equal(theirs.essence);
          expect([...ours.parameters]).to.deep.equal(list.map(([, , [name, [text]]]) => [name.toLowerCase(), text]));
          for (const [name, text] of ours.parameters) expect(theirs.params.get(name)).to.equal(text);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a quoted value keeps its case, and gives back what is behind a backslash', () => {
    const { parameters } = parseMediaType(String.raw`multipart/form-data; BOUNDARY="a\"B;c=\\d"`);
    expect([...parameters]).to.deep.equal([['boundary', 'a"B;c=\\d']]);
  });

  test('empty parameters are passed over', () => {
    expect([...parseMediaType(' a/b ;; ; x=1;').parameters]).to.deep.equal([['x', '1']]);
  });

  test('what is no media type is refused', () => {
    for (const field of [
      '',
      'text',
      '/',
      'a/',
      '/b',
      'a /b',
      'a/b c',
      'a/b;x',
      'a/b;x=',
      'a/b;x =1',
      'a/b;x= 1',
      'a/b/c',
      'ä/b',
    ])
      refused(field);
    for (const field of ['a/b;x="', 'a/b;x="1', 'a/b;x="1"2', 'a/b;x="\\', 'a/b, c/d', 'a/b;=1', 'a/b;x="\u0000"'])
      refused(field);
  });

  test('a parameter that comes twice is refused, since another reader may take the other', () => {
    refused('multipart/form-data; boundary=one; Boundary=two');
  });

  test('the refusal quotes nothing of what came', () => {
    expect(() => parseMediaType('a/b;secret'))
      .to.throw()
      .and.have.property('message', 'expected "=" in Content-Type');
  });
});

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
