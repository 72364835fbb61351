/** What others have published, in Markdown: their words, where they stand, and what they come to here. */

import { concordText, measuredOn } from '../../life.ts';
import type { ElsewhereReport } from '../../model.ts';
import { markdownText } from './escape.ts';

export function othersText(one: ElsewhereReport): string {
  const on = measuredOn(one);
  const where = `${addressText(one.source)}${on === '' ? '' : `, ${markdownText(on)}`}`;
  return `“${markdownText(one.says)}” (${where}): ${markdownText(concordText(one))}`;
}

/** An address of a page, as a link; whatever is none stays text. */
function addressText(address: string): string {
  return /^https?:\/\/[\w./~:?#@!$&'()*+,;=%-]+$/.test(address) ? `<${address}>` : markdownText(address);
}
