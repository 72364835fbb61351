/**
 * Sessions that a process keeps are live objects: every full collection goes through all of them, to find that they are
 * still there. In a store of its own they are somebody else's, and it is said that the collector is spared. But the way to
 * the store is made of objects too: a Buffer for each answer, a text, promises, and the session that is parsed anew for
 * every request. These die young, which is cheap, but not for nothing. Which is more depends on how many sessions there
 * are, and on how often the process collects all of its heap.
 *
 * A call is 200 requests at the same time: each keeps a changed session, and gets it. What the collector takes of it is read in a process of
 * its own (nanoseconds a call, collections of either kind). In the Map old sessions become garbage where they lay in the
 * old generation, as in a real process. The pauses of one full collection are another claim, `memory/big-caches-make-collections-slow`.
 */
import { closing, defineClaim } from '../../claim.ts';
import { ownStore } from '../../../fixtures/web/sessions/own-store.ts';

type Kept = { user: string; text: string; visits: number[] };

/** Requests at the same time. */
const TOGETHER = 200;

const made = (index: number): Kept => ({
  user: `user ${index}`,
  text: `${index}`.repeat(20),
  visits: [index, 1, 2, 3],
});

export default defineClaim({
  says: 'Sessions in a store of its own spare the web process garbage collection',
  because: 'the process has no sessions in its heap that the collector would have to go through',
  source: 'notes: web › session',
  quote:
    'Node进程无须在内部维护数据对象，解决垃圾回收问题和内存限制 (the process keeps no objects: no trouble with collections and limits)',
  rows: ['WA11'],
  metric: 'gc time',
  given: { sessions: [1000, 100_000] },
  quick: { sessions: [1000] },
  crossing: 'sessions',
  favours: 'store',
  over: 'Map',
  contenders: {
    store: async ({ sessions }) => {
      const { store, close } = await ownStore();
      let next = 0;
      const request = async (): Promise<number> => {
        const index = (next = (next + 1) % sessions);
        await store.set(`s${index}`, made(index), 3_600_000);
        const { visits } = (await store.get(`s${index}`)) as Kept;
        return visits.length;
      };
      // Only the sessions of the calls are there: how many more the other process has, this one does not feel.
      return closing(() => Promise.all(Array.from({ length: TOGETHER }, request)), close);
    },
    Map: ({ sessions }) => {
      const kept = new Map<string, Kept>();
      for (let index = 0; index < sessions; index++) kept.set(`s${index}`, made(index));
      let next = 0;
      const request = async (): Promise<number> => {
        const index = (next = (next + 1) % sessions);
        kept.set(`s${index}`, made(index));
        return kept.get(`s${index}`)!.visits.length;
      };
      return () => Promise.all(Array.from({ length: TOGETHER }, request));
    },
  },
  answer: () => Array<number>(TOGETHER).fill(4),
});
