/** A small site over sessions: who signs in, counts his visits and signs out, by a cookie; and a client of it. */
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HttpError } from '../../fixtures/network/http/http-error.ts';
import { IdSigner } from '../../fixtures/web/sessions/session-id.ts';
import { Sessions } from '../../fixtures/web/sessions/sessions.ts';
import type { SessionStore } from '../../fixtures/web/sessions/session-store.ts';

const signer = new IdSigner([Buffer.alloc(32, 7)]);

export function sessionSite(store: SessionStore): Server {
  const sessions = new Sessions({ store, sign: (id) => signer.sign(id), verify: (signed) => signer.verify(signed) });
  return http.createServer((request, response) => {
    answer(sessions, request, response).catch((error: unknown) => {
      const { status, code, headers } = error instanceof HttpError ? error : new HttpError(500, 'BROKEN', 'it broke');
      response.writeHead(status, headers).end(code);
    });
  });
}

async function answer(sessions: Sessions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sent = /(?:^|; )sid=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
  const found = await sessions.load(sent);
  if (request.url === '/out') {
    if (found) await sessions.end(found);
    response.writeHead(200, { 'Set-Cookie': 'sid=; Max-Age=0' }).end('out');
    return;
  }
  const session = found ?? sessions.begin();
  if (request.url === '/in') {
    session.data['visits'] = 0;
    await sessions.rotate(session);
  } else if (found) {
    session.data['visits'] = Number(session.data['visits']) + 1;
    await sessions.save(session);
  }
  const told = found || request.url === '/in' ? `visits ${Number(session.data['visits'])}` : 'nobody';
  response.writeHead(200, { 'Set-Cookie': `sid=${session.signed}; HttpOnly; Path=/` }).end(told);
}

/** One browser: it sends the cookie that it last got. */
export class Visitor {
  readonly #port: number;
  readonly #agent: http.Agent;
  cookie = '';

  constructor(port: number, agent: http.Agent) {
    this.#port = port;
    this.#agent = agent;
  }

  /** The status and the text: `200 visits 1`. */
  visit(path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = this.cookie ? { cookie: this.cookie } : {};
      http
        .get({ host: '127.0.0.1', port: this.#port, path, agent: this.#agent, headers }, (response) => {
          const [cookie] = response.headers['set-cookie'] ?? [];
          if (cookie !== undefined) this.cookie = cookie.split(';')[0]!;
          let text = '';
          response
            .setEncoding('utf8')
            .on('data', (piece: string) => (text += piece))
            .on('end', () => resolve(`${response.statusCode} ${text}`))
            .on('error', reject);
        })
        .on('error', reject);
    });
  }
}
