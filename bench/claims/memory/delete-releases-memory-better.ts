/**
 * The advice is to release actively what is no longer needed, by assigning or by `delete`. Both let go of the value: it
 * is collected either way. They differ by what becomes of the object. Assigned `undefined`, it keeps its shape, and code
 * that uses it goes on as before. With `delete` in the middle of its properties V8 turns it into a dictionary: the
 * deletion makes one, and every access after that is a search. Only of the property that was added last could V8 take
 * the last step of the shape back, until that was given up (crbug 1517354, CVE-2024-0519: it “interacts badly with other
 * optimizations and isn't particularly common”). `%HasFastProperties` says which (`--allow-natives-syntax`).
 *
 * A record is made, its property released, and what is left read ten times, as a program does that goes on with it. Then it
 * is counted how many of the two properties that held the value still do, which is part of the answer.
 */
import { defineClaim } from '../../claim.ts';
import { recordsOf, released, type Held } from '../../../fixtures/memory/releasing.ts';

/** What is timed: a record, a release, and reading what is left. */
function releasing(properties: number, release: (held: Held) => Readonly<Record<string, unknown>>): () => number {
  const make = recordsOf(properties);
  const value = { released: true };
  const kept: { record?: unknown } = {};
  return () => {
    const record = release(make(value));
    kept.record = record; // one that nobody could see would never be made
    let sum = 0;
    for (let time = 0; time < 5; time++) sum += (record['p0'] as number) + (record['p1'] as number);
    const holding = Number(record['middle'] === value) + Number(record['last'] === value);
    return 10 * sum + holding;
  };
}

export default defineClaim({
  says: 'Releasing a property with delete beats assigning undefined',
  because: 'the property itself goes, too, and not only what it holds',
  source: 'notes: memory › scopes',
  quote: '变量的主动释放 (releasing variables actively)',
  rows: ['G20'],
  given: { properties: [4, 30] },
  quick: { properties: [4] },
  favours: 'delete',
  over: '= undefined',
  contenders: {
    delete: ({ properties }) => releasing(properties, (held) => released.deleted(held)),
    '= undefined': ({ properties }) => releasing(properties, (held) => released.assigned(held)),
    'delete the last': ({ properties }) => releasing(properties, (held) => released.lastDeleted(held)),
    'copy the rest': ({ properties }) => releasing(properties, (held) => released.copied(held)),
  },
  // Five times 0 + 1, and one property that still holds the value.
  answer: () => 10 * 5 + 1,
  changes: [
    {
      since: 'node@22',
      says: 'V8 no longer takes back the last step of a shape where the property that was added last is deleted',
      source: 'https://github.com/electron/electron/pull/40972',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/RafaelGSS/nodejs-bench-operations/blob/main/v20/v20_19_5/deleting-properties.md',
      says: 'Using delete property 3,734,726 ops/sec, using undefined assignment 85,936,507',
      wins: '= undefined',
      at: { properties: 4 },
      on: 'node@20.19.5',
    },
    {
      source: 'https://github.com/RafaelGSS/nodejs-bench-operations/blob/main/v24/v24_9_0/deleting-properties.md',
      says: 'Using delete property 4,211,499 ops/sec, using undefined assignment 79,334,063',
      wins: '= undefined',
      at: { properties: 4 },
      on: 'node@24.9.0',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'refuted' : undefined),
});
