/**
 * From the claims of two revisions to what is measured to compare them.
 *
 * ```
 * buffers/concat-beats-joining#concat    base │ head │ twin     one process, modules of two checkouts; the twin is the base
 * buffers/concat-beats-joining#join      base │ head │ twin     once more, and must not differ from it
 * buffers/concat-beats-joining@base      concat │ join          where its code differs: the verdict before …
 * buffers/concat-beats-joining@head      concat │ join          … and now
 * ```
 */
import { isDeepStrictEqual } from 'node:util';
import type { CaseDescription, ClaimDescription, Standing } from '../results.ts';
import {
  codeOfContender,
  planned,
  plannedContender,
  plannedVerdict,
  TWIN,
  type Planned,
  type PlannedClaim,
  type Versions,
} from './planned.ts';
import type { Side } from './side.ts';

export interface Revisions {
  readonly base: Side;
  readonly head: Side;
  /** A share that stands in for every claim's own margin. */
  readonly tolerance?: number | undefined;
  /** The claims to ask, where only those are that reach a change; all by default. */
  readonly changed?: ReadonlySet<string> | undefined;
}

/** In the order of the head's claims, those that only the base has at the end. */
export function planRevisions(revisions: Revisions): Planned {
  const { base, head } = revisions;
  const parts = idsOf(head, base).map((id) => planClaim(id, revisions));
  return planned(
    parts.flatMap(({ claims }) => claims),
    parts.flatMap(({ standings }) => standings),
    head.broken.filter(({ claim }) => !base.broken.some((before) => before.claim === claim)),
  );
}

interface Part {
  readonly claims: readonly PlannedClaim[];
  readonly standings: readonly Standing[];
}

function idsOf(...sides: readonly Side[]): string[] {
  return [
    ...new Set(
      sides.flatMap(({ claims, broken }) =>
        [...claims.map(({ id }) => id), ...broken.map(({ claim }) => claim)].sort(),
      ),
    ),
  ];
}

function planClaim(id: string, { base, head, tolerance, changed }: Revisions): Part {
  const [before, now] = [find(base, id), find(head, id)];
  const left = (is: Standing['is'], says?: string): Part => ({
    claims: [],
    standings: [{ claim: id, is, ...(says !== undefined && { says }) }],
  });
  const broken = [sayBroken(base, id, 'base'), sayBroken(head, id, 'head')].filter((says) => says !== undefined);
  if (broken.length > 0) return left('broken', broken.join('; '));
  if (!before) return left('new');
  if (!now) return left('gone');
  if (changed && !changed.has(id)) return left('unchanged');
  const lacks = now.lacks ?? before.lacks;
  if (lacks !== undefined) return left('lacking', lacks);
  if (!isDeepStrictEqual([before.metric, before.figure], [now.metric, now.figure])) {
    return left('new', `it was about ${before.metric}, and is about ${now.metric}`);
  }
  const cases = now.cases.filter((one) => before.cases.some(({ id: other }) => other === one.id));
  const standings = [...standingsOf(id, 'contender', before, now), ...standingsOf(id, 'case', before, now)];
  const names = now.contenders.map(({ name }) => name).filter((name) => has(before, name));
  if (names.length === 0 || cases.length === 0) {
    return { claims: [], standings: [{ claim: id, is: 'new', says: 'the base has none of what it asks' }] };
  }
  const contenders = names.map((name) =>
    contenderOf({ before, now, base, head }, name, cases, tolerance ?? now.margin ?? before.margin),
  );
  const verdicts = base.codeOf(id) === head.codeOf(id) ? [] : verdictsOf(before, now, base, head);
  return { claims: [...contenders, ...verdicts], standings: [{ claim: id, is: 'compared' }, ...standings] };
}

function find({ claims }: Side, id: string): ClaimDescription | undefined {
  return claims.find((claim) => claim.id === id);
}

function sayBroken({ broken }: Side, id: string, side: string): string | undefined {
  const found = broken.find(({ claim }) => claim === id);
  return found && `at the ${side}: ${found.says.replace(/[.]$/, '')}`;
}

function has({ contenders }: ClaimDescription, contender: string): boolean {
  return contenders.some(({ name }) => name === contender);
}

/** What only one side has. */
function standingsOf(
  claim: string,
  what: 'contender' | 'case',
  before: ClaimDescription,
  now: ClaimDescription,
): Standing[] {
  const namesOf = (one: ClaimDescription) =>
    what === 'case' ? one.cases.map(({ id }) => id) : one.contenders.map(({ name }) => name);
  const [was, is] = [namesOf(before), namesOf(now)];
  return [
    ...is.filter((name) => !was.includes(name)).map((name) => ({ claim, [what]: name, is: 'new' as const })),
    ...was.filter((name) => !is.includes(name)).map((name) => ({ claim, [what]: name, is: 'gone' as const })),
  ];
}

interface Both {
  readonly before: ClaimDescription;
  readonly now: ClaimDescription;
  readonly base: Side;
  readonly head: Side;
}

function contenderOf(
  { before, now, base, head }: Both,
  contender: string,
  cases: readonly CaseDescription[],
  margin: number | undefined,
): PlannedClaim {
  const versions: Versions = {
    names: ['base', 'head', TWIN],
    over: 'base',
    sides: ['head'],
    codeOf: (version) => codeOfContender(version === 'head' ? now : before, contender),
  };
  const from = (side: Side) => ({ module: side.moduleOf(now.id), contender });
  return {
    record: { ...plannedContender(now, contender, cases, versions, margin), code: head.codeOf(now.id) },
    source: {
      module: head.moduleOf(now.id),
      origins: { base: from(base), head: from(head), [TWIN]: from(base) },
      reference: 'base',
    },
  };
}

/** Both at the cases of both, so that they can be held against each other. */
function verdictsOf(before: ClaimDescription, now: ClaimDescription, base: Side, head: Side): PlannedClaim[] {
  const common = (claim: ClaimDescription, other: ClaimDescription) => ({
    ...claim,
    cases: claim.cases.filter(({ id }) => other.cases.some((one) => one.id === id)),
  });
  return [
    {
      record: { ...plannedVerdict(common(before, now), 'base'), code: base.codeOf(now.id) },
      source: { module: base.moduleOf(now.id) },
    },
    {
      record: { ...plannedVerdict(common(now, before), 'head'), code: head.codeOf(now.id) },
      source: { module: head.moduleOf(now.id) },
    },
  ];
}
