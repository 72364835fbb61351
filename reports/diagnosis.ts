/** What every format says alike of a contender's inside: its tiers, how it was thrown back, its time and its memory. */

import type { CaseReport, DiagnosisReport, FunctionReport, ProfileReport, Tier, TiersReport } from './model.ts';
import { count, roundBytes, share } from './units.ts';

/** V8's tiers by their names, from the highest. */
export const tierNames: Readonly<Record<Tier, string>> = {
  turbofan: 'TurboFan',
  maglev: 'Maglev',
  baseline: 'baseline code',
  interpreter: 'the interpreter',
};

export const tiersFromTheTop: readonly Tier[] = ['turbofan', 'maglev', 'baseline', 'interpreter'];

/** One thing that is said of a contender, under its label. */
export interface Said {
  readonly label: 'V8' | 'time' | 'memory' | 'unknown';
  readonly says: string;
}

/**
 * A sentence or two for each thing that was asked for.
 *
 * @param most functions that are named where time or memory went
 */
export function sayDiagnosis({ tiers, profile, failed }: DiagnosisReport, most = Infinity): readonly Said[] {
  return [
    ...(tiers ? [{ label: 'V8', says: `${sayTiers(tiers)}; ${sayThrownBack(tiers)}` } as const] : []),
    ...(profile ? [{ label: 'time', says: sayTime(profile, most) } as const] : []),
    ...(profile ? [{ label: 'memory', says: sayMemory(profile, most) } as const] : []),
    ...(failed === undefined ? [] : [{ label: 'unknown', says: `it could not be looked into: ${failed}` } as const]),
  ];
}

/** `94 % in TurboFan, 6 % in Maglev`. */
export function sayTiers({ samples, shares, later }: TiersReport): string {
  if (samples === 0) return 'its JavaScript was never seen running';
  const [timed, then] = [inTiers(shares), inTiers(later)];
  return then === '' || mostly(shares) === mostly(later) ? timed : `${timed}; half a second later ${then}`;
}

/** `never thrown back`, or how often, when, why and where. */
export function sayThrownBack({ deopts }: TiersReport): string {
  const said = [false, true].flatMap((timed) => {
    const those = deopts.filter((one) => one.timed === timed);
    if (those.length === 0) return [];
    const times = those.reduce((sum, one) => sum + one.times, 0);
    const reasons = those.map((one) => `${one.reason} in ${sayFunction(one)}`);
    return [`${count(times, 'time')} ${timed ? 'while taking turns' : 'before its turns'} (${reasons.join('; ')})`];
  });
  return said.length === 0 ? 'never thrown back' : `thrown back ${said.join(', ')}`;
}

/** The functions that took most of the time, then what was none of theirs. */
export function sayTime(profile: ProfileReport, most = Infinity): string {
  const told = profile.functions.filter(worthTelling).slice(0, most);
  const functions = told.map((one) => {
    const native = one.native >= one.share / 2 ? ', mostly native' : '';
    return `${share(one.share)} ${sayFunction(one)}${native}`;
  });
  const others = othersOf(profile).map(({ name, share: part }) => `${share(part)} ${name}`);
  return [...functions, ...others].join('; ');
}

/** Where time went that no function of the contender took. */
export function othersOf({ collecting, outside, harness }: ProfileReport): readonly { name: string; share: number }[] {
  return [
    { name: 'collecting garbage', share: collecting },
    { name: 'waiting, or in native code alone', share: outside },
    { name: 'in the harness', share: harness },
  ].filter(worthTelling);
}

/** A hundredth: what is less is as likely the sampling's. */
function worthTelling({ share: part }: { readonly share: number }): boolean {
  return part >= 0.01;
}

/** Bytes a call, and who allocates them. */
export function sayMemory({ allocated, sites }: ProfileReport, most = Infinity): string {
  if (allocated < 1) return 'next to nothing is allocated on the heap';
  const told = sites.filter(worthTelling).slice(0, most);
  const who = told.map((one) => `${share(one.share)} ${sayFunction(one)}`);
  return [`about ${roundBytes(allocated)} a call on the heap`, ...who].join('; ');
}

/** `hot (bench/claims/a.ts:12)`. */
export function sayFunction({ name, place }: FunctionReport): string {
  return place === '' ? name : `${name} (${place})`;
}

/** The cases of which anything was asked. */
export function diagnosed(
  cases: readonly CaseReport[],
): readonly (CaseReport & Required<Pick<CaseReport, 'diagnoses'>>)[] {
  return cases.flatMap((one) => (one.diagnoses ? [{ ...one, diagnoses: one.diagnoses }] : []));
}

/** What is to be known before such figures are read. */
export const aside =
  'Seen in processes of their own, which were not timed: V8’s tiers in turns like those that were timed, time by samples (built-ins count as native), allocations with inlining off.';

function inTiers(shares: TiersReport['shares']): string {
  return tiersFromTheTop
    .filter((tier) => shares[tier] >= 0.005)
    .map((tier) => `${share(shares[tier])} in ${tierNames[tier]}`)
    .join(', ');
}

function mostly(shares: TiersReport['shares']): Tier | undefined {
  return tiersFromTheTop.toSorted((a, b) => shares[b] - shares[a])[0];
}
