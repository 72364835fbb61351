/** Joins the shards of a run, after what speaks against it has been looked for. */
import type { Shard } from '../results.ts';
import { differencesOf, type Measured } from './common.ts';

/** A results file that was measured with `--shard`. */
export interface ShardFile extends Measured {
  /** As it was named. */
  readonly file: string;
  readonly shard: Shard;
  readonly bytes: Buffer;
  /** Whether it came to its end. */
  readonly complete: boolean;
}

/** More would be a list that nobody reads. */
const MOST_TOLD = 4;

/**
 * Why they are not all the shards of one run, in one sentence without a full stop; `undefined` where they are.
 *
 * @param files one or more
 */
export function refusalOf(files: readonly ShardFile[]): string | undefined {
  return files.map((one) => otherRun(files[0]!, one)).find(Boolean) ?? twice(files) ?? missing(files) ?? cut(files);
}

/** The results file of the whole run: theirs, byte for byte, one after another. */
export function joined(files: readonly ShardFile[]): Buffer {
  return Buffer.concat(files.toSorted((a, b) => a.shard.index - b.shard.index).map(({ bytes }) => bytes));
}

function otherRun(first: ShardFile, other: ShardFile): string | undefined {
  const both = `${first.file} and ${other.file}`;
  if (first.shard.of !== other.shard.of) {
    return `${first.file} is one of ${first.shard.of} shards and ${other.file} one of ${other.shard.of}`;
  }
  const differences = differencesOf(first, other);
  if (differences.length > 0) {
    const more = differences.length - MOST_TOLD;
    const told = differences.slice(0, MOST_TOLD).join('; ');
    return `${both} are not of one run: ${told}${more > 0 ? `; and ${more} more differences` : ''}`;
  }
  if (first.shard.split === other.shard.split) return undefined;
  return `${both} are not of one run: their cases were split otherwise, by other --costs`;
}

function twice(files: readonly ShardFile[]): string | undefined {
  for (const [at, one] of files.entries()) {
    const twin = files.slice(0, at).find(({ shard }) => shard.index === one.shard.index);
    if (!twin) continue;
    const how = twin.run.id === one.run.id ? 'is given twice' : 'was measured twice';
    return `shard ${one.shard.index} of ${one.shard.of} ${how}: ${twin.file} and ${one.file}`;
  }
  return undefined;
}

function missing(files: readonly ShardFile[]): string | undefined {
  const { of } = files[0]!.shard;
  const there = new Set(files.map(({ shard }) => shard.index));
  const gaps = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !there.has(index));
  if (gaps.length === 0) return undefined;
  const which = gaps.length === 1 ? `shard ${gaps[0]} of ${of} is` : `shards ${gaps.join(', ')} of ${of} are`;
  return `${which} missing from ${files.map(({ file }) => file).join(', ')}`;
}

function cut(files: readonly ShardFile[]): string | undefined {
  const open = files.filter(({ complete }) => !complete);
  if (open.length === 0) return undefined;
  const which = open.map(({ shard, file }) => `shard ${shard.index} of ${shard.of} (${file})`);
  return `${which.join(', ')} did not come to ${open.length === 1 ? 'its' : 'their'} end`;
}
