/** The twins of a run: the base once more, at every comparison. A machine that tells the same from the same compares nothing. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { differsBeyond } from '../../stats/gate.ts';
import { asRatio, tInterval } from '../../stats/interval.ts';
import type { Against, ChangeEvidence } from './evidence.ts';

export interface Twins {
  readonly passed: boolean;
  /** As a sentence without a full stop; missing where there are none. */
  readonly says?: string;
  readonly doubts: readonly Doubt[];
}

/** All twins of a run are wrong together in 5 % of the runs at the most (Bonferroni), as its controls are. */
export function judgeTwins(evidence: readonly ChangeEvidence[], base: string): Twins {
  const twins = evidence.flatMap((one) => (one.twin && !one.byAnswers ? [{ one, twin: one.twin }] : []));
  if (twins.length === 0) return { passed: true, doubts: [] };
  const beyond = twins.filter(({ twin }) => twin.chances && differsBeyond(twin.chances, twins.length));
  if (beyond.length > 0) {
    const { one, twin } = beyond[0]!;
    const others = beyond.length > 1 ? `, and differs at ${units.count(beyond.length - 1, 'other')}` : '';
    const read = twin.logs.length < 2 ? 'differs' : `reads ${units.interval(asRatio(tInterval(twin.logs)))}`;
    const says = `the twin of ${base} ${read} at ${placeOf(one)}, though it is the same code${others}`;
    return { passed: false, says, doubts: [] };
  }
  const off = twins.filter(({ one, twin }) => isOff(twin, one.level / twins.length));
  const where = twins.length === 1 ? '' : ` at any of ${units.count(twins.length, 'comparison')}`;
  const says = `the twin of ${base} was not shown to differ from it by more than is tolerated${where}`;
  return { passed: true, says, doubts: off.length === 0 ? [] : [doubtOf(off, base)] };
}

function isOff({ logs }: Against, level: number): boolean {
  if (logs.length < 2) return false;
  const { low, high } = tInterval(logs, 1 - level);
  return low > 0 || high < 0;
}

function doubtOf(off: readonly { one: ChangeEvidence; twin: Against }[], base: string): Doubt {
  const told = off
    .slice(0, 3)
    .map(({ one, twin }) => `${placeOf(one)} by ${units.interval(asRatio(tInterval(twin.logs)))}`);
  const more = off.length > told.length ? ` and ${units.count(off.length - told.length, 'other')}` : '';
  return {
    code: 'twin-differs',
    says: `The twin of ${base} differs from it, by less than is tolerated: ${told.join(', ')}${more}.`,
    advice: 'So much comes of the place in memory and of the machine: a change of that size is none of the code.',
  };
}

/** `buffers/concat-beats-joining, concat, at bytes=16`. */
export function placeOf({ of, given }: Pick<ChangeEvidence, 'of' | 'given'>): string {
  const at = units.point(given);
  return `${of.claim}, ${of.contender}${at === '' ? '' : `, at ${at}`}`;
}
