/** A promise by hand: it keeps Promises/A+, and what runs runs in the order in which the real ones have it (row E7). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { APlusPromise, type PromiseOptions } from '../../../fixtures/async/a-plus-promise.ts';
import { deferredByHand } from '../../../fixtures/async/deferred.ts';
import { conformance, type Adapter } from '../../support/promises-aplus.ts';

/** The package leaves many rejections unhandled, on purpose. */
const adapter = (options?: PromiseOptions): Adapter => ({
  deferred: () => deferredByHand<unknown>({ unhandled: () => {}, ...options }),
});

suite('a promise by hand', () => {
  test('E7: all tests of promises-aplus-tests pass', async () => {
    const { passed, failures } = await conformance(adapter());
    expect(failures).to.deep.equal([]);
    expect(passed).to.equal(872);
  });

  test('with a queue that runs jobs at once, those of 2.2.4 fail: handlers run before `then` has returned', async () => {
    const { failures } = await conformance(adapter({ schedule: (job) => job() }));
    expect(failures.filter((each) => each.startsWith('2.2.4:'))).to.not.deep.equal([]);
  });

  test('with a queue that runs the last job first, those of 2.2.6 fail: handlers run in another order', async () => {
    const jobs: (() => void)[] = [];
    const schedule = (job: () => void): void => {
      jobs.push(job);
      queueMicrotask(() => jobs.pop()?.());
    };
    const { failures } = await conformance(adapter({ schedule }));
    expect(failures.filter((each) => each.startsWith('2.2.6:'))).to.not.deep.equal([]);
  });
});

/** What a handler does: it returns a value, throws, or returns something to follow. */
const deeds = ['value', 'throws', 'fulfilled', 'rejected', 'later', 'thenable', 'thenable of a thenable'] as const;
type Deed = (typeof deeds)[number];

interface Link {
  readonly method: 'then' | 'catch' | 'both';
  readonly deed: Deed;
}

interface Chain {
  readonly start: Deed;
  readonly links: readonly Link[];
}

type Make = <T>(
  executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason: unknown) => void) => void,
) => PromiseLike<T>;

suite('a promise by hand beside the real one', () => {
  const chain: fc.Arbitrary<Chain> = fc.record({
    start: fc.constantFrom(...deeds),
    links: fc.array(
      fc.record({
        method: fc.constantFrom('then' as const, 'catch' as const, 'both' as const),
        deed: fc.constantFrom(...deeds),
      }),
      { maxLength: 5 },
    ),
  });

  test('up to 4 chains that run together do the same in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(chain, { minLength: 1, maxLength: 4 }), async (chains) => {
        const real = await trace((executor) => new Promise(executor), chains);
        const byHand = await trace((executor) => new APlusPromise(executor), chains);
        expect(byHand).to.deep.equal(real);
        expect(real).to.have.length.of.at.least(chains.length);
      }),
      { numRuns: 200 },
    );
  });
});

/** Starts all chains, and tells which handlers ran, in which order and with what. */
async function trace(make: Make, chains: readonly Chain[]): Promise<string[]> {
  const ran: string[] = [];
  for (const [index, { start, links }] of chains.entries()) {
    let end: PromiseLike<string> = make<string>((resolve) => resolve(act(make, start, `${index}`)));
    for (const [position, { method, deed }] of links.entries()) {
      const handler = (how: string) => (given: unknown) => {
        const name = `${index}.${position}`;
        ran.push(`${name} ${how} ${String(given)}`);
        return act(make, deed, name);
      };
      end = end.then(
        method === 'catch' ? undefined : handler('fulfilled'),
        method === 'then' ? undefined : handler('rejected'),
      );
    }
    end.then(
      (value) => ran.push(`${index} ended ${value}`),
      (reason) => ran.push(`${index} failed ${String(reason)}`),
    );
  }
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  return ran;
}

function act(make: Make, deed: Deed, name: string): string | PromiseLike<string> {
  const thenable = (value: string | PromiseLike<string>): PromiseLike<string> =>
    // oxlint-disable-next-line unicorn/no-thenable
    ({ then: (resolve: (value: string | PromiseLike<string>) => void) => resolve(value) }) as PromiseLike<string>;
  switch (deed) {
    case 'value':
      return name;
    case 'throws':
      throw new Error(`${name} thrown`);
    case 'fulfilled':
      return make((resolve) => resolve(name));
    case 'rejected':
      return make((_, reject) => reject(`${name} rejected`));
    case 'later':
      return make((resolve) => queueMicrotask(() => resolve(name)));
    case 'thenable':
      return thenable(name);
    default:
      return thenable(thenable(name));
  }
}
