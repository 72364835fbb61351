/** Writes the results file while the run goes on: what has been measured is on disk before the next round begins. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { writeRecord } from '../results-file.ts';
import type { ResultRecord } from '../results.ts';

export interface Journal extends Disposable {
  readonly records: readonly ResultRecord[];
  write(record: ResultRecord): void;
}

/** @throws {TouchstoneError} OUTPUT_FAILED where the file cannot be written */
export function openJournal(path: string): Journal {
  const records: ResultRecord[] = [];
  const file = orExplain(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w');
  });
  return {
    records,
    write(record) {
      records.push(record);
      orExplain(path, () => writeSync(file, writeRecord(record)));
    },
    [Symbol.dispose]() {
      closeSync(file);
    },
  };
}

function orExplain<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const remedy = 'Choose another folder with --out DIR, or make room.';
    throw new TouchstoneError('OUTPUT_FAILED', `Cannot write ${path}: ${sentenceOf(error)}`, remedy, { cause: error });
  }
}
