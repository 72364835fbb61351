/** Writes the results file while the run goes on: what has been measured is on disk before the next round begins. */
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { writeRecord } from '../results-file.ts';
import type { ResultRecord } from '../results.ts';

export interface Journal extends Disposable {
  readonly records: readonly ResultRecord[];
  write(record: ResultRecord): void;
}

/**
 * Begins a results file.
 *
 * @param tell hears where an unfinished run has been put that lay there
 * @throws {TouchstoneError} OUTPUT_FAILED where the file cannot be written
 */
export function beginJournal(path: string, tell: (aside: string) => void): Journal {
  return orExplain(path, () => {
    makeFolder(dirname(path));
    moveUnfinished(path, tell);
    return journalIn(path, openSync(path, 'w'), []);
  });
}

/**
 * Makes room for a results file that is written as a whole: an unfinished run that lies there is not written over.
 *
 * @param tell hears where it has been put
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export function putAside(path: string, tell: (aside: string) => void): void {
  orExplain(path, () => moveUnfinished(path, tell));
}

function moveUnfinished(path: string, tell: (aside: string) => void): void {
  if (!isUnfinished(path)) return;
  const aside = path.replace(/(\.\w+)?$/, '.previous$1');
  renameSync(path, aside);
  tell(aside);
}

/** What a results file holds, up to the end of its last whole line. */
export interface Begun {
  readonly records: readonly ResultRecord[];
  /** Of UTF-8. */
  readonly bytes: number;
}

/**
 * Goes on with a results file. Half a line at its end, as a kill leaves it, is cut off.
 *
 * @throws {TouchstoneError} OUTPUT_FAILED where the file cannot be written
 */
export function continueJournal(path: string, { records, bytes }: Begun): Journal {
  return orExplain(path, () => {
    const file = openSync(path, 'a');
    ftruncateSync(file, bytes);
    return journalIn(path, file, [...records]);
  });
}

function journalIn(path: string, file: number, records: ResultRecord[]): Journal {
  let whole = true;
  return {
    records,
    write(record) {
      records.push(record);
      // Behind half a line nothing could be read any more.
      if (!whole) return;
      whole = false;
      orExplain(path, () => {
        // Unlike `writeSync` it goes on where the system takes only a part.
        writeFileSync(file, writeRecord(record));
        if (record.kind === 'end') fsyncSync(file);
      });
      whole = true;
    },
    [Symbol.dispose]() {
      closeSync(file);
    },
  };
}

/** Whether rounds lie there that a later run could go on with: a run that has not come to its end. */
function isUnfinished(path: string): boolean {
  // A device can be written to, but has no past.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const text = readFileSync(path, 'utf8');
  const last = text.slice(text.lastIndexOf('\n', text.length - 2) + 1);
  return text.includes('"kind":"round"') && !/^\{"kind":"end".*"complete":true\}\n$/.test(last);
}

function orExplain<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const remedy = 'Choose another folder with --out DIR, or make room.';
    throw new TouchstoneError('OUTPUT_FAILED', `Cannot write ${path}: ${sentenceOf(error)}`, remedy, { cause: error });
  }
}
