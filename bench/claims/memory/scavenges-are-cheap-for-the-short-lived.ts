/**
 * A scavenge copies what is alive and never looks at what is dead: its work follows the survivors, and a heap of mostly
 * dead objects is “the ideal scenario” (v8.dev/blog/orinoco-parallel-scavenger). That is why the young generation is
 * collected so often, and why it costs little to throw away what has just been made. What costs is an object that is
 * still alive at the next scavenge: it is copied then, and a second time, into the old generation, if it lives on.
 *
 * A call makes objects and collects the young generation by force; only the time of the collections is judged. What
 * survives is copied once: it is let go of before the next collection, and never promoted. It is held by an old array, so
 * that the figure contains what finding it there costs (the remembered set). Afterwards a call counts what it has made and
 * what is held. The contender with twice the garbage is the control: it takes twice as long to make, and not to collect.
 */
import { defineClaim } from '../../claim.ts';
import { forcedGc, lacksForcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { drawingOfPromotion, drawingOfScavenge } from '../../../fixtures/memory/model/examples.ts';

/** Of 40 bytes each: less than the smallest young generation, so that the forced collection is the only one. */
const OBJECTS = 6000;

interface Made {
  readonly call: number;
  readonly index: number;
}

/** Makes objects of which a share is kept until the next call, and collects. Answers how many are missing, and how many too many are held. */
function collecting(objects: number, kept: number): () => unknown {
  const gc = forcedGc();
  const slots: (Made | undefined)[] = Array.from({ length: objects }, () => undefined);
  // The slots themselves are old by then, and only what they hold is young.
  gc.minor();
  gc.minor();
  let last: Made | undefined;
  let call = 0;
  return () => {
    let made = 0;
    call += 1;
    for (let index = 0; index < objects; index += 1) {
      last = { call, index };
      made += last.index === index ? 1 : 0;
      if (index % 4 < kept * 4) slots[index] = last;
    }
    gc.minor();
    let held = 0;
    for (const slot of slots) if (slot?.call === call) held += 1;
    return { missing: objects - made, beyond: held - kept * objects };
  };
}

export default defineClaim({
  says: 'A scavenge is cheap where objects live shortly',
  because: 'it copies what has survived, and never looks at garbage',
  source: 'notes: memory › V8’s garbage collection',
  quote:
    '是典型的牺牲空间换取时间的算法，非常适合应用在生命周期短的新生代中 (trades space for time, and suits the short-lived young generation)',
  rows: ['G12'],
  metric: 'gc time',
  lacks: lacksForcedGc,
  given: { survivors: [0.25, 0.75] },
  quick: { survivors: [0.75] },
  favours: 'garbage',
  over: 'survivors',
  contenders: {
    garbage: () => collecting(OBJECTS, 0),
    'twice the garbage': () => collecting(2 * OBJECTS, 0),
    survivors: ({ survivors }) => collecting(OBJECTS, survivors),
  },
  answer: () => ({ missing: 0, beyond: 0 }),
  drawings: () => [drawingOfScavenge(), drawingOfPromotion()],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
