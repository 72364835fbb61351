/**
 * The words of a text are counted, by a dictionary that is made anew for each text. In a Map a string is found by its hash,
 * wherever the string comes from. An object is asked for a property, and V8 knows properties by the address of their name: a
 * string that has just been cut out of something has to be looked up among all known names before the object is even asked.
 * The object itself has a shape as long as it is small, and is a dictionary from the twentieth key on that comes by a
 * computed name; `Object.create(null)` is one from the start.
 *
 * The usual benchmark goes wrong by its keys: `object.key`, written out, measures a load from a known place and no dictionary
 * at all; and strings that are kept and asked for again and again are known names after the first time. Keys come out of
 * requests, files and messages, and are new every time. Both kinds are asked here.
 *
 * And an object with a prototype miscounts: it has a `constructor` before anybody has written that word.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

const WORDS = 20_000;
/** Every word is as long as the others, so that cutting one out is a multiplication. */
const LENGTH = 8;

/** The places of the words in the list of keys, each key once at least. */
function placesOf(keys: number): readonly number[] {
  const { below } = random(2);
  return Array.from({ length: WORDS }, (_, word) => (word < keys ? word : below(keys)));
}

/** What gives the word at a place: one that is kept, or one that is cut out of a text each time. */
function wordsOf(keys: number, strings: 'kept' | 'new'): (place: number) => string {
  const words = Array.from({ length: keys }, (_, key) => `w${String(key).padStart(LENGTH - 1, '0')}`);
  if (strings === 'kept') return (place) => words[place]!;
  const text = words.join('');
  return (place) => text.slice(place * LENGTH, (place + 1) * LENGTH);
}

export default defineClaim({
  says: 'A Map is faster than an object as a dictionary',
  because: 'a Map is made for keys that are not known beforehand; an object is made for records',
  source: 'https://www.github.com/dashersw/cote/issues/211',
  quote: 'Maps offer better performance over objects-as-maps',
  given: { strings: ['kept', 'new'], keys: [10, 10_000] },
  where: ({ strings, keys }) => strings === 'kept' || keys > 10,
  quick: { strings: ['new'], keys: [10_000] },
  crossing: 'keys',
  favours: 'Map',
  over: 'object',
  contenders: {
    Map: ({ strings, keys }) => {
      const [places, word] = [placesOf(keys), wordsOf(keys, strings)];
      const counted = (counts: Map<string, number>, key: string): number => {
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        return count;
      };
      return () => {
        const counts = new Map<string, number>();
        let sum = 0;
        for (let at = 0; at < places.length; at++) sum += counted(counts, word(places[at]!));
        return sum;
      };
    },
    object: ({ strings, keys }) => {
      const [places, word] = [placesOf(keys), wordsOf(keys, strings)];
      const counted = (counts: Record<string, number>, key: string): number => {
        const count = (counts[key] ?? 0) + 1;
        counts[key] = count;
        return count;
      };
      return () => {
        const counts: Record<string, number> = {};
        let sum = 0;
        for (let at = 0; at < places.length; at++) sum += counted(counts, word(places[at]!));
        return sum;
      };
    },
    'object without prototype': ({ strings, keys }) => {
      const [places, word] = [placesOf(keys), wordsOf(keys, strings)];
      const counted = (counts: Record<string, number>, key: string): number => {
        const count = (counts[key] ?? 0) + 1;
        counts[key] = count;
        return count;
      };
      return () => {
        const counts = Object.create(null) as Record<string, number>;
        let sum = 0;
        for (let at = 0; at < places.length; at++) sum += counted(counts, word(places[at]!));
        return sum;
      };
    },
  },
  // A key that comes n times is counted 1 + 2 + … + n.
  answer: ({ keys }) => {
    const times = Array.from({ length: keys }, () => 0);
    for (const place of placesOf(keys)) times[place]!++;
    return times.reduce((sum, n) => sum + (n * (n + 1)) / 2, 0);
  },
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/7581',
      says: 'on Node.js 6 a Map does 0.312 and an object 0.190 million rounds a second in Node’s own map-bench',
      wins: 'Map',
      at: { strings: 'new' },
      on: 'node@6',
    },
  ],
});
