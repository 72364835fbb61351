/** The proof before the race, from the inside: which answers are the same, and how they are shown. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { describe, prove, recognise, show } from '../../../../bench/harness/worker/proof.ts';

function proved(answer: unknown, right: unknown) {
  return prove(new Map([['a', answer]]), right, {})['a']!;
}

/** Two classes of one name, as two instances of a module have them. */
function pointClass() {
  return class Point {
    readonly x: number;
    constructor(x: number) {
      this.x = x;
    }
  };
}

const [Point, OtherPoint] = [pointClass(), pointClass()];
const named = () => 1;

suite('an answer is right', () => {
  for (const [title, answer, right] of [
    ['where it is the same text', 'abc', 'abc'],
    ['where both are NaN', Number.NaN, Number.NaN],
    ['where it is an equal list', [1, [2]], [1, [2]]],
    ['where its keys have another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['where it is an object of another module instance', new Point(1), new OtherPoint(1)],
    ['where it is an equal Buffer', Buffer.from('abc'), Buffer.from('abc')],
    ['where it is an equal Map', new Map([['a', new Set([1])]]), new Map([['a', new Set([1])]])],
    ['where it is the same function', named, named],
    ['where it is nothing', undefined, undefined],
    ['where it is an equal date', new Date(5), new Date(5)],
    ['where it is a list that holds the same function', [named], [named]],
  ] as const) {
    test(title, () => {
      expect(proved(answer, right).right).to.equal(true);
    });
  }
});

suite('an answer is wrong', () => {
  for (const [title, answer, right] of [
    ['where it is another text', 'abc', 'abd'],
    ['where it is a number for a text', 1, '1'],
    ['where it is nothing for null', undefined, null],
    ['where it is minus zero for zero', -0, 0],
    ['where it is a longer list', [1, 2], [1]],
    ['where it is an object of the same class with another value', new Point(1), new OtherPoint(2)],
    ['where it is another Buffer', Buffer.from('abc'), Buffer.from('abd')],
    ['where it is a Map with another value', new Map([['a', 1]]), new Map([['a', 2]])],
    ['where it is a Set with another value', new Set([1]), new Set([2])],
    ['where it is another function of the same text', () => 1, () => 1],
    ['where it is an error with another message', new Error('a'), new Error('b')],
  ] as const) {
    test(title, () => {
      expect(proved(answer, right).right).to.equal(false);
    });
  }
});

suite('the proof', () => {
  test('holds every answer against the right one, in the order of the contenders', () => {
    const answers = new Map<string, unknown>([
      ['b', 1],
      ['a', 2],
    ]);
    const proof = prove(answers, 2, {});
    expect(Object.entries(proof).map(([name, { right }]) => [name, right])).to.deep.equal([
      ['b', false],
      ['a', true],
    ]);
  });

  test('gives the reason of a wrong answer that was expected, and of no other', () => {
    const answers = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    const proof = prove(answers, 2, { a: 'it counts bytes' });
    expect(proof['a']).to.include({ right: false, wrongBecause: 'it counts bytes' });
    expect(proof['b']).not.to.have.property('wrongBecause');
    expect(prove(new Map([['toString', 1]]), 1, {})['toString']).not.to.have.property('wrongBecause');
  });

  test('shows a wrong text where it begins to differ', () => {
    const same = 'x'.repeat(500);
    const { shown } = proved(`${same}WRONG${same}`, `${same}RIGHT${same}`);
    expect(shown).to.match(/^… "x{10}WRONG/);
    expect(shown).to.contain('(1005 UTF-16 units)');
    expect(shown.length).to.be.below(110);
  });

  test('shows a right text from its beginning', () => {
    const { shown } = proved('abc'.repeat(100), 'abc'.repeat(100));
    expect(shown).to.match(/^"abcabc/);
    expect(shown).to.contain(' … (300 UTF-16 units)');
  });

  test('shows every answer on one line, and short', () => {
    for (const answer of ['a\nb', { a: 'x\ny' }, Array.from({ length: 1e4 }, (_, i) => i), Buffer.alloc(1e4)]) {
      const { shown } = proved(answer, 0);
      expect(shown).not.to.contain('\n');
      expect(shown.length).to.be.within(1, 140);
    }
  });
});

suite('an answer is recognised', () => {
  const long = 'x'.repeat(1e5);
  const bytes = (last: number) => Buffer.concat([Buffer.alloc(1e5), Buffer.of(last)]);
  const large = (last: number) => ({ list: [...Array.from({ length: 1e5 }, (_, index) => index), last] });

  for (const [title, first, later] of [
    ['as the same number', 1, 1],
    ['as an equal object', { a: [1] }, { a: [1] }],
    ['as an equal long text', `${long}a`, `${long}a`],
    ['as equal bytes', bytes(1), bytes(1)],
    ['as nothing', undefined, undefined],
    ['as a function, whichever it is', () => 1, () => 2],
    ['as a large structure, whatever is in it', large(1), large(2)],
  ] as const) {
    test(title, () => {
      expect(recognise(first)(later)).to.equal(true);
    });
  }

  for (const [title, first, later] of [
    ['a number that became another', 1, 2],
    ['nothing that became something', undefined, null],
    ['a long text whose last letter changed', `${long}a`, `${long}b`],
    ['a long text that became short', `${long}a`, 'a'],
    ['bytes of which one changed', bytes(1), bytes(2)],
    ['bytes that became a number', bytes(1), 1],
  ] as const) {
    test(`is not: ${title}`, () => {
      expect(recognise(first)(later)).to.equal(false);
    });
  }

  test('as it was, though the object it came in is used again', () => {
    const list = [1];
    const isSame = recognise(list);
    list.push(2);
    expect(isSame(list)).to.equal(false);
    expect(isSame([1])).to.equal(true);
  });
});

suite('an answer that is told to another process', () => {
  const bytes = Buffer.from('abc');
  for (const [title, one, other, same] of [
    ['is that of the same text', 'abc', 'abc', true],
    ['is not that of another text as long', 'abc', 'abd', false],
    ['is not that of the same bytes as text', 'abc', bytes, false],
    ['is that of equal bytes', bytes, Uint8Array.from(bytes), true],
    ['has the keys in any order', { a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }, true],
    ['has the items in theirs', [1, 2], [2, 1], false],
    ['sees bytes inside', { bytes }, { bytes: Buffer.from('abd') }, false],
    ['sees a Map and a Set inside', [new Map([['a', new Set([1])]])], [new Map([['a', new Set([2])]])], false],
    ['tells nothing from null', [undefined], [null], false],
    ['tells 0 from -0', 0, -0, false],
    ['tells NaN from null', Number.NaN, null, false],
    ['tells 1 from 1n', 1, 1n, false],
    ['is that of an object of another module instance', new Point(1), new OtherPoint(1), true],
    ['is that of any function', named, () => 2, true],
  ] as const) {
    test(title, () => {
      expect(describe(one).digest === describe(other).digest).to.equal(same);
    });
  }

  test('is shown where it cannot be told, as it goes round in a circle', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(describe(circle)).to.deep.equal({ shown: show(circle) });
  });
});
