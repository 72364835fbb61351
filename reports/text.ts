/** Text as a terminal shows it: how wide it is, padded, cut and wrapped by that width, with nothing invisible in it. */

/** Text on one line in which control and direction characters are seen rather than obeyed. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}

/** The same for text of several lines, such as code: line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The number of columns that a terminal needs for it. */
export function width(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The text in exactly so many columns: cut with `…` or padded, to the right or to the left. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const cutText = cut(text, columns);
  const space = ' '.repeat(Math.max(0, columns - width(cutText)));
  return side === 'left' ? cutText + space : space + cutText;
}

/** The text in at most so many columns, with `…` where something was left out. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let [taken, used] = ['', 0];
  for (const grapheme of graphemes(text)) {
    const next = graphemeWidth(grapheme);
    if (used + next > columns - 1) break;
    [taken, used] = [taken + grapheme, used + next];
  }
  return columns < 1 ? '' : `${taken.trimEnd()}…`;
}

/** The text in lines of at most so many columns, broken between words, and within a word only where it is too long. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(oneLine(text), columns).flatMap((long) => pieces(long, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) <= columns) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** What stays together where there is room for it, from the longest on: `2.31× [2.28, 2.34]`, `[2.28, 2.34]`, `2.31×`. */
function wordsOf(text: string, columns: number, [first, ...finer]: readonly RegExp[] = breaks): string[] {
  if (first === undefined) return [text];
  return text.split(first).flatMap((word) => (width(word) <= columns ? [word] : wordsOf(word, columns, finer)));
}

/** A space, but for those within a figure, which are before its interval, in that, and before its unit. */
const breaks = [
  / (?![\d.,e+∞–-]+\]|\[[\d.,e+∞–-]+, [\d.,e+∞–-]+\])(?<!\d (?=(?:ns|µs|ms|s|min|h|B|[KMGT]iB|%)(?![\p{L}\d])))/u,
  / (?![\d.,e+∞–-]+\])/,
  / /,
];

/** C0, C1, direction marks (which can reorder what is read), the line separators, and halves of a character. */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** Made where text is not plain ASCII only: it takes 10 ms. */
let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Most of what stands together is a character with marks, but not all: some letters take what follows to themselves, be it a
 * space (Grapheme_Cluster_Break=Prepend, UAX #29), and have a column of their own all the same.
 */
function graphemeWidth(grapheme: string): number {
  if (/\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u.test(grapheme)) return 2;
  return Array.from(grapheme).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** Vowels and final consonants of Hangul stand within the columns of the first one. */
function characterWidth(character: string): number {
  if (/[\p{Mn}\p{Me}\p{Cc}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** East Asian wide and full-width, UAX #11; the ambiguous ones are narrow, as terminals have them. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

/** A word in pieces of at most so many columns; a line with its spaces, too. */
export function pieces(word: string, columns: number): string[] {
  if (width(word) <= columns) return [word];
  const parts: string[] = [''];
  const units = graphemes(word).flatMap((one) => (graphemeWidth(one) > columns ? Array.from(one) : [one]));
  for (const grapheme of units) {
    const part = parts.at(-1) ?? '';
    if (part !== '' && width(part + grapheme) > columns) parts.push(grapheme);
    else parts[parts.length - 1] = part + grapheme;
  }
  return parts;
}
