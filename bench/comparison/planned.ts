/** What is measured to compare: claims that nobody wrote, each with versions of one contender for its contenders. */
import type { Breakage } from '../errors.ts';
import type { Source } from '../harness/schedule/round.ts';
import type { CaseDescription, ClaimDescription, ClaimRecord, Standing, StandsFor } from '../results.ts';

/** The version that is the baseline once more. */
export const TWIN = 'twin';

export interface Planned {
  readonly claims: readonly ClaimRecord[];
  /** Of each of those, where its contenders come from. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Of everything that was asked for. */
  readonly standings: readonly Standing[];
  /** What the change has broken, so that it cannot even be loaded: what is not measured must not pass. */
  readonly broken: readonly Breakage[];
}

/** A claim with its source. */
export interface PlannedClaim {
  readonly record: ClaimRecord;
  readonly source: Source;
}

export interface Versions {
  /** In the order in which they are told. */
  readonly names: readonly string[];
  /** What the others are compared with. */
  readonly over: string;
  readonly sides: readonly string[];
  readonly codeOf: (version: string) => string;
}

/** One contender in several versions, at cases that all of them have. */
export function plannedContender(
  claim: ClaimDescription,
  contender: string,
  cases: readonly CaseDescription[],
  { names, over, sides, codeOf }: Versions,
  margin: number | undefined,
): Omit<ClaimRecord, 'code'> {
  const { file, says, because, source, quote, metric, figure, axes } = claim;
  return {
    kind: 'claim',
    standsFor: { is: 'contender', claim: claim.id, contender },
    claim: {
      id: `${claim.id}#${contender}`,
      file,
      control: false,
      says,
      because,
      source,
      ...(quote !== undefined && { quote }),
      metric,
      ...(figure && { figure }),
      ...(margin !== undefined && { margin }),
      favours: sides[0]!,
      over,
      sides,
      axes,
      landmarks: [],
      contenders: names.map((name) => ({ name, code: codeOf(name) })),
      cases,
    },
  };
}

/** The claim as one side has it, for its verdict there. */
export function plannedVerdict(
  claim: ClaimDescription,
  side: Extract<StandsFor, { is: 'verdict' }>['side'],
): Omit<ClaimRecord, 'code'> {
  return {
    kind: 'claim',
    standsFor: { is: 'verdict', claim: claim.id, side },
    claim: { ...claim, id: `${claim.id}@${side}` },
  };
}

export function codeOfContender({ contenders }: ClaimDescription, name: string): string {
  return contenders.find((one) => one.name === name)?.code ?? '';
}

/** As one, in the order in which they are measured. */
export function planned(
  claims: readonly PlannedClaim[],
  standings: readonly Standing[],
  broken: readonly Breakage[] = [],
): Planned {
  return {
    claims: claims.map(({ record }) => record),
    sources: new Map(claims.map(({ record, source }) => [record.claim.id, source])),
    standings,
    broken,
  };
}
