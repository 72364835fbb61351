/**
 * Sessions in the memory of a process are there for this process alone: a second one, or the same after a restart, knows
 * nobody. So they are put into a store that all processes ask, and it is said to cost little when it runs on the same
 * machine, since it has everything in memory as well. It is not the memory that costs: it is the way there and back, two
 * system calls and two processes that wake up, against a look into a Map. The manual of Redis puts its own work at less
 * than a microsecond for most commands, and the way at 200 µs over a network of 1 Gbit/s, or 30 µs at best over a Unix
 * socket (redis/redis-doc, Diagnosing latency issues).
 *
 * The wrong conclusion would be to keep sessions in a Map: what a request costs besides is more than this, and a Map is no
 * store that several processes share. What is asked is only whether the way can be left out of account.
 *
 * The store by hand is a process of its own, and holds one session of 300 bytes; how many there are changes little of
 * the way, and what they cost in collections is what `a-store-spares-the-collector` asks. Redis and Memcached themselves
 * are contenders under load (`sessions-in-redis-cost-a-server-little`). `store in memory` is the same interface without
 * the way: it parses JSON as well, and is a promise as well.
 */
import { closing, defineClaim } from '../../claim.ts';
import { ownStore } from '../../../fixtures/web/sessions/own-store.ts';
import { MemoryStore } from '../../../fixtures/web/sessions/memory-store.ts';

const ID = 'of-somebody';
const VALUE = { user: 'somebody', text: 'x'.repeat(270) };

export default defineClaim({
  says: 'A store on the same machine is nearly as fast as the memory of the process',
  because: 'it has everything in memory too, and the network between is none',
  source: 'notes: web › session',
  quote:
    '缓存服务通常与Node进程运行在相同的机器上，网络速度受到的影响较小 (the cache runs on the same machine, so that the network matters little)',
  rows: ['WA11'],
  margin: 0.25,
  favours: 'a store over a kept connection',
  over: 'Map',
  contenders: {
    'a store over a kept connection': async () => {
      const { store, close } = await ownStore();
      await store.set(ID, VALUE, 3_600_000);
      return closing(() => store.get(ID), close);
    },
    Map: () => {
      const sessions = new Map([[ID, VALUE]]);
      return () => sessions.get(ID);
    },
    'store in memory': async () => {
      const store = new MemoryStore();
      await store.set(ID, VALUE, 3_600_000);
      return closing(
        () => store.get(ID),
        () => store.close(),
      );
    },
  },
  answer: () => VALUE,
  expects: 'refuted',
});
