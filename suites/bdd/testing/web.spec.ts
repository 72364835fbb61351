/** A web application tested from the outside: one request at a time, and many at once (rows TE8 and TE11). */
import { createServer, type ServerResponse } from 'node:http';

import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';

import { greetingApp } from '../../../fixtures/testing/greeting-app.ts';
import { loadFigures, type Served } from '../../../fixtures/testing/load-figures.ts';
import { listening } from '../../support/server.ts';

describe('TE8: an application that supertest asks, without a port of its own', () => {
  it('answers what is right', async () => {
    await request(greetingApp)
      .get('/greeting')
      .query({ name: 'wörld' })
      .expect(200)
      .expect('Content-Type', /json/)
      .expect({ greeting: 'hello wörld' });
  });

  it('refuses what is wrong: a good test asks for both', async () => {
    await request(greetingApp).get('/greeting').expect(400, { error: 'expected a name' });
    await request(greetingApp).get('/').expect(404, { error: 'there is only /greeting' });
    // No address has an empty host: that is refused, and the next request is answered.
    await request(greetingApp).get('//').expect(400, { error: 'expected an address' });
    const { headers } = await request(greetingApp).post('/greeting').expect(405);
    expect(headers['allow']).to.equal('GET, HEAD');
  });

  it('has no body for HEAD, and its length', async () => {
    const { text, headers } = await request(greetingApp).head('/greeting?name=a').expect(200);
    expect(text).to.equal(undefined);
    expect(headers['content-length']).to.equal(String('{"greeting":"hello a"}'.length));
  });

  it('fails the test with what was expected and what came', async () => {
    let failure: unknown;
    await request(greetingApp)
      .get('/greeting')
      .expect(200)
      .catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(Error).with.property('message', 'expected 200 "OK", got 400 "Bad Request"');
  });
});

describe('TE11: a server under the load of several at once', () => {
  it('has as many requests under way as there are users, which the figures show', async () => {
    const users = 5;
    // It answers when all are there: so they are under way at once, however slow the machine is.
    const waiting: ServerResponse[] = [];
    const server = createServer((_, response) => {
      waiting.push(response);
      if (waiting.length === users) for (const one of waiting.splice(0)) one.end('ok');
    });
    await using opened = await listening(server);
    const served = await Promise.all(
      Array.from({ length: users }, async (): Promise<Served> => {
        const begin = performance.now();
        expect(await (await fetch(opened.url)).text()).to.equal('ok');
        return { begin, end: performance.now() };
      }),
    );
    const { concurrency, throughput, responseMs } = loadFigures(served);
    expect(concurrency.most).to.equal(users);
    expect((throughput * responseMs.mean) / 1000).to.be.closeTo(concurrency.mean, 1e-6);
  });
});
