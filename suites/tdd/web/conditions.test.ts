/** Entity tags, dates and conditions (row WA13): when 304 and 412 are right. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { evaluate, rangeApplies, type Outcome, type Version } from '../../../fixtures/web/static/conditions.ts';
import {
  parseTags,
  sameStrongly,
  sameWeakly,
  strongTag,
  tagText,
  weakTag,
} from '../../../fixtures/web/static/entity-tag.ts';
import { httpDate, parseHttpDate } from '../../../fixtures/web/static/http-date.ts';

const MODIFIED = Date.UTC(1994, 10, 6, 8, 49, 37, 500);
const NOW = Date.UTC(2026, 0);
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const BEFORE = 'Sun, 06 Nov 1994 08:49:36 GMT';
const AFTER = 'Sun, 06 Nov 1994 08:49:38 GMT';

suite('WA13: dates of HTTP', () => {
  test('are read in three forms, and written in one', () => {
    const ms = Date.UTC(1994, 10, 6, 8, 49, 37);
    expect(httpDate(ms)).to.equal(DATE);
    for (const text of [DATE, 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994']) {
      expect(parseHttpDate(text, NOW), text).to.equal(ms);
    }
  });

  test('of two digits a year are at most 50 years ahead', () => {
    const year = (digits: string) =>
      new Date(parseHttpDate(`Sunday, 06-Nov-${digits} 08:49:37 GMT`, Date.UTC(2026, 0))!).getUTCFullYear();
    expect(['26', '76', '77', '99', '00'].map(year)).to.deep.equal([2026, 2076, 1977, 1999, 2000]);
  });

  test('are nothing else, of which Date.parse takes much', () => {
    for (const text of [
      '2020',
      '1',
      'Sun, 06 Nov 1994 08:49:37',
      '1994-11-06T08:49:37Z',
      `${DATE} `,
      DATE.toLowerCase(),
      '',
    ]) {
      expect(parseHttpDate(text, NOW), text).to.equal(undefined);
    }
    for (const text of [DATE.replace('06 Nov', '31 Feb'), DATE.replace('08:', '25:'), DATE.replace('06', '00')]) {
      expect(parseHttpDate(text, NOW), text).to.equal(undefined);
    }
    expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT', NOW)).to.equal(Date.UTC(2016, 11, 31, 23, 59, 59)); // a leap second
  });
});

suite('WA13: entity tags', () => {
  test('by size and time are weak, since a file can change within a tick; by content they are strong', async () => {
    const tag = weakTag({ size: 255, mtimeMs: 1000 });
    expect(tagText(tag)).to.equal('W/"ff-f4240"');
    expect(weakTag({ size: 254, mtimeMs: 1000 })).not.to.deep.equal(tag);
    expect(weakTag({ size: 255, mtimeMs: 1000.001 })).not.to.deep.equal(tag);
    const strong = await strongTag([Buffer.from('a'), Buffer.from('bc')]);
    expect(strong).to.deep.equal({ weak: false, text: 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0' });
    expect(tagText(strong)).to.match(/^"/);
  });

  test('are compared in two ways (RFC 9110 §8.8.3.2)', () => {
    const table: [one: string, other: string, strongly: boolean, weakly: boolean][] = [
      ['W/"1"', 'W/"1"', false, true],
      ['W/"1"', 'W/"2"', false, false],
      ['W/"1"', '"1"', false, true],
      ['"1"', '"1"', true, true],
    ];
    for (const [one, other, strongly, weakly] of table) {
      const [a, b] = [parseTags(one), parseTags(other)];
      if (a === '*' || b === '*') throw new Error('expected tags');
      expect([sameStrongly(a[0]!, b[0]!), sameWeakly(a[0]!, b[0]!)]).to.deep.equal([strongly, weakly]);
    }
  });

  test('come in lists; what is malformed ends them', () => {
    const texts = (header: string) => {
      const tags = parseTags(header);
      return tags === '*' ? '*' : tags.map(tagText);
    };
    expect(texts(' * ')).to.equal('*');
    expect(texts('"a"')).to.deep.equal(['"a"']);
    expect(texts('"a", W/"b" ,\t"c,d",,""')).to.deep.equal(['"a"', 'W/"b"', '"c,d"', '""']);
    for (const header of ['', 'a', '"a', 'a"', '"a"b', 'w/"a"', '"a b"', '*, *', 'W/ "a"']) {
      expect(texts(header), header).to.deep.equal([]);
    }
    expect(texts('"a", b, "c"')).to.deep.equal(['"a"']);
  });

  test('by thousands are read one after another', () => {
    expect(parseTags('"a",'.repeat(4000))).to.have.length(4000);
    expect(parseTags(`"a"${' '.repeat(16_000)}x`)).to.have.length.below(2);
    expect(parseTags(','.repeat(16_000))).to.deep.equal([]);
    expect(parseTags('"'.repeat(16_000))).to.deep.equal([]);
  });
});

suite('WA13: conditions of a request', () => {
  const weak: Version = { tag: { weak: true, text: 'v' }, modified: MODIFIED };
  const strong: Version = { tag: { weak: false, text: 'v' }, modified: MODIFIED };
  const table: [headers: Record<string, string>, outcome: Outcome, version?: Version][] = [
    [{}, 'go on'],
    [{ 'if-none-match': 'W/"v"' }, 'not modified'],
    [{ 'if-none-match': '"v"' }, 'not modified'],
    [{ 'if-none-match': '"x", "y", W/"v"' }, 'not modified'],
    [{ 'if-none-match': '*' }, 'not modified'],
    [{ 'if-none-match': '"x"' }, 'go on'],
    [{ 'if-none-match': 'v' }, 'go on'],
    [{ 'if-modified-since': DATE }, 'not modified'],
    [{ 'if-modified-since': AFTER }, 'not modified'],
    [{ 'if-modified-since': BEFORE }, 'go on'],
    [{ 'if-modified-since': '2099' }, 'go on'],
    // The tag counts, and the date does not.
    [{ 'if-none-match': '"x"', 'if-modified-since': AFTER }, 'go on'],
    [{ 'if-none-match': '"v"', 'if-modified-since': BEFORE }, 'not modified'],
    [{ 'if-match': '*' }, 'go on'],
    [{ 'if-match': '"v"' }, 'failed'], // our tag is weak
    [{ 'if-match': '"v"' }, 'go on', strong],
    [{ 'if-match': '"x", "v"' }, 'go on', strong],
    [{ 'if-match': 'W/"v"' }, 'failed', strong],
    [{ 'if-match': 'v' }, 'failed', strong],
    [{ 'if-unmodified-since': DATE }, 'go on'],
    [{ 'if-unmodified-since': BEFORE }, 'failed'],
    [{ 'if-unmodified-since': 'yesterday' }, 'go on'],
    [{ 'if-match': '*', 'if-unmodified-since': BEFORE }, 'go on'],
    // What protects comes first.
    [{ 'if-match': '"x"', 'if-none-match': '*' }, 'failed'],
    [{ 'if-unmodified-since': BEFORE, 'if-modified-since': AFTER }, 'failed'],
    [{ 'if-match': '"v"', 'if-none-match': '"v"' }, 'not modified', strong],
  ];
  for (const [headers, outcome, version = weak] of table) {
    test(`${JSON.stringify(headers)} of a ${version.tag.weak ? 'weak' : 'strong'} version: ${outcome}`, () => {
      expect(evaluate(headers, version, NOW)).to.equal(outcome);
    });
  }

  test('of two digits a year are those of the century that is: 94 may be to come', () => {
    const headers = { 'if-unmodified-since': 'Sunday, 06-Nov-94 08:49:36 GMT' };
    expect(evaluate(headers, weak, NOW)).to.equal('failed');
    expect(evaluate(headers, weak, Date.UTC(2050, 0))).to.equal('go on');
  });

  test('If-Range takes a strong tag, or an exact date that is old enough, and nothing else', () => {
    const later = MODIFIED + 1001;
    expect(rangeApplies(undefined, weak, later)).to.equal(true);
    expect(rangeApplies('"v"', strong, later)).to.equal(true);
    expect(rangeApplies('"v"', weak, later)).to.equal(false);
    expect(rangeApplies('W/"v"', strong, later)).to.equal(false);
    expect(rangeApplies('"v", "x"', strong, later)).to.equal(false);
    expect(rangeApplies('*', strong, later)).to.equal(false);
    expect(rangeApplies(DATE, weak, later)).to.equal(true);
    expect(rangeApplies(DATE, weak, later - 1), 'it could change again in this second').to.equal(false);
    expect(rangeApplies(AFTER, weak, later)).to.equal(false);
    expect(rangeApplies('', strong, later)).to.equal(false);
  });
});
