/** Whatever a run says of itself, names and errors included, comes out as text: in every format that there is. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import type { RunReport } from '../../../reports/model.ts';
import { written } from '../../../reports/write.ts';
import { faults } from '../../support/well-formed.ts';
import * as sample from '../../support/sample-claims.ts';
import { sampleReport } from '../../support/sample-report.ts';

/** What breaks out of one format or another, and what reorders or hides what is read. */
const HOSTILE = [
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
const obeyed =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Words that are one of few, by which formats choose. */
const CHOSEN = new Set([
  'verdict',
  'ground',
  'decidedBy',
  'clock',
  'role',
  'answer',
  'metric',
  'unit',
  'state',
  'tier',
]);

/** The report with something in the middle of every text of it. */
function hostileOf<T>(value: T, next: () => string, key = ''): T {
  if (typeof value === 'string') return (CHOSEN.has(key) || key === 'started' ? value : `${value}${next()}`) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: unknown) => hostileOf(inner, next, key)) as T;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hostileOf(inner, next, name)])) as T;
}

suite('every format', () => {
  const report: RunReport = sampleReport({ claims: [sample.concat(), sample.sharedSlab()] });
  const texts = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 5 });

  test('tells whatever a run says of itself as text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (pieces) => {
        let at = 0;
        const hostile = hostileOf(report, () => pieces[at++ % pieces.length]!);
        for (const { name, text } of await written(hostile, { of: () => undefined })) {
          expect(obeyed.exec(text)?.[0], `${name}: ${JSON.stringify(near(text))}`).to.equal(undefined);
          if (name.endsWith('.html')) expect(faults(text)).to.deep.equal([]);
        }
      }),
      { numRuns: 20 },
    );
  });
});

function near(text: string): string {
  const at = text.search(obeyed);
  return text.slice(Math.max(0, at - 40), at + 40);
}
