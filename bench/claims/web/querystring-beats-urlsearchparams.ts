/**
 * A query is text until somebody makes keys and values of it. `node:querystring` has done that since the beginning;
 * URLSearchParams is the standard. Parsing is asked here together with reading the values of one key, since
 * nobody parses for its own sake.
 *
 * The wrong way is to choose by speed among parsers that answer differently. Anybody can write a key twice: `get` of
 * URLSearchParams and `Object.fromEntries` have one of the values, and not the same one; `querystring` makes an array of
 * them, and the code that expected a text fails. `qs` makes objects of `a[b]=1`, which is another language. And an object
 * with a prototype has a `constructor` that nobody has sent. Of what is escaped wrongly, as whoever means latin1 does,
 * most make U+FFFD, and `qs` leaves it as it came.
 *
 * URLSearchParams was the slower one, until its parser was written anew after that of `querystring`, filling a flat list
 * instead of an object (nodejs/node #11858, 2017). The manual goes on to say otherwise.
 */
import querystring from 'node:querystring';
import qs from 'qs';
import { defineClaim } from '../../claim.ts';
import { parseQuery } from '../../../fixtures/web/query.ts';

type Text = 'plain' | 'percent' | 'bad percent';

/** The key that is read. In a query of 20 pairs the last pair has it again. */
const KEY = 'key0';

function keyOf(index: number, pairs: number): string {
  return pairs > 2 && index === pairs - 1 ? KEY : `key${index}`;
}

function valueOf(index: number, text: Text): string {
  if (text === 'bad percent') return `gr\uFFFD\uFFFDe 100%-${index}`;
  return text === 'plain' ? `value-of-${index}` : `größe & gewicht ${index}`;
}

/** Of the last one two bytes are latin1, and a `%` stands for itself. */
function escapedOf(index: number, text: Text): string {
  if (text === 'bad percent') return `gr%F6%DFe+100%-${index}`;
  return encodeURIComponent(valueOf(index, text)).replaceAll('%20', '+');
}

function queryOf(pairs: number, text: Text): string {
  return Array.from({ length: pairs }, (_, index) => `${keyOf(index, pairs)}=${escapedOf(index, text)}`).join('&');
}

/** One form for all: a text by itself is the only value. */
function values(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

export default defineClaim({
  says: 'querystring parses faster than URLSearchParams',
  because: 'it fills a plain object in one go, and keeps to no standard',
  source: 'the manual of Node.js: Query string; notes: building web applications › query string',
  quote: 'querystring is more performant than URLSearchParams but is not a standardized API',
  rows: ['WA3', 'WA4'],
  given: { pairs: [2, 20], text: ['plain', 'percent', 'bad percent'] },
  where: ({ pairs, text }) => pairs === 20 || text === 'plain',
  quick: { pairs: [20], text: ['plain'] },
  favours: 'querystring',
  over: 'URLSearchParams',
  contenders: {
    querystring: ({ pairs, text }) => {
      const query = queryOf(pairs, text);
      return () => values(querystring.parse(query)[KEY]);
    },
    URLSearchParams: ({ pairs, text }) => {
      const query = queryOf(pairs, text);
      return () => new URLSearchParams(query).getAll(KEY);
    },
    'Object.fromEntries': ({ pairs, text }) => {
      const query = queryOf(pairs, text);
      return () => values(Object.fromEntries(new URLSearchParams(query))[KEY]);
    },
    qs: ({ pairs, text }) => {
      const query = queryOf(pairs, text);
      return () => values(qs.parse(query)[KEY]);
    },
    'by hand': ({ pairs, text }) => {
      const query = queryOf(pairs, text);
      return () => values(parseQuery(query)[KEY]);
    },
  },
  answer: ({ pairs, text }) => (pairs > 2 ? [0, pairs - 1] : [0]).map((index) => valueOf(index, text)),
  wrong: ({ pairs, text }) => ({
    ...(pairs > 2 && { 'Object.fromEntries': 'of a key that comes twice only the last value is kept' }),
    ...(text === 'bad percent' && { qs: 'a value with bytes that are no UTF-8 stays escaped' }),
  }),
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/11858',
      says: 'URLSearchParams is on average 150% faster than querystring.parse',
      wins: 'URLSearchParams',
    },
    {
      source: 'https://github.com/anonrig/fast-querystring',
      says: 'node:querystring parses 1,068,166 times a second, and URLSearchParams 980,018 times, with an object made of it',
      wins: 'querystring',
      at: { text: 'plain' },
      on: 'node@20.2.0',
      differs: 'there an object is made of what URLSearchParams has parsed, and here one of its keys is read',
    },
  ],
  expects: ({ text }, { is }) => (is === 'node' && text === 'plain' ? 'refuted' : undefined),
});
