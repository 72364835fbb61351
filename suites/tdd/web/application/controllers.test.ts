/** Controllers and actions by path (row WA21), from the inside. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Controllers, firstOf } from '../../../../fixtures/web/application/controllers.ts';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { chooseRoute } from '../../../../fixtures/web/routing/choose-route.ts';
import { MapRouter } from '../../../../fixtures/web/routing/map-router.ts';

const controllers = new Controllers({
  notes: {
    all: { 'GET index': 'list', 'POST index': 'create', 'GET new': 'form', 'GET old-ones': 'old' },
    one: { 'GET index': 'show', 'GET edit': 'edit', 'POST edit': 'change', 'POST remove': 'remove' },
  },
  people: { all: { 'GET index': 'people' } },
});

const found = (method: string, path: string): unknown => {
  const one = controllers.find(method, path);
  return one && [one.value, { ...one.parameters }];
};

suite('controllers by path', () => {
  const table: readonly (readonly [string, string, string, object])[] = [
    ['GET', '/notes', 'list', {}],
    ['POST', '/notes', 'create', {}],
    ['GET', '/notes/new', 'form', {}],
    ['GET', '/notes/old-ones', 'old', {}],
    ['GET', '/notes/42', 'show', { id: '42' }],
    ['GET', '/notes/42/edit', 'edit', { id: '42' }],
    ['POST', '/notes/42/edit', 'change', { id: '42' }],
    ['POST', '/notes/new/remove', 'remove', { id: 'new' }],
    ['GET', '/n%6Ftes/4%2F2/%65dit', 'edit', { id: '4/2' }],
    ['GET', '/notes/%E6%BC%A2', 'show', { id: '漢' }],
    ['GET', '/notes/..', 'show', { id: '..' }],
    ['GET', '/notes/__proto__', 'show', { id: '__proto__' }],
    ['GET', '/people', 'people', {}],
  ];
  for (const [method, path, action, parameters] of table) {
    test(`WA21: ${method} ${path} is the action ${action}`, () => {
      expect(found(method, path)).to.deep.equal([action, parameters]);
    });
  }

  const nothing = [
    '/',
    '//',
    '/notes/',
    '/notes//edit',
    '/notes/index',
    '/notes/42/',
    '/notes/42/index',
    '/notes/42/edit/',
    '/notes/42/edit/more',
    '/Notes',
    '/notes/42/Edit',
    '/people/42',
    '/notes%2F42',
    '/notes%2F:id',
    '/:id',
    '/nobody',
  ];
  for (const path of nothing) {
    test(`${path} is nothing`, () => {
      expect(found('GET', path)).to.equal(undefined);
    });
  }

  const members = [
    ...Object.getOwnPropertyNames(Object.prototype),
    ...Object.getOwnPropertyNames(Map.prototype),
    'prototype',
  ];

  test('WA21: no member of a prototype is a controller or an action, as it is with the member access of the notes', () => {
    for (const member of members) {
      for (const path of [`/${member}`, `/${member}/${member}`, `/${member}/1/${member}`, `/notes/1/${member}`]) {
        expect(found('GET', path), path).to.equal(undefined);
      }
      expect(found('GET', `/notes/${member}`)).to.deep.equal(['show', { id: member }]);
    }
    const asInTheNotes = { notes: { list: () => 'list' } } as Record<string, Record<string, unknown>>;
    expect(asInTheNotes['constructor']!['assign']).to.equal(Object.assign);
  });

  test('parameters have no prototype', () => {
    expect(Object.getPrototypeOf(controllers.find('GET', '/notes/1')!.parameters)).to.equal(null);
  });

  test('answer any path with something or nothing, and throw nothing but an HttpError', () => {
    const pieces = fc.constantFrom('/', '/notes', '/42', 'edit', '%2F', '%', '%61', '..', '?', '#', 'é', '\\', 'index');
    fc.assert(
      fc.property(
        fc.array(pieces).map((all) => all.join('')),
        (path) => {
          try {
            const one = controllers.find('GET', path);
            if (one) expect(['list', 'form', 'old', 'show', 'edit', 'people']).to.include(one.value);
          } catch (error) {
            expect(error).to.be.instanceOf(HttpError).with.property('status', 400);
          }
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  test('another method is 405, with those that there are; HEAD is as GET', () => {
    expect(() => chooseRoute(controllers, 'DELETE', '/notes/42/edit'))
      .to.throw(HttpError)
      .with.deep.include({ status: 405, headers: { Allow: 'GET, HEAD, POST' } });
    expect(chooseRoute(controllers, 'HEAD', '/notes/42').value).to.equal('show');
    expect(() => chooseRoute(controllers, 'POST', '/notes/new'))
      .to.throw(HttpError)
      .with.deep.include({ status: 405, headers: { Allow: 'GET, HEAD' } });
  });

  for (const [name, wrong] of [
    ['a controller of capitals', { Notes: {} }],
    ['a controller with a slash', { 'a/b': {} }],
    ['an action without a method', { notes: { all: { index: 1 } } }],
    ['an action with a method that is none', { notes: { all: { 'FETCH index': 1 } } }],
    ['an action with a strange name', { notes: { one: { 'GET ../edit': 1 } } }],
  ] as const) {
    test(`${name} is refused`, () => {
      expect(() => new Controllers<number>(wrong as object as {}))
        .to.throw(TypeError)
        .with.property('code', 'ERR_INVALID_ACTION');
    });
  }
});

suite('tables of routes, one behind the other', () => {
  const router = new MapRouter<string>();
  router.add('GET', '/notes', 'of the router');
  router.add('PUT', '/else', 'else');
  const both = firstOf<string>(router, controllers);

  test('find what the first of them finds, and allow what any allows', () => {
    expect(both.find('GET', '/notes')?.value).to.equal('of the router');
    expect(both.find('POST', '/notes')?.value).to.equal('create');
    expect(both.find('GET', '/nobody')).to.equal(undefined);
    expect([...both.methods].sort()).to.deep.equal(['GET', 'POST', 'PUT']);
  });
});
