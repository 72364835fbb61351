/** What a page shows of a thing at first, and what it unfolds: also the legend of a plot's lines. */

import { strokes } from '../../charts/svg.ts';
import { type Content, type Markup, markup } from '../../markup.ts';

export function folded(summary: string, content: Content, open = false): Markup {
  return markup`<details${open ? markup` open` : undefined}><summary>${summary}</summary>${content}</details>\n`;
}

/** A sample of every line with its name; nothing where there is but one. */
export function legend(names: readonly string[]): Content {
  if (names.length < 2) return undefined;
  const items = names.map(
    (name, at) =>
      markup`<li><svg class="key" aria-hidden="true"><g class="stroke-${at % strokes}"><path class="line" d="M0 5h36"/></g></svg>${name}</li>`,
  );
  return markup`<ul class="legend">${items}</ul>`;
}
