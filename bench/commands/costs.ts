/** Reads what cases took in an earlier run, for `--shard`: every machine must read the same. */
import { existsSync } from 'node:fs';
import { HOME } from './choose.ts';
import { explainDamage, readResults } from './report.ts';
import { readRecords } from '../results-file.ts';
import { costsOf, type Costs } from '../shards/costs.ts';

/** It is in every checkout. */
const PUBLISHED = `${HOME}reports/published/results.ndjson`;

/**
 * Of the file that `--costs` names. Where none is named, of the published run for the claims of touchstone itself, and none
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
