/** Doubts about how the run came about: in several parts, or not alone. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import type { ResultRecord, ResumedRecord, RunRecord } from '../../results.ts';

/** A run that was interrupted and went on: the machine had time to become another. */
export function resumed(records: readonly ResultRecord[]): Doubt | undefined {
  const parts = records.filter((one): one is RunRecord | ResumedRecord => one.kind === 'run' || one.kind === 'resumed');
  const pauses = parts.slice(1).map((next, index) => secondsBetween(parts[index]!, next));
  if (pauses.length === 0) return undefined;
  const longest = units.elapsed(Math.round(Math.max(0, ...pauses)));
  const times = pauses.length === 1 ? 'once' : `${pauses.length} times`;
  return {
    code: 'resumed',
    says: `The run was interrupted ${times} and went on, after ${longest}${pauses.length === 1 ? '' : ' at the most'}.`,
    advice: 'What the machine was doing may have changed in between: measure a case anew where it drifts.',
  };
}

/** Another run was measuring at the same time. */
export function notAlone(records: readonly ResultRecord[]): Doubt | undefined {
  const others = new Set(records.flatMap((one) => (one.kind === 'beside' ? [one.process] : [])));
  if (others.size === 0) return undefined;
  const who = others.size === 1 ? 'Another run was' : `${others.size} other runs were`;
  return {
    code: 'not-alone',
    says: `${who} measuring on this machine at the same time.`,
    advice: 'Two at once measure each other: measure again without --force, alone.',
  };
}

/** From the moment at which a part had stopped until the next one began. */
function secondsBetween(part: RunRecord | ResumedRecord, next: RunRecord | ResumedRecord): number {
  const lasted = atOf(next) - atOf(part);
  return (Date.parse(next.started) - Date.parse(part.started) - lasted) / 1000;
}

function atOf(part: RunRecord | ResumedRecord): number {
  return part.kind === 'run' ? 0 : part.at;
}
