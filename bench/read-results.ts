/** Reads a results file from disk, packed or not, and says what is wrong with one that cannot be read. */
import { readFileSync } from 'node:fs';
import { sentenceOf, TouchstoneError } from './errors.ts';
import { DamagedPacking, unpacked } from './packed-results.ts';
import { DamagedRecord, NewerFormat } from './results-file.ts';

/**
 * The bytes of a results file; of one that is packed by gzip, those that were packed.
 *
 * @throws {TouchstoneError} RESULTS_NOT_FOUND; RESULTS_DAMAGED where it cannot be unpacked
 */
export function readResults(file: string): Buffer {
  const bytes = orNotFound(file);
  return explainDamage(file, () => unpacked(bytes));
}

function orNotFound(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const remedy = 'A run writes one to reports/out/bench/results.ndjson.';
    throw new TouchstoneError('RESULTS_NOT_FOUND', `Cannot read ${file}: ${sentenceOf(error)}`, remedy, {
      cause: error,
    });
  }
}

/** @throws {TouchstoneError} RESULTS_DAMAGED, RESULTS_TOO_NEW */
export function explainDamage<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NewerFormat) {
      const remedy = 'Update touchstone, or measure again.';
      throw new TouchstoneError('RESULTS_TOO_NEW', `${file} was ${error.message}.`, remedy, { cause: error });
    }
    const where = error instanceof DamagedRecord ? ' at' : error instanceof DamagedPacking ? ':' : undefined;
    if (where === undefined) throw error;
    const remedy = 'Take an undamaged copy, or measure again.';
    const says = `${file} is damaged${where} ${(error as Error).message}`;
    throw new TouchstoneError('RESULTS_DAMAGED', says, remedy, { cause: error });
  }
}
