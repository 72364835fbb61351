/**
 * Sessions that a process keeps are live objects: every full collection goes through all of them, to find that they are
 * still there. In a store they are somebody else's, and the heap of the web process does not grow with them.
 *
 * What is timed is one forced full collection: of a heap with so many sessions in a Map, and of one whose sessions are
 * in a store, a process of its own, to which it keeps a connection. Each heap is that of a thread; a call is a message
 * to it and its answer as well, the same for both. A program that runs collects when V8 thinks it worth while, and stops
 * for a part of this only. Of a thousand sessions there is nothing to see yet, and a million take too long for a round
 * (`memory/big-caches-make-collections-slow`).
 *
 * It is one side of a trade. The other is the way to the store, for every request, and garbage that the way makes:
 * `a-store-on-this-machine-costs-little` asks for that.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { lacksForcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { sessionHeap } from '../../../fixtures/web/sessions/session-heap.ts';

async function collecting(where: 'inside' | 'outside', sessions: number): Promise<Timed> {
  const { collect, close } = await sessionHeap(where, sessions);
  return closing(collect, close);
}

export default defineClaim({
  says: 'Sessions in a store of their own spare the web process long collections',
  because: 'the process has no sessions in its heap that the collector would have to go through',
  source: 'notes: web › session',
  quote:
    'Node进程无须在内部维护数据对象，解决垃圾回收问题和内存限制 (the process keeps no objects: no trouble with collections and limits)',
  rows: ['WA11'],
  lacks: lacksForcedGc,
  given: { sessions: [20_000] },
  favours: 'outside',
  over: 'inside',
  contenders: {
    outside: ({ sessions }) => collecting('outside', sessions),
    inside: ({ sessions }) => collecting('inside', sessions),
  },
  answer: ({ sessions }) => sessions - 1,
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
