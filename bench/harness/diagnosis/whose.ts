/** Whose a function is, the contender's, the harness's or Node.js's own, and where it stands in its source. */
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionSeen } from '../../results.ts';
import { originalPlace } from '../process/place.ts';
import type { LoggedFunction, Place } from './code-log.ts';

export type Owner = 'contender' | 'harness' | 'node';

const HARNESS = new URL('..', import.meta.url).href;

export function ownerOf({ name, file }: Pick<LoggedFunction, 'name' | 'file'>): Owner {
  if (file === '') return isTimedLoop({ name, file }) ? 'harness' : 'node';
  if (file.startsWith('node:')) return 'node';
  return file.startsWith(HARNESS) || file.includes('/node_modules/tinybench/') ? 'harness' : 'contender';
}

/** The loop around a contender's calls is made of a string for each contender, so it has no file; see `loops.ts`. */
export function isTimedLoop({ name, file }: Pick<LoggedFunction, 'name' | 'file'>): boolean {
  return file === '' && name === 'loop';
}

/**
 * Whose time it is: that of the innermost function that belongs to anybody. What Node.js does for the contender is the
 * contender's, what it does for the harness the harness's.
 *
 * @param stack the innermost first
 */
export function ownerOfStack(stack: readonly Pick<LoggedFunction, 'name' | 'file'>[]): Owner {
  return stack.map(ownerOf).find((owner) => owner !== 'node') ?? 'node';
}

/** A function for the eye, in the source that was written rather than in what was compiled from it. */
export function seen({ name, ...place }: LoggedFunction): FunctionSeen {
  return { name: name === '' ? '(anonymous)' : name, place: placeOf(place) };
}

/** `bench/claims/a.ts:12`, `node:buffer:577`; empty where it is in no file. */
export function placeOf({ file, line, column }: Place): string {
  if (file === '') return '';
  if (file.startsWith('node:')) return `${file}:${line}`;
  const compiled = file.startsWith('file:') ? fileURLToPath(file) : file;
  const original = originalPlace(compiled, line, column);
  const path = relative(process.cwd(), original.file);
  const short = path.startsWith('..') || isAbsolute(path) ? original.file : path;
  return `${short.replaceAll('\\', '/')}:${original.line}`;
}
