/** The band that charts shade: ratios that are no verdict's, or those between 1× and what the claim asks for. */
import type { ClaimReport } from './model.ts';
import { ratio, share } from './units.ts';

type Asked = Pick<ClaimReport, 'margin' | 'atLeast'>;

/** From its lower to its upper end: the margin around 1×, or 1× and the least ratio, where the claim names one. */
export function bandOf({ margin, atLeast }: Asked): readonly [number, number] {
  if (atLeast === undefined) return [1 / (1 + margin), 1 + margin];
  return [Math.min(1, atLeast), Math.max(1, atLeast)];
}

/** `the margin of 5 % around 1×`; as words for what {@link bandOf} answers. */
export function bandText({ margin, atLeast }: Asked): string {
  if (atLeast === undefined) return `the margin of ${share(margin)} around 1×`;
  return `what lies between 1× and the least ratio that the claim asks for, ${ratio(atLeast)}`;
}
