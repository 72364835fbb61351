/**
 * To look for a fixed text is less than to match a pattern, so the advice is to leave expressions alone for it. But V8 does not
 * take an expression without special characters for a pattern: it is kept as a text (an atom), and searched for by the same
 * routine as `indexOf` uses. What is left is what surrounds the search: `test` looks up `exec` and `lastIndex`, and notes down
 * where the match was for `RegExp.$1` and its like. That costs the same however long the text is, and a long text outweighs it.
 *
 * The wrong way is to look into one and the same constant text: its answer may be found once, before the loop, and then a text
 * of any length seems to take the same time (https://bytes.zone/posts/trying-and-failing-to-speed-up-string-beginswith/). Here
 * there are several texts of a length; half of them have the name at their end, the others nowhere, so that all of them are
 * read to the end. It is another mistake to make the expression anew at every search.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

/** The texts do not have its hyphen: only where it is put it is found. */
const NAME = 'user-id';
const TEXTS = 8;

function textsOf(length: number): string[] {
  return Array.from({ length: TEXTS }, (_, index) => {
    const text = textOf('ascii', length, index + 1);
    // `join` makes one flat text, where `+` would make a rope that the first search has to flatten.
    return index % 2 === 0 ? text : [text.slice(NAME.length), NAME].join('');
  });
}

export default defineClaim({
  says: 'A fixed text is found faster by includes than by a regular expression',
  because: 'an expression is a program that has to be run, where includes compares characters',
  source: 'the rule prefer-includes: https://oxc.rs/docs/guide/usage/linter/rules/typescript/prefer-includes.md',
  quote: 'for simple string searches, `.includes()` is often preferred over regex `.test()` for better performance',
  given: { length: [32, 512, 16_384] },
  quick: { length: [32] },
  crossing: 'length',
  favours: 'includes',
  over: 'expression',
  contenders: {
    includes: ({ length }) => {
      const texts = textsOf(length);
      return () => {
        let found = 0;
        for (const text of texts) if (text.includes(NAME)) found++;
        return found;
      };
    },
    indexOf: ({ length }) => {
      const texts = textsOf(length);
      return () => {
        let found = 0;
        for (const text of texts) if (text.indexOf(NAME) !== -1) found++;
        return found;
      };
    },
    expression: ({ length }) => {
      const texts = textsOf(length);
      const expression = /user-id/;
      return () => {
        let found = 0;
        for (const text of texts) if (expression.test(text)) found++;
        return found;
      };
    },
    'expression made each time': ({ length }) => {
      const texts = textsOf(length);
      return () => {
        let found = 0;
        for (const text of texts) if (new RegExp(NAME).test(text)) found++;
        return found;
      };
    },
  },
  answer: () => TEXTS / 2,
  expects: ({ length }) => (length === 32 ? 'confirmed' : undefined),
});
