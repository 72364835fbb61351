/** Values of options: what is written on the command line, checked. */
import { TouchstoneError } from '../errors.ts';
import { LONGEST_TIMER } from '../harness/process/longest-timer.ts';
import type { Share } from '../shards/take.ts';
import type { OptionName } from './options.ts';

/** @throws {TouchstoneError} ARGUMENT_INVALID where it is no whole number from `least` on */
export function wholeNumber(name: OptionName, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw invalid(name, text, `a whole number from ${least} on`);
}

/** @throws {TouchstoneError} ARGUMENT_INVALID where it is no number above 0 */
export function positiveNumber(name: OptionName, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw invalid(name, text, 'a number above 0');
}

/**
 * Seconds, as the whole milliseconds of a timer: 1 at the least, and at the most what a timer can be set for.
 *
 * @throws {TouchstoneError} ARGUMENT_INVALID where it is no number above 0
 */
export function milliseconds(name: OptionName, text: string): number {
  return Math.min(LONGEST_TIMER, Math.ceil(1000 * positiveNumber(name, text)));
}

/** `5%`, `5 %` or `0.05` as 0.05. */
export function share(name: OptionName, text: string): number {
  const percent = /^\s*([\d.]+)\s*%\s*$/.exec(text)?.[1];
  const value = percent === undefined ? Number(text) : Number(percent) / 100;
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw invalid(name, text, 'a share such as 5% or 0.05');
}

/**
 * `2/3` as the second of three shards.
 *
 * @throws {TouchstoneError} ARGUMENT_INVALID
 */
export function oneOf(name: OptionName, text: string): Share {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim())?.map(Number) ?? [];
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw invalid(name, text, 'one of so many shards, such as 2/3');
}

/** `bytes=16,1024` as a name and values; given again for the same name they are added. */
export function parameters(texts: readonly string[]): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const text of texts) {
    const [, name, values] = /^([^=\s]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || values === undefined) throw invalid('param', text, 'NAME=VALUE, such as bytes=16,1024');
    found.set(name, [...(found.get(name) ?? []), ...values.split(',')]);
  }
  return Object.fromEntries(found);
}

function invalid(name: OptionName, text: string, expected: string): TouchstoneError {
  return new TouchstoneError(
    'ARGUMENT_INVALID',
    `--${name} takes ${expected}, not "${text}".`,
    'Mend it and run again.',
  );
}
