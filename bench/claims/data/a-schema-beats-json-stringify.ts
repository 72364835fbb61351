/**
 * `JSON.stringify` has to find out what it was given: which properties, of which kind, with a `toJSON` or without. Whoever knows
 * that beforehand writes a function that puts texts around values, as fast-json-stringify does from a schema. It pays for texts
 * itself: each has to be looked through for what must be escaped, and the longer they are, the more this is all there is. V8 has
 * done much for its own way since: plain data is written without looking for side effects, several characters at a time.
 *
 * The wrong way is to forget the escaping, which is fast and wrong as soon as somebody has a quotation mark in a name. And to look
 * away: what `+` and templates make is a rope, which is flattened by whoever sends it. Every contender reads a character
 * in the middle. A schema says also what to do with what it does not know, such as dates or a missing property; this one has
 * records that are all alike.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

type Data = 'a record' | 'a record with a long text' | '100 records';

interface Item {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly price: number;
  readonly isSold: boolean;
}

/** Every fourth name has something to escape, and so has a text with more than one line. */
function itemsOf(data: Data): Item[] {
  const bytes = data === 'a record with a long text' ? 4096 : 16;
  const length = data === '100 records' ? 100 : 1;
  const texts = Buffer.from(textOf('ascii', length * bytes));
  return Array.from({ length }, (_, index) => ({
    id: index,
    name: index % 4 === 3 ? `item "${index}"` : `item ${index}`,
    text: texts.toString('latin1', index * bytes, (index + 1) * bytes),
    price: index * 1.25,
    isSold: index % 2 === 0,
  }));
}

/** What JSON has to escape in a text. */
// oxlint-disable-next-line no-control-regex -- control characters are what has to be found
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

const quoted = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

function written({ id, name, text, price, isSold }: Item): string {
  return `{"id":${id},"name":${quoted(name)},"text":${quoted(text)},"price":${price},"isSold":${isSold}}`;
}

function flat(text: string): string {
  text.charCodeAt(text.length >> 1);
  return text;
}

export default defineClaim({
  says: 'A function that knows the schema writes JSON faster than JSON.stringify',
  because: 'it need not find out which properties there are, and of what kind',
  source: 'fast-json-stringify: https://github.com/fastify/fast-json-stringify',
  quote:
    'significantly faster than `JSON.stringify()` for small payloads. Its performance advantage shrinks as your payload grows',
  given: { data: ['a record', 'a record with a long text', '100 records'] },
  quick: { data: ['a record'] },
  favours: 'by schema',
  over: 'JSON.stringify',
  contenders: {
    'by schema': ({ data }) => {
      const items = itemsOf(data);
      return () => {
        let all = '';
        for (const one of items) all += all === '' ? written(one) : `,${written(one)}`;
        return flat(`[${all}]`);
      };
    },
    'JSON.stringify': ({ data }) => {
      const items = itemsOf(data);
      return () => flat(JSON.stringify(items));
    },
    'by schema, unescaped': ({ data }) => {
      const items = itemsOf(data);
      return () => {
        let all = '';
        for (const { id, name, text, price, isSold } of items) {
          if (all !== '') all += ',';
          all += `{"id":${id},"name":"${name}","text":"${text}","price":${price},"isSold":${isSold}}`;
        }
        return flat(`[${all}]`);
      };
    },
  },
  answer: ({ data }) => {
    const lines = itemsOf(data).map((one) => {
      const texts = [one.name, one.text].map((text) => text.replaceAll('"', '\\"').replaceAll('\n', '\\n'));
      const [name, text] = texts;
      return `{"id":${one.id},"name":"${name}","text":"${text}","price":${one.price},"isSold":${one.isSold}}`;
    });
    return `[${lines.join(',')}]`;
  },
  wrong: ({ data }) =>
    itemsOf(data).some(({ name, text }) => ESCAPED.test(name) || ESCAPED.test(text))
      ? { 'by schema, unescaped': 'a quotation mark in a name ends the text, and what follows is no JSON' }
      : {},
  changes: [
    {
      since: 'node@25',
      says: 'V8 13.8 and later write plain data on a path of its own, without looking for side effects, several characters at a time',
      source: 'https://v8.dev/blog/json-stringify',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/TommyDew42/fast-json-stringify',
      says: 'operations a second for a short text: 12,035,664 by JSON.stringify, 38,281,060 by fast-json-stringify',
      wins: 'by schema',
      at: { data: 'a record' },
      on: 'node@16.9.1',
    },
    {
      source: 'https://github.com/TommyDew42/fast-json-stringify',
      says: 'operations a second for a long text: 16,461 by JSON.stringify, 16,443 by fast-json-stringify',
      wins: 'neither',
      at: { data: 'a record with a long text' },
      on: 'node@16.9.1',
    },
  ],
});
