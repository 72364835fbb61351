/** Which of the changes that a claim tells of lie between two versions of a runtime, and which of them can be seen. */
import type { ClaimReport, MatrixChange, MatrixLink, MatrixShift, VersionChange } from '../../../reports/model.ts';
import { partsOf, type RuntimeName } from './names.ts';
import { compareVersions } from './where.ts';

/** Of all runs, each once. */
export function changesOf(claims: readonly (ClaimReport | undefined)[]): VersionChange[] {
  const all = claims.flatMap((claim) => claim?.changes ?? []);
  return [...new Map(all.map((one) => [JSON.stringify([one.since, one.source]), one])).values()];
}

type Version = Pick<RuntimeName, 'family' | 'version'>;

/**
 * Those that one of two versions has, and the other has not. A change that came to several lines of releases, such as
 * node@24.18 and node@26.3, is one with several versions and the same source: 26.2 is later than 24.18, and lacks it.
 */
export function changesBetween(changes: readonly VersionChange[], older: Version, newer: Version): MatrixLink[] {
  const sources = [...new Set(changes.map(({ source }) => source))];
  return sources.flatMap((source): MatrixLink[] => {
    const same = changes.filter((one) => one.source === source);
    const [before, after] = [decidingFor(older, same), decidingFor(newer, same)];
    const had = before !== undefined && isIn(older, before);
    if (!after || isIn(newer, after) === had) return [];
    return had ? [{ ...after, notYet: true }] : [after];
  });
}

/** Of one change, the release that it came to on the version's own line, or else on the last line before. */
function decidingFor({ family, version }: Version, same: readonly VersionChange[]): VersionChange | undefined {
  const lines = same.filter((one) => {
    const since = partsOf(one.since);
    return since.family === family && since.version[0]! <= (version[0] ?? 0);
  });
  return lines.toSorted((one, other) => compareVersions(versionOf(one), versionOf(other))).at(-1);
}

function isIn({ version }: Version, change: VersionChange): boolean {
  return compareVersions(versionOf(change), version) <= 0;
}

function versionOf({ since }: VersionChange): readonly number[] {
  return partsOf(since).version;
}

/**
 * Every change, with whether it shows.
 *
 * @param measured the versions on which the claim was told, in any order
 */
export function seenChanges(
  changes: readonly VersionChange[],
  shifts: readonly MatrixShift[],
  measured: readonly Version[],
): MatrixChange[] {
  return changes.map((change) => {
    const { since, says, source } = change;
    const isThis = (one: VersionChange) => one.since === since && one.source === source;
    const shows = shifts.some((shift) => shift.changes.some(isThis));
    const around = measured.some((older) =>
      measured.some(
        (newer) =>
          older.family === newer.family &&
          compareVersions(older.version, newer.version) < 0 &&
          changesBetween(changes, older, newer).some(isThis),
      ),
    );
    return { since, says, source, effect: shows ? 'seen' : around ? 'unseen' : 'unasked' };
  });
}
