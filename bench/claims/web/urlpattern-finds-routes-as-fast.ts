/**
 * URLPattern is the standard's way to say which addresses are meant, and it is built in: in Deno from early on, in
 * Node.js since 24 (nodejs/node #56452, #56950). So it looks like the end of `path-to-regexp` in routers. But a pattern
 * has eight parts, from the protocol to the hash, and every match looks at all of them: it makes a URL of what it is
 * given, or takes it as eight texts, and answers with as many objects of groups. A router asks for the path, a single
 * expression. Besides, a pattern knows nothing of the others: whoever has many routes tries them one by one, which was
 * held against it before Node.js had it (nodejs/node #42133).
 *
 * The wrong way is to put patterns into a list and to take that for a router. They are for one address or two, in a
 * service worker or a test, and for whoever means protocols and hosts as well.
 *
 * It is asked for the last one of so many routes with a parameter. All answer with the number of the route and the length
 * of the parameter; the paths change from call to call. `a tree` is what a router does instead.
 */
import { defineClaim } from '../../claim.ts';
import { TreeRouter } from '../../../fixtures/web/routing/tree-router.ts';

interface Pattern {
  exec(input: string | { readonly pathname: string }): {
    readonly pathname: { readonly groups: Readonly<Record<string, string | undefined>> };
  } | null;
}

const { URLPattern } = globalThis as unknown as {
  readonly URLPattern?: new (init: { readonly pathname: string }) => Pattern;
};

const patternOf = (route: number): string => `/department-${route}/:page`;

/** All of one length, so that the answer is the same for each of them. */
function pathsOf(routes: number, origin = ''): string[] {
  return Array.from({ length: 8 }, (_, page) => `${origin}/department-${routes - 1}/page-${page}`);
}

function patternsOf(routes: number): Pattern[] {
  return Array.from({ length: routes }, (_, route) => new URLPattern!({ pathname: patternOf(route) }));
}

const answerOf = (route: number, page: string): number => 100 * route + page.length;

export default defineClaim({
  says: 'URLPattern finds a route as fast as a regular expression',
  because: 'it is built in, and makes regular expressions of its patterns itself',
  source: 'https://github.com/koajs/path-match/issues/203',
  quote: 'This is a node native feature as of v24.',
  rows: ['WA21'],
  lacks: () => (URLPattern === undefined ? 'needs URLPattern, which this runtime has not' : undefined),
  given: { routes: [1, 20] },
  quick: { routes: [1] },
  favours: 'URLPattern',
  over: 'regular expression',
  contenders: {
    URLPattern: ({ routes }) => {
      const patterns = patternsOf(routes);
      const paths = pathsOf(routes);
      let calls = 0;
      return () => {
        const pathname = paths[calls++ % 8]!;
        for (let route = 0; route < routes; route++) {
          const found = patterns[route]!.exec({ pathname });
          if (found) return answerOf(route, found.pathname.groups['page']!);
        }
        return -1;
      };
    },
    'URLPattern, of a whole address': ({ routes }) => {
      const patterns = patternsOf(routes);
      const addresses = pathsOf(routes, 'http://localhost');
      let calls = 0;
      return () => {
        const address = addresses[calls++ % 8]!;
        for (let route = 0; route < routes; route++) {
          const found = patterns[route]!.exec(address);
          if (found) return answerOf(route, found.pathname.groups['page']!);
        }
        return -1;
      };
    },
    'regular expression': ({ routes }) => {
      const expressions = Array.from({ length: routes }, (_, route) => new RegExp(`^/department-${route}/([^/]+)$`));
      const paths = pathsOf(routes);
      let calls = 0;
      return () => {
        const path = paths[calls++ % 8]!;
        for (let route = 0; route < routes; route++) {
          const found = expressions[route]!.exec(path);
          if (found) return answerOf(route, found[1]!);
        }
        return -1;
      };
    },
    'a tree': ({ routes }) => {
      const router = new TreeRouter<number>();
      for (let route = 0; route < routes; route++) router.add('GET', patternOf(route), route);
      const paths = pathsOf(routes);
      let calls = 0;
      return () => {
        const found = router.find('GET', paths[calls++ % 8]!);
        return found ? answerOf(found.value, found.parameters['page']!) : -1;
      };
    },
  },
  answer: ({ routes }) => answerOf(routes - 1, 'page-0'),
  changes: [
    {
      since: 'node@24',
      says: 'URLPattern is there, and is global',
      source: 'https://github.com/nodejs/node/pull/56950',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/denoland/deno/issues/19861',
      says: 'A test of URLPattern takes 2.33 µs, and one of the expression of path-to-regexp 14 ns',
      wins: 'regular expression',
      at: { routes: 1 },
      on: 'deno@1.35.1',
    },
  ],
  expects: 'refuted',
});
