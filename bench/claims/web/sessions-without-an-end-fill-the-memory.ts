/**
 * A Map of sessions is a cache, and one that nobody empties. Most visitors come once: a robot, a health check, whoever has
 * cookies switched off and so is a new visitor at every request. Each leaves a session that nobody will ask for again, and a
 * server that has answered well for weeks ends with its heap full.
 *
 * A time to live alone is no cure: what is looked at only when somebody asks for it stays, since nobody asks. Something has
 * to go through them (`prune`, here every 50 ms), or there has to be a bound, at which the least recently used go first.
 * Under attack only the bound helps: sessions come faster than they get old.
 *
 * Here every request is a new visitor, of whom is kept what a small application keeps. What is told is what is still in use
 * after a forced collection, by its slope over the turns of load.
 */
import { createServer } from 'node:http';
import { defineClaim, type Timed } from '../../claim.ts';
import { serving } from '../../serving.ts';
import { MemoryStore } from '../../../fixtures/web/sessions/memory-store.ts';
import { sampleSession } from '../../../fixtures/web/sessions/sample-session.ts';
import { newSessionId } from '../../../fixtures/web/sessions/session-id.ts';

/** Milliseconds: of sessions that come once, none is missed. */
const TTL_MS = 50;
/** As good as no bound. */
const NO_BOUND = { entries: 1e8, bytes: 2 ** 40 };
/** So many that the first turn of load fills it. */
const FEW = { entries: 100 };

function visited(keep: (id: string, visitor: number) => unknown, close?: () => void): Promise<Timed> {
  let visitors = 0;
  return serving(
    createServer((_, response) => {
      keep(newSessionId(), visitors++);
      response.end('welcome');
    }),
    {},
    close,
  );
}

function storing(store: MemoryStore, close?: () => void): Promise<Timed> {
  return visited((id, visitor) => store.set(id, sampleSession(visitor), TTL_MS), close);
}

function swept(): Promise<Timed> {
  const store = new MemoryStore(NO_BOUND);
  const sweeping = setInterval(() => store.prune(), TTL_MS);
  return storing(store, () => clearInterval(sweeping));
}

export default defineClaim({
  says: 'Sessions that nobody clears away fill the memory of a server',
  because: 'whoever never comes back leaves a session that stays in the old generation for ever',
  source: 'notes: memory › leaks; web › session',
  quote:
    '一个对象一旦被当做缓存来使用，就常驻在老年代，缓存中存储的键越多，长期存活的对象也越多 (what is used as a cache stays in the old generation: the more keys, the more that lives long)',
  rows: ['L1', 'L2', 'WA11'],
  metric: 'retained',
  load: () => ({ connections: 16, turn: 150, turns: 3 }),
  quick: false,
  favours: 'a bound',
  over: 'a Map',
  contenders: {
    'a bound': () => storing(new MemoryStore(FEW)),
    'swept every 50 ms': swept,
    'a time to live, looked at when asked for': () => storing(new MemoryStore(NO_BOUND)),
    'a Map': () => {
      const sessions = new Map<string, unknown>();
      return visited((id, visitor) => sessions.set(id, sampleSession(visitor)));
    },
  },
});
