/** Specifies the small runner with its two dialects, and holds it against mocha (row TE2). */
import { expect } from 'chai';
import { suite, test } from 'mocha';

import { bdd, tdd, type Bdd, type Tdd } from '../../../fixtures/testing/dialects.ts';
import { Registry } from '../../../fixtures/testing/suite-tree.ts';
import { runWithMocha } from '../../support/mocha-in-process.ts';
import { runHere } from '../../support/small-runner.ts';

/** What the notes write in the one dialect … */
function notesTdd(words: Tdd, trace: string[]): void {
  words.suite('Array', () => {
    words.setup(() => void trace.push('setup'));
    words.suite('#indexOf()', () => {
      words.test('should return -1 when not present', () => {
        trace.push('test');
        expect([1, 2, 3].indexOf(4)).to.equal(-1);
      });
    });
  });
}

/** … and in the other. Its `should` hangs itself on every object: that is looked at in a process of its own. */
function notesBdd({ describe, before, it }: Bdd, trace: string[]): void {
  describe('Array', () => {
    before(() => void trace.push('before'));
    describe('#indexOf()', () => {
      it('should return -1 when not present', () => {
        trace.push('it');
        expect([1, 2, 3].indexOf(4)).to.equal(-1);
      });
    });
  });
}

suite('TE2: the two dialects', () => {
  test('are two sets of words for one runner: the notes’ suite runs in both, here and in mocha', async () => {
    const expected = ['suite ', 'suite Array', 'suite #indexOf()'];
    const rest = ['suite end #indexOf()', 'suite end Array', 'suite end '];
    const pass = 'pass should return -1 when not present';
    const trace: string[] = [];

    const [first, second] = [new Registry(), new Registry()];
    notesTdd(tdd(first), trace);
    notesBdd(bdd(second), trace);
    for (const { root } of [first, second]) {
      expect(await runHere(root)).to.deep.equal({ events: [...expected, pass, ...rest], failed: 0 });
    }
    expect((await runWithMocha('tdd', (words) => notesTdd(words, trace))).events).to.deep.equal([
      ...expected,
      pass,
      ...rest,
    ]);
    expect((await runWithMocha('bdd', (words) => notesBdd(words, trace))).events).to.deep.equal([
      ...expected,
      pass,
      ...rest,
    ]);
    expect(trace).to.deep.equal(['setup', 'test', 'before', 'it', 'setup', 'test', 'before', 'it']);
  });

  test('do not know each other’s words, in mocha as here', async () => {
    let words: string[] = [];
    await runWithMocha('tdd', (known) => (words = Object.keys(known)));
    expect(words)
      .to.include.members(Object.keys(tdd(new Registry())))
      .and.to.not.include('describe');
    await runWithMocha('bdd', (known) => (words = Object.keys(known)));
    expect(words)
      .to.include.members(Object.keys(bdd(new Registry())))
      .and.to.not.include('suite');
  });

  test('setup is before each test and before is before all: they are not the same in two dialects', async () => {
    const trace: string[] = [];
    const [first, second] = [new Registry(), new Registry()];
    const { setup, test: one } = tdd(first);
    setup(() => void trace.push('setup'));
    one('a', () => {});
    one('b', () => {});
    const { before, it } = bdd(second);
    before(() => void trace.push('before'));
    it('a', () => {});
    it('b', () => {});
    await runHere(first.root);
    await runHere(second.root);
    expect(trace).to.deep.equal(['setup', 'setup', 'before']);
  });
});
