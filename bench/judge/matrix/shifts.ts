/** What is otherwise on the next version of the same runtime: a verdict, who wins, the place at which the winner changes. */
import { evenAt } from '../../../reports/crossings.ts';
import type {
  ClaimReport,
  CrossingReport,
  MatrixCase,
  MatrixShift,
  MatrixVerdict,
  Verdict,
  VersionChange,
} from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { listed } from '../../../reports/words.ts';
import type { Runtimes } from './agreement.ts';
import { changesBetween } from './version-changes.ts';
import { compareVersions } from './where.ts';

/**
 * Each version is compared with the last one before it that could tell. Where several runs of one version disagree, it could
 * not.
 *
 * @param claims by runtime; missing where its run does not have it
 */
export function shiftsOf(
  claims: readonly (ClaimReport | undefined)[],
  cases: readonly MatrixCase[],
  changes: readonly VersionChange[],
  runtimes: Runtimes,
): MatrixShift[] {
  return familiesOf(runtimes).flatMap((versions) => {
    const found = [...casesThatDiffer(claims, cases, versions), ...crossingsThatMove(claims, cases, versions)];
    return versions.flatMap(([to]) => {
      const here = found.filter((one) => one.to === to);
      return [...new Set(here.map(({ from }) => from))].map((from) => {
        const between = here.filter((one) => one.from === from);
        const [older, newer] = [runtimes.names[from]!, runtimes.names[to!]!];
        return {
          from,
          to: to!,
          cases: between.flatMap((one) => one.cases),
          says: between.map(({ says }) => says),
          changes: changesBetween(changes, older, newer),
        };
      });
    });
  });
}

/** The runs of one version of a runtime, by their places. */
type SameVersion = readonly number[];

/** For each runtime that was measured on at least two versions, these from old to new. */
function familiesOf({ names, measured }: Runtimes): (readonly SameVersion[])[] {
  const known = measured.filter((at) => names[at]!.family !== '' && names[at]!.version.length > 0);
  const families = [...new Set(known.map((at) => names[at]!.family))];
  return families
    .map((family) => {
      const own = known.filter((at) => names[at]!.family === family);
      const sorted = own.toSorted((a, b) => compareVersions(names[a]!.version, names[b]!.version));
      const groups: number[][] = [];
      for (const at of sorted) {
        const last = groups.at(-1);
        if (last && compareVersions(names[last[0]!]!.version, names[at]!.version) === 0) last.push(at);
        else groups.push([at]);
      }
      return groups;
    })
    .filter((versions) => versions.length > 1);
}

/** Places of runtimes. */
interface Step {
  readonly from: number;
  readonly to: number;
}

interface Shift extends Step {
  readonly cases: readonly string[];
  readonly says: string;
}

/** From each version that could tell to the next that could. */
function stepsOf<T>(
  versions: readonly SameVersion[],
  tell: (at: number) => T | undefined,
  alike: (one: T, other: T) => boolean,
): (Step & { readonly before: T; readonly behind: T })[] {
  const told = versions.flatMap((version) => {
    const each = version.flatMap((at) => tell(at) ?? []);
    const [first] = each;
    return first !== undefined && each.every((one) => alike(first, one)) ? [{ at: version[0]!, is: first }] : [];
  });
  return told
    .slice(1)
    .map(({ at: to, is: behind }, nth) => ({ from: told[nth]!.at, to, before: told[nth]!.is, behind }));
}

function casesThatDiffer(
  claims: readonly (ClaimReport | undefined)[],
  cases: readonly MatrixCase[],
  versions: readonly SameVersion[],
): Shift[] {
  const claim = claims.find(Boolean)!;
  const ways = new Map<string, Shift & { readonly given: MatrixCase['given'][]; readonly ids: string[] }>();
  for (const { id, given, found } of cases) {
    const tell = (at: number) => outcomeOf(found[at], claim);
    for (const { from, to, before, behind } of stepsOf(versions, tell, areAlike)) {
      if (areAlike(before, behind)) continue;
      const says = `${before.says}, then ${behind.says}`;
      const key = JSON.stringify([from, to, says]);
      const way = ways.get(key) ?? { from, to, says, cases: [], given: [], ids: [] };
      way.given.push(given);
      way.ids.push(id);
      ways.set(key, way);
    }
  }
  return [...ways.values()].map(({ from, to, says, given, ids }) => ({
    from,
    to,
    cases: ids,
    says: `${whereOf(given)}${says}`,
  }));
}

/** So many cases are named, and the others counted. */
const MOST_NAMED = 2;

function whereOf(given: readonly MatrixCase['given'][]): string {
  const named = given.slice(0, MOST_NAMED).map(units.point);
  if (named[0] === '') return '';
  const more = given.length - named.length;
  return `at ${listed([...named, ...(more > 0 ? [units.count(more, 'further case')] : [])])}: `;
}

interface Outcome {
  readonly verdict: Verdict;
  /** Only where the verdict does not say it, and it is known. */
  readonly winner?: string;
  readonly says: string;
}

function areAlike(one: Outcome, other: Outcome): boolean {
  const sameWinner = one.winner === undefined || other.winner === undefined || one.winner === other.winner;
  return one.verdict === other.verdict && sameWinner;
}

/** Where a claim asks for a least ratio, its verdict does not say who wins. */
function outcomeOf(found: MatrixVerdict | null | undefined, claim: ClaimReport): Outcome | undefined {
  if (!found || found.verdict === 'inconclusive') return undefined;
  const { verdict, ground, ratio } = found;
  const said = ground === 'answers' ? `${verdict} by the answers` : verdict;
  if (claim.atLeast === undefined || !ratio || (ratio.low <= 1 && ratio.high >= 1)) return { verdict, says: said };
  const winner = ratio.low > 1 ? claim.favours : claim.over;
  return { verdict, winner, says: `${said} (${winner} wins)` };
}

/**
 * A place has moved where its intervals leave a size between them that was measured: there the other is shown to be ahead.
 * Between two sizes the ratio may not be the straight line that the intervals take it for.
 */
function crossingsThatMove(
  claims: readonly (ClaimReport | undefined)[],
  cases: readonly MatrixCase[],
  versions: readonly SameVersion[],
): Shift[] {
  const lines = new Map(claims.flatMap((claim) => (claim?.crossings ?? []).map((one) => [lineOf(one), one.given])));
  return [...lines].flatMap(([line, given]) => {
    const tell = (at: number) => placedOn(claims[at]?.crossings ?? [], line);
    const alike = (one: CrossingReport, other: CrossingReport) => !sizesOn(cases, one).some(isBetween(one, other));
    return stepsOf(versions, tell, alike).flatMap(({ from, to, before, behind }) => {
      if (alike(before, behind)) return [];
      const where = units.point(given);
      const says = `${where === '' ? '' : `${where}: `}even at ${evenAt(before)}, then at ${evenAt(behind)}`;
      return [{ from, to, cases: [], says }];
    });
  });
}

/** Of one direction: where the other wins first, it is another change, which the verdicts tell. */
function lineOf({ axis, given, verdicts }: CrossingReport): string {
  const falls = verdicts[0] === 'confirmed' || verdicts[1] === 'refuted';
  return JSON.stringify([axis, Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1)), falls]);
}

/** The only place on a line that is known with both ends of its interval: of several it is not known which has moved. */
function placedOn(crossings: readonly CrossingReport[], line: string): CrossingReport | undefined {
  const placed = crossings.filter((one) => one.estimate !== undefined && lineOf(one) === line);
  const [only, ...others] = placed;
  return only?.low !== undefined && only.high !== undefined && others.length === 0 ? only : undefined;
}

function sizesOn(cases: readonly MatrixCase[], { axis, given }: CrossingReport): number[] {
  const line = Object.entries(given);
  const own = cases.filter((one) => line.every(([name, value]) => one.given[name] === value));
  return own.map((one) => Number(one.given[axis]));
}

function isBetween(one: CrossingReport, other: CrossingReport): (size: number) => boolean {
  const [first, second] = one.low! <= other.low! ? [one, other] : [other, one];
  return (size) => first.high! <= size && size <= second.low!;
}
