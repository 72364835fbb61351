/** Specifies the four ways of making an account: the same behaviour, and what belongs to each object and what to all. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { open } from '../../../fixtures/language/accounts.ts';

for (const [style, openOne] of Object.entries(open)) {
  suite(`accounts by ${style}`, () => {
    test('hold what is paid into them', () => {
      const account = openOne(100);
      account.deposit(50);
      account.deposit(0);
      expect(account.balance()).to.equal(150);
    });

    test('give what they have, to the last cent', () => {
      const account = openOne(100);
      expect([account.withdraw(40), account.withdraw(60), account.balance()]).to.deep.equal([true, true, 0]);
    });

    test('give nothing of what they do not have', () => {
      const account = openOne(100);
      expect([account.withdraw(101), account.balance()]).to.deep.equal([false, 100]);
    });

    test('know nothing of one another', () => {
      const [one, other] = [openOne(1), openOne(2)];
      one.deposit(10);
      other.withdraw(2);
      expect([one.balance(), other.balance()]).to.deep.equal([11, 0]);
    });

    for (const wrong of [-1, 0.5, NaN]) {
      test(`refuse ${wrong} cents, and stay as they are`, () => {
        const account = openOne(100);
        expect(() => account.deposit(wrong))
          .to.throw(RangeError)
          .with.property('code', 'ERR_OUT_OF_RANGE');
        expect(() => account.withdraw(wrong))
          .to.throw(RangeError)
          .with.property('code', 'ERR_OUT_OF_RANGE');
        expect(account.balance()).to.equal(100);
      });
    }
  });
}

suite('accounts: what each object has of its own', () => {
  for (const [style, { own, shared }] of Object.entries({
    class: { own: ['cents'], shared: true },
    prototype: { own: ['cents'], shared: true },
    arrows: { own: ['balance', 'cents', 'deposit', 'withdraw'], shared: false },
    closures: { own: ['balance', 'deposit', 'withdraw'], shared: false },
  })) {
    test(`${style}: ${own.join(', ')}; its methods are ${shared ? 'those of all others' : 'its own'}`, () => {
      const [one, other] = [1, 2].map(open[style as keyof typeof open]);
      expect(Object.keys(one!).toSorted()).to.deep.equal(own);
      for (const method of ['deposit', 'withdraw', 'balance'] as const) {
        expect(one![method] === other![method], method).to.equal(shared);
      }
    });
  }
});
