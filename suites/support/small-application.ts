/** An application of a few routes that answer in every way there is, and its server, for suites. */
import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { graceful, type Graceful } from '../../fixtures/network/http/graceful.ts';
import { answeredBy, download, json, page, stream, text } from '../../fixtures/web/application/answer.ts';
import {
  application,
  type ApplicationOptions,
  type Fault,
  type Handler,
} from '../../fixtures/web/application/application.ts';
import { html } from '../../fixtures/web/application/html.ts';
import { redirect } from '../../fixtures/web/application/redirect.ts';
import { handleBodies } from '../../fixtures/web/bodies/expectation.ts';
import { HttpError } from '../../fixtures/network/http/http-error.ts';
import { ListRouter } from '../../fixtures/web/routing/list-router.ts';
import { madeClock, type MadeClock } from './made-clock.ts';
import { listening, type Listening } from './server.ts';

export interface SmallApplication extends Listening {
  readonly server: Server;
  readonly faults: Fault[];
  readonly clock: MadeClock;
  readonly watched: Graceful;
  /** The paths for which a handler was called, in order. */
  readonly called: readonly string[];
}

export type Routes = Readonly<Record<string, Handler>>;

/** @param more routes by `METHOD /pattern` */
export async function smallApplication(
  more: Routes = {},
  options: Partial<ApplicationOptions> = {},
): Promise<SmallApplication> {
  const faults: Fault[] = [];
  const called: string[] = [];
  const clock = madeClock();
  const routes = new ListRouter<Handler>();
  for (const [key, handler] of Object.entries({ ...ROUTES, ...more })) {
    const [method = '', pattern = ''] = key.split(' ');
    routes.add(method, pattern, (context) => {
      called.push(context.path);
      return handler(context);
    });
  }
  const server = createServer();
  handleBodies(server, application({ routes, log: (fault) => faults.push(fault), clock, ...options }));
  const watched = graceful(server);
  return { ...(await listening(server)), server, faults, called, clock, watched };
}

const ROUTES: Routes = {
  'GET /text': () => text('text'),
  'GET /html': () => html`<p>${'<'}</p>`,
  'GET /page': () => page(html`<p></p>`, { status: 201, headers: { 'X-Own': 'a', 'Cache-Control': 'max-age=1' } }),
  'GET /json': () => json({ a: 1 }),
  'GET /stream': () => stream(Readable.from(['a', 'b']), { headers: { 'Content-Type': 'text/plain' } }),
  'GET /other': () => answeredBy(async (response) => void response.writeHead(202, { 'X-Other': 'a' }).end('other')),
  'GET /query': ({ query }) => json([query, Object.getPrototypeOf(query) === null]),
  'GET /cookies': (context) => {
    context.setCookie('seen', 'é; a\r\nX: y');
    return json(context.cookies);
  },
  'GET /to': (context) => redirect(context.queryText('next') ?? '/'),
  'GET /notes/:id/edit': ({ parameters }) => json(parameters),
  'GET /broken': () => {
    throw new Error('SECRET of the server');
  },
  'GET /nothing': () => undefined as never,
  'GET /refused': () => {
    throw new HttpError(418, 'TEAPOT', 'expected <coffee>', { headers: { 'X-Pot': 'a' }, cause: new Error('SECRET') });
  },
  'GET /breaks': () => stream(Readable.from(failing()), { headers: { 'Content-Length': 10 } }),
  'GET /header': () => text('', { headers: { 'X-Own': 'a\r\nSet-Cookie: b=c' } }),
  'GET /session': async (context) => json((await context.session()).data),
  'POST /json': async (context) => {
    const body = await context.body({ most: 1000 });
    return json(body.kind === 'json' ? body.value : body.kind);
  },
  'POST /form': async (context) => json([...(await context.fields())]),
  'POST /ignored': () => text('ignored'),
  'GET /download': () => download(process.execPath, 'node.txt'),
};

async function* failing(): AsyncGenerator<string> {
  yield 'half ';
  throw new Error('SECRET of the stream');
}
