/** A small application behind a router (row WA21): controllers found by method and path. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { parseTarget } from '../../../fixtures/network/http/request-target.ts';
import { chooseRoute } from '../../../fixtures/web/routing/choose-route.ts';
import { ListRouter } from '../../../fixtures/web/routing/list-router.ts';
import type { Router } from '../../../fixtures/web/routing/router.ts';
import { TreeRouter } from '../../../fixtures/web/routing/tree-router.ts';
import { answering } from '../../support/answering.ts';

type Action = (parameters: Readonly<Record<string, string>>) => string;

/** The controller asks the model, and the view makes text of what it says. */
function application(router: Router<Action>) {
  const model = new Map([['1', 'Ada']]);
  const view = (name: string | undefined) => `<h1>${name ?? 'nobody'}</h1>`;
  router.add('GET', '/people/:id', ({ id = '' }) => view(model.get(id)));
  router.add('DELETE', '/people/:id', ({ id = '' }) => String(model.delete(id)));
  router.add('GET', '/people', () => [...model.values()].join());
  router.add('GET', '/files/*', (parameters) => parameters['*'] ?? '');
  return answering((incoming, response) => {
    const target = parseTarget(incoming.url ?? '', incoming.method);
    const path = 'path' in target ? target.path : '/';
    const { value: action, parameters } = chooseRoute(router, incoming.method ?? '', path);
    response.end(action(parameters));
  });
}

for (const [name, make] of Object.entries({
  list: () => new ListRouter<Action>(),
  tree: () => new TreeRouter<Action>(),
})) {
  describe(`WA21: an application behind the router ${name}`, () => {
    const app = application(make());

    it('finds the controller by path and method, and gives it the parameters', async () => {
      await request(app).get('/people/1?x=y').expect(200, '<h1>Ada</h1>');
      await request(app).get('/people').expect(200, 'Ada');
      await request(app).get('/files/a/b%20c').expect(200, 'a/b c');
      await request(app).delete('/people/2').expect(200, 'false');
    });

    it('answers HEAD like GET, without a body', async () => {
      const { text } = await request(app).head('/people/1').expect(200);
      expect(text).to.equal(undefined);
    });

    it('answers 404 to an unknown path and 405 with Allow to an unknown method', async () => {
      await request(app).get('/nothing').expect(404, 'NO_ROUTE');
      await request(app).post('/people/1').expect(405, 'METHOD_NOT_ALLOWED').expect('Allow', 'DELETE, GET, HEAD');
    });

    it('answers 400 to percent-encoding that is none', async () => {
      await request(app).get('/people/%zz').expect(400, 'MALFORMED_PERCENT');
      await request(app).get('/people/%FF').expect(400, 'MALFORMED_PERCENT');
    });
  });
}
