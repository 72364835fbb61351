/**
 * A `switch` over texts is a row of comparisons, as a chain of `if` is; an object is asked once. That is the reason given, and
 * it leaves out what the comparisons cost: texts that are written in the program are known names, two of which are the same
 * if they lie at the same place, and a dozen such comparisons take a few nanoseconds. A text that has just come in is no known
 * name: it is compared by its characters, and for the object it is looked up among all names first.
 *
 * The usual benchmark asks for one text over and over, which the processor learns by heart, or for the first `case`, which is
 * the best of all. Here the texts come in an order that does not repeat, and each is as likely as the others.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

const SIZES = {
  apple: 3,
  berry: 1,
  chard: 14,
  dates: 2,
  endive: 9,
  fennel: 12,
  grape: 4,
  hazel: 5,
  kale: 16,
  lemon: 6,
  mango: 8,
  olive: 7,
} as const;

const LOOKUPS = 2000;

/** What is asked for: texts that are kept, or that are cut out of a longer one each time. */
function textsOf(texts: 'kept' | 'new'): (lookup: number) => string {
  const names = Object.keys(SIZES);
  const { below } = random(6);
  const asked = Array.from({ length: LOOKUPS }, () => names[below(names.length)]!);
  if (texts === 'kept') return (lookup) => asked[lookup]!;
  const all = asked.join('');
  let at = 0;
  const ends = asked.map((text) => (at += text.length));
  return (lookup) => all.slice(lookup === 0 ? 0 : ends[lookup - 1], ends[lookup]);
}

function looking(texts: 'kept' | 'new', sizeOf: (name: string) => number): () => number {
  const text = textsOf(texts);
  return () => {
    let sum = 0;
    for (let lookup = 0; lookup < LOOKUPS; lookup++) sum += sizeOf(text(lookup));
    return sum;
  };
}

export default defineClaim({
  says: 'A lookup object is faster than a switch',
  because: 'the object is asked once, and the switch compares with one case after the other',
  source: 'https://ismailjamil.com/posts/250227-comparing-if-else-switch-case-and-object-lookup-in-javascript',
  quote:
    'Object lookup is an alternative to if-else and switch-case, offering a cleaner and more performant way to map inputs to outputs.',
  given: { texts: ['kept', 'new'] },
  quick: { texts: ['new'] },
  favours: 'object',
  over: 'switch',
  contenders: {
    object: ({ texts }) => looking(texts, (name) => (SIZES as Readonly<Record<string, number>>)[name] ?? 0),
    switch: ({ texts }) =>
      looking(texts, (name) => {
        switch (name) {
          case 'apple':
            return 3;
          case 'berry':
            return 1;
          case 'chard':
            return 14;
          case 'dates':
            return 2;
          case 'endive':
            return 9;
          case 'fennel':
            return 12;
          case 'grape':
            return 4;
          case 'hazel':
            return 5;
          case 'kale':
            return 16;
          case 'lemon':
            return 6;
          case 'mango':
            return 8;
          case 'olive':
            return 7;
          default:
            return 0;
        }
      }),
    'if, else if': ({ texts }) =>
      looking(texts, (name) => {
        if (name === 'apple') return 3;
        else if (name === 'berry') return 1;
        else if (name === 'chard') return 14;
        else if (name === 'dates') return 2;
        else if (name === 'endive') return 9;
        else if (name === 'fennel') return 12;
        else if (name === 'grape') return 4;
        else if (name === 'hazel') return 5;
        else if (name === 'kale') return 16;
        else if (name === 'lemon') return 6;
        else if (name === 'mango') return 8;
        else if (name === 'olive') return 7;
        else return 0;
      }),
    Map: ({ texts }) => {
      const sizes = new Map<string, number>(Object.entries(SIZES));
      return looking(texts, (name) => sizes.get(name) ?? 0);
    },
  },
  answer: ({ texts }) => {
    const text = textsOf(texts);
    const sizes: readonly (readonly [string, number])[] = Object.entries(SIZES);
    return Array.from({ length: LOOKUPS }, (_, lookup) => sizes.find(([name]) => name === text(lookup))![1]).reduce(
      (sum, size) => sum + size,
      0,
    );
  },
  expects: 'refuted',
});
