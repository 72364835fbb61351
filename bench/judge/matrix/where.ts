/** Says on which runtimes something is so: `on Node.js 20 and 22`, `from Node.js 24 on`, `on all 4 runtimes`. */
import type { MatrixReport } from '../../../reports/model.ts';
import { listed } from '../../../reports/words.ts';
import type { RuntimeName } from './names.ts';

/**
 * @param where the places of those on which it is so, in order
 * @param measured the places of all of which it could be so, in order
 * @param across what they are called together
 */
export function sayWhere(
  names: readonly RuntimeName[],
  where: readonly number[],
  measured: readonly number[],
  across: MatrixReport['across'] = 'runtimes',
): string {
  if (where.length === measured.length && where.length > 1) {
    return where.length === 2 ? `${on(across)} both ${across}` : `${on(across)} all ${where.length} ${across}`;
  }
  const families = [...new Set(where.map((at) => familyOf(names[at]!)))];
  return listed(
    families.map((family) => {
      const own = (places: readonly number[]) => places.filter((at) => familyOf(names[at]!) === family);
      return sayFamily(names, own(where), own(measured));
    }),
  );
}

/** Something is so on a runtime, and in a run. */
export function on(across: MatrixReport['across']): string {
  return across === 'runs' ? 'in' : 'on';
}

/** What has no family is one of its own. */
function familyOf({ family, name, said }: RuntimeName): string {
  return said === name ? name : family;
}

function sayFamily(names: readonly RuntimeName[], where: readonly number[], measured: readonly number[]): string {
  const first = names[where[0]!]!;
  if (first.said === first.name) return `on ${first.name}`;
  const since = sinceOf(names, where, measured);
  if (since !== undefined) return `from ${first.family} ${names[since]!.said} on`;
  return `on ${first.family} ${listed(where.map((at) => names[at]!.said))}`;
}

/**
 * The first of several versions from which it is so in all later ones that were measured, and in none before. Nothing is
 * said of versions that nobody measured behind the last, so that one alone is no course.
 */
function sinceOf(
  names: readonly RuntimeName[],
  where: readonly number[],
  measured: readonly number[],
): number | undefined {
  if (where.length < 2 || where.length === measured.length) return undefined;
  const sorted = measured.toSorted((a, b) => compareVersions(names[a]!.version, names[b]!.version));
  const apart = sorted.every(
    (at, nth) => nth === 0 || compareVersions(names[sorted[nth - 1]!]!.version, names[at]!.version) < 0,
  );
  const last = sorted.slice(-where.length);
  return apart && last.every((at) => where.includes(at)) ? last[0] : undefined;
}

/** Below 0 where the first is older; a number that is missing is 0. */
export function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const apart = (one[at] ?? 0) - (other[at] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
