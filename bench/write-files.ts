/** Writes what is told into files: all of them or none, into folders that are made where they are not there. */
import { dirname } from 'node:path';
import { sentenceOf, TouchstoneError } from './errors.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole, type WholeFile } from './write-whole.ts';

/**
 * @param remedy where another folder is not chosen by `--out`
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export function writeFiles(
  files: readonly WholeFile[],
  remedy = 'Choose another folder with --out DIR, or make room.',
): void {
  try {
    for (const { path } of files) makeFolder(dirname(path));
    writeWhole(files);
  } catch (error) {
    const paths = files.map(({ path }) => path).join(', ');
    throw new TouchstoneError('OUTPUT_FAILED', `Cannot write ${paths}: ${sentenceOf(error)}`, remedy, { cause: error });
  }
}
