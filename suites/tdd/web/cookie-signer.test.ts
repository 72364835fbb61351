/** Signed cookies: changed ones, moved ones, and keys that come and go. */
import crypto from 'node:crypto';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { afterEach, suite, test } from 'mocha';
import { restore, spy } from 'sinon';
import { CookieSigner } from '../../../fixtures/web/cookies/sign.ts';

suite('a signed value', () => {
  const [older, newer, foreign] = ['older', 'newer', 'foreign'].map((name) => Buffer.from(name.repeat(8)));
  const signer = new CookieSigner([newer!, older!]);

  afterEach(() => {
    restore();
  });

  test('is verified, and is HMAC-SHA-256 of name and value', () => {
    const signed = signer.sign('id', 'a.b');
    const expected = crypto.createHmac('sha256', newer!).update('2:id=a.b').digest('base64url');
    expect(signed).to.equal(`a.b.${expected}`);
    expect(signer.unsign('id', signed)).to.deep.equal({ value: 'a.b', old: false });
  });

  test('that an older key has signed is verified and said to be old; one of no key is not', () => {
    expect(signer.unsign('id', new CookieSigner([older!]).sign('id', 'v'))).to.deep.equal({ value: 'v', old: true });
    expect(signer.unsign('id', new CookieSigner([foreign!]).sign('id', 'v'))).to.equal(undefined);
    // The older key is taken away: what it has signed is worth nothing any more.
    expect(new CookieSigner([newer!]).unsign('id', new CookieSigner([older!]).sign('id', 'v'))).to.equal(undefined);
  });

  test('is of no use under another name', () => {
    expect(signer.unsign('role', signer.sign('id', 'admin'))).to.equal(undefined);
    expect(signer.unsign('a', signer.sign('a=b', 'c').replace(/^c/, 'b=c'))).to.equal(undefined);
  });

  test('of which one character is changed, added or taken away is refused', () => {
    const signed = signer.sign('id', 'user-1');
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.constantFrom('', 'A', 'B', '.', '=', ' ', '\0', 'é'), (at, put) => {
        const changed = signed.slice(0, at) + put + signed.slice(at + 1);
        fc.pre(changed !== signed);
        expect(signer.unsign('id', changed)).to.equal(undefined);
        expect(signer.unsign('id', signed + put)).to.deep.equal(
          put === '' ? { value: 'user-1', old: false } : undefined,
        );
      }),
    );
  });

  test('has one spelling: the last character of base64 may not carry bits that mean nothing', () => {
    const signed = signer.sign('id', 'v');
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = digits[digits.indexOf(signed.at(-1)!) ^ 1]!;
    const same = (text: string) => Buffer.from(text.slice(2), 'base64url').toString('hex');
    expect(same(signed.slice(0, -1) + other)).to.equal(same(signed));
    expect(signer.unsign('id', signed.slice(0, -1) + other)).to.equal(undefined);
  });

  test('is compared by timingSafeEqual with every key, whichever fits', () => {
    const compared = spy(crypto, 'timingSafeEqual');
    for (const key of [newer!, older!, foreign!]) {
      compared.resetHistory();
      signer.unsign('id', new CookieSigner([key]).sign('id', 'v'));
      expect(compared.callCount).to.equal(2);
    }
  });

  test('any text comes back', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (value) => {
        expect(signer.unsign('n', signer.sign('n', value))?.value).to.equal(value);
      }),
      { numRuns: 50 },
    );
  });

  test('needs a key of 32 bytes', () => {
    expect(() => new CookieSigner([Buffer.alloc(32)])).not.to.throw();
    for (const keys of [[], [Buffer.alloc(31)], [Buffer.alloc(32), Buffer.from('short')]]) {
      expect(() => new CookieSigner(keys))
        .to.throw(TypeError, 'at least 32 bytes')
        .with.property('code', 'ERR_INVALID_KEY');
    }
  });

  test('is signed with the key as it was, whatever its owner does with it', () => {
    const key = Buffer.alloc(32, 1);
    const kept = new CookieSigner([key]);
    const signed = kept.sign('id', 'v');
    key.fill(0);
    expect(kept.unsign('id', signed)).to.deep.equal({ value: 'v', old: false });
  });
});
