/** Text that Markdown, HTML and GitHub leave as it is: no markup, no table cell, no mention of a person or an issue. */

import { escapeMarkup } from '../../markup.ts';
import { oneLine } from '../../text.ts';

/** In a paragraph, a list or a table cell. */
export function markdownText(text: string): string {
  return escapeMarkup(oneLine(text))
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll(/[\\`*_[\]|~$]/g, String.raw`\$&`)
    .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
    .replace(/^[-+=#]/, String.raw`\$&`)
    .replaceAll(mentioned, `$&${nothing}`);
}

/** Between HTML tags that stand in Markdown, such as `<summary>`. */
export function summaryText(text: string): string {
  return escapeMarkup(oneLine(text)).replaceAll(mentioned, `$&${nothing}`);
}

/** Between the angle brackets of a link: what a URL has not escaped by itself, and Markdown, HTML or a table would take. */
export function markdownAddress(href: string): string {
  return href.replaceAll(/[\\<>|`@\s&]/g, (character) => (character === '&' ? '&amp;' : encodeURIComponent(character)));
}

/** `@name` calls that person and `#1` writes into that issue, unless something of no width stands between. */
const mentioned = /@(?=[\w-])|(?<!&)#(?=\d)/g;
const nothing = '&#8203;';
