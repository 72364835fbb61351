/** A claim about nothing, to be spoiled in one way at a time. */
import type { Claim } from '../../bench/claim.ts';

export function toyClaim(changes: Partial<Claim> = {}): Claim {
  return {
    says: 'a beats b',
    because: 'it does less',
    source: 'nobody',
    favours: 'a',
    over: 'b',
    contenders: { a: () => () => 1, b: () => () => 1 },
    ...changes,
  };
}
