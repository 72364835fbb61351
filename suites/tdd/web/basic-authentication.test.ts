/** Basic authentication (rows WA14 and WA15): what is in the header, who it is, and how that is compared. */
import crypto from 'node:crypto';
import vm from 'node:vm';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { afterEach, suite, test } from 'mocha';
import { restore, spy } from 'sinon';
import { basicAuthentication, decodeBasic, encodeBasic } from '../../../fixtures/web/basic-authentication.ts';
import { sameSecret } from '../../../fixtures/web/same-secret.ts';

suite('WA14: the header Authorization of Basic', () => {
  test('is base64, and not encrypted as claimed: anybody reads the password', () => {
    const header = encodeBasic('Aladdin', 'open sesame');
    expect(header).to.equal('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='); // RFC 7617 §2
    expect(Buffer.from(header.slice(6), 'base64').toString()).to.equal('Aladdin:open sesame');
  });

  test('of the notes, dXNlcjpwsNK, is claimed to be name and password, but ends in bytes that are no text', () => {
    expect([...Buffer.from('dXNlcjpwsNK', 'base64')].slice(-2)).to.deep.equal([0xb0, 0xd2]);
    expect(decodeBasic('Basic dXNlcjpwsNK')).to.equal(undefined);
  });

  test('is UTF-8, and a password may have colons', () => {
    expect(encodeBasic('test', '123£')).to.equal('Basic dGVzdDoxMjPCow=='); // RFC 7617 §2.1
    expect(decodeBasic('Basic dGVzdDoxMjPCow==')).to.deep.equal({ user: 'test', password: '123£' });
    expect(decodeBasic(encodeBasic('a', 'b:c:'))).to.deep.equal({ user: 'a', password: 'b:c:' });
    expect(decodeBasic(`bAsIc ${btoa(':')}`)).to.deep.equal({ user: '', password: '' });
  });

  test('has each character in one spelling (RFC 7617 §2.1): é is one, and not e with an accent behind it', () => {
    expect(encodeBasic('rene\u0301', 'e\u0301')).to.equal(encodeBasic('ren\u00E9', '\u00E9'));
    expect(decodeBasic(encodeBasic('a', 'e\u0301'))).to.deep.equal({ user: 'a', password: '\u00E9' });
  });

  test('comes back, whatever name and password are', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Z', '0', ':', '=', ' ', '/', '+', 'é', '£', '中', '\u{1F600}', '\uFEFF'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (name, password) => {
        const user = name.replaceAll(':', '');
        expect(decodeBasic(encodeBasic(user, password))).to.deep.equal({ user, password });
      }),
    );
  });

  test('is not understood where it is anything else', () => {
    for (const header of [
      undefined,
      '',
      'Basic',
      'Basic ',
      'Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
      'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== ',
      'Basic QWxhZGRpbjpv,GVuIHNlc2FtZQ==',
      'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ===',
      'Basic ====',
      'Basic A',
      `Basic ${btoa('nocolon')}`,
      `Basic ${btoa('a:b\0')}`,
      `Basic ${btoa('a:\xFF')}`,
      'Basic YTo-Pj4=', // base64url of a:>>>
      'Basic YTpiZ', // one digit too many for whole bytes
      'Basic YTp=YTpi',
    ]) {
      expect(decodeBasic(header), String(header)).to.equal(undefined);
    }
  });

  test('cannot be made of a name with a colon, a line end, or half a character', () => {
    for (const [user, password] of [
      ['a:b', 'c'],
      ['a\n', 'c'],
      ['a', 'c\r\nX: y'],
      ['a', '\uDC00'],
    ] as const) {
      expect(() => encodeBasic(user, password))
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_CREDENTIALS');
    }
  });
});

suite('WA15: the snippet of the notes', () => {
  const snippet = `var encode = function(username, password){
    return new Buffer(username + ':' + password).toString('base64);
};`;

  test('is a SyntaxError and encodes nothing as claimed: a quote is missing', () => {
    expect(() => new vm.Script(snippet)).to.throw(SyntaxError);
  });

  test('with its quote it does, for which new Buffer is no longer needed', () => {
    const mended = snippet.replace("'base64)", "'base64')").replace('new Buffer(', 'Buffer.from(');
    const encode = new vm.Script(`${mended}; encode`).runInNewContext({ Buffer }) as typeof encodeBasic;
    expect(`Basic ${encode('user', 'pass')}`).to.equal(encodeBasic('user', 'pass'));
  });
});

suite('WA14: whoever asks', () => {
  const users = new Map([
    ['ada', 'lovelace'],
    ['grace', 'hopper'],
  ]);
  const whose = basicAuthentication({ realm: 'the "archive"', users });
  const refused = {
    status: 401,
    code: 'NOT_AUTHENTICATED',
    message: 'expected a name and its password',
  };

  afterEach(() => {
    restore();
  });

  test('is known by name and password', () => {
    expect(whose(encodeBasic('ada', 'lovelace'))).to.equal('ada');
    expect(whose(encodeBasic('grace', 'hopper'))).to.equal('grace');
  });

  test('is known however the client, or whoever keeps the passwords, spells an é', () => {
    for (const kept of ['e\u0301', '\u00E9']) {
      const known = basicAuthentication({ realm: 'r', users: new Map([[kept, kept]]) });
      for (const came of ['e\u0301', '\u00E9']) {
        expect(known(`Basic ${Buffer.from(`${came}:${came}`).toString('base64')}`)).to.equal(kept);
      }
    }
  });

  test('is refused in the same words for a wrong name, a wrong password, somebody else’s, and none', () => {
    for (const header of [
      undefined,
      'Basic ?',
      encodeBasic('nobody', 'lovelace'),
      encodeBasic('ada', 'lovelac'),
      encodeBasic('ada', 'hopper'),
      encodeBasic('', ''),
    ]) {
      expect(() => whose(header))
        .to.throw()
        .with.deep.include({
          ...refused,
          headers: { 'WWW-Authenticate': String.raw`Basic realm="the \"archive\"", charset="UTF-8"` },
        });
    }
  });

  test('is nobody without a header, even where somebody has neither name nor password', () => {
    const open = basicAuthentication({ realm: 'r', users: new Map([['', '']]) });
    expect(open(encodeBasic('', ''))).to.equal('');
    for (const header of [undefined, '', 'Basic ?'])
      expect(() => open(header))
        .to.throw()
        .with.include(refused);
  });

  test('is compared by hashes of one length, and as often whatever is wrong', () => {
    const compared = spy(crypto, 'timingSafeEqual');
    for (const header of [encodeBasic('ada', 'lovelace'), encodeBasic('x', 'y'.repeat(99)), 'Basic ?', undefined]) {
      compared.resetHistory();
      try {
        whose(header);
      } catch {
        // refused; it is the comparisons that are looked at
      }
      const lengths = compared.args.map(([one, other]) => [one.byteLength, other.byteLength]);
      expect(lengths).to.deep.equal(Array.from({ length: 4 }, () => [32, 32]));
    }
    expect(sameSecret('a', 'a')).to.equal(true);
    expect(sameSecret('a', 'aa')).to.equal(false);
  });

  test('sees a realm that is ASCII, and in which no header can hide', () => {
    for (const realm of ['', 'ä', 'a\r\nX: y', 'a\n']) {
      expect(() => basicAuthentication({ realm, users }))
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_REALM');
    }
  });
});
