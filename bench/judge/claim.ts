/** One claim, judged as a whole: how many of its cases hold, in one sentence, and where its winner changes. */
import type {
  BreakageReport,
  CaseReport,
  ClaimReport,
  CrossingReport,
  Drawing as DrawingReport,
  Interval,
  Verdict,
} from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { ClaimDescription, Drawing, DrawnCell } from '../results.ts';
import { asRatio, tInterval } from '../stats/interval.ts';
import { ALPHA } from '../stats/verdict.ts';
import { crossingsOf } from './crossings.ts';

export function judgeClaim(
  claim: ClaimDescription,
  margin: number,
  cases: readonly CaseReport[],
  broken: readonly BreakageReport[],
  questions: number,
): ClaimReport {
  const counts = countVerdicts(cases);
  const found = crossingsOf(claim, cases);
  return {
    id: claim.id,
    topic: claim.id.includes('/') ? claim.id.slice(0, claim.id.lastIndexOf('/')) : '',
    says: claim.says,
    because: claim.because,
    source: claim.source,
    ...(claim.quote !== undefined && { quote: claim.quote }),
    metric: claim.metric,
    ...(claim.figure && { figure: claim.figure }),
    ...(claim.lacks !== undefined && { lacks: claim.lacks }),
    margin,
    ...(claim.atLeast !== undefined && { atLeast: claim.atLeast }),
    favours: claim.favours,
    over: claim.over,
    ...(claim.known !== undefined && { control: controlOf(claim.known, margin, cases, questions) }),
    sentence: sentenceOf(claim, cases, counts, found, broken),
    counts,
    axes: claim.axes,
    crossings: found,
    ...(claim.crossing !== undefined && { crossingAxis: claim.crossing }),
    landmarks: claim.landmarks,
    contenders: claim.contenders,
    cases,
    ...(claim.drawings && { drawings: claim.drawings.map(drawingOf) }),
    broken,
    ...(claim.expires !== undefined && { expires: claim.expires }),
    ...(claim.changes && { changes: claim.changes }),
  };
}

/** As the report has it: what is missing has no key. */
function drawingOf({ title, steps }: Drawing): DrawingReport {
  const cellOf = ({ cameFrom, ...cell }: DrawnCell) => ({ ...cell, ...(cameFrom && { cameFrom }) });
  const spaces = (drawn: Drawing['steps'][number]) =>
    drawn.spaces.map((space) => ({ ...space, cells: space.cells.map(cellOf) }));
  return { title, steps: steps.map((step) => ({ says: step.says, spaces: spaces(step) })) };
}

export function countVerdicts(cases: readonly CaseReport[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { confirmed: 0, refuted: 0, equivalent: 0, inconclusive: 0 };
  for (const { verdict } of cases) counts[verdict]++;
  return counts;
}

/** Counts as a list: `5 confirmed, 1 refuted`. */
export function sayCounts(counts: Readonly<Record<Verdict, number>>): string {
  const parts = Object.entries(counts).filter(([, many]) => many > 0);
  return parts.map(([verdict, many]) => `${many} ${verdict}`).join(', ');
}

/**
 * A control passes as long as no case of it is shown to lie further from what is known than the margin, which is how a
 * claim would be told apart; where there is a difference to be found, it must have been found; and at least one case must
 * have been measured. All controls together are wrong in 5 % of the runs at the most (Bonferroni).
 *
 * @param questions cases of all controls of the run
 */
function controlOf(
  ratio: number,
  margin: number,
  cases: readonly CaseReport[],
  questions: number,
): NonNullable<ClaimReport['control']> {
  const known = [ratio / (1 + margin), ratio * (1 + margin)] as const;
  const told = cases.flatMap((one) => {
    const ratios = one.decidedBy === 'apart' ? one.apart : one.together;
    return ratios.length < 2 ? [] : [asRatio(tInterval(ratios.map(Math.log), 1 - ALPHA / questions))];
  });
  const fits = ({ low, high }: Interval) => low <= known[1] && high >= known[0];
  const finds = ({ low, high }: Interval) => ratio === 1 || low > 1 || high < 1;
  return { known, passed: told.length > 0 && told.every((one) => fits(one) && finds(one)) };
}

function sentenceOf(
  claim: ClaimDescription,
  cases: readonly CaseReport[],
  counts: Readonly<Record<Verdict, number>>,
  found: readonly CrossingReport[],
  broken: readonly BreakageReport[],
): string {
  if (claim.lacks !== undefined) return `not asked here: ${claim.lacks}`;
  if (cases.length === 0) return broken.length > 0 ? 'could not be measured' : 'was not measured';
  const byAnswers = cases.filter(({ verdict, ground }) => verdict === 'confirmed' && ground === 'answers').length;
  const held = byAnswers > 0 ? ` (${byAnswers} of them because ${claim.over} answers wrongly)` : '';
  const parts = (Object.entries(counts) as [Verdict, number][]).filter(([, many]) => many > 0);
  const said = parts.map(([verdict, many], index) => {
    const of = index === 0 ? ` of ${claim.cases.length}` : '';
    return `${verdict} at ${many}${of}${verdict === 'confirmed' ? held : ''}`;
  });
  const missing = claim.cases.length - cases.length;
  const left = missing > 0 ? [`${missing} not measured`] : [];
  const rest = broken.length > 0 ? [units.count(broken.length, 'breakage')] : [];
  const [first, ...others] = found.filter(({ verdicts }) => !verdicts.includes('inconclusive'));
  const change = first ? [`the winner changes ${spanOf(first)}${others.length > 0 ? ' and elsewhere' : ''}`] : [];
  return [[...said, ...left, ...rest].join(', '), ...change].join('; ');
}

function spanOf({ axis, between }: CrossingReport): string {
  return `between ${units.parameter(axis, between[0])} and ${units.parameter(axis, between[1])}`;
}
