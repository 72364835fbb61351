/** Doubts about the code that was timed: whether it was V8's last word. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { tierNames } from '../../../reports/diagnosis.ts';
import type { Tier, Tiers } from '../../results.ts';
import type { Evidence } from '../evidence.ts';

const CLIMB: readonly Tier[] = ['interpreter', 'baseline', 'maglev', 'turbofan'];

/** Half a second later most of it ran in a higher tier. */
export function stillClimbing(evidence: Evidence): Doubt | undefined {
  const climbing = compared(evidence).flatMap(({ contender, tiers: { samples, shares, later } }) => {
    const [timed, then] = [mostly(shares), mostly(later)];
    if (samples === 0 || CLIMB.indexOf(then) <= CLIMB.indexOf(timed)) return [];
    return [
      `"${contender}" ran mostly in ${tierNames[timed]} in turns like those that were timed, and in ${tierNames[then]} half a second later`,
    ];
  });
  if (climbing.length === 0) return undefined;
  return {
    code: 'still-climbing',
    says: `${climbing.join('; ')}.`,
    advice: 'What is compared is how fast the code is for its first tenths of a second, not in the long run.',
  };
}

/** Code was thrown away during the turns. */
export function thrownBack(evidence: Evidence): Doubt | undefined {
  const back = compared(evidence).flatMap(({ contender, tiers }) => {
    const timed = tiers.deopts.filter((one) => one.timed);
    if (timed.length === 0) return [];
    const times = timed.reduce((sum, one) => sum + one.times, 0);
    const [first] = timed;
    return [
      `"${contender}" was thrown back ${units.count(times, 'time')} in turns like those that were timed (${first!.reason}, ${first!.place})`,
    ];
  });
  if (back.length === 0) return undefined;
  return {
    code: 'thrown-back',
    says: `${back.join('; ')}.`,
    advice: 'Turns before and after it ran different code: look whether types or shapes change half-way.',
  };
}

function compared({ diagnoses, pair }: Evidence): { contender: string; tiers: Tiers }[] {
  return diagnoses.flatMap(({ contender, tiers }) =>
    tiers && (contender === pair.favours || contender === pair.over) ? [{ contender, tiers }] : [],
  );
}

function mostly(shares: Tiers['shares']): Tier {
  return CLIMB.toSorted((a, b) => shares[b] - shares[a])[0]!;
}
