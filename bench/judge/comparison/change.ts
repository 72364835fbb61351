/** One comparison, told: what it is, the reason in words, and what is to be shown beside it. */
import { metricTextOf } from '../../../reports/metrics.ts';
import type { ChangeReport, Interval } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { TWIN } from '../../comparison/planned.ts';
import type { Told } from '../../stats/gate.ts';
import { asRatio, tInterval } from '../../stats/interval.ts';
import { furtherZeros, isMute, type Probed } from '../../stats/probes.ts';
import { median } from '../../stats/sample.ts';
import { FEWEST_ROUNDS, furtherRounds } from '../../stats/verdict.ts';
import { sayZeros, typical } from '../metrics.ts';
import type { Against, ChangeEvidence } from './evidence.ts';

export interface ChangeRuling {
  readonly told: Told;
  /** How many comparisons the run makes. */
  readonly comparisons: number;
  /** Whether nothing that its machine measured is believed. */
  readonly unfit: boolean;
  /** What a version is called in a report. */
  readonly nameOf: (contender: string) => string;
}

export function tellChange(evidence: ChangeEvidence, ruling: ChangeRuling): ChangeReport {
  const { claim, of, side, baseline, change, twin, level } = evidence;
  const { told, unfit, nameOf, comparisons } = ruling;
  const is = unfit ? 'inconclusive' : told.is;
  const open = is === 'inconclusive' && !unfit && !evidence.byAnswers;
  const more = open ? moreRounds(evidence, comparisons) : undefined;
  const ranked = !evidence.byAnswers;
  const ratio = ranked ? ratioOf(change, level) : undefined;
  const twinRatio = ratioOf(twin, level);
  return {
    claim: of.claim,
    topic: of.claim.includes('/') ? of.claim.slice(0, of.claim.lastIndexOf('/')) : '',
    says: claim.says,
    file: claim.file,
    contender: of.contender,
    case: evidence.id,
    given: evidence.given,
    metric: claim.metric,
    ...(claim.figure && { figure: claim.figure }),
    side: nameOf(side),
    is,
    ground: evidence.byAnswers ? 'answers' : 'measured',
    notSlower: !unfit && told.within,
    tolerance: evidence.tolerance,
    ...(ratio && { ratio }),
    ...(twinRatio && { twin: twinRatio }),
    values: (ranked ? [baseline, side] : []).flatMap((name) => {
      const value = typical(evidence.valuesOf(name));
      return value ? [{ name: nameOf(name), value }] : [];
    }),
    rounds: ranked ? change.logs.map(Math.exp) : [],
    reason: `${reasonOf(evidence, { ...ruling, is }, more)}.`,
    ...(more !== undefined && { moreRounds: more }),
  };
}

function ratioOf(against: Against | undefined, level: number): Interval | undefined {
  return against && against.logs.length >= 2 ? asRatio(tInterval(against.logs, 1 - level)) : undefined;
}

/** Each statement has a test on one side, so that a tail is as large as the level that is left for it (Bonferroni). */
function moreRounds({ change, margin, level }: ChangeEvidence, comparisons: number): number | undefined {
  const { probed, logs } = change;
  if (probed && probed.zeros !== 'none') return furtherZeros(probed, comparisons);
  return logs.length >= 2 ? furtherRounds(logs, margin, (2 * level) / comparisons) : undefined;
}

interface Reasoned extends ChangeRuling {
  readonly is: ChangeReport['is'];
}

function reasonOf(evidence: ChangeEvidence, ruling: Reasoned, more: number | undefined): string {
  const { change, level, tolerance, claim } = evidence;
  const { is, unfit, nameOf } = ruling;
  if (evidence.byAnswers) return answersReason(evidence, nameOf);
  if (unfit) return 'the machine was not fit to compare';
  if (change.probed && change.probed.zeros !== 'none') return zeroReason(evidence, change.probed, ruling, more);
  if (change.logs.length < 2) return 'too few rounds for an interval';
  const tolerated = units.share(tolerance);
  const { measure } = metricTextOf(claim);
  const read = units.interval(asRatio(tInterval(change.logs, 1 - level)));
  const times = `${nameOf(evidence.side)} has ${read} the ${measure} of ${nameOf(evidence.baseline)}`;
  if (is === 'slower') return `${times}, more than the tolerated ${tolerated}`;
  if (is === 'faster') return `${times}, less by more than ${tolerated}`;
  if (is === 'equivalent') return `whatever difference there is, is smaller than ${tolerated}`;
  return `${openReason(evidence, ruling, tolerated)}; ${settledBy(more)}`;
}

function openReason({ change }: ChangeEvidence, { told }: Reasoned, tolerated: string): string {
  const rounds = change.logs.length;
  if (rounds < FEWEST_ROUNDS) return `it takes ${FEWEST_ROUNDS} rounds to tell, and there are ${rounds}`;
  if (told.alone !== 'inconclusive')
    return `by itself it would be ${told.alone}, but not among everything that this run compares`;
  if (told.within) return `it is shown not to be slower by more than ${tolerated}, but neither faster nor equivalent`;
  return `the interval does not clear the tolerated ${tolerated}`;
}

function answersReason({ answers, side, baseline }: ChangeEvidence, nameOf: (contender: string) => string): string {
  const shown = (name: string) => answers[name]?.shown ?? '';
  if (answers[side]?.right !== false)
    return `${nameOf(baseline)} answers ${shown(baseline)}, and ${shown(TWIN)} when it is asked once more: its answer cannot be compared`;
  return `${nameOf(side)} answers ${shown(side)}, ${nameOf(baseline)} answers ${shown(baseline)}: they do not do the same`;
}

/** Where a value is 0 there is no ratio, and no interval to speak of. */
function zeroReason(evidence: ChangeEvidence, probed: Probed, ruling: Reasoned, more: number | undefined): string {
  const { claim, side, baseline } = evidence;
  const { is, nameOf } = ruling;
  const names = { favours: nameOf(baseline), over: nameOf(side) };
  const valueOf = (name: string) => median(evidence.valuesOf(name === names.favours ? baseline : side));
  const said = sayZeros(probed, claim, names, valueOf);
  if (isMute(probed.zeros)) return said;
  const rounds = units.count(probed.rounds, 'round');
  if (is === 'equivalent') return `${said}, in any of ${rounds}`;
  if (is !== 'inconclusive') return `${said}: so in all of ${rounds}, and beyond any tolerance`;
  return `${said}; ${rounds} of it are too few among everything that this run compares; ${settledBy(more)}`;
}

function settledBy(more: number | undefined): string {
  if (more === undefined) return 'how many further rounds would settle it cannot be told';
  return `about ${units.count(more, 'further round')} would settle it`;
}
