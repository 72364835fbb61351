/** The parts of an application, from the inside: addresses, names of downloads, preferences, passwords, attempts. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Attempts } from '../../../../fixtures/web/application/attempts.ts';
import { attachment } from '../../../../fixtures/web/application/content-disposition.ts';
import { hashPassword, isPassword } from '../../../../fixtures/web/application/passwords.ts';
import { prefersHtml } from '../../../../fixtures/web/application/prefers-html.ts';
import { ownAddress, redirect } from '../../../../fixtures/web/application/redirect.ts';
import type { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { mutatedTexts } from '../../../support/mutated-text.ts';
import { rejectionOf } from '../../../support/rejection.ts';

/** Halves of characters included. fast-check's own unit of that kind takes most of a second to be made. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)) });

suite('an address on this site', () => {
  const own: readonly (readonly [string, string])[] = [
    ['/', '/'],
    ['/a?b=c#d', '/a?b=c#d'],
    ['/a/../b', '/b'],
    ['/é ü', '/%C3%A9%20%C3%BC'],
    ['/a\r\nSet-Cookie: x', '/aSet-Cookie:%20x'],
    ['/http://evil.org', '/http://evil.org'],
  ];
  for (const [given, expected] of own) {
    test(`${JSON.stringify(given)} is ${expected}`, () => {
      expect(ownAddress(given)).to.equal(expected);
      expect(redirect(given)).to.deep.include({ status: 303 }).and.have.nested.property('headers.Location', expected);
    });
  }

  const others = [
    '',
    'a',
    'http://evil.org',
    '//evil.org',
    String.raw`/\evil.org`,
    '/\t/evil.org',
    '/\n\\evil.org',
    '/.//evil.org',
    '/a/..//evil.org',
    '/%2e//evil.org',
    'javascript:alert(1)',
    ' //evil.org',
    '//',
    '///evil.org',
  ];
  for (const given of others) {
    test(`${JSON.stringify(given)} is none`, () => {
      expect(ownAddress(given)).to.equal(undefined);
      expect(() => redirect(given))
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_LOCATION');
    });
  }

  test('stays on this site as browsers read it, and in its header, whatever it was made of', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2F',
      '\t',
      '\r',
      '\n',
      ' ',
      '?',
      '#',
      '@',
      ':',
      'evil.org',
      'http:',
      'é',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((all) => `/${all.join('')}`),
        (text) => {
          const address = ownAddress(text);
          if (address === undefined) return;
          expect(new URL(address, 'https://site.example').origin).to.equal('https://site.example');
          expect(address).to.match(/^[\x21-\x7E]+$/);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});

suite('the name of a download', () => {
  test('is told twice: plain, and as it is (RFC 6266)', () => {
    expect(attachment('report.pdf')).to.equal(`attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`);
    expect(attachment(`naïve "漢'.txt`)).to.equal(
      `attachment; filename="na_ve ___.txt"; filename*=UTF-8''na%C3%AFve%20%22%E6%BC%A2%27.txt`,
    );
  });

  test('never leaves its quotes or its header, and comes back whole', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const [, encoded] = /^attachment; filename="[\w .()+,@-]*"; filename\*=UTF-8''([\w.~!%-]*)$/.exec(
          attachment(name),
        )!;
        expect(decodeURIComponent(encoded!)).to.equal(name.replace(/\p{Cs}/gu, '\uFFFD'));
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

suite('whether a client would rather have a page', () => {
  const table: readonly (readonly [string | undefined, boolean])[] = [
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html', true],
    ['TEXT/HTML ; q=1.0', true],
    ['text/html, */*', true],
    ['text/*', true],
    ['application/json;q=0.5, text/html', true],
    ['application/json', false],
    ['text/html, application/json', false],
    ['text/html;q=0.5, application/json', false],
    ['text/html;q=0', false],
    ['text/html;q=x', false],
    ['*/*', false],
    ['', false],
    [undefined, false],
    [',;,/;q', false],
    [`${'a/b,'.repeat(50)}text/html`, false],
  ];
  for (const [accept, expected] of table) {
    test(`${expected ? 'yes' : 'no'}: ${accept?.slice(0, 80)}`, () => expect(prefersHtml(accept)).to.equal(expected));
  }

  test('yes only where a page is named, or anything: of 10,000 random headers', () => {
    const valid = table.flatMap(([accept]) => accept?.slice(0, 100) ?? []);
    const answers = [0, 0];
    for (const accept of mutatedTexts(valid, 10_000)) {
      const yes = prefersHtml(accept);
      answers[Number(yes)]! += 1;
      if (yes) expect(accept.toLowerCase()).to.match(/text\/(?:html|\*)|\*\/\*/);
    }
    expect(Math.min(...answers)).to.be.greaterThan(100);
  });
});

suite('a password', () => {
  test('is known by its hash, which is another each time, and no other password is', async () => {
    const [one, other] = await Promise.all([hashPassword('geheim é', 2), hashPassword('geheim é', 2)]);
    expect(one)
      .to.match(/^scrypt\.2\.[\w-]{22}\.[\w-]{43}$/)
      .and.not.equal(other);
    expect(await isPassword('geheim é', one)).to.equal(true);
    expect(await isPassword('geheim e\u0301', one), 'the same to whoever types it').to.equal(true);
    for (const wrong of ['', 'geheim', 'Geheim é', 'geheim é ']) expect(await isPassword(wrong, one)).to.equal(false);
  });

  test('of 256 characters is taken, one of more or none is not', async () => {
    const longest = await hashPassword('x'.repeat(256), 1);
    expect(await isPassword('x'.repeat(256), longest)).to.equal(true);
    expect(await isPassword('x'.repeat(257), longest)).to.equal(false);
    for (const none of ['', 'x'.repeat(257)]) {
      expect(await rejectionOf(hashPassword(none, 1))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  test('of somebody whom nobody knows is wrong, also an empty one', async () => {
    expect([await isPassword('', undefined, 1), await isPassword('x', undefined, 1)]).to.deep.equal([false, false]);
  });

  test('has a cost of 2 to 2^20', async () => {
    for (const cost of [0, 21, 1.5]) {
      expect(await rejectionOf(hashPassword('x', cost))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});

suite('attempts', () => {
  const make = (options = {}) => {
    const clock = madeClock();
    return {
      clock,
      attempts: new Attempts({ most: 2, windowMs: 10_000, keys: 2, now: () => clock.now(), ...options }),
    };
  };
  const refused = (attempts: Attempts, key: string): unknown => {
    try {
      attempts.count(key);
      return undefined;
    } catch (error) {
      const { status, code, headers } = error as HttpError;
      return { status, code, ...headers };
    }
  };

  test('are as many as there may be, and one more is 429, with the time that is left', () => {
    const { clock, attempts } = make();
    expect([refused(attempts, 'a'), refused(attempts, 'a')]).to.deep.equal([undefined, undefined]);
    clock.advance(8001);
    expect(refused(attempts, 'a')).to.deep.equal({ status: 429, code: 'TOO_MANY_ATTEMPTS', 'Retry-After': '2' });
    expect(refused(attempts, 'b')).to.equal(undefined);
    clock.advance(1999);
    expect([refused(attempts, 'a'), refused(attempts, 'a')]).to.deep.equal([undefined, undefined]);
    expect(refused(attempts, 'a')).to.include({ status: 429 });
  });

  test('are forgotten where one has succeeded, and of too many keys the one that has not tried for longest', () => {
    const { attempts } = make({ most: 1 });
    attempts.count('a');
    attempts.forget('a');
    expect(refused(attempts, 'a')).to.equal(undefined);
    attempts.count('b');
    attempts.count('c');
    expect(refused(attempts, 'c')).to.include({ status: 429 });
    expect(refused(attempts, 'a')).to.equal(undefined);
  });

  for (const options of [{ most: 0 }, { windowMs: 0 }, { keys: 0 }]) {
    test(`with ${JSON.stringify(options)} are refused`, () => {
      expect(() => make(options))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
