/** One case, judged: its verdict, the reason in words, and what is to be shown beside it. */
import type { CaseReport, ContenderReport, Doubt, LoadReport, Verdict } from '../../reports/model.ts';
import { metricTextOf } from '../../reports/metrics.ts';
import * as units from '../../reports/units.ts';
import { components, MEDIAN } from '../stats/budget.ts';
import { asRatio, tInterval } from '../stats/interval.ts';
import { furtherZeros, isMute, type Probed } from '../stats/probes.ts';
import { cycleLogs, roundLog } from '../stats/rounds.ts';
import { median } from '../stats/sample.ts';
import { ALPHA, FEWEST_ROUNDS, furtherRounds } from '../stats/verdict.ts';
import { diagnosisOf } from './diagnosis.ts';
import { logsAgainstFavoured, roundValues, type Evidence } from './evidence.ts';
import { metricsOf, sayZeros, typical } from './metrics.ts';
import { sweepsOf } from './sweeps.ts';

export interface Ruling {
  /** The probability of the case's best supported statement, corrected for all that the run compares. */
  readonly adjusted: number | undefined;
  /** How many cases of the run are not shown: what a further one is corrected for (Holm). */
  readonly left: number;
  /** Whether the controls failed: then nothing that was measured is believed. */
  readonly vetoed: boolean;
  readonly doubts: readonly Doubt[];
}

export function judgeCase(evidence: Evidence, { adjusted, left, vetoed, doubts }: Ruling): CaseReport {
  const verdict = verdictOf(evidence, adjusted, vetoed);
  const { claim, together, pair, otherClock, togetherLogs, apartLogs, logs, level, watch } = evidence;
  // A wrong answer is timed and shown, but never ranked.
  const ranked = !evidence.byAnswers;
  const open = verdict === 'inconclusive' && !vetoed;
  const more = open ? moreRounds(evidence, left) : undefined;
  const metrics = metricsOf(evidence);
  const load = loadOf(evidence);
  const expected = claim.cases.find((one) => one.id === evidence.id)?.expects;
  const sweeps = sweepsOf(evidence);
  const otherLogs = otherClock && together.length >= 2 && together.map((round) => roundLog(round, pair, otherClock));
  return {
    id: evidence.id,
    given: evidence.given,
    verdict,
    ...(expected !== undefined && { expected }),
    ground: evidence.byAnswers ? 'answers' : 'measured',
    reason: `${reasonOf(evidence, verdict, vetoed, more)}.`,
    ...(ranked && logs.length >= 2 && { ratio: asRatio(tInterval(logs, 1 - level)) }),
    together: ranked ? togetherLogs.map(Math.exp) : [],
    apart: ranked ? apartLogs.map(Math.exp) : [],
    ...(ranked && apartLogs.length >= 2 && { apartRatio: asRatio(tInterval(apartLogs, 1 - level)) }),
    decidedBy: watch?.disturbed ? 'apart' : 'together',
    clock: claim.metric === 'time' && evidence.clock === 'cpu' ? 'cpu' : 'wall',
    ...(ranked && otherLogs && { otherClock: asRatio(tInterval(otherLogs, 1 - level)) }),
    ...(ranked && spreadOf(evidence)),
    ...(more !== undefined && { moreRounds: more }),
    contenders: claim.contenders.map(({ name }) => contenderOf(evidence, name)),
    ...(metrics.length > 0 && { metrics }),
    ...(load && { load }),
    ...(sweeps.length > 0 && { sweeps }),
    ...(evidence.diagnoses.length > 0 && { diagnoses: evidence.diagnoses.map(diagnosisOf) }),
    doubts,
  };
}

/** As the report has it: what is missing has no key. */
function loadOf({ claim, id }: Evidence): LoadReport | undefined {
  const load = claim.cases.find((one) => one.id === id)?.load;
  if (!load) return undefined;
  const { connections, rate, turn, turns } = load;
  return { connections, ...(rate !== undefined && { rate }), turn, turns };
}

/** How many further rounds would settle it, as far as can be told. */
function moreRounds({ probed, logs, borders, level }: Evidence, left: number): number | undefined {
  if (probed && probed.zeros !== 'none') return furtherZeros(probed, left);
  return logs.length >= 2 ? furtherRounds(logs, borders.margin, level / left, borders.around) : undefined;
}

/** Between processes and within them, of the rounds with every contender in one. */
function spreadOf({ together, pair, clock }: Evidence): Pick<CaseReport, 'spread'> {
  const rounds = together.map((round) => cycleLogs(round, pair, clock));
  if (rounds.length < 2 || rounds.some((cycles) => cycles.length < 2)) return {};
  const { between, within } = components(rounds);
  // A median varies more than a mean does: what is told is how far cycles spread, not what their median sees of it.
  return { spread: { processes: Math.sqrt(between), cycles: Math.sqrt(within / MEDIAN) } };
}

/** A wrong answer decides before any time does; a declared one for the other side, an undeclared one against the claim. */
function verdictOf(
  { byAnswers, claim, answers, support }: Evidence,
  adjusted: number | undefined,
  vetoed: boolean,
): Verdict {
  if (byAnswers) {
    const favoured = answers[claim.favours];
    const over = answers[claim.over];
    return favoured?.right === true && over?.wrongBecause !== undefined ? 'confirmed' : 'refuted';
  }
  if (vetoed || !support || adjusted === undefined || adjusted > ALPHA) return 'inconclusive';
  return support.verdict;
}

/** Settled if it were the only question: then what stands in the way is the number of questions, not that of rounds. */
function onlyByItself({ support }: Evidence): boolean {
  return support !== undefined && support.probability <= ALPHA;
}

function reasonOf(evidence: Evidence, verdict: Verdict, vetoed: boolean, more: number | undefined): string {
  const { claim, answers, byAnswers, share, logs, level } = evidence;
  if (byAnswers) {
    const wrong = [claim.over, claim.favours].filter((name) => answers[name]?.right === false);
    const because = wrong.map((name) => {
      const reason = answers[name]?.wrongBecause;
      return `${name} answers wrongly${reason === undefined ? ', which the claim does not say' : `: ${reason}`}`;
    });
    return `${because.join('; ')}; a wrong answer wins nothing, however fast`;
  }
  if (vetoed) return 'the controls failed: this machine is not fit to judge at the moment';
  if (evidence.probed && evidence.probed.zeros !== 'none') return zeroReason(evidence, evidence.probed, verdict, more);
  if (logs.length < 2) return 'too few rounds for an interval';
  const ratio = asRatio(tInterval(logs, 1 - level));
  const margin = units.share(share);
  const least = claim.atLeast === undefined ? undefined : units.ratio(claim.atLeast);
  const than = metricTextOf(claim).beats;
  const times = units.interval(ratio.estimate >= 1 ? ratio : inverse(ratio));
  const who = ratio.estimate >= 1 ? [claim.favours, claim.over] : [claim.over, claim.favours];
  if (verdict === 'equivalent') return `whatever difference there is, is smaller than the margin of ${margin}`;
  if (least !== undefined && verdict !== 'inconclusive') {
    const side = verdict === 'confirmed' ? 'above' : 'below';
    return `the ratio is ${units.interval(ratio)}, all of it ${side} the least of ${least} that the claim asks for`;
  }
  if (verdict !== 'inconclusive') return `${who[0]} ${than} ${who[1]} by ${times}, more than the margin of ${margin}`;
  const settle = settledBy(more);
  if (onlyByItself(evidence)) {
    const alone = evidence.support!.verdict;
    return `by itself it would be ${alone}, but not among everything that this run compares; ${settle}`;
  }
  if (logs.length < FEWEST_ROUNDS) {
    return `a verdict takes ${FEWEST_ROUNDS} rounds, and there are ${logs.length}; ${settle}`;
  }
  const border = least === undefined ? `margin of ${margin}` : `least ratio of ${least}`;
  return `the interval does not clear the ${border}; ${settle}`;
}

function settledBy(more: number | undefined): string {
  if (more === undefined) return 'how many further rounds would settle it cannot be told';
  return `about ${units.count(more, 'further round')} would settle it`;
}

/** Where a value is 0 there is no ratio, and no interval to speak of. */
function zeroReason(evidence: Evidence, probed: Probed, verdict: Verdict, more: number | undefined): string {
  const { claim, pair } = evidence;
  const said = sayZeros(probed, claim, pair, (name) => median(roundValues(evidence, name)));
  if (isMute(probed.zeros)) return said;
  const rounds = units.count(probed.rounds, 'round');
  if (verdict === 'equivalent' || (probed.zeros === 'both' && verdict !== 'inconclusive'))
    return `${said}, in any of ${rounds}`;
  if (verdict !== 'inconclusive') return `${said}: so in all of ${rounds}, and beyond any margin`;
  return `${said}; ${rounds} of it are too few among everything that this run compares; ${settledBy(more)}`;
}

function inverse({ estimate, low, high }: { estimate: number; low: number; high: number }) {
  return { estimate: 1 / estimate, low: 1 / high, high: 1 / low };
}

function contenderOf(evidence: Evidence, name: string): ContenderReport {
  const { claim, answers, watch } = evidence;
  const answer = answers[name] ?? { right: true, shown: '' };
  const role = name === claim.favours ? 'favoured' : name === claim.over ? 'baseline' : 'other';
  // Where they disturb each other in one process, a ratio from there would contradict the one that decides.
  const ranked = role !== 'favoured' && answer.right && answers[claim.favours]?.right !== false && !watch?.disturbed;
  const logs = ranked ? logsAgainstFavoured(evidence, name) : [];
  const value = typical(roundValues(evidence, name));
  return {
    name,
    role,
    answer: answer.right ? 'right' : 'wrong',
    ...(!answer.right && answer.wrongBecause !== undefined && { wrongBecause: answer.wrongBecause }),
    shown: answer.shown,
    ...(value && { value }),
    ...(logs.length >= 2 && { timesFavoured: asRatio(tInterval(logs, 1 - evidence.level)) }),
  };
}
