/** What every format says alike of a comparison: its sides, its changes, and how it was judged. */

import { metricTextOf } from './metrics.ts';
import type {
  Change,
  ChangeReport,
  ComparisonReport,
  Doubt,
  Interval,
  SideReport,
  StandingReport,
  Verdict,
  VerdictChange,
} from './model.ts';
import { breakage } from './notes.ts';
import { marks } from './standings.ts';
import { duration, durations, elapsed, count, grouped, interval, moment, point, share } from './units.ts';
import { listed } from './words.ts';

/** In the order of interest. */
export const changes: readonly Change[] = ['slower', 'inconclusive', 'faster', 'equivalent'];

/** The verdict whose mark, colour and shape a change has. */
export const drawnAs: Readonly<Record<Change, Verdict>> = {
  slower: 'refuted',
  faster: 'confirmed',
  equivalent: 'equivalent',
  inconclusive: 'inconclusive',
};

/** `✗ slower`: never by colour alone. */
export function changeText(is: Change): string {
  return `${marks[drawnAs[is]]} ${is}`;
}

/** Which contender, where, and of several sides which: `concat at bytes=16`. */
export function changeName(
  { contender, given, side }: ChangeReport,
  { sides }: Pick<ComparisonReport, 'sides'>,
): string {
  return `${placeName({ contender, given })}${sides.length > 1 ? `, ${side}` : ''}`;
}

/** Which contender, and where. */
export function placeName({ contender, given }: Pick<ChangeReport, 'contender' | 'given'>): string {
  const at = point(given);
  return `${contender}${at === '' ? '' : ` at ${at}`}`;
}

/** The interval of the ratio, or a dash; the metric where it is not time. */
export function changeRatio({ ratio }: ChangeReport): string {
  return ratio ? interval(ratio) : '–';
}

/** Those together whose reasons differ by nothing but how many further rounds would settle them. */
export function foldReasons(all: readonly ChangeReport[]): ChangeReport[][] {
  const alike = new Map<string, ChangeReport[]>();
  for (const one of all) {
    const key = JSON.stringify([one.is, whyOf(one)]);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()];
}

/** The reason of those that have been folded, at least one. */
export function reasonText(alike: readonly ChangeReport[]): string {
  const [first] = alike as [ChangeReport, ...ChangeReport[]];
  const further = alike.flatMap(({ moreRounds }) => moreRounds ?? []);
  if (new Set(alike.map(({ reason }) => reason)).size === 1) return first.reason;
  const [least, most] = [Math.min(...further), Math.max(...further)];
  return `${whyOf(first)}; about ${grouped(least)} to ${grouped(most)} further rounds would settle each.`;
}

function whyOf({ reason, moreRounds }: ChangeReport): string {
  return moreRounds === undefined ? reason : reason.slice(0, reason.lastIndexOf('; '));
}

/** `main 12.1 µs → the working tree 14.6 µs`. */
export function valuesText(change: ChangeReport): string {
  if (change.values.length === 0) return '';
  const { figure } = metricTextOf(change);
  const said = change.values.map(({ name, value }) => `${name} ${figure(value.estimate)}`);
  return `${said.join(' → ')}${change.metric === 'time' ? '' : ` ${metricTextOf(change).head}`}`;
}

/** Each with the middle half of its rounds. */
export function valueText(change: ChangeReport, value: Interval): string {
  const { figure, rate } = metricTextOf(change);
  if (figure === duration) return durations(value);
  const [from, to] = rate ? [value.high, value.low] : [value.low, value.high];
  return `${figure(value.estimate)} [${figure(from)}, ${figure(to)}]`;
}

/** What a reader looks at before all others: what is slower, or may be. */
export function telling({ changes: all, of }: ComparisonReport): readonly ChangeReport[] {
  const open = all.filter(({ is, notSlower }) => is === 'inconclusive' && !(of === 'revisions' && notSlower));
  return [...all.filter(({ is }) => is === 'slower'), ...open];
}

/** `main, bbbbbbbbbbbb, “what was there before”`. */
export function sideText({ name, commit, subject, changed }: SideReport): string {
  return [
    name,
    ...(commit === undefined || commit.startsWith(name) ? [] : [commit.slice(0, 12)]),
    ...(subject === undefined ? [] : [`“${subject}”`]),
    ...(changed ? ['with changes that are not committed'] : []),
  ].join(', ');
}

/** Who is compared with whom. */
export function sidesText({ baseline, sides }: ComparisonReport): string {
  return `${listed(sides.map(sideText))}, compared with ${sideText(baseline)}`;
}

/** The comparisons that were corrected for, and the smallest slow-down that they could have found. */
export function powerText({ comparisons, smallestEffect }: ComparisonReport): string {
  if (comparisons === 0) return 'Nothing could have been found: nothing was compared.';
  const corrected = `${count(comparisons, 'comparison')} (corrected by Holm)`;
  // Of values that are 0 there is no ratio, and no smallest one.
  if (smallestEffect === undefined) return `${corrected}; how small a slow-down could have been found is not known.`;
  const half = comparisons === 1 ? 'with an even chance' : 'in half of them';
  return `${corrected}; a slow-down of ${share(smallestEffect)} could have been found ${half}.`;
}

/** What broke: as it was met when it was to be measured, or before that. */
export function brokenText({ broken, standings }: Pick<ComparisonReport, 'broken' | 'standings'>): readonly string[] {
  const met = broken.map(breakage);
  // What was met is not told again as what could not be compared for it.
  const told = ({ claim, says = '' }: StandingReport) =>
    broken.some((one) => one.claim === claim) || met.some((one) => one.includes(says));
  const before = standings.filter((one) => one.is === 'broken' && !told(one));
  return [...met, ...before.map((one) => `${standingText(one)}.`)];
}

/** What somebody does who has read it; nothing where there is nothing to do. */
export function nextText(report: ComparisonReport): string {
  const { of, outcome, controls, shard } = report;
  if (of !== 'revisions' || shard) return '';
  if (outcome === 'regression') return `make it faster, or say why it may be slower. ${again(report)}`;
  if (outcome === 'broken') return 'mend what could not be measured, and compare again.';
  if (outcome !== 'inconclusive') return '';
  if (!controls.passed) return 'nothing in the code. The machine was too noisy: compare again, or on another one.';
  return `nothing needs to be done, since nothing is shown to be slower. ${again(report)}`;
}

/** With the same base, and the claims that matter. */
function again(report: ComparisonReport): string {
  const [first, ...others] = new Set(telling(report).map(({ claim }) => claim));
  const of = others.length === 0 ? '' : `, and so for ${count(others.length, 'other claim')}`;
  return `To look closer: touchstone compare ${report.baseline.commit?.slice(0, 12) ?? report.baseline.name} --only ${first}${of}.`;
}

export function whenText({ started, seconds, seed, id, version }: ComparisonReport): string {
  return [moment(started), `took ${elapsed(seconds)}`, `seed ${seed}`, `run ${id}`, `touchstone ${version}`].join(', ');
}

/** What must be known before any figure; the sentence says it where nothing was compared. */
export function comparisonWarnings({ controls, complete, quick, outcome }: ComparisonReport): readonly string[] {
  // Where it is what came out, the sentence has said why.
  const why = outcome === 'inconclusive' ? '' : ` Not fit to compare: ${controls.says}`;
  return [
    ...(controls.passed ? [] : [`Do not rely on any figure here.${why}`]),
    ...(complete ? [] : ['The run was cut short: what had been measured until then is judged.']),
    ...(quick ? ['A quick run: it asks part of the table, and can tell less apart.'] : []),
  ];
}

/** Without those that only repeat a warning. */
export function furtherDoubts({ doubts }: ComparisonReport): readonly Doubt[] {
  return doubts.filter(({ code }) => code !== 'controls-failed' && code !== 'cut-short');
}

/** `buffers/concat-beats-joining at bytes=16: confirmed 2.31× [2.28, 2.34] → refuted 0.81× [0.79, 0.83]`. */
export function verdictText({ claim, given, before, now, ratioBefore, ratioNow }: VerdictChange): string {
  const at = point(given);
  const told = (verdict: Verdict, ratio: Interval | undefined) => `${verdict}${ratio ? ` ${interval(ratio)}` : ''}`;
  return `${claim}${at === '' ? '' : ` at ${at}`}: ${told(before, ratioBefore)} → ${told(now, ratioNow)}`;
}

/** What became of what was not compared, in words. */
export const standingWords: Readonly<Record<StandingReport['is'], string>> = {
  unchanged: 'reaches nothing that has changed',
  new: 'is new',
  gone: 'is gone',
  broken: 'is broken',
  lacking: 'is not asked here',
  unmeasured: 'was not measured',
};

/** `buffers/concat-beats-joining, concat, bytes=16`. */
export function standingName({ claim, contender, case: at }: StandingReport): string {
  return [claim, contender, at].filter((part) => part !== undefined && part !== '').join(', ');
}

export function standingText(standing: StandingReport): string {
  const { is, says } = standing;
  return `${standingName(standing)} ${standingWords[is]}${says === undefined ? '' : `: ${says}`}`;
}

/** Those that are the same but for the claim are told together: a thousand unchanged ones take one line. */
export function foldStandings(
  all: readonly StandingReport[],
): readonly { readonly is: StandingReport['is']; readonly says?: string; readonly names: readonly string[] }[] {
  const groups = new Map<string, { is: StandingReport['is']; says?: string; names: string[] }>();
  for (const one of all) {
    const { is, says } = one;
    const key = JSON.stringify([is, says]);
    const group = groups.get(key) ?? { is, ...(says !== undefined && { says }), names: [] };
    group.names.push(standingName(one));
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The ratios that are no verdict's: the widest tolerance of all, since they share an axis. */
export function toleratedBand({ changes: all }: ComparisonReport): readonly [number, number] {
  const widest = Math.max(0, ...all.map(({ tolerance }) => tolerance));
  return [1 / (1 + widest), 1 + widest];
}

/** How it was judged, a sentence each. */
export function comparisonMethod({ of, baseline, changes: all }: ComparisonReport): readonly string[] {
  const shares = [...new Set(all.map(({ tolerance }) => tolerance))].toSorted((a, b) => a - b).map(share);
  const tolerance = shares.length === 0 ? 'what is tolerated' : listed(shares);
  const apart =
    of === 'revisions'
      ? `Each contender was measured as ${baseline.name} has it, as the other side has it, and as ${baseline.name} has it once more, the twin: in turns, in one process, in one fresh process a round.`
      : 'Each contender was measured on every runtime in turns, a fresh process for each of them a round.';
  return [
    apart,
    `The ratio is that of the metric, by which less is better: above 1× it takes more than ${baseline.name}. The interval is one of 95 %, on one log ratio a round.`,
    `Slower and faster say that the difference is shown to be larger than ${tolerance}, by a one-sided test against that and not against 0, so that an end of the interval may lie a little within it; equivalent, that it is shown to be smaller. Each is corrected for all comparisons of the run (Holm). Inconclusive is all else, which is not the same as no difference.`,
    ...(of === 'revisions'
      ? [
          'The base and its twin are the same code in two places: what they are compared with is the mean of both, of which the luck of either place is half. Where a twin is shown to differ from the base by more than is tolerated, the machine is not fit, and nothing is told.',
        ]
      : ['Of runtimes neither is the one that must not be slower: slower is told, and fails nothing.']),
  ];
}
