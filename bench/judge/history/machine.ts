/** Which runs are of one machine, what it is called, and where something about all of its runs changed. */
import type { HistoryMark } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import type { Environment } from '../../results.ts';
import type { Outline } from './outline.ts';

/** A share of the memory: what one kernel may keep for itself beyond another, and less than any two sizes of memory differ by. */
const KEPT = 0.02;

/** Whether two runs are of one machine: its processor, their number, its system and, but for a little, its memory are the same. */
export function isSameMachine(one: Environment, other: Environment): boolean {
  const key = ({ cpu, cores, platform, arch }: Environment) => JSON.stringify([cpu, cores, systemOf(platform), arch]);
  const apart = Math.abs(one.memory - other.memory);
  return key(one) === key(other) && apart <= KEPT * Math.max(one.memory, other.memory);
}

/** `AMD EPYC, 2 cores, Linux x64, 23.5 GiB`. */
export function nameOfMachine({ cpu, cores, platform, arch, memory }: Environment): string {
  return [cpu, units.count(cores, 'core'), `${systemOf(platform)} ${arch}`, units.roundBytes(memory)].join(', ');
}

/** Without its version: `Linux`. */
function systemOf(platform: string): string {
  return platform.split(' ')[0] ?? '';
}

/** Where the runtime, the system, a feature that verdicts depend on, or touchstone became another. */
export function marksOf(outlines: readonly Outline[]): HistoryMark[] {
  return outlines.slice(1).flatMap((now, index): HistoryMark[] => {
    const before = outlines[index]!;
    const pairs = [
      [before.environment.runtime, now.environment.runtime],
      [before.environment.platform, now.environment.platform],
      [`touchstone ${before.run.version}`, `touchstone ${now.run.version}`],
      ...featurePairs(before.environment, now.environment),
    ] as const;
    const told = pairs.filter(([was, is]) => was !== is).map(([was, is]) => `${was} became ${is}`);
    return told.length === 0 ? [] : [{ run: index + 1, says: told.join('; ') }];
  });
}

function featurePairs(before: Environment, now: Environment): (readonly [string, string])[] {
  return Object.entries(now.features).flatMap(([name, value]) => {
    const was = before.features[name];
    return was === undefined ? [] : [[`${name} ${was}`, `${name} ${value}`] as const];
  });
}
