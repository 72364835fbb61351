/** Eight and sixteen steps of arithmetic, some 14 and 27 ns: what a turn makes of calls that are hardly longer than a loop's step. */
import { defineClaim } from '../claim.ts';

function steps(state: number, many: number): number {
  let to = state | 0;
  for (let step = 0; step < many; step++) {
    to ^= to << 13;
    to ^= to >>> 17;
    to ^= to << 5;
  }
  return to;
}

/** Sets up calls of so many steps, each of which begins where the last one ended. */
export function chained(many: number): () => () => boolean {
  return () => {
    let state = 0x9e_37_79_b9;
    // Each call waits for the one before it, as the steps do. Its answer is always the same: 0 is never reached.
    return () => {
      state = steps(state, many);
      return state !== 0;
    };
  };
}

export default defineClaim({
  says: 'Sixteen steps take twice as long as eight',
  because: 'each waits for the one before it',
  source: 'trust',
  favours: 'eight',
  over: 'sixteen',
  contenders: { eight: chained(8), sixteen: chained(16) },
});
