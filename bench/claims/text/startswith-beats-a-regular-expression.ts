/**
 * Whether a text begins with another is seen from its first characters, whatever its length. `startsWith` compares them, and
 * so does an expression with `^`: it is a program of as many comparisons, which V8 compiles to machine code once it has been
 * run (https://v8.dev/blog/regexp-tier-up). What differs is the way there: a call of a built-in function with two texts, or of
 * `test`, which looks up `exec` and `lastIndex` and notes down where the match was.
 *
 * The wrong way, which one sees more often than an expression, is `indexOf(…) === 0`: where the text begins otherwise it is
 * searched to its end. So there are long texts and short ones. Half of them begin with the name; the others differ from
 * it in the last two characters only, since to tell what differs in the first one nobody has to read on.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

const NAME = 'user-id';
const OTHER = 'user-no';
const TEXTS = 16;

function textsOf(length: number): string[] {
  return Array.from({ length: TEXTS }, (_, index) =>
    // `join` makes one flat text, where `+` would make a rope that the first reader has to flatten.
    [index % 2 === 0 ? OTHER : NAME, textOf('ascii', length - NAME.length, index + 1)].join(''),
  );
}

export default defineClaim({
  says: 'startsWith is faster than a regular expression that is bound to the beginning',
  because: 'there is no expression to run',
  source:
    'the rule prefer-string-starts-ends-with: https://oxc.rs/docs/guide/usage/linter/rules/unicorn/prefer-string-starts-ends-with.md',
  quote: 'more readable and performant as it does not need to parse a regex',
  given: { length: [32] },
  favours: 'startsWith',
  over: 'expression',
  contenders: {
    startsWith: ({ length }) => {
      const texts = textsOf(length);
      return () => {
        let found = 0;
        for (const text of texts) if (text.startsWith(NAME)) found++;
        return found;
      };
    },
    expression: ({ length }) => {
      const texts = textsOf(length);
      const expression = /^user-id/;
      return () => {
        let found = 0;
        for (const text of texts) if (expression.test(text)) found++;
        return found;
      };
    },
    slice: ({ length }) => {
      const texts = textsOf(length);
      return () => {
        let found = 0;
        for (const text of texts) if (text.slice(0, NAME.length) === NAME) found++;
        return found;
      };
    },
    'indexOf === 0': ({ length }) => {
      const texts = textsOf(length);
      return () => {
        let found = 0;
        for (const text of texts) if (text.indexOf(NAME) === 0) found++;
        return found;
      };
    },
  },
  answer: () => TEXTS / 2,
});
