/** Ids of sessions (row WA10): drawn, signed, and refused when anything of them is changed. */
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { IdSigner, newSessionId } from '../../../../fixtures/web/sessions/session-id.ts';

const key = (fill: number): Buffer => Buffer.alloc(32, fill);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';

suite('the id of a session', () => {
  test('WA10: it is 192 bits of chance in 32 characters that need no quotes in a cookie', () => {
    const asked: number[] = [];
    const id = newSessionId((bytes) => {
      asked.push(bytes);
      return Buffer.alloc(bytes, 0xff);
    });
    expect([id, asked]).to.deep.equal(['_'.repeat(32), [24]]);
    expect(newSessionId())
      .to.match(/^[\w-]{32}$/)
      .and.not.to.equal(newSessionId());
  });

  test('WA10: changed in any one character, to any other, cut or made longer, it is no id', () => {
    const signer = new IdSigner([key(1)]);
    const signed = signer.sign(newSessionId());
    expect(signer.verify(signed)).to.equal(signed.slice(0, 32));
    let tried = 0;
    for (let at = 0; at < signed.length; at++) {
      // Every place once, and the last one in all ways: it has bits that mean nothing.
      const others = at === signed.length - 1 ? ALPHABET : signed[at] === 'A' ? 'B' : 'A';
      for (const other of others) {
        if (other === signed[at]) continue;
        expect(signer.verify(signed.slice(0, at) + other + signed.slice(at + 1)), `at ${at}: ${other}`).to.equal(
          undefined,
        );
        tried += 1;
      }
    }
    expect(tried).to.be.greaterThan(signed.length);
    const [id, mac] = signed.split('.') as [string, string];
    const wrong = ['', '.', id, mac, `${id}.`, `.${mac}`, `${signed}A`, ` ${signed}`, `${id}x.${mac}`, `${signed}\0`];
    for (const bad of [...wrong, 'é'.repeat(76), signed.toUpperCase()]) expect(signer.verify(bad)).to.equal(undefined);
  });

  test('the signature is an HMAC-SHA-256 for this purpose: the same key signs nothing else with it', () => {
    const right = createHmac('sha256', key(1)).update('10:session id=abc').digest('base64url');
    expect(new IdSigner([key(1)]).sign('abc')).to.equal(`abc.${right}`);
    const plain = createHmac('sha256', key(1)).update('abc').digest('base64url');
    expect(new IdSigner([key(1)]).verify(`abc.${plain}`)).to.equal(undefined);
  });

  test('keys change: the first signs, all verify, and what an old one signed ends with it', () => {
    const [old, both, last] = [new IdSigner([key(1)]), new IdSigner([key(2), key(1)]), new IdSigner([key(2)])];
    expect(both.verify(old.sign('abc'))).to.equal('abc');
    expect(last.verify(both.sign('abc'))).to.equal('abc');
    expect(last.verify(old.sign('abc'))).to.equal(undefined);
  });

  test('no key, or one that is shorter than 32 bytes, is refused, and not told; later changes to it do nothing', () => {
    for (const bad of [[], [Buffer.alloc(31)], [key(1), Buffer.from('secret')]]) {
      expect(() => new IdSigner(bad))
        .to.throw(TypeError, /^(?!.*secret)/)
        .with.property('code', 'ERR_INVALID_KEY');
    }
    const mine = key(1);
    const signer = new IdSigner([mine]);
    const signed = signer.sign('abc');
    mine.fill(0);
    expect(signer.sign('abc')).to.equal(signed);
  });
});
