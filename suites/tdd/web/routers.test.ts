/** Three routers behind one interface (row WA21): they agree wherever all can, and a hostile path is only a path. */
import { METHODS } from 'node:http';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { allowedMethods, chooseRoute } from '../../../fixtures/web/routing/choose-route.ts';
import { expressionOf, ListRouter } from '../../../fixtures/web/routing/list-router.ts';
import { MapRouter } from '../../../fixtures/web/routing/map-router.ts';
import { parsePattern } from '../../../fixtures/web/routing/pattern.ts';
import type { Router } from '../../../fixtures/web/routing/router.ts';
import { TreeRouter } from '../../../fixtures/web/routing/tree-router.ts';

const kinds = { Map: MapRouter, list: ListRouter, tree: TreeRouter };

function filled(router: Router<string>, patterns: readonly string[], method = 'GET'): Router<string> {
  for (const pattern of patterns) router.add(method, pattern, pattern);
  return router;
}

/** What is found, in a form that can be compared. */
function find(router: Router<string>, path: string, method = 'GET'): unknown {
  const found = router.find(method, path);
  return found && [found.value, { ...found.parameters }];
}

for (const [name, Kind] of Object.entries(kinds)) {
  suite(`WA21: the router ${name}`, () => {
    test('finds a path that is text', () => {
      const router = filled(new Kind<string>(), ['/', '/a', '/a/', '/a/b', '/wörld/ä,b', '/a.b+c$d']);
      const table: [path: string, pattern: string | undefined][] = [
        ['/', '/'],
        ['/a', '/a'],
        ['/a/', '/a/'],
        ['/a/b', '/a/b'],
        ['/%61/b', '/a/b'],
        ['/w%C3%B6rld/%C3%A4%2Cb', '/wörld/ä,b'],
        ['/a.b+c$d', '/a.b+c$d'],
        ['/aXb+c$d', undefined],
        ['/A', undefined],
        ['/a//b', undefined],
        ['//a', undefined],
        ['/a%2Fb', undefined],
        ['/a/b/../b', undefined],
        ['/a%00', undefined],
        ['/%2561', undefined],
      ];
      for (const [path, pattern] of table) {
        expect(find(router, path), path).to.deep.equal(pattern === undefined ? undefined : [pattern, {}]);
      }
    });

    test('gives back any value, also one that is nothing', () => {
      for (const value of [0, '', false, null, undefined, Number.NaN]) {
        const router: Router<unknown> = new Kind<unknown>();
        router.add('GET', '/a', value);
        expect(router.find('GET', '/a')).to.have.property('value').that.deep.equals(value);
        expect(chooseRoute(router, 'HEAD', '/a').value).to.deep.equal(value);
      }
    });

    test('refuses a path that is malformed: 400', () => {
      const router = filled(new Kind<string>(), ['/a']);
      for (const path of ['/%', '/%zz', '/%FF', '/a%C3', 'a', '', '/a?b', '/a#b', '*']) {
        expect(() => router.find('GET', path), path)
          .to.throw()
          .with.property('status', 400);
      }
    });

    test('refuses patterns and methods that mean nothing', () => {
      const router = filled(new Kind<string>(), ['/a']);
      const code = (method: string, pattern: string): unknown => {
        try {
          router.add(method, pattern, '');
        } catch (error) {
          return (error as { code?: unknown }).code;
        }
        return 'taken';
      };
      for (const pattern of [
        '',
        'a',
        '/a b',
        '/%61',
        '/a?',
        '/a#',
        '/a*',
        '/(a+)+',
        '/{a}',
        String.raw`/a\b`,
        '/a:b',
      ]) {
        expect(code('GET', pattern), pattern).to.equal('ERR_INVALID_PATTERN');
      }
      for (const method of ['get', '', 'G T', 'BREW', '__proto__']) {
        expect(code(method, '/b'), method).to.equal('ERR_INVALID_METHOD');
      }
      expect(code('GET', '/a')).to.equal('ERR_DUPLICATE_ROUTE');
      expect(code('POST', '/a')).to.equal('taken');
    });

    test('of an unknown path is 404; of an unknown method 405, with what is allowed', () => {
      const router = filled(new Kind<string>(), ['/a']);
      router.add('DELETE', '/a', 'deleted');
      router.add('POST', '/b', 'posted');
      expect(chooseRoute(router, 'GET', '/a').value).to.equal('/a');
      expect(chooseRoute(router, 'DELETE', '/a').value).to.equal('deleted');
      expect(() => chooseRoute(router, 'GET', '/c'))
        .to.throw()
        .with.include({ status: 404, code: 'NO_ROUTE' });
      expect(() => chooseRoute(router, 'PUT', '/a'))
        .to.throw()
        .with.deep.include({ status: 405, headers: { Allow: 'DELETE, GET, HEAD' } });
      expect(() => chooseRoute(router, 'HEAD', '/b'))
        .to.throw()
        .with.deep.include({ status: 405, headers: { Allow: 'POST' } });
      expect(() => chooseRoute(router, 'NOSUCH', '/a'))
        .to.throw()
        .with.property('status', 405);
    });

    test('answers HEAD by GET, unless HEAD has a route of its own', () => {
      const router = filled(new Kind<string>(), ['/a', '/b']);
      router.add('HEAD', '/b', 'own');
      expect(chooseRoute(router, 'HEAD', '/a').value).to.equal('/a');
      expect(chooseRoute(router, 'HEAD', '/b').value).to.equal('own');
      expect(allowedMethods(router, '/b')).to.deep.equal(['GET', 'HEAD']);
    });
  });
}

for (const [name, Kind] of Object.entries({ list: ListRouter, tree: TreeRouter })) {
  suite(`WA21: the router ${name}, which knows parameters`, () => {
    const patterns = [
      '/users/:id',
      '/users/new',
      '/users/:id/posts/:post',
      '/files/*',
      '/:page',
      '/users/*',
      '/files/a',
    ];
    // Added the other way round: the order does not matter.
    for (const [order, list] of Object.entries({ given: patterns, reversed: patterns.toReversed() })) {
      test(`finds the most particular one, added in the order ${order}`, () => {
        const router = filled(new Kind<string>(), list);
        const table: [path: string, found: [string, Record<string, string>] | undefined][] = [
          ['/users/7', ['/users/:id', { id: '7' }]],
          ['/users/new', ['/users/new', {}]],
          ['/users/', ['/users/*', { '*': '' }]],
          ['/users', ['/:page', { page: 'users' }]],
          ['/users/7/posts/a%2Fb', ['/users/:id/posts/:post', { id: '7', post: 'a/b' }]],
          ['/users/7/posts/', ['/users/*', { '*': '7/posts/' }]],
          ['/users/new/posts/1', ['/users/:id/posts/:post', { id: 'new', post: '1' }]],
          ['/files/a', ['/files/a', {}]],
          ['/files/a/b%20c', ['/files/*', { '*': 'a/b c' }]],
          ['/files/a%0Ab', ['/files/*', { '*': 'a\nb' }]],
          ['/caf%C3%A9', ['/:page', { page: 'café' }]],
          ['/%2541', ['/:page', { page: '%41' }]],
          ['/%3F%23%0A', ['/:page', { page: '?#\n' }]],
          ['/', undefined],
          ['//', undefined],
        ];
        for (const [path, found] of table) expect(find(router, path), path).to.deep.equal(found);
      });
    }

    test('has parameters without a prototype, whatever they are called', () => {
      const router = filled(new Kind<string>(), ['/:constructor/:toString']);
      const parameters = router.find('GET', '/__proto__/x')?.parameters;
      expect(Object.getPrototypeOf(parameters)).to.equal(null);
      expect({ ...parameters }).to.deep.equal({ constructor: '__proto__', toString: 'x' });
    });

    test('refuses parameters without a good name, twice the same, and a rest in the middle', () => {
      const router = new Kind<string>();
      for (const pattern of [
        '/:',
        '/:1',
        '/:__proto__',
        '/:a-b',
        '/:a.json',
        '/:a/:a',
        '/*/a',
        '/**',
        '/:a?',
        '/:a(\\d+)',
      ]) {
        expect(() => router.add('GET', pattern, ''), pattern)
          .to.throw(TypeError)
          .with.property('code', 'ERR_INVALID_PATTERN');
      }
    });

    test('refuses a second route for the same paths, whatever its parameters are called', () => {
      const router = filled(new Kind<string>(), ['/a/:id']);
      expect(() => router.add('GET', '/a/:name', ''))
        .to.throw(TypeError)
        .with.property('code', 'ERR_DUPLICATE_ROUTE');
    });
  });
}

suite('WA21: routers together', () => {
  test('a Map says that it cannot do parameters', () => {
    for (const pattern of ['/:id', '/a/*']) {
      expect(() => new MapRouter().add('GET', pattern, ''))
        .to.throw(TypeError, 'text alone')
        .with.property('code', 'ERR_UNSUPPORTED_PATTERN');
    }
  });

  const text = fc.constantFrom('a', 'b', 'ab', 'a-b', 'ä', 'a.b', '', '$', 'x,y');
  const part = fc.constantFrom(
    'a',
    'b',
    'ab',
    'a-b',
    '%C3%A4',
    'a.b',
    '',
    '$',
    'x%2Cy',
    '%2F',
    '%25',
    '%3f',
    'c',
    '%61',
  );
  const paths = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
  /** Adds what can be added, and says of what could be. */
  const taken = (router: Router<string>, patterns: readonly string[]) =>
    patterns.filter((pattern) => {
      try {
        router.add('GET', pattern, pattern);
        return true;
      } catch {
        return false;
      }
    });

  test('all three agree on any paths of text', () => {
    const patterns = fc.array(
      fc.array(text, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(patterns, fc.array(paths, { maxLength: 6 }), (added, asked) => {
        const routers = Object.values(kinds).map((Kind) => new Kind<string>());
        const [first, ...others] = routers.map((router) => taken(router, added));
        for (const other of others) expect(other).to.deep.equal(first);
        for (const path of [...asked, ...added.map(encodeURI)]) {
          const [found, ...rest] = routers.map((router) => find(router, path));
          for (const other of rest) expect(other, path).to.deep.equal(found);
        }
        for (const pattern of first!) expect(find(routers[0]!, encodeURI(pattern))).to.deep.equal([pattern, {}]);
      }),
      { numRuns: 100 },
    );
  });

  test('the list and the tree agree on any routes with parameters and rests', () => {
    const segment = fc.oneof(text, fc.constantFrom(':a', ':b', ':c'));
    const pattern = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([parts, rest]) => `/${parts.join('/')}${rest ? '/*' : ''}`);
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), fc.array(paths, { maxLength: 8 }), (added, asked) => {
        const [list, tree] = [new ListRouter<string>(), new TreeRouter<string>()];
        expect(taken(tree, added)).to.deep.equal(taken(list, added));
        for (const path of asked) expect(find(tree, path), path).to.deep.equal(find(list, path));
      }),
      { numRuns: 200 },
    );
  });

  test('every method of Node can have a route', () => {
    for (const Kind of Object.values(kinds)) {
      const router = new Kind<string>();
      for (const method of METHODS) router.add(method, '/a', method);
      for (const method of METHODS) expect(router.find(method, '/a')?.value).to.equal(method);
    }
  });
});

suite('WA21: a hostile path', () => {
  test('meets expressions with one way to match: text, “no slash” up to a slash, and everything', () => {
    // Two repetitions side by side, or one within another, are what takes time beyond all measure.
    for (const pattern of ['/', '/a', '/:a/:b/:c', '/a.b/:c/*', '/*', '/$^|/:a']) {
      const { source } = expressionOf(parsePattern(pattern));
      expect(source).to.match(
        /^\^(?:\\\/(?:\(\[\^\/\]\+\)|(?:[^()[\]{}*+?.\\/^$|]|\\[.$^|*+?])*))*(?:\\\/\(\.\*\))?\$$/,
      );
    }
  });

  test('of 8000 characters is found or not found, as any other', () => {
    const [list, tree] = [new ListRouter<string>(), new TreeRouter<string>()];
    for (const router of [list, tree]) {
      for (let index = 0; index < 20; index++) filled(router, [`/:a/:b/:c/:d/${index}/*`]);
    }
    for (const path of [
      '/a'.repeat(4000),
      '/'.repeat(8000),
      `/${'a'.repeat(7999)}`,
      '/%2F'.repeat(2000),
      '/:a/*'.repeat(1600),
    ]) {
      expect(find(list, path)).to.deep.equal(find(tree, path)).and.to.equal(undefined);
    }
    expect(find(list, `/a/b/c/d/7${'/x'.repeat(3995)}`)).to.deep.equal(find(tree, `/a/b/c/d/7${'/x'.repeat(3995)}`));
  });
});
