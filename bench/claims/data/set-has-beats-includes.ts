/**
 * A Set finds a value by its hash, in the same time however many it has; an array is looked through. What that comes to depends
 * on three things that the sentence does not say: how many entries there are, what they are, and how often the Set is used once
 * it is made. A few entries may be looked through faster than a hash is worked out. For an array of small integers V8 has a
 * routine of its own (`ArrayIncludesSmi`); texts are compared one by one.
 *
 * The wrong way is to look for literals: V8 keeps a text of the program once, so that two that are equal are the same object and
 * their hash is known. What comes from outside has just been cut out of something longer: it has no hash yet, and is the same as
 * no other. So the texts are cut out at every call here, which both ways pay for. Half of what is looked for is there, evenly
 * over all places; the rest is not, and for that an array is looked through to its end.
 */
import { defineClaim } from '../../claim.ts';

const ASKED = 64;

/** What is there: even numbers, so that an odd one is missing. */
const there = (entries: number): number[] => Array.from({ length: entries }, (_, index) => 2 * index);

/** What is asked for: by turns one that is there and one that is not. The step is prime, so that all places come by. */
const asked = (entries: number): number[] =>
  Array.from({ length: ASKED }, (_, index) => 2 * ((index * 31) % entries) + (index % 2));

/** A line of names, and where each of them ends. */
function lineOf(numbers: readonly number[]): { line: string; ends: number[] } {
  const names = numbers.map((number) => `name-${number}`);
  const ends: number[] = [];
  for (const name of names) ends.push((ends.at(-1) ?? 0) + name.length);
  return { line: names.join(''), ends };
}

export default defineClaim({
  says: 'Set.has is faster than Array.includes',
  because: 'a hash leads to the place of the value, where an array has to be looked through',
  source:
    'the rule prefer-set-has: https://github.com/sindresorhus/eslint-plugin-unicorn/blob/master/docs/rules/prefer-set-has.md',
  quote: '`Set#has()` is faster than `Array#includes()`.',
  given: { values: ['texts', 'numbers'], entries: [4, 32] },
  quick: { values: ['texts'], entries: [4] },
  crossing: 'entries',
  favours: 'Set',
  over: 'includes',
  contenders: {
    Set: ({ values, entries }) => {
      if (values === 'numbers') {
        const known = new Set(there(entries));
        const numbers = asked(entries);
        return () => {
          let found = 0;
          for (const number of numbers) if (known.has(number)) found++;
          return found;
        };
      }
      const known = new Set(there(entries).map((number) => `name-${number}`));
      const { line, ends } = lineOf(asked(entries));
      return () => {
        let found = 0;
        let from = 0;
        for (const end of ends) {
          if (known.has(line.slice(from, end))) found++;
          from = end;
        }
        return found;
      };
    },
    includes: ({ values, entries }) => {
      if (values === 'numbers') {
        const known = there(entries);
        const numbers = asked(entries);
        return () => {
          let found = 0;
          for (const number of numbers) if (known.includes(number)) found++;
          return found;
        };
      }
      // oxlint-disable-next-line unicorn/prefer-set-has -- a contender
      const known = there(entries).map((number) => `name-${number}`);
      const { line, ends } = lineOf(asked(entries));
      return () => {
        let found = 0;
        let from = 0;
        for (const end of ends) {
          if (known.includes(line.slice(from, end))) found++;
          from = end;
        }
        return found;
      };
    },
    'keys of an object': ({ values, entries }) => {
      const known: Record<string | number, true> = Object.create(null) as Record<string | number, true>;
      if (values === 'numbers') {
        for (const number of there(entries)) known[number] = true;
        const numbers = asked(entries);
        return () => {
          let found = 0;
          for (const number of numbers) if (known[number]) found++;
          return found;
        };
      }
      for (const number of there(entries)) known[`name-${number}`] = true;
      const { line, ends } = lineOf(asked(entries));
      return () => {
        let found = 0;
        let from = 0;
        for (const end of ends) {
          if (known[line.slice(from, end)]) found++;
          from = end;
        }
        return found;
      };
    },
  },
  answer: () => ASKED / 2,
  expects: ({ values, entries }, { is }) =>
    is === 'node' && values === 'texts' && entries === 4 ? 'refuted' : undefined,
});
