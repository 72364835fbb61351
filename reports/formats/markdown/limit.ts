/** How long a comment may be, and how what is longer is made to fit. */

import { oneLine } from '../../text.ts';
import { markdownText } from './escape.ts';

/**
 * Characters that GitHub takes in the text of a pull request; astral ones, which count as one there, count as two here. Of
 * a comment it takes 262,144 bytes, and so many characters have no more than three quarters of them.
 * Source: https://github.com/dead-claudia/github-limits
 */
export const commentLimit = 65_536;

/** The largest number that fits, found by halving, since composing a large run takes a while; none where not even 0 does. */
export function most(all: number, fits: (many: number) => boolean): number | undefined {
  if (fits(all)) return all;
  let [low, high] = [-1, all];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low < 0 ? undefined : low;
}

/** A line may end with two characters by the time it has been pasted into a form. */
export function lengthOf(text: string): number {
  return text.length + text.split('\n').length - 1;
}

/** Blocks that are shown when their summary is clicked; nothing where there are none. */
export function folded(summary: string, content: string): string[] {
  return content === '' ? [] : [`<details><summary>${summary}</summary>\n`, content, '</details>\n'];
}

/** A text of at most so many characters, on one line where it is cut. */
export function short(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${Array.from(oneLine(text)).slice(0, longest).join('')}…`;
}

/** Nothing but the sentence, as much of it as fits whatever has to be escaped. */
export function shortest(sentence: string, limit: number): string {
  const characters = Array.from(oneLine(sentence)).slice(0, Math.max(0, Math.floor(limit / 16)));
  return markdownText(characters.join(''));
}
