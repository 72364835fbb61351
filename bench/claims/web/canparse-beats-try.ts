/**
 * To know whether a text is a URL one can make a URL of it and see whether that throws. What is thrown is an Error: an object
 * with the stack of its calls, which has to be walked and written down, so that it costs more than the parsing. `URL.canParse` throws
 * nothing, and makes no URL either. `URL.parse` makes one, or `null`.
 *
 * The wrong way is to ask with URLs that are all right: what is saved then is an object. And to check with `canParse` before
 * `new URL`, where a URL is wanted: that parses twice. How much an Error costs depends on how deep the stack is below it, and in
 * a server it is deeper than here.
 */
import { defineClaim } from '../../claim.ts';

const TEXTS = 16;

/** One text of the other kind is among them, so that the answer is neither none nor all. */
function textsOf(texts: 'valid' | 'invalid'): string[] {
  return Array.from({ length: TEXTS }, (_, index) => {
    const isValid = (texts === 'valid') === index > 0;
    return isValid
      ? `https://shop-${index}.example.com/articles/${index}?page=2`
      : `shop-${index} example/articles/${index}`;
  });
}

/** A contender where this runtime has it; the type says that it always does, so that the claim knows its name. */
const { URL: Url } = globalThis as { URL: { parse?: (text: string) => URL | null } };
const newer = (Url.parse && {
  'URL.parse': (given: { texts: 'valid' | 'invalid' }) => {
    const texts = textsOf(given.texts);
    return () => {
      let valid = 0;
      for (const text of texts) if (Url.parse!(text) !== null) valid++;
      return valid;
    };
  },
}) as { readonly 'URL.parse': (given: { readonly texts: 'valid' | 'invalid' }) => () => number };

export default defineClaim({
  says: 'URL.canParse is faster than new URL in a try',
  because: 'it makes no URL, and no Error where there is none to make',
  source: 'MDN: https://developer.mozilla.org/docs/Web/API/URL/canParse_static',
  quote: 'This is a fast and easy alternative to constructing a URL within a try...catch block.',
  given: { texts: ['valid', 'invalid'] },
  quick: { texts: ['valid'] },
  favours: 'URL.canParse',
  over: 'new URL in a try',
  contenders: {
    'URL.canParse': (given) => {
      const texts = textsOf(given.texts);
      return () => {
        let valid = 0;
        for (const text of texts) if (URL.canParse(text)) valid++;
        return valid;
      };
    },
    'new URL in a try': (given) => {
      const texts = textsOf(given.texts);
      return () => {
        let valid = 0;
        for (const text of texts) {
          try {
            if (new URL(text).href !== '') valid++;
          } catch {
            // It is none.
          }
        }
        return valid;
      };
    },
    ...newer,
  },
  answer: ({ texts }) => (texts === 'valid' ? TEXTS - 1 : 1),
  expects: 'confirmed',
});
