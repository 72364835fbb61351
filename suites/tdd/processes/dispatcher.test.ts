/** Handing out in turn, from the inside: even, acknowledged, and nothing lost (rows C4 and C7). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Dispatcher, type Choose } from '../../../fixtures/processes/dispatcher.ts';
import { sticky } from '../../../fixtures/processes/sticky.ts';

suite('the dispatcher', () => {
  test('C4: gives each taker as much as the others, whether or not they acknowledge', () => {
    const { dispatcher, handed } = made();
    for (const taker of ['a', 'b', 'c']) dispatcher.add(taker);
    for (let job = 0; job < 7; job++) dispatcher.give(job);
    expect(handed.join(' ')).to.equal('a0 b1 c2 a3 b4 c5 a6');
    expect(dispatcher.pending).to.equal(7);
  });

  test('C4: in whichever order they acknowledge, no taker ever has two more than another', () => {
    const acks = fc.array(fc.nat(50), { maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), acks, (takers, steps) => {
        const { dispatcher, handed } = made();
        for (let taker = 0; taker < takers; taker++) dispatcher.add(String(taker));
        const counts = Array.from({ length: takers }, () => 0);
        for (const [job, step] of steps.entries()) {
          dispatcher.give(job);
          counts[Number(handed.at(-1)![0])]! += 1;
          expect(Math.max(...counts) - Math.min(...counts)).to.be.at.most(1);
          const [taker = '', ...name] = handed[step % handed.length]!;
          dispatcher.taken(taker, Number(name.join('')));
        }
      }),
    );
  });

  test('C7: what one refuses goes to the next, and what all refuse is dropped, once', () => {
    const { dispatcher, handed, dropped } = made();
    for (const taker of ['a', 'b', 'c']) dispatcher.add(taker);
    dispatcher.give(1);
    for (const taker of ['a', 'b', 'c']) {
      expect(dropped).to.deep.equal([]);
      dispatcher.refused(taker, 1);
    }
    expect(handed.join(' ')).to.equal('a1 b1 c1');
    expect([dropped, dispatcher.pending]).to.deep.equal([[1], 0]);
  });

  test('C7: what one had not acknowledged when it died goes to the next; what it had does not', () => {
    const { dispatcher, handed } = made();
    for (const taker of ['a', 'b']) dispatcher.add(taker);
    for (const job of [1, 2, 3]) dispatcher.give(job);
    expect(dispatcher.taken('a', 1)).to.equal(true);
    dispatcher.remove('a');
    expect(handed.join(' ')).to.equal('a1 b2 a3 b3');
    expect(dispatcher.taken('a', 3)).to.equal(false);
    expect(dispatcher.taken('b', 3)).to.equal(true);
    expect(dispatcher.pending).to.equal(1);
  });

  test('what nobody is there for waits for the next that comes', () => {
    const { dispatcher, handed } = made();
    dispatcher.give(1);
    dispatcher.add('a');
    dispatcher.remove('a');
    expect(dispatcher.pending).to.equal(1);
    dispatcher.add('b');
    expect(handed.join(' ')).to.equal('a1 b1');
  });

  test('a refusal or an acknowledgement of what somebody else has changes nothing', () => {
    const { dispatcher, handed } = made();
    for (const taker of ['a', 'b']) dispatcher.add(taker);
    dispatcher.give(1);
    dispatcher.refused('b', 1);
    expect(dispatcher.taken('b', 1)).to.equal(false);
    expect([handed.join(' '), dispatcher.pending]).to.deep.equal(['a1', 1]);
  });

  test('the same job twice is refused', () => {
    const { dispatcher } = made();
    dispatcher.give(1);
    expect(() => dispatcher.give(1))
      .to.throw(/a new job/)
      .with.property('code', 'ERR_JOB_PENDING');
  });

  test('C7: whoever refuses, dies or comes, each job is taken once, dropped when all there refused it, or still waits', () => {
    const happening = fc.tuple(fc.constantFrom('give', 'take', 'refuse', 'die', 'come'), fc.nat(20));
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80 }), (happenings) => {
        const { dispatcher, handed, dropped } = made();
        const taken: number[] = [];
        let [jobs, takers] = [0, 0];
        for (const [what, which] of happenings) {
          const [taker = '', ...name] = handed[which % handed.length] ?? '';
          const job = Number(name.join(''));
          if (what === 'give') dispatcher.give(jobs++);
          else if (what === 'come' && takers < 26) dispatcher.add(String.fromCodePoint(97 + takers++));
          else if (what === 'die') dispatcher.remove(taker);
          else if (what === 'refuse' && handed.length > 0) dispatcher.refused(taker, job);
          else if (what === 'take' && handed.length > 0 && dispatcher.taken(taker, job)) taken.push(job);
        }
        expect(new Set([...taken, ...dropped]).size).to.equal(taken.length + dropped.length);
        expect(taken.length + dropped.length + dispatcher.pending).to.equal(jobs);
        expect(new Set(handed).size, 'nobody is asked twice').to.equal(handed.length);
      }),
    );
  });
});

suite('a sticky choice', () => {
  const choose = sticky<string, number>(String, String);
  const clients = Array.from({ length: 200 }, (_, index) => `10.0.0.${index}`);
  const chosenOf = (takers: readonly number[]): (number | undefined)[] =>
    clients.map((client) => choose(client, takers));

  test('gives a client the same taker, in whichever order they stand', () => {
    expect(chosenOf([3, 1, 2])).to.deep.equal(chosenOf([1, 2, 3]));
  });

  test('moves no client but those of the taker that went', () => {
    const [all, without] = [chosenOf([1, 2, 3]), chosenOf([1, 3])];
    for (const [index, before] of all.entries()) if (before !== 2) expect(without[index]).to.equal(before);
    expect(new Set(without)).to.deep.equal(new Set([1, 3]));
  });

  test('leaves no taker without clients, and nobody where there is no taker', () => {
    const counts = [1, 2, 3].map((taker) => chosenOf([1, 2, 3]).filter((chosen) => chosen === taker).length);
    expect(Math.min(...counts)).to.be.greaterThan(30);
    expect(choose('10.0.0.1', [])).to.equal(undefined);
  });

  test('in a dispatcher, sends what its taker refuses to the one that is next for this client', () => {
    const { dispatcher, handed } = made(sticky(String, String));
    for (const taker of ['a', 'b', 'c']) dispatcher.add(taker);
    for (const job of [1, 2]) {
      dispatcher.give(job);
      dispatcher.taken(handed.at(-1)![0]!, job);
      dispatcher.give(job);
    }
    expect([handed[0] === handed[1], handed[2] === handed[3]]).to.deep.equal([true, true]);
    const [first] = handed[1]!;
    dispatcher.refused(first!, 1);
    expect(handed.at(-1)![0]).not.to.equal(first);
  });
});

/** A dispatcher of numbers to letters: what it handed, as `a1`, and what it dropped. */
function made(choose?: Choose<number, string>): {
  dispatcher: Dispatcher<number, string>;
  handed: string[];
  dropped: number[];
} {
  const handed: string[] = [];
  const dropped: number[] = [];
  const dispatcher = new Dispatcher<number, string>({
    hand: (taker, job) => void handed.push(`${taker}${job}`),
    drop: (job) => void dropped.push(job),
    ...(choose && { choose }),
  });
  return { dispatcher, handed, dropped };
}
