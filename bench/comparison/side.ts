/** What one side of a comparison has: its claims, what of them is broken, and where each is. */
import type { Breakage } from '../errors.ts';
import type { ClaimDescription } from '../results.ts';

export interface Side {
  /** Claims and no controls. */
  readonly claims: readonly ClaimDescription[];
  readonly broken: readonly Breakage[];
  /** The compiled module of a claim, as a URL. */
  readonly moduleOf: (claim: string) => string;
  /** A digest of that module and of all that it imports. */
  readonly codeOf: (claim: string) => string;
}
