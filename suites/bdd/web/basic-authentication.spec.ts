/** Basic authentication with clients that nobody here wrote (row WA14): curl, and superagent. */
import { createServer } from 'node:http';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import request from 'supertest';
import { basicAuthentication } from '../../../fixtures/web/basic-authentication.ts';
import { answering } from '../../support/answering.ts';
import { whenInstalled } from '../../support/installed.ts';
import { run } from '../../support/program.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { listening, type Listening } from '../../support/server.ts';

const users = new Map([
  ['ada', 'pass:wörd £'],
  ['grace', ''],
]);
const whose = basicAuthentication({ realm: 'archive', users });
const app = answering((incoming, response) => response.end(`hello ${whose(incoming.headers.authorization)}`));

describe('WA14: a page for some', () => {
  it('is given to who has name and password', async () => {
    await request(app).get('/').auth('ada', 'pass:wörd £').expect(200, 'hello ada');
    await request(app).get('/').auth('grace', '').expect(200, 'hello grace');
  });

  it('is 401 for others, says what is wanted and in which encoding, and repeats nothing of what came', async () => {
    const challenge = 'Basic realm="archive", charset="UTF-8"';
    await request(app).get('/').expect(401, 'NOT_AUTHENTICATED').expect('WWW-Authenticate', challenge);
    const { text, headers } = await request(app).get('/').auth('ada', 'hunter2').expect(401);
    expect(text + JSON.stringify(headers)).not.to.match(/hunter2|ada/);
    for (const header of ['Basic', 'Basic !', 'Bearer x', 'Basic dXNlcjpwsNK']) {
      await request(app).get('/').set('Authorization', header).expect(401).expect('WWW-Authenticate', challenge);
    }
  });

  it('is 401 for two headers, of which Node takes the first', async () => {
    await using server = await listening(createServer(app));
    const [wrong, right] = ['x:y', 'ada:pass:wörd £'].map((text) => `Basic ${Buffer.from(text).toString('base64')}`);
    const both = `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: ${wrong}\r\nAuthorization: ${right}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(server.port, both)).to.have.property('status', 401);
  });
});

whenInstalled('curl', describe)('WA14: curl', (curl) => {
  let server: Listening;
  before(async () => {
    server = await listening(createServer(app));
  });
  after(() => server.close());

  it('encodes name and password as we do', async () => {
    const { stdout } = await run(['-s', '-u', 'ada:pass:wörd £', server.url], { command: curl });
    expect(stdout).to.equal('hello ada');
  });
});
