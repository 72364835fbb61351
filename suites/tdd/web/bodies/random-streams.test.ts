/** Ten thousand random streams of bytes for every parser of bodies: a result or a coded error, and nothing held (rows WA16 to WA18). */
import { expect } from 'chai';
import { after, before, suite, test } from 'mocha';
import { random, type Random } from '../../../../fixtures/data/random.ts';
import { parseJson } from '../../../../fixtures/web/bodies/json.ts';
import { parseMediaType } from '../../../../fixtures/web/bodies/media-type.ts';
import { MultipartScanner } from '../../../../fixtures/web/bodies/multipart-scanner.ts';
import { textOf } from '../../../../fixtures/web/bodies/text.ts';
import { parseUrlencoded } from '../../../../fixtures/web/bodies/urlencoded.ts';
import { parseXml } from '../../../../fixtures/web/bodies/xml.ts';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { madeStream } from '../../../support/made-stream.ts';

const STREAMS = 10_000;
const MULTIPART =
  '--cut\r\nContent-Disposition: form-data; name="a"; filename="b"\r\nContent-Type: a/b\r\n\r\n\r\n--cu\r\n-\r\n--cut\r\n\r\nx\r\n--cut--\r\n';
const XML =
  '<?xml version="1.0" encoding="UTF-8"?><a b="1" c=\'&amp;\'><!-- d --><e/>&#x66;<![CDATA[<g>]]><?h i?></a><!DOCTYPE';

/** What a parser is given, what it is made of, and how it reads it. It answers the most bytes that it held. */
const PARSERS: readonly [name: string, seeds: readonly string[], parse: (bytes: Buffer, chance: Random) => number][] = [
  [
    'media types',
    ['multipart/form-data; boundary="a\\"b";charset=UTF-8', 'application/json ;; x=1'],
    (bytes) => {
      parseMediaType(bytes.toString('latin1'));
      return 0;
    },
  ],
  [
    'urlencoded forms',
    ['a=1&b=%C3%BC&a=+2&__proto__=%25', '&&=&a'],
    (bytes) => {
      parseUrlencoded(bytes.toString(), { mostPairs: 20 });
      return 0;
    },
  ],
  [
    'JSON',
    ['{"a":[1,-2.5e3,"\\u00fc\\ud83d\\ude00\\n",true,null],"__proto__":{}}', '[[[[{"constructor":{"prototype":1}}]]]]'],
    (bytes) => {
      parseJson(textOf(bytes, { essence: '', parameters: new Map() }), { depth: 5 });
      return 0;
    },
  ],
  [
    'XML',
    [XML, '<a><b><c><d x="1" y="2" z="3"/></c></b></a>'],
    (bytes) => {
      parseXml(bytes.toString(), { depth: 3, mostElements: 8, mostAttributes: 2 });
      return 0;
    },
  ],
  [
    'multipart',
    [MULTIPART, 'preamble\r\n--cut \t\r\nA:b\r\n\r\n--cut\r\n--cut--'],
    (bytes, chance) => {
      const scanner = new MultipartScanner('cut', { mostHeaderBytes: 100, mostParts: 3 });
      let held = 0;
      for (let at = 0; at < bytes.length;) {
        const end = at + 1 + chance.below(40);
        scanner.push(bytes.subarray(at, end));
        held = Math.max(held, scanner.held);
        at = end;
      }
      scanner.end();
      return held;
    },
  ],
];

suite('random streams', () => {
  const { stackTraceLimit } = Error;
  // Most of the time would go into stacks that nobody reads.
  before(() => {
    Error.stackTraceLimit = 0;
  });
  after(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  for (const [name, seeds, parse] of PARSERS) {
    test(`WA16, WA17, WA18: ${STREAMS} of them are read as ${name}, or refused with a status below 500, and nothing is piled up`, () => {
      const chance = random(16);
      const valid = seeds.map((seed) => Buffer.from(seed));
      let [taken, refused, held] = [0, 0, 0];
      for (let stream = 0; stream < STREAMS; stream++) {
        try {
          held = Math.max(held, parse(madeStream(valid, chance), chance));
          taken += 1;
        } catch (error) {
          if (!(error instanceof HttpError) || error.status >= 500) throw error;
          refused += 1;
        }
      }
      expect(taken).to.be.above(0);
      expect(refused).to.be.above(0);
      // A delimiter, or headers up to their limit with what is around them.
      expect(held).to.be.at.most(100 + '\r\n\r\n\r\n'.length);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  }
});
