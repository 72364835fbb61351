/** Specifies what users of an account notice of the way it was made: in a program of their own. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { open } from '../../../fixtures/language/accounts.ts';
import { compiled, runInline } from '../../support/program.ts';

type Style = keyof typeof open;

interface Seen {
  /** What is written of an account of 500 cents as JSON. */
  readonly written: string;
  /** The balance after somebody has set `cents` to a million, if that can be set. */
  readonly tampered: number;
  /** What becomes of paying in by a method that was taken off its account. */
  readonly takenOff: number | string;
  /** Whether methods that are put on the prototype of one account are there for all. */
  readonly extended: boolean;
}

const PROGRAM = `
  import { open } from ${JSON.stringify(compiled('fixtures/language/accounts.ts'))};

  const seen = {};
  for (const [style, openOne] of Object.entries(open)) {
    const account = openOne(500);
    const written = JSON.stringify(account);

    const { deposit } = account;
    let takenOff;
    try {
      deposit(20);
      takenOff = account.balance();
    } catch (error) {
      takenOff = error.name;
    }

    const rich = openOne(500);
    rich.cents = 1_000_000;
    const tampered = rich.balance();

    const prototype = Object.getPrototypeOf(openOne(1));
    const extended = prototype !== Object.prototype;
    if (extended) prototype.isEmpty = function () { return this.balance() === 0; };
    seen[style] = { written, takenOff, tampered, extended: extended && openOne(0).isEmpty() };
  }
  console.log(JSON.stringify(seen));
`;

describe('accounts, as their users see them', () => {
  let seen: Record<Style, Seen>;
  before(async () => {
    const { stdout } = await runInline(PROGRAM);
    seen = JSON.parse(stdout) as Record<Style, Seen>;
  });

  it('hide the balance in closures, and nowhere else', () => {
    const hidden = Object.entries(seen).filter(([, { written }]) => !written.includes('500'));
    expect(hidden.map(([style]) => style)).to.deep.equal(['closures']);
    expect(seen.closures.tampered).to.equal(500);
    for (const style of ['class', 'prototype', 'arrows'] as const) {
      expect(seen[style].tampered, style).to.equal(1_000_000);
    }
  });

  it('let go of methods that work by themselves where those know their account', () => {
    expect([seen.closures.takenOff, seen.arrows.takenOff]).to.deep.equal([520, 520]);
    expect([seen.class.takenOff, seen.prototype.takenOff]).to.deep.equal(['TypeError', 'TypeError']);
  });

  it('learn new methods after they were made, where they have a prototype of their own', () => {
    expect([seen.class.extended, seen.prototype.extended, seen.arrows.extended]).to.deep.equal([true, true, true]);
    expect(seen.closures.extended).to.equal(false);
  });
});
