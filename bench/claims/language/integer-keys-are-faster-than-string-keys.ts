/**
 * V8 keeps properties whose names are whole numbers apart from the others, as elements: a number goes straight to its place,
 * as in an array, and a name has to be found (https://v8.dev/blog/elements-kinds). That holds as long as the numbers begin
 * near 0 and are close together. Those of a database or of a social network are neither; then the elements are a dictionary,
 * which is asked by number, and no better than the other one.
 *
 * Two ways to measure something else: names that are written out (`object.key1`) are found once and for all when the code is
 * compiled; and a number that comes as text, `'17'`, is the same property as 17, but has to be read as a number first, which V8
 * remembers of short ones only. The latter is a contender here: out of JSON and addresses numbers come as text.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

const LOOKUPS = 10_000;
/** Keys that are asked for in one go. */
const TOGETHER = 10;

/** Numbers in the order in which they are asked for: 0, 1, 2 … shuffled, or nine digits each. */
function numbersOf(numbers: 'dense' | 'sparse', keys: number): readonly number[] {
  const { below } = random(3);
  const shuffled = Array.from({ length: keys }, (_, key) => (numbers === 'dense' ? key : 100_000_000 + 70_001 * key));
  for (let at = keys - 1; at > 0; at--) {
    const other = below(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  return shuffled;
}

/** What is timed: asks for all keys, some at a time, as often as it takes. */
function asking<K>(keys: readonly K[], sumOf: (some: readonly K[]) => number): () => number {
  const parts = Array.from({ length: LOOKUPS / TOGETHER }, (_, part) => {
    const from = (part * TOGETHER) % keys.length;
    return keys.slice(from, from + TOGETHER);
  });
  return () => {
    let sum = 0;
    for (let part = 0; part < parts.length; part++) sum += sumOf(parts[part]!);
    return sum;
  };
}

export default defineClaim({
  says: 'Integer keys are faster than string keys in an object',
  because: 'properties with whole numbers as names are kept as elements, as those of an array',
  source: 'https://v8.dev/blog/elements-kinds',
  quote: 'V8 chooses to store them separately from non-numeric properties for optimization purposes.',
  given: { numbers: ['dense', 'sparse'], keys: [10_000] },
  quick: { numbers: ['dense'] },
  favours: 'integers',
  over: 'strings',
  contenders: {
    integers: ({ numbers, keys }) => {
      const asked = numbersOf(numbers, keys);
      const object: Record<number, number> = {};
      for (const key of asked.toSorted((one, other) => one - other)) object[key] = key % 1000;
      return asking(asked, (some) => {
        let sum = 0;
        for (let index = 0; index < some.length; index++) sum += object[some[index]!]!;
        return sum;
      });
    },
    strings: ({ numbers, keys }) => {
      const asked = numbersOf(numbers, keys);
      const names = asked.map((key) => `k${key}`);
      const object: Record<string, number> = {};
      for (const [at, name] of names.entries()) object[name] = asked[at]! % 1000;
      return asking(names, (some) => {
        let sum = 0;
        for (let index = 0; index < some.length; index++) sum += object[some[index]!]!;
        return sum;
      });
    },
    'digits as text': ({ numbers, keys }) => {
      const asked = numbersOf(numbers, keys);
      const names = asked.map(String);
      const object: Record<string, number> = {};
      for (const key of asked.toSorted((one, other) => one - other)) object[key] = key % 1000;
      return asking(names, (some) => {
        let sum = 0;
        for (let index = 0; index < some.length; index++) sum += object[some[index]!]!;
        return sum;
      });
    },
    'Map of integers': ({ numbers, keys }) => {
      const asked = numbersOf(numbers, keys);
      const map = new Map(asked.map((key) => [key, key % 1000]));
      return asking(asked, (some) => {
        let sum = 0;
        for (let index = 0; index < some.length; index++) sum += map.get(some[index]!)!;
        return sum;
      });
    },
  },
  answer: ({ numbers, keys }) =>
    (LOOKUPS / keys) * numbersOf(numbers, keys).reduce((sum, key) => sum + (key % 1000), 0),
  expects: ({ numbers }, { is }) => {
    if (is !== 'node') return undefined;
    return numbers === 'dense' ? 'confirmed' : 'refuted';
  },
});
