/** Numbered datagrams as they arrive: lost, doubled, reordered, against a model that remembers everything. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { ArrivalCounter } from '../../../fixtures/network/udp/arrivals.ts';

const NUMBERS = 2 ** 32;

suite('counting arrivals', () => {
  test('UD2: what was lost, came twice or came late is told, whatever a network does', () => {
    fc.assert(
      fc.property(
        fc.nat(NUMBERS - 1),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(59), { maxLength: 80 }),
        (first, sent, order) => {
          const counter = new ArrivalCounter({ first, window: 64 });
          const arrivals = order.filter((index) => index < sent);
          for (const index of arrivals) counter.heard((first + index) % NUMBERS);
          counter.sentUpTo((first + sent) % NUMBERS);
          expect({ missing: counter.missing, ...counter.counts }).to.deep.equal(modelOf(arrivals, sent));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('each of them is told as it comes', () => {
    const counter = new ArrivalCounter({ window: 4, furthest: 100 });
    const heard = [0, 2, 1, 2, 6, 2, 3, 5, 106, 206, 207].map((number) => counter.heard(number));
    expect(heard.slice(0, 4)).to.deep.equal(['new', 'new', 'reordered', 'duplicate']);
    expect(heard.slice(4)).to.deep.equal(['new', 'too late', 'reordered', 'reordered', 'new', 'new', 'new']);
  });

  test('the window and the furthest jump hold at their ends, and a number beyond changes nothing', () => {
    const counter = new ArrivalCounter({ window: 4, furthest: 100 });
    expect(counter.heard(100)).to.equal('too far');
    expect(counter.counts).to.include({ new: 0, 'too far': 1 });
    expect(counter.heard(99)).to.equal('new');
    expect([counter.heard(96), counter.heard(95)]).to.deep.equal(['reordered', 'too late']);
    expect(counter.missing).to.equal(98);
    counter.sentUpTo(99 + 102);
    expect(counter.missing).to.equal(98);
    counter.sentUpTo(99 + 101);
    expect(counter.missing).to.equal(198);
  });

  test('what is before the first was never sent, and numbers go on behind the last', () => {
    const counter = new ArrivalCounter({ first: NUMBERS - 1 });
    expect(counter.heard(NUMBERS - 2)).to.equal('too late');
    expect([NUMBERS - 1, 1, 0].map((number) => counter.heard(number))).to.deep.equal(['new', 'new', 'reordered']);
    expect(counter.missing).to.equal(0);
  });

  test('a number, a window or a jump that is none is refused', () => {
    expect(() => new ArrivalCounter({ window: 3 })).to.throw('power of two');
    for (const bad of [{ window: 0 }, { furthest: 0 }, { first: NUMBERS }]) {
      expect(() => new ArrivalCounter(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
    expect(() => new ArrivalCounter().heard(-1)).to.throw(RangeError);
  });
});

/** With all that came in a set. */
function modelOf(arrivals: readonly number[], sent: number): Record<string, number> {
  const counts = { new: 0, reordered: 0, duplicate: 0, 'too late': 0, 'too far': 0 };
  const seen = new Set<number>();
  let latest = -1;
  for (const index of arrivals) {
    counts[seen.has(index) ? 'duplicate' : index > latest ? 'new' : 'reordered'] += 1;
    seen.add(index);
    latest = Math.max(latest, index);
  }
  return { missing: sent - seen.size, ...counts };
}
