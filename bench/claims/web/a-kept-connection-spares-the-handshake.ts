/**
 * Whoever opens a connection for every question pays for it each time: a handshake of three packets, a socket on both
 * sides, and its end. On the network that is a round trip more; on one machine there is hardly any way, and it is the
 * system calls of both processes that are paid for. Besides, the port of each ended connection is kept for a minute
 * (TIME_WAIT), and there are some 28,000 of them.
 *
 * The right way is one connection that is kept, over which questions follow each other, and which is opened again when
 * it breaks: `fixtures/web/sessions/kept-connection.ts`. So the manual of Redis has it: “Keep your connections as long
 * lived as possible”, for web applications above all (redis/redis-doc, Diagnosing latency issues). Both contenders ask
 * the same store, a process of its own.
 */
import { closing, defineClaim } from '../../claim.ts';
import { ownStore } from '../../../fixtures/web/sessions/own-store.ts';
import { RespStore } from '../../../fixtures/web/sessions/resp-store.ts';

const ID = 'of-somebody';
const VALUE = { user: 'somebody', text: 'x'.repeat(270) };

export default defineClaim({
  says: 'A connection to the store that is kept is faster than a new one for each request',
  because: 'the handshake happens once, at the start',
  source: 'notes: web › session',
  quote:
    'Node与缓存服务保持长连接，而非频繁的短连接，握手导致的延迟只影响初始化 (a long connection and not many short ones: the handshake delays only the start)',
  rows: ['WA12'],
  favours: 'kept',
  over: 'for each request',
  contenders: {
    kept: async () => {
      const { store, close } = await ownStore();
      await store.set(ID, VALUE, 3_600_000);
      return closing(() => store.get(ID), close);
    },
    'for each request': async () => {
      const { address, store, close } = await ownStore();
      await store.set(ID, VALUE, 3_600_000);
      return closing(async () => {
        await using own = new RespStore({ address });
        await own.ready();
        return await own.get(ID);
      }, close);
    },
  },
  answer: () => VALUE,
  expects: 'confirmed',
});
