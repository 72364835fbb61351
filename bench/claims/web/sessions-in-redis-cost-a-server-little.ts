/**
 * Sessions belong into a store that all processes share, and that outlives them; Redis and Memcached are what is used. That
 * it costs little to ask them is said with the network in mind, which is none on the same machine. But a request that has a
 * session asks twice: it loads the session, and it prolongs it. Each is a write and a read of a socket for the server, and
 * as much for the store, which wants a processor of its own.
 *
 * It is asked of the whole of a server under load, with routing, cookies and a signature to verify: of a request that does
 * more besides, the share is less. The wrong conclusion would be to keep sessions in a Map: that is another thing, which no
 * second process can look into. `a-store-on-this-machine-costs-little` asks for a single look, without any server.
 *
 * The stores listen on sockets in the file system, over one kept connection. Their own processor time is in no figure
 * here but the throughput, on a machine where all of them and the load have to share. The store by hand of the suites is
 * left out: nobody would choose it for its speed.
 */
import { defineClaim, type Timed } from '../../claim.ts';
import { serving } from '../../serving.ts';
import { installed } from '../../../fixtures/processes/installed.ts';
import { greeting, GREETING, PAGE } from '../../../fixtures/web/demo/greeting.ts';
import { installedStore } from '../../../fixtures/web/sessions/installed-store.ts';
import { MemoryStore } from '../../../fixtures/web/sessions/memory-store.ts';
import type { SessionStore } from '../../../fixtures/web/sessions/session-store.ts';

interface Opened {
  readonly store: SessionStore;
  readonly close: () => Promise<void>;
}

async function over({ store, close }: Opened): Promise<Timed> {
  const { server, cookie } = await greeting(store);
  return serving(server, { path: PAGE, headers: { Cookie: cookie } }, close);
}

function inMemory(): Promise<Timed> {
  const store = new MemoryStore();
  return over({ store, close: () => store.close() });
}

/** A program that is missing, as a sentence. */
function missing(): string | undefined {
  const program = ['redis-server', 'memcached'].find((name) => installed(name) === undefined);
  return program === undefined ? undefined : `it needs ${program}, which is not installed`;
}

export default defineClaim({
  says: 'Sessions in Redis cost a server at most a quarter of its throughput',
  because: 'Redis has everything in memory, on the same machine, over a connection that is kept',
  source: 'notes: web › session',
  quote:
    '缓存服务通常与Node进程运行在相同的机器上，网络速度受到的影响较小 (the cache runs on the same machine, so that the network matters little)',
  rows: ['WA11', 'WA12'],
  lacks: missing,
  metric: 'throughput',
  load: () => ({ connections: 32, turns: 2 }),
  quick: false,
  atLeast: 0.75,
  favours: 'Redis',
  over: 'the memory of the process',
  contenders: {
    Redis: async () => over(await installedStore('redis-server')),
    Memcached: async () => over(await installedStore('memcached')),
    'the memory of the process': inMemory,
  },
  answer: () => ({ status: 200, body: GREETING }),
});
