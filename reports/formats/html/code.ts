/** The contenders' code as it ran, its tokens in colours that a theme of few classes gives. */

import { tokenize } from 'sugar-high/lang/javascript';
import { type Content, markup } from '../../markup.ts';
import type { ClaimReport } from '../../model.ts';
import { visible } from '../../text.ts';
import { folded } from './folded.ts';

/** Nothing where no contender's code is known. */
export function contendersCode({ contenders }: ClaimReport): Content {
  const shown = contenders.filter((contender) => contender.code !== '');
  const blocks = shown.map(
    (one) =>
      markup`<p class="quiet">${one.name}</p><pre tabindex="0" role="group" aria-label="${`Code of ${one.name}`}"><code>${highlighted(dedented(one.code))}</code></pre>`,
  );
  return blocks.length === 0 ? undefined : folded('The contenders’ code', blocks);
}

/** Comments, strings, keywords and numbers in a `span` of their class. Text that is no JavaScript comes out as it is. */
export function highlighted(written: string): Content {
  // Line breaks are made alike before: a token could end within one.
  const source = visible(written);
  const tokens = tokenize(source, { jsx: false });
  // What the tokeniser left out would be missing on the page.
  if (tokens.map(([, text]) => text).join('') !== source) return source;
  const runs: { kind: string; text: string }[] = [];
  for (const [type, text] of tokens) {
    const kind = kindOf(type, text);
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  }
  return runs.map(({ kind, text }) => (kind === '' ? text : markup`<span class="${kind}">${text}</span>`));
}

/** A function's text begins at its name, its other lines where they stand in their file: all as far as its last one. */
export function dedented(written: string): string {
  const [first = '', ...rest] = written.split('\n');
  const margin = /^( *)[})\]]/.exec(rest.at(-1) ?? '')?.[1] ?? '';
  if (!rest.every((line) => line === '' || line.startsWith(margin))) return written;
  return [first, ...rest.map((line) => line.slice(margin.length))].join('\n');
}

/** By the numbers that the tokeniser gives: a class, a number and `null` are one kind to it. */
function kindOf(type: number, text: string): string {
  if (type === 1) return 'keyword';
  if (type === 2) return 'string';
  if (type === 8) return 'comment';
  return type === 3 && /^\d/.test(text) ? 'number' : '';
}
