/** Texts that try to be more than text, and a model with one of them behind every text of it. */

/** What breaks out of one format or another, and what reorders or hides what is read. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '</title><img src=x onerror=alert(1)>',
  '"\'`',
  ' onload="x" ',
  '| a | b |\n',
  '\r\n::error::x',
  '\u001b[31m\u001b]0;x\u0007',
  '\u202eabc\u2066',
  '\u0000\ud800',
  '&lt;&amp;#64;',
  '@everyone #1',
  '=1+1;@SUM(A1)',
  '```\n# a\n',
  '--> ]]> </style>',
  '漢字 😀',
  'x'.repeat(10_000),
];

/** Those that a format may take for more than text, but for the line ends between what it writes. */
export const obeyed =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Words that are one of few, by which formats choose. */
const CHOSEN = new Set([
  'verdict',
  'expected',
  'ground',
  'decidedBy',
  'clock',
  'role',
  'answer',
  'metric',
  'unit',
  'state',
  'tier',
  'agreement',
  'across',
  'is',
  'before',
  'now',
  'of',
  'outcome',
  'effect',
]);

/** The report with something behind every text of it. */
export function hostileOf<T>(value: T, next: () => string, key = ''): T {
  if (typeof value === 'string') return (CHOSEN.has(key) || key === 'started' ? value : `${value}${next()}`) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: unknown) => hostileOf(inner, next, key)) as T;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hostileOf(inner, next, name)])) as T;
}
