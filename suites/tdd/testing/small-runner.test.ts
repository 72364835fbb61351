/** Specifies the small runner by a law: what it does with any tree of suites is what mocha does (row TE2). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { bdd, tdd, type Bdd, type Tdd } from '../../../fixtures/testing/dialects.ts';
import { runSuites, type Event } from '../../../fixtures/testing/run-suites.ts';
import { Registry, type Moment } from '../../../fixtures/testing/suite-tree.ts';
import { runWithMocha } from '../../support/mocha-in-process.ts';
import { runHere } from '../../support/small-runner.ts';

type Outcome = 'returns' | 'throws' | 'fulfils' | 'rejects' | 'done' | 'done with an error' | 'pending';

interface Tree {
  readonly tests: readonly Outcome[];
  readonly hooks: readonly { readonly moment: Moment; readonly outcome: 'returns' | 'throws' }[];
  readonly inner: readonly Tree[];
}

const outcomes: readonly Outcome[] = [
  'returns',
  'throws',
  'fulfils',
  'rejects',
  'done',
  'done with an error',
  'pending',
];
const moments: readonly Moment[] = ['before all', 'before each', 'after each', 'after all'];

/** Trees of suites, so many deep. */
function trees(depth: number): fc.Arbitrary<Tree> {
  return fc.record({
    tests: fc.array(fc.constantFrom(...outcomes), { maxLength: 2 }),
    hooks: fc.array(
      fc.record({
        moment: fc.constantFrom(...moments),
        // Most hooks work: one that fails hides what comes behind it.
        outcome: fc.constantFrom('returns' as const, 'returns' as const, 'returns' as const, 'throws' as const),
      }),
      { maxLength: 3 },
    ),
    inner: depth === 0 ? fc.constant([]) : fc.array(trees(depth - 1), { maxLength: 2 }),
  });
}

/** Of each dialect, what the same thing is called. */
const WORDS = {
  bdd: ({ describe, it, before, beforeEach, afterEach, after }: Bdd) => ({
    group: describe,
    one: it,
    hooks: { 'before all': before, 'before each': beforeEach, 'after each': afterEach, 'after all': after },
  }),
  tdd: (words: Tdd) => ({
    group: words.suite,
    one: words.test,
    hooks: {
      'before all': words.suiteSetup,
      'before each': words.setup,
      'after each': words.teardown,
      'after all': words.suiteTeardown,
    },
  }),
};

type Words = ReturnType<(typeof WORDS)['bdd']>;

/** Declares a tree in the words of a dialect; every body leaves its name. */
function declare(words: Words, { tests, hooks, inner }: Tree, trace: string[], name = 'top'): void {
  words.group(name, () => {
    for (const [at, { moment, outcome }] of hooks.entries()) {
      words.hooks[moment](() => {
        trace.push(`${name} ${moment} ${at}`);
        if (outcome === 'throws') throw new Error(moment);
      });
    }
    for (const [at, outcome] of tests.entries()) {
      const title = `${name}.${at} ${outcome}`;
      if (outcome === 'pending') words.one(title);
      else if (outcome.startsWith('done')) {
        words.one(title, (done: (error?: Error) => void) => {
          trace.push(title);
          setImmediate(done, outcome === 'done' ? undefined : new Error(title));
        });
      } else {
        words.one(title, () => {
          trace.push(title);
          if (outcome === 'throws') throw new Error(title);
          if (outcome === 'fulfils') return Promise.resolve();
          return outcome === 'rejects' ? Promise.reject(new Error(title)) : undefined;
        });
      }
    }
    for (const [at, one] of inner.entries()) declare(words, one, trace, `${name}/${at}`);
  });
}

suite('TE2: the small runner', () => {
  test('does whatever is declared in the order in which mocha does it, and tells the same of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('bdd' as const, 'tdd' as const), trees(2), async (ui, declared) => {
        const [here, there]: [string[], string[]] = [[], []];
        const registry = new Registry();
        declare(ui === 'bdd' ? WORDS.bdd(bdd(registry)) : WORDS.tdd(tdd(registry)), declared, here);
        const ran = await runHere(registry.root);
        const told = await runWithMocha(ui, (words) => declare(WORDS[ui](words), declared, there));
        expect(here).to.deep.equal(there);
        expect(ran.events).to.deep.equal(told.events);
        expect(ran.failed).to.equal(told.failures);
      }),
      { numRuns: 100 },
    );
  });

  test('notes a test and runs it later: what stands in a suite beside its tests has run before', async () => {
    const trace: string[] = [];
    const registry = new Registry();
    const { describe, it } = bdd(registry);
    describe('a', () => {
      it('late', () => void trace.push('late'));
      trace.push('early');
    });
    await runHere(registry.root);
    expect(trace).to.deep.equal(['early', 'late']);
  });

  test('counts what passes, fails and is pending, and hands the error to the reporter', async () => {
    const registry = new Registry();
    const { it } = bdd(registry);
    it('one', () => {});
    it('two', () => {
      throw new Error('two');
    });
    it('three');
    const events: Event[] = [];
    const results = await runSuites(registry.root, (event) => events.push(event));
    expect(results).to.deep.equal({ passed: 1, failed: 1, pending: 1 });
    expect(events.find(({ is }) => is === 'fail')).to.have.nested.property('error.message', 'two');
  });

  test('refuses a suite that is asynchronous, and goes on outside of it', () => {
    const registry = new Registry();
    const late: () => unknown = async () => {};
    expect(() => registry.suite('late', late))
      .to.throw(TypeError, 'the suite "late"')
      .with.property('code', 'ERR_SUITE_ASYNC');
    registry.test('after it');
    expect(registry.root.tests.map(({ title }) => title)).to.deep.equal(['after it']);
  });
});
