/**
 * A scavenge copies what is alive and never looks at what is dead: its work follows the survivors. That is why the young
 * generation is collected so often, and why it costs little to throw away what has just been made. What costs is an object
 * that lives a little longer than the next scavenge: it is copied twice, and then lies in the old generation as garbage.
 *
 * A call makes objects and collects the young generation by force; only the time of the collections is judged. The
 * contender with twice the garbage is the control: it takes twice as long to make, and not to collect.
 */
import { defineClaim } from '../../claim.ts';
import { forcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { drawingOfPromotion, drawingOfScavenge } from '../../../fixtures/memory/model/examples.ts';

/** Of 40 bytes each: less than the smallest young generation, so that the forced collection is the only one. */
const OBJECTS = 6000;

/** Makes objects of which a share is kept until the next call, and collects. */
function collecting(objects: number, kept: number): () => number {
  const gc = forcedGc();
  const slots: unknown[] = Array.from({ length: objects }, () => undefined);
  // The slots themselves are old by then, and only what they hold is young.
  gc.minor();
  gc.minor();
  let last: unknown;
  return () => {
    for (let index = 0; index < objects; index += 1) {
      last = { first: index, second: index };
      if (index % 4 < kept * 4) slots[index] = last;
    }
    gc.minor();
    return last === undefined ? 0 : OBJECTS;
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
  given: { survivors: [0.25, 0.75] },
  favours: 'garbage',
  over: 'survivors',
  contenders: {
    garbage: () => collecting(OBJECTS, 0),
    'twice the garbage': () => collecting(2 * OBJECTS, 0),
    survivors: ({ survivors }) => collecting(OBJECTS, survivors),
  },
  answer: () => OBJECTS,
  drawings: () => [drawingOfScavenge(), drawingOfPromotion()],
});
