/** Attacks on a small application: prototypes through every door, and a body that would be a request. */
import { once } from 'node:events';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import request from 'supertest';
import { rawClient } from '../../../support/raw-client.ts';
import { smallApplication, type SmallApplication } from '../../../support/small-application.ts';

describe('an application under attack', () => {
  let app: SmallApplication;
  before(async () => {
    app = await smallApplication();
  });
  after(() => app.close());
  afterEach(() => {
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    expect(app.faults).to.deep.equal([]);
  });

  const keys = [
    '__proto__',
    '__proto__[polluted]',
    'constructor.prototype.polluted',
    'constructor[prototype][polluted]',
  ];

  it('a query, cookies and a form have such keys like any other, and change nothing', async () => {
    for (const key of keys) {
      const encoded = encodeURIComponent(key);
      const query = await request(app.url).get(`/query?${encoded}=yes`).expect(200);
      expect(query.text).to.equal(JSON.stringify([{}, true]).replace('{}', `{${JSON.stringify(key)}:"yes"}`));
      await request(app.url)
        .post('/form')
        .type('form')
        .send(`${encoded}=yes`)
        .expect(200, [[key, ['yes']]]);
      const cookies = await request(app.url).get('/cookies').set('Cookie', `${key}=yes`).expect(200);
      expect(cookies.text).to.equal(`{${JSON.stringify(key)}:"yes"}`);
    }
  });

  it('JSON with such a name is 400', async () => {
    for (const json of [
      '{"__proto__":{"polluted":"yes"}}',
      '{"a":[{"constructor":{"prototype":{"polluted":"yes"}}}]}',
      '{"\\u005f_proto__":1}',
    ]) {
      const { body } = await request(app.url).post('/json').type('json').send(json).expect(400);
      expect(body).to.have.nested.property('error.code', 'JSON_FORBIDDEN_NAME');
    }
  });

  it('a body that nobody reads is thrown away, and is not the next request', async () => {
    const smuggled = 'GET /text HTTP/1.1\r\nHost: a\r\n\r\n';
    const client = await rawClient(app.port);
    const earlier = app.called.length;
    const closed = once(client.socket, 'close');
    client.socket.write(`POST /ignored HTTP/1.1\r\nHost: a\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`);
    client.socket.write('GET /json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    await closed;
    expect(app.called.slice(earlier)).to.deep.equal(['/ignored', '/json']);
  });
});
