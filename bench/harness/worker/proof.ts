/** The proof before the race: do the contenders give the same answer, and is it the right one? And is it so later? */
import { inspect, isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import type { Answer } from '../../results.ts';
import type { Described } from './messages.ts';

const LONGEST_SHOWN = 60;
/** Bytes: answers up to this size may stay alive while turns are taken. */
const SMALL = 2 ** 16;

/**
 * Holds every answer against the right one.
 *
 * @param answers by contender
 * @param right what the claim gives as the right answer, or the favoured contender's
 * @param expectedWrong the contenders that the claim says answer wrongly, with the reason
 */
export function prove(
  answers: ReadonlyMap<string, unknown>,
  right: unknown,
  expectedWrong: Readonly<Record<string, string | undefined>>,
): Record<string, Answer> {
  const expected = plain(right);
  return Object.fromEntries(
    [...answers].map(([name, answer]) => {
      // A contender may be called what every object has: `toString`.
      const because = Object.hasOwn(expectedWrong, name) ? expectedWrong[name] : undefined;
      const same = isDeepStrictEqual(plain(answer), expected);
      const shown = show(answer, same ? undefined : right);
      return [name, { right: same, ...(because !== undefined && { wrongBecause: because }), shown }];
    }),
  );
}

/**
 * Takes note of an answer, and tells later ones from it. Of long texts and bytes a digest is kept; large structures and
 * what cannot be cloned, such as functions, are not told apart.
 */
export function recognise(answer: unknown): (later: unknown) => boolean {
  const units = unitsOf(answer);
  if (units && units.length > SMALL) {
    const expected = digest(units);
    return (later) => digest(unitsOf(later) ?? '') === expected;
  }
  const kept = plain(answer);
  if (!isSmall(kept)) return () => true;
  return (later) => isDeepStrictEqual(plain(later), kept);
}

/**
 * Describes an answer so that two processes, of different runtimes, can compare theirs. Objects are the same whatever the
 * order of their keys, as they are in one process.
 */
export function describe(answer: unknown): Described {
  const shown = show(answer);
  const units = unitsOf(answer);
  if (units) return { digest: `${typeof answer} ${digest(units)}`, shown };
  try {
    const text: string | undefined = JSON.stringify(plain(answer), (_, value: unknown) => written(value));
    return text === undefined ? { shown } : { digest: digest(text), shown };
  } catch {
    // It goes round in a circle.
    return { shown };
  }
}

/** What JSON has no words for, in words. */
function written(value: unknown): unknown {
  if (value === undefined || typeof value === 'bigint') return { is: `${typeof value} ${value}` };
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : { is: show(value) };
  if (value instanceof Map || value instanceof Set) return { is: value.constructor.name, of: [...value] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const units = unitsOf(value);
  if (units) return { is: 'bytes', of: digest(units) };
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function unitsOf(value: unknown): string | Uint8Array | undefined {
  if (typeof value === 'string') return value;
  if (!ArrayBuffer.isView(value)) return undefined;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** The length, and FNV-1a over the units. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function digest(units: string | Uint8Array): string {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < units.length; index++) {
    const unit = typeof units === 'string' ? units.charCodeAt(index) : units[index]!;
    hash = Math.imul(hash ^ unit, 0x01_00_01_93);
  }
  return `${units.length} ${hash}`;
}

function isSmall(value: unknown): boolean {
  try {
    return serialize(value).length <= SMALL;
  } catch {
    return false;
  }
}

/**
 * The data of a value without its class: contenders have module instances of their own, so that equal objects of theirs
 * have different prototypes. What cannot be cloned, such as a function, is compared as it is.
 */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}

/** The answer for the eye: short, on one line, and beginning where it differs from the right one. */
export function show(answer: unknown, right?: unknown): string {
  if (typeof answer === 'string') {
    const from = typeof right === 'string' ? Math.max(0, firstDifference(answer, right) - 10) : 0;
    const part = answer.slice(from, from + LONGEST_SHOWN);
    const left = from > 0 ? '… ' : '';
    const rest = from + LONGEST_SHOWN < answer.length ? ' …' : '';
    return `${left}${JSON.stringify(part)}${rest} (${answer.length} UTF-16 units)`;
  }
  const whole = inspect(answer, {
    depth: 2,
    compact: true,
    breakLength: Infinity,
    maxArrayLength: 8,
    maxStringLength: LONGEST_SHOWN,
  });
  return whole.length > 2 * LONGEST_SHOWN ? `${whole.slice(0, 2 * LONGEST_SHOWN)} …` : whole;
}

function firstDifference(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a.charCodeAt(index) !== b.charCodeAt(index)) return index;
  return length;
}
