/** The proof before the race: do the contenders give the same answer, and is it the right one? */
import { inspect, isDeepStrictEqual } from 'node:util';
import type { Answer } from '../results.ts';

const LONGEST_SHOWN = 60;

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
      const because = expectedWrong[name];
      const same = isDeepStrictEqual(plain(answer), expected);
      const shown = show(answer, same ? undefined : right);
      return [name, { right: same, ...(because !== undefined && { wrongBecause: because }), shown }];
    }),
  );
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
function show(answer: unknown, right: unknown): string {
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
