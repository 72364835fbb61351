/** Identical code, twice. Whoever tells these apart tells too much. */
import { defineClaim } from '../claim.ts';
import { work } from '../../fixtures/data/known-work.ts';

export default defineClaim({
  says: 'The same is as fast as the same',
  because: 'both contenders are one function, loaded twice',
  source: 'control',
  given: { work: ['arithmetic', 'allocation', 'memory'] },
  quick: { work: ['arithmetic', 'allocation', 'memory'] },
  known: 1,
  favours: 'one',
  over: 'other',
  contenders: {
    one: ({ work: kind }) => {
      const once = work[kind];
      return () => once();
    },
    other: ({ work: kind }) => {
      const once = work[kind];
      return () => once();
    },
  },
});
