/** What others have published of a claim's operations, with what it comes to here. */

import { concordMarks, concordText, measuredOn } from '../../life.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { ClaimReport, ElsewhereReport } from '../../model.ts';

export function elsewhere({ elsewhere: all = [] }: ClaimReport): Content {
  const items = all.map((one) => markup`<li>${mark(one)} ${entry(one)}</li>`);
  return items.length === 0 ? undefined : markup`<h3>Measured elsewhere</h3><ul class="notes">${items}</ul>`;
}

/** What they say, where that stands, and what it comes to. */
export function entry(one: ElsewhereReport): Markup {
  const on = measuredOn(one);
  return markup`“${one.says}” (${link(one.source)}${on === '' ? undefined : `, ${on}`}): ${concordText(one)}`;
}

/** Read aloud the sentence says it. */
function mark({ is }: ElsewhereReport): Markup {
  return markup`<span aria-hidden="true">${concordMarks[is]}</span>`;
}

/** What is no address of a page stays text. */
function link(source: string): Markup {
  if (!/^https?:\/\//.test(source)) return markup`${source}`;
  return markup`<a href="${source}" rel="noreferrer">${source.replace(/^https?:\/\//, '')}</a>`;
}
