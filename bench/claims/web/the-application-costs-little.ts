/**
 * An application has a router, cookies, sessions and headers that make browsers stricter, and every request goes through all
 * of them, also where it asks for ten bytes. What is said of that is mostly said of frameworks, and with requests whose
 * handlers say “hello”: where a page takes a query to a database, a few microseconds of ways cost nothing that could be seen.
 * This asks for the worst case: all of the way, and no work at its end.
 *
 * A request finds its route, reads three cookies, verifies the signature of the session's id (HMAC), loads the session out
 * of the memory of the process and prolongs it. What it is held against is `node:http` with a handler that gives the very
 * same answer, head and body: what the answer is made of is not what is asked.
 */
import { createServer } from 'node:http';
import { defineClaim, type Timed } from '../../claim.ts';
import { serving, type Request } from '../../serving.ts';
import { SECURITY_HEADERS } from '../../../fixtures/web/application/security-headers.ts';
import { greeting, GREETING, PAGE } from '../../../fixtures/web/demo/greeting.ts';
import { MemoryStore } from '../../../fixtures/web/sessions/memory-store.ts';

/** As long as that of somebody who is signed in. */
const asked: Request = { path: PAGE, headers: { Cookie: `theme=dark; session=${'x'.repeat(76)}; language=en` } };

async function application(): Promise<Timed> {
  const { server, cookie } = await greeting(new MemoryStore());
  return serving(server, { ...asked, headers: { Cookie: cookie } });
}

export default defineClaim({
  says: 'Routing, cookies and a session cost an application at most 40 % of its throughput',
  because: 'what they do to a request takes less than what the system does to carry it',
  source: 'https://github.com/fastify/fastify',
  quote:
    'The overhead that each framework has on your application depends on your application, you should always benchmark if performance matters to you.',
  rows: ['TE11'],
  metric: 'throughput',
  load: () => ({ connections: 32 }),
  quick: false,
  atLeast: 0.6,
  favours: 'application',
  over: 'node:http',
  contenders: {
    application,
    'node:http': () =>
      serving(
        createServer((_, response) => {
          for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
          response.setHeader('Content-Type', 'text/plain; charset=utf-8');
          response.setHeader('Content-Length', Buffer.byteLength(GREETING));
          response.end(GREETING);
        }),
        asked,
      ),
  },
  answer: () => ({ status: 200, body: GREETING }),
  elsewhere: [
    {
      source: 'https://github.com/fastify/benchmarks',
      says: 'Express answers 7,995 requests a second, and node:http by itself 36,045',
      wins: 'node:http',
      on: 'node@14.17.4',
    },
    {
      source: 'https://github.com/fastify/benchmarks',
      says: 'Fastify answers 35,375 requests a second, and node:http by itself 36,045',
      wins: 'application',
      on: 'node@14.17.4',
      differs: 'it has a route there and nothing else, and here three cookies, a signature and a session come with it',
    },
  ],
});
