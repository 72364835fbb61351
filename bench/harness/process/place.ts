/** The place in somebody's code that a stack names first. */
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is ours, or nobody's in particular, does not help whoever looks for the fault. */
const OURS = fileURLToPath(new URL('..', import.meta.url));
/** As it was written: Deno names places in the sources by itself. */
const OUR_SOURCES = OURS.replace(/([/\\])dist\1/, '$1');

/**
 * `FILE:LINE:COLUMN`, in the source that was written rather than in what was compiled from it; `undefined` where the
 * stack names nothing but Node.js and the harness.
 */
export function placeIn(stack: string): string | undefined {
  const frame = /^\s+at (?:.*\()?(?:async )?(file:\/\/\/[^?()\n]+?|\/[^?()\n]+?)(?:\?[^:)\n]*)?:(\d+):(\d+)\)?$/gm;
  for (const [, where, line, column] of stack.matchAll(frame)) {
    const file = where!.startsWith('file:') ? fileURLToPath(where!) : where!;
    const isOurs = file.startsWith(OURS) || file.startsWith(OUR_SOURCES);
    if (!isOurs && !file.includes('/node_modules/')) return source(file, Number(line), Number(column));
  }
  return undefined;
}

function source(file: string, line: number, column: number): string {
  const original = originalPlace(file, line, column);
  return `${original.file}:${original.line}:${original.column}`;
}

/** The place in the source that was written; the same place where the file was not compiled. All counts are from 1. */
export function originalPlace(
  file: string,
  line: number,
  column: number,
): { file: string; line: number; column: number } {
  const map = mapOf(file);
  // Positions in a stack count from 1, those of a source map from 0.
  const entry = map?.findEntry(line - 1, column - 1);
  if (!entry || !('originalSource' in entry)) return { file, line, column };
  const { originalSource, originalLine, originalColumn } = entry;
  return { file: resolve(dirname(file), originalSource), line: originalLine + 1, column: originalColumn + 1 };
}

function mapOf(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    // What was not compiled has no map, and without a usable one the compiled place is still a place.
    return undefined;
  }
}
