/** Defining a claim, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { closing, defineClaim } from '../../../bench/claim.ts';

suite('defining a claim', () => {
  test('gives back what was given', () => {
    const claim = {
      says: 'a beats b',
      because: 'it does less',
      source: 'nobody',
      favours: 'a',
      over: 'b',
      contenders: { a: () => () => 1, b: () => () => 1 },
    } as const;
    expect(defineClaim(claim)).to.equal(claim);
  });

  test('gives a timed function an end, which is waited for', async () => {
    const events: string[] = [];
    const timed = closing(
      () => events.push('call'),
      async () => {
        await Promise.resolve();
        events.push('closed');
      },
    );
    timed();
    await timed[Symbol.asyncDispose]!();
    expect(events).to.deep.equal(['call', 'closed']);
  });
});
