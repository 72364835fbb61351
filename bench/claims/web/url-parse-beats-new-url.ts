/**
 * `url.parse` is a parser of Node's own in JavaScript, older than the standard and not the same: it takes what is no URL, and
 * differs from browsers, for which it is deprecated (DEP0169). `new URL` is the standard. It was the slower one, until
 * Ada, a parser in C++ that looks at several characters at once, came with Node.js 20 (nodejs/node #46410) and was taken
 * back to 18. The advice to stay with `url.parse` for its speed is from before.
 *
 * The wrong way is to ask about one kind of text. For the path of a request `url.parse` has a short cut, a single expression, and
 * `new URL` has to be given a base that it parses, too. The other wrong way is to parse and not to read: the parts of a URL are
 * cut out when they are asked for. Here they are read, and the answer is made of them. Only texts that both parsers read alike are
 * asked about, which is no reason to think that they do so with all of them.
 *
 * Since Node.js 24 `url.parse` warns once, but not about packages (nodejs/node #55017): to know whom to warn it looks at the stack,
 * at every call until it has warned. A package that calls it in a program that does not pays for that, and is not measured here.
 */
import { parse } from 'node:url';
import { defineClaim } from '../../claim.ts';

type Text = 'whole' | 'path of a request';

const URLS = 16;

/** Its parts: what is parsed, and what has to come out. */
function partsOf(index: number): { origin: string; host: string; path: string; search: string } {
  const host = `shop-${index}.example.com`;
  const path = `/articles/${index * 37}/view`;
  return { origin: `https://${host}`, host, path, search: `?page=${index}&sort=price` };
}

function textsOf(text: Text): string[] {
  return Array.from({ length: URLS }, (_, index) => {
    const { origin, path, search } = partsOf(index);
    return text === 'whole' ? `${origin}${path}${search}#top` : `${path}${search}`;
  });
}

/** `url.parse` without the warning that it is deprecated, which it gives at its first call. */
function parser(): typeof parse {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  parse('/');
  process.noDeprecation = before ?? false;
  return parse;
}

/** A contender where this runtime has it; the type says that it always does, so that the claim knows its name. */
const { URL: Url } = globalThis as { URL: { parse?: (text: string, base?: string) => URL | null } };
const newer = (Url.parse && {
  'URL.parse': ({ text }: { text: Text }) => {
    const texts = textsOf(text);
    if (text === 'whole') {
      return () => {
        let all = '';
        for (const one of texts) {
          const url = Url.parse!(one)!;
          all += url.hostname + url.pathname + url.search;
        }
        return all;
      };
    }
    return () => {
      let all = '';
      for (const one of texts) {
        const url = Url.parse!(one, 'http://localhost')!;
        all += url.pathname + url.search;
      }
      return all;
    };
  },
}) as { readonly 'URL.parse': (given: { readonly text: Text }) => () => string };

export default defineClaim({
  says: 'url.parse is faster than new URL',
  because: 'it is a few expressions in JavaScript, where the standard asks for much more and is worked out in C++',
  source: 'https://github.com/hexojs/hexo/issues/3846',
  quote: 'Legacy URL API is at least 4x faster than WHATWG URL API',
  given: { text: ['whole', 'path of a request'] },
  quick: { text: ['whole'] },
  favours: 'url.parse',
  over: 'new URL',
  contenders: {
    'url.parse': ({ text }) => {
      const texts = textsOf(text);
      const parsed = parser();
      if (text === 'whole') {
        return () => {
          let all = '';
          for (const one of texts) {
            const url = parsed(one);
            all += url.hostname! + url.pathname! + url.search!;
          }
          return all;
        };
      }
      return () => {
        let all = '';
        for (const one of texts) {
          const url = parsed(one);
          all += url.pathname! + url.search!;
        }
        return all;
      };
    },
    'new URL': ({ text }) => {
      const texts = textsOf(text);
      if (text === 'whole') {
        return () => {
          let all = '';
          for (const one of texts) {
            const url = new URL(one);
            all += url.hostname + url.pathname + url.search;
          }
          return all;
        };
      }
      return () => {
        let all = '';
        for (const one of texts) {
          const url = new URL(one, 'http://localhost');
          all += url.pathname + url.search;
        }
        return all;
      };
    },
    ...newer,
  },
  answer: ({ text }) =>
    Array.from({ length: URLS }, (_, index) => partsOf(index))
      .map(({ host, path, search }) => (text === 'whole' ? host + path + search : path + search))
      .join(''),
  changes: [
    {
      since: 'node@20',
      says: 'new URL is parsed by Ada, which later versions of Node.js 18 have, too',
      source: 'https://github.com/nodejs/node/pull/46410',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/30334',
      says: 'operations a second in February 2020, of a whole URL: 813,426 by url.parse, 541,469 by new URL',
      wins: 'url.parse',
      at: { text: 'whole' },
      differs: 'it was measured before Ada, which Node.js 20 brought',
    },
    {
      source: 'https://github.com/nodejs/node/issues/30334',
      says: 'operations a second in February 2020, of a path: 4,984,333 by url.parse, 268,401 by new URL',
      wins: 'url.parse',
      at: { text: 'path of a request' },
    },
  ],
  expects: ({ text }, { is }) => {
    if (is !== 'node') return undefined;
    return text === 'path of a request' ? 'confirmed' : 'refuted';
  },
});
