/** One side of a comparison, made of claims with names for code. */
import type { Side } from '../../bench/comparison/side.ts';
import type { ClaimDescription } from '../../bench/results.ts';

export interface MadeSide {
  /** What differs from a claim with the contenders `a` and `b` at n=1. */
  readonly claims?: Readonly<Record<string, Partial<ClaimDescription>>>;
  readonly broken?: Readonly<Record<string, string>>;
  /** What tells its code from that of another side. */
  readonly code?: string;
}

export function madeSide(name: string, { claims = {}, broken = {}, code = 'same' }: MadeSide): Side {
  return {
    claims: Object.entries(claims).map(([id, more]) => ({ ...claimOf(id), ...more })),
    broken: Object.entries(broken).map(([claim, says]) => ({
      claim,
      stage: 'loading',
      code: 'CLAIM_DOES_NOT_LOAD',
      says,
      remedy: 'Mend it.',
    })),
    moduleOf: (claim) => `file:///${name}/${claim}.js`,
    codeOf: (claim) => `${claim} ${code}`,
  };
}

export function contendersOf(...names: readonly string[]): Pick<ClaimDescription, 'contenders'> {
  return { contenders: names.map((name) => ({ name, code: `() => ${name}` })) };
}

export function casesOf(...sizes: readonly number[]): Pick<ClaimDescription, 'cases'> {
  return { cases: sizes.map((n) => ({ id: `n=${n}`, given: { n } })) };
}

function claimOf(id: string): ClaimDescription {
  return {
    id,
    file: `claims/${id}.ts`,
    control: false,
    says: `what ${id} says`,
    because: 'so it is',
    source: 'a test',
    metric: 'time',
    favours: 'a',
    over: 'b',
    axes: { n: [1] },
    landmarks: [],
    ...contendersOf('a', 'b'),
    ...casesOf(1),
  };
}
