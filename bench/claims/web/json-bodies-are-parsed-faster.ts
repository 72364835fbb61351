/**
 * The same data can come as a form or as JSON. A form is the older and looks the simpler of the two; but every name and
 * value of it has to be looked through for `+` and `%`, and what is no ASCII comes as three characters a byte, while JSON
 * is parsed in one piece by V8 itself, and its text is taken as it stands.
 *
 * That is no reason to take JSON as it comes: depth, `__proto__` and half characters want a check, which has its price
 * too. Every contender begins with the bytes of a body and ends with an object. No name comes twice, and nothing is
 * escaped wrongly: there the parsers of forms differ, and JSON is no longer the same data
 * (`querystring-beats-urlsearchparams`). XML is left out: there is no parser of it in Node.js to hold against.
 */
import querystring from 'node:querystring';
import { parseJson } from '../../../fixtures/web/bodies/json.ts';
import { parseUrlencoded } from '../../../fixtures/web/bodies/urlencoded.ts';
import { defineClaim } from '../../claim.ts';

type Text = 'plain' | 'percent';

function dataOf(pairs: number, text: Text): Record<string, string> {
  const word = text === 'plain' ? 'value' : '数据上传';
  return Object.fromEntries(Array.from({ length: pairs }, (_, index) => [`name${index}`, `${word}${index}`]));
}

function asJson(pairs: number, text: Text): Buffer {
  return Buffer.from(JSON.stringify(dataOf(pairs, text)));
}

function asForm(pairs: number, text: Text): Buffer {
  return Buffer.from(String(new URLSearchParams(dataOf(pairs, text))));
}

export default defineClaim({
  says: 'A JSON body becomes an object faster than a form with the same data',
  because: 'V8 parses it in one piece, and a form is decoded name by name and value by value',
  source: 'notes: uploads › other formats',
  quote: '除了表单数据，常见的提交还有JSON和XML (besides forms, JSON and XML are common)',
  rows: ['WA17'],
  given: { pairs: [2, 20], text: ['plain', 'percent'] },
  where: ({ pairs, text }) => pairs === 20 || text === 'plain',
  quick: { pairs: [20], text: ['plain'] },
  favours: 'JSON.parse',
  over: 'querystring',
  contenders: {
    'JSON.parse': ({ pairs, text }) => {
      const body = asJson(pairs, text);
      return () => JSON.parse(body.toString()) as unknown;
    },
    'JSON, checked': ({ pairs, text }) => {
      const body = asJson(pairs, text);
      return () => parseJson(body.toString());
    },
    querystring: ({ pairs, text }) => {
      const body = asForm(pairs, text);
      return () => querystring.parse(body.toString());
    },
    URLSearchParams: ({ pairs, text }) => {
      const body = asForm(pairs, text);
      return () => Object.fromEntries(new URLSearchParams(body.toString()));
    },
    'form, by hand': ({ pairs, text }) => {
      const body = asForm(pairs, text);
      return () => Object.fromEntries(Array.from(parseUrlencoded(body.toString()), ([name, [value]]) => [name, value]));
    },
  },
  answer: ({ pairs, text }) => dataOf(pairs, text),
  expects: ({ pairs }) => (pairs >= 20 ? 'confirmed' : undefined),
});
