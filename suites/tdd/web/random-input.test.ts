/** 10,000 random texts through every parser of requests: an answer or a coded error, and nothing beyond its bounds. */
import { expect } from 'chai';
import { after, before, suite, test } from 'mocha';
import { decodeBasic } from '../../../fixtures/web/basic-authentication.ts';
import { parseCookies } from '../../../fixtures/web/cookies/parse.ts';
import { CookieSigner } from '../../../fixtures/web/cookies/sign.ts';
import { HttpError } from '../../../fixtures/network/http/http-error.ts';
import { canonicalPath } from '../../../fixtures/web/percent.ts';
import { parseQuery } from '../../../fixtures/web/query.ts';
import { parseTarget } from '../../../fixtures/network/http/request-target.ts';
import { parseRange } from '../../../fixtures/web/static/byte-range.ts';
import { parseTags } from '../../../fixtures/web/static/entity-tag.ts';
import { safeSegments } from '../../../fixtures/web/static/find-file.ts';
import { parseHttpDate } from '../../../fixtures/web/static/http-date.ts';
import { mutatedTexts } from '../../support/mutated-text.ts';

const TEXTS = 10_000;

/** How many were taken. Anything that is thrown must be an HttpError of the client's. */
function throughAll(valid: readonly string[], parse: (text: string) => boolean): number {
  let taken = 0;
  for (const text of mutatedTexts(valid, TEXTS)) {
    try {
      if (parse(text)) taken += 1;
    } catch (error) {
      if (!(error instanceof HttpError) || error.status >= 500) throw new Error(JSON.stringify(text), { cause: error });
    }
  }
  return taken;
}

/** Both happen: what is only ever refused, or never, says nothing about a parser. */
function expectSome(taken: number): void {
  expect(taken).to.be.within(100, TEXTS - 100);
}

/** Cheaper than an assertion of chai, and as strict. */
function must(holds: boolean): void {
  if (!holds) throw new Error('expected what a parser answers to keep its bounds');
}

const noPrototype = (value: object): boolean => Object.getPrototypeOf(value) === null;

suite('10,000 random texts', () => {
  // Most of them are errors, and nobody reads where those were made.
  const { stackTraceLimit } = Error;
  before(() => {
    Error.stackTraceLimit = 0;
  });
  after(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  test('as a query', () => {
    const taken = throughAll(['a=1&b=%C3%A9&a=2+3', '__proto__=x&a[b]=c', '%zz=%&=&&'], (text) => {
      const query = parseQuery(text);
      must(noPrototype(query) && Object.keys(query).length <= text.length);
      return true;
    });
    expect(taken).to.equal(TEXTS);
  });

  test('as cookies', () => {
    const taken = throughAll(['a=1; b="2"; c=%C3%A9', '__Host-id=x.y; a=b=c; ;', '__proto__=1;constructor'], (text) => {
      const cookies = parseCookies(text);
      must(noPrototype(cookies) && Object.values(cookies).every((value) => typeof value === 'string'));
      return true;
    });
    expect(taken).to.equal(TEXTS);
  });

  test('as a signed value: none is verified', () => {
    const signer = new CookieSigner([Buffer.alloc(32, 1)]);
    const other = new CookieSigner([Buffer.alloc(32, 2)]).sign('id', 'user');
    const valid = signer.sign('id', 'user');
    const verified = throughAll([valid, other], (text) => text !== valid && signer.unsign('id', text) !== undefined);
    expect(verified).to.equal(0);
  });

  test('as a range', () => {
    expectSome(
      throughAll(['bytes=0-99', 'bytes=-5', 'bytes=7-', 'bytes=0-1,2-3'], (text) => {
        const range = parseRange(text, 100);
        if (typeof range === 'string') return false;
        must(range.first >= 0 && range.first <= range.last && range.last < 100);
        return true;
      }),
    );
  });

  test('as a list of tags', () => {
    expectSome(
      throughAll(['"a", W/"b"', '*', 'W/"x-1"'], (text) => {
        const tags = parseTags(text);
        if (tags !== '*') must(tags.every((tag) => !tag.text.includes('"')));
        return tags === '*' || tags.length > 0;
      }),
    );
  });

  test('as a date', () => {
    expectSome(
      throughAll(
        ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'],
        (text) => {
          const ms = parseHttpDate(text, 0);
          if (ms !== undefined) must(Number.isSafeInteger(ms));
          return ms !== undefined;
        },
      ),
    );
  });

  test('as the header Authorization', () => {
    expectSome(
      throughAll([`Basic ${btoa('ada:love')}`, `basic ${btoa('a:b:c')}`], (text) => {
        const credentials = decodeBasic(text);
        must(!credentials?.user.includes(':'));
        return credentials !== undefined;
      }),
    );
  });

  test('as a target', () => {
    const methods = ['GET', 'OPTIONS', 'CONNECT'];
    expectSome(
      throughAll(['/a/b?c=d', 'http://example.org:80/a?b', '*', 'example.org:443', '/%2e%2e/..%2f'], (text) => {
        const target = parseTarget(text, methods[text.length % 3]);
        if ('path' in target) must(/^\/[^?#\s]*$/.test(target.path));
        return true;
      }),
    );
  });

  test('as a path of a file: no segment leads out or is hidden', () => {
    expectSome(
      throughAll(['/a/b.html', '/../../etc/passwd', '/%2e%2e%2fa', '/..\\..\\a', '/a/%00/'], (text) => {
        const segments = safeSegments(text);
        must(!segments.some((segment) => /^\.|[/\\\0]/.test(segment)));
        return true;
      }),
    );
  });

  test('as a path to be routed: it has one spelling', () => {
    expectSome(
      throughAll(['/a/b%20c', '/%2F%25/x', '/%C3%A9?'], (text) => {
        const canonical = canonicalPath(text);
        must(canonicalPath(canonical.replace(/[?#]/g, encodeURIComponent)) === canonical);
        return true;
      }),
    );
  });
});
