/**
 * Judges ordinary runs on several runtimes as a matrix: claims down, runtimes across. Verdicts are those of the runs, and no
 * figure of one runtime is divided by that of another: which of them is faster is another question (`run --across runtimes`).
 */
import type {
  Agreement,
  CaseReport,
  ClaimReport,
  MatrixCase,
  MatrixCell,
  MatrixClaim,
  MatrixExtreme,
  MatrixReport,
  MatrixRuntime,
  MatrixVerdict,
  RunReport,
} from '../../reports/model.ts';
import { standing } from '../../reports/standings.ts';
import * as units from '../../reports/units.ts';
import { extremes, listed, stopped } from '../../reports/words.ts';
import { agreementOfCase, agreementOfClaim, sayCase, sayClaim, type Runtimes } from './matrix/agreement.ts';
import { gapsOf, whyNot } from './matrix/gaps.ts';
import { shiftsOf } from './matrix/shifts.ts';
import { changesOf, seenChanges } from './matrix/version-changes.ts';
import { nameColumns, type Column, type RuntimeName } from './matrix/names.ts';
import { doubtOf, warningsOf } from './matrix/warnings.ts';
import { on } from './matrix/where.ts';
import { ALPHA } from '../stats/verdict.ts';

/**
 * @param runs what was asked for, such as `node@22` or a file, with the judged run
 * @param missing what was asked for and could not be measured, and why, as a sentence
 * @param order what was asked for, in the order of the columns; by default first the runs, then what is missing
 */
export function matrixOf(
  runs: readonly { readonly asked: string; readonly report: RunReport }[],
  missing: readonly { readonly asked: string; readonly says: string }[],
  order: readonly string[] = [...runs, ...missing].map(({ asked }) => asked),
): MatrixReport {
  const columns: Column[] = [...runs, ...missing].toSorted((a, b) => order.indexOf(a.asked) - order.indexOf(b.asked));
  const names = nameColumns(columns);
  const measured = columns.flatMap(({ report }, at) => (report ? [at] : []));
  const all = runs.map(({ report }) => report);
  const across = acrossOf(all);
  const claims = idsOf(all).map((id) => claimOf(id, columns, { names, measured, across }));
  return {
    sentence: sayMatrix(claims, measured.length, across),
    warnings: warningsOf(columns, names, across),
    method: sayMethod(measured.length, across),
    across,
    runtimes: columns.map((column, at) => runtimeOf(column, names[at]!, all)),
    claims,
  };
}

/** Runs of one runtime are of other machines or days: whatever differs between them, it is not the runtime. */
function acrossOf(all: readonly RunReport[]): MatrixReport['across'] {
  const runtimes = new Set(all.map(({ environment }) => environment.runtime));
  return runtimes.size === all.length ? 'runtimes' : 'runs';
}

function runtimeOf(
  { asked, report, says }: Column,
  { name, short }: RuntimeName,
  all: readonly RunReport[],
): MatrixRuntime {
  if (!report) return { name, short, asked, says: stopped(says ?? 'nobody says why'), cannot: [] };
  const { version, id, started, seconds, seed, quick, complete, controls, comparisons, counts, environment, broken } =
    report;
  const run = {
    version,
    id,
    started,
    seconds,
    seed,
    quick,
    complete,
    controls,
    comparisons,
    counts,
    environment,
    broken,
  };
  return { name, short, asked, run, cannot: gapsOf(report, all) };
}

/** Of all runs, by topic, then by name. */
function idsOf(all: readonly RunReport[]): string[] {
  const topics = new Map(all.flatMap(({ claims }) => claims.map(({ id, topic }) => [id, topic] as const)));
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return [...topics].toSorted(([a, topicA], [b, topicB]) => order(topicA, topicB) || order(a, b)).map(([id]) => id);
}

function claimOf(id: string, columns: readonly Column[], runtimes: Runtimes): MatrixClaim {
  const claims = columns.map(({ report }) => report?.claims.find((claim) => claim.id === id));
  const { topic, says, because, source, metric, figure, favours, over, margin, atLeast, crossingAxis } =
    claims.find(Boolean)!;
  const cases = casesOf(claims, runtimes);
  const agreement = agreementOfClaim(cases, runtimes);
  const cells = claims.map((claim, at) => (claim ? cellOf(claim) : absent(columns[at]!)));
  const doubt = doubtOf(claims, runtimes.names, runtimes.across);
  const changes = changesOf(claims);
  const shifts = shiftsOf(claims, cases, changes, runtimes);
  const told = runtimes.measured.filter((at) => cases.some(({ found }) => found[at]));
  return {
    id,
    topic,
    says,
    because,
    source,
    metric,
    ...(figure && { figure }),
    favours,
    over,
    margin,
    ...(atLeast !== undefined && { atLeast }),
    agreement,
    sentence: cases.length > 0 ? sayClaim(cases, agreement, runtimes) : sayNowhere(cells, runtimes),
    ...(doubt !== undefined && { doubt }),
    axes: axesOf(claims),
    ...(crossingAxis !== undefined && { crossingAxis }),
    cells,
    cases,
    shifts,
    changes: seenChanges(
      changes,
      shifts,
      told.map((at) => runtimes.names[at]!),
    ),
  };
}

/** `not asked here: needs 4 processors, and there are 2`, or what each of them says. */
function sayNowhere(cells: readonly MatrixCell[], { measured }: Runtimes): string {
  return [...new Set(measured.map((at) => cells[at]!.sentence))].join('; ');
}

/** Every value that any run asked at, in the order of the first that has it. */
function axesOf(claims: readonly (ClaimReport | undefined)[]): ClaimReport['axes'] {
  const axes = new Map<string, Set<ClaimReport['axes'][string][number]>>();
  for (const [name, values] of claims.flatMap((claim) => Object.entries(claim?.axes ?? {}))) {
    axes.set(name, new Set([...(axes.get(name) ?? []), ...values]));
  }
  return Object.fromEntries([...axes].map(([name, values]) => [name, [...values]]));
}

function casesOf(claims: readonly (ClaimReport | undefined)[], runtimes: Runtimes): MatrixCase[] {
  const cases = new Map<string, CaseReport>();
  for (const one of claims.flatMap((claim) => claim?.cases ?? [])) if (!cases.has(one.id)) cases.set(one.id, one);
  return [...cases.values()].map(({ id, given }) => {
    const found = claims.map((claim) => verdictOf(claim?.cases.find((one) => one.id === id)));
    return { id, given, agreement: agreementOfCase(found, runtimes), sentence: sayCase(found, runtimes), found };
  });
}

function verdictOf(one: CaseReport | undefined): MatrixVerdict | null {
  if (!one) return null;
  const { verdict, ground, ratio, reason } = one;
  return { verdict, ground, ...(ratio && { ratio }), reason };
}

function cellOf(claim: ClaimReport): MatrixCell {
  const { weakest, strongest } = extremes(claim);
  const [least, most] = [extremeOf(weakest), extremeOf(strongest)];
  return {
    is: standing(claim),
    sentence: claim.cases.length > 0 ? claim.sentence : whyNot(claim),
    counts: claim.counts,
    ...(least && { weakest: least }),
    ...(most && { strongest: most }),
    crossings: claim.crossings,
    broken: claim.broken,
  };
}

function extremeOf(one: CaseReport | undefined): MatrixExtreme | undefined {
  return one?.ratio && { case: one.id, ratio: one.ratio };
}

function absent({ report }: Column): MatrixCell {
  const counts = { confirmed: 0, refuted: 0, equivalent: 0, inconclusive: 0 };
  return {
    is: 'unasked',
    sentence: report ? 'its run does not have it' : 'not measured',
    counts,
    crossings: [],
    broken: [],
  };
}

function sayMatrix(claims: readonly MatrixClaim[], many: number, across: MatrixReport['across']): string {
  const columns = `${on(across)} ${units.count(many, across === 'runs' ? 'run' : 'runtime')}`;
  if (many === 0) return 'No runtime was measured.';
  if (claims.length === 0) return `No claim was measured ${columns}.`;
  const of = `${units.count(claims.length, 'claim')} ${columns}`;
  if (many === 1) return `${of}: there is nothing to compare them with.`;
  const kinds: readonly (readonly [Agreement, (many: number) => string])[] = [
    ['same', (alike) => `${alike === 1 ? 'has' : 'have'} the same verdict everywhere`],
    ['partly', (alike) => `${alike === 1 ? 'has' : 'have'} the same verdict on those that could tell`],
    ['differs', (other) => (other === 1 ? 'differs' : 'differ')],
    ['untold', () => `could be told ${on(across)} fewer than two`],
  ];
  const parts = kinds.flatMap(([kind, say]) => {
    const found = claims.filter(({ agreement }) => agreement === kind).length;
    return found === 0 ? [] : [`${units.grouped(found)} ${say(found)}`];
  });
  return `Of ${of} ${listed(parts)}.`;
}

function sayMethod(runs: number, across: MatrixReport['across']): string[] {
  const share = units.share(ALPHA);
  const together = units.share(1 - (1 - ALPHA) ** runs);
  const each = across === 'runs' ? 'The verdicts of each run' : 'Each runtime has a run of its own, whose verdicts';
  const corrected = `${each} are corrected (Holm) for the questions of that run alone: in about ${share} of such runs at the most there is a wrong one among them.`;
  const all = ` Among ${units.count(runs, 'run')} together that is up to ${together}: a difference that matters is worth a second matrix.`;
  const within =
    across === 'runs'
      ? 'Ratios are formed within a run, and none between two: that a claim holds by more in one of them does not make its machine faster.'
      : 'Ratios are formed within a runtime, and none between two: that a claim holds by more on one of them does not make that one faster.';
  return [
    `${corrected}${runs > 1 ? all : ''}`,
    within,
    'Verdicts differ where both are told, at the same case. Inconclusive is no verdict: it neither agrees nor differs.',
    'Versions of one runtime are compared with the last before them that could tell. A change that is named beside lies between the two: that it is the reason is not shown.',
  ];
}
