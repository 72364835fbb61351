/** The same work once and twice. Whoever does not read two has a blunt instrument. */
import { defineClaim } from '../claim.ts';
import { work } from '../../fixtures/data/known-work.ts';

export default defineClaim({
  says: 'Doing it twice takes twice as long',
  because: 'the second contender calls the first one’s function two times',
  source: 'control',
  given: { work: ['arithmetic'] },
  known: 2,
  favours: 'once',
  over: 'twice',
  contenders: {
    once: ({ work: kind }) => {
      const once = work[kind];
      return () => once();
    },
    twice: ({ work: kind }) => {
      const once = work[kind];
      return () => {
        once();
        return once();
      };
    },
  },
});
