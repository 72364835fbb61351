/** What came out of a comparison, for a gate and as one sentence. */
import { metricTextOf } from '../../../reports/metrics.ts';
import type { ChangeReport, ComparisonReport } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { listed } from '../../../reports/words.ts';

export interface Found extends Pick<
  ComparisonReport,
  'of' | 'baseline' | 'controls' | 'counts' | 'changes' | 'verdicts' | 'standings' | 'broken'
> {
  readonly shard: ComparisonReport['shard'];
  /** Whether anything was to be compared. */
  readonly wanted: boolean;
}

export function outcomeOf({ of, changes, controls, broken, standings, wanted }: Found): ComparisonReport['outcome'] {
  if (of === 'revisions' && changes.some(({ is }) => is === 'slower')) return 'regression';
  if (broken.length > 0 || (wanted && changes.length === 0)) return 'broken';
  if (changes.length === 0) return 'nothing to measure';
  if (!controls.passed || unmeasured(standings) > 0) return 'inconclusive';
  if (changes.some((one) => mayBeSlower(one, of))) return 'inconclusive';
  return 'pass';
}

/** Comparisons that the run was to make, and ended before. */
function unmeasured(standings: Found['standings']): number {
  return standings.filter(({ is }) => is === 'unmeasured').length;
}

/** Of runtimes neither is the one that must not be slower: there it could not be told. */
function mayBeSlower({ is, notSlower }: ChangeReport, of: ComparisonReport['of']): boolean {
  return is === 'inconclusive' && !(of === 'revisions' && notSlower);
}

export function sentenceOf(found: Found, outcome: ComparisonReport['outcome']): string {
  const flips = found.verdicts.filter(({ flipped }) => flipped).length;
  const others = flips === 0 ? '' : `; ${units.count(flips, 'verdict')} became ${flips === 1 ? 'another' : 'others'}`;
  const broke = found.broken.length === 0 ? '' : `; ${units.count(found.broken.length, 'breakage')}`;
  const said = `${main(found, outcome)}${others}${outcome === 'nothing to measure' ? '' : broke}.`;
  if (found.shard) return `Shard ${found.shard.index} of ${found.shard.of}: ${said}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function main(found: Found, outcome: ComparisonReport['outcome']): string {
  const { changes, controls, standings } = found;
  if (changes.length === 0) {
    if (outcome === 'broken') return 'nothing was compared';
    if (found.shard) return 'nothing to compare in this part';
    const reached = standings.some(({ is }) => is === 'unchanged');
    return `nothing to measure: ${reached ? 'no claim reaches what has changed' : 'there is no claim that both sides have'}`;
  }
  if (outcome === 'regression') return sayRegressions(found);
  if (!controls.passed) return `the machine is not fit to compare: ${controls.says.replace(/[.]$/, '')}`;
  const missing = unmeasured(standings);
  if (missing === 0) return sayMeasured(found);
  return `${units.count(missing, 'comparison')} ${missing === 1 ? 'was' : 'were'} not measured; of the others ${sayMeasured(found)}`;
}

function sayMeasured(found: Found): string {
  const { changes, of } = found;
  if (of === 'runtimes') return sayRuntimes(found);
  const open = changes.filter((one) => mayBeSlower(one, of));
  if (open.length === 0) return `nothing is slower by more than ${tolerated(changes)}: ${sayCounts(found)}`;
  const rest = changes.filter((one) => !open.includes(one));
  const others = rest.length === 0 ? '' : `; ${listed(sayParts(rest, of))}`;
  return `${sayMany(open, changes)} could not be told, and may be slower: ${named(open)}${others}`;
}

function sayRegressions({ changes }: Found): string {
  const slower = changes.filter(({ is }) => is === 'slower');
  return `${sayMany(slower, changes)} ${slower.length === 1 ? 'is' : 'are'} slower: ${named(slower)}`;
}

/** `Against Node.js 22.21.1 Bun 1.3.2 is faster at 5 of 6 and equivalent at 1`. */
function sayRuntimes({ changes, baseline, of }: Found): string {
  const sides = [...new Set(changes.map(({ side }) => side))];
  const said = sides.map((side) => {
    const own = changes.filter((one) => one.side === side);
    const parts = partsOf(own, of).map(({ kind, many }, at) => {
      const word = kind === 'inconclusive' ? 'could not be told' : at === 0 ? `is ${kind}` : kind;
      return `${word} at ${units.grouped(many)}${at === 0 ? ` of ${units.grouped(own.length)}` : ''}`;
    });
    return `${side} ${listed(parts)}`;
  });
  return `against ${baseline.name} ${said.join('; ')}`;
}

function sayMany(some: readonly ChangeReport[], all: readonly ChangeReport[]): string {
  if (all.length === 1) return 'the only comparison';
  return `${units.grouped(some.length)} of ${units.count(all.length, 'comparison')}`;
}

/** The worst of them, and how many there are besides. */
function named(changes: readonly ChangeReport[]): string {
  const size = ({ ratio }: ChangeReport) => ratio?.estimate ?? Infinity;
  const [worst, ...others] = changes.toSorted((a, b) => size(b) - size(a));
  const more = others.length === 0 ? '' : `, and ${units.count(others.length, 'other')}`;
  return `${sayChange(worst!)}${more}`;
}

/** `buffers/concat-beats-joining, concat, at bytes=16, by 1.21× [1.18, 1.24]`. */
function sayChange(change: ChangeReport): string {
  const { claim, contender, given, is, ratio } = change;
  const at = units.point(given);
  const place = `${claim}, ${contender}${at === '' ? '' : `, at ${at}`}`;
  if (change.ground === 'answers') return `${place}, whose answers differ`;
  if (!ratio) return place;
  const of = change.metric === 'time' ? '' : ` the ${metricTextOf(change).measure}`;
  return `${place}, ${is === 'slower' ? 'by ' : ''}${units.interval(ratio)}${of}`;
}

/** `7 of 8 equivalent, 1 faster`. */
function sayCounts({ changes, of }: Found): string {
  return sayParts(changes, of)
    .map((part, at) =>
      at === 0 && changes.length > 1 ? part.replace(' ', ` of ${units.grouped(changes.length)} `) : part,
    )
    .join(', ');
}

function sayParts(changes: readonly ChangeReport[], of: ComparisonReport['of']): string[] {
  return partsOf(changes, of).map(({ kind, many }) => `${units.grouped(many)} ${kind}`);
}

function partsOf(changes: readonly ChangeReport[], of: ComparisonReport['of']) {
  const kinds = ['equivalent', 'faster', 'slower', 'not slower', 'inconclusive'] as const;
  const kindOf = (one: ChangeReport) => (one.is === 'inconclusive' && !mayBeSlower(one, of) ? 'not slower' : one.is);
  return kinds.flatMap((kind) => {
    const many = changes.filter((one) => kindOf(one) === kind).length;
    return many === 0 ? [] : [{ kind, many }];
  });
}

/** The slow-down that is tolerated, where it is the same everywhere. */
function tolerated(changes: readonly ChangeReport[]): string {
  const shares = new Set(changes.map(({ tolerance }) => units.share(tolerance)));
  return shares.size === 1 ? [...shares][0]! : 'is tolerated';
}
