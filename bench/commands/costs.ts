/** What cases took in an earlier run, for `--shard`: every machine must read the same. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HOME } from './choose.ts';
import { explainDamage, readResults } from '../read-results.ts';
import * as units from '../../reports/units.ts';
import { PRIMARY, PUBLISHED_REPORTS, resultsIn } from '../publish/places.ts';
import { readRecords } from '../results-file.ts';
import { costsOf, type Costs } from '../shards/costs.ts';
import type { Taken } from '../shards/take.ts';

/** It is in every checkout. */
const PUBLISHED = resultsIn(join(HOME, PUBLISHED_REPORTS), PRIMARY);

/**
 * Of the file that `--costs` names. Where none is named, of the published run on Node.js 20 for the claims of touchstone itself, and none
 * for those of others.
 *
 * @throws {TouchstoneError} RESULTS_NOT_FOUND, RESULTS_DAMAGED, RESULTS_TOO_NEW
 */
export function readCosts({
  costs,
  claims,
}: {
  readonly costs: string | undefined;
  readonly claims: string | undefined;
}): Costs {
  const own = claims === undefined && existsSync(PUBLISHED) ? PUBLISHED : undefined;
  const file = costs ?? own;
  if (file === undefined) return new Map();
  return costsOf(explainDamage(file, () => readRecords(readResults(file))));
}

/** `shard 2 of 3: 51 of 153 cases, foreseen to take 6 min 31 s`. */
export function sayShard({ index, of, shards, foreseen }: Taken): string {
  const own = shards[index - 1]!.length;
  const all = shards.reduce((sum, cases) => sum + cases.length, 0);
  const takes = foreseen === undefined || own === 0 ? '' : `, foreseen to take ${units.elapsed(foreseen / 1000)}`;
  return `shard ${index} of ${of}: ${units.grouped(own)} of ${units.count(all, 'case')}${takes}`;
}
