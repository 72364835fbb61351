/** The README's first screen, cut from made runs. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { matrixOf } from '../../../bench/judge/matrix.ts';
import type { MatrixReport } from '../../../reports/model.ts';
import { withVerdicts } from '../../../reports/readme.ts';
import { measured } from '../../support/made-claim-report.ts';
import { claimOf, runOn, sampleMatrix } from '../../support/made-matrix.ts';
import { MARKS } from '../../support/publication.ts';

const README = `before\n${MARKS.begin}\n(what stood here)\n${MARKS.end}\nafter\n`;

function cut(matrix: MatrixReport, headlines: readonly string[] = []): string {
  const folders = matrix.runtimes.map(({ short }) => `published/${short}`);
  return withVerdicts(README, { matrix, folders, headlines });
}

/** The rows of the tables that have such a head, without what stands below it. */
function rowsBelow(text: string, head: RegExp): string[][] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!head.test(line)) return [];
    const end = lines.findIndex((one, later) => later > at && !one.startsWith('|'));
    return lines.slice(at + 2, end).map((row) => row.slice(2, -2).split(' | '));
  });
}

suite('the first screen of the README', () => {
  const text = cut(sampleMatrix(), ['buffers/slab', 'async/await-is-slower', 'gone/for-ever']);
  const head = '| what is said | Node 20 | 22 | 24 | 26 | Bun | deno@&#8203;2 | what is so |';

  test('stands between its marks, and nothing else has changed', () => {
    expect(text).to.match(/^before\n<!-- verdicts: [^\n]* -->\n\n\|/);
    expect(text).to.match(/\n<!-- \/verdicts -->\nafter\n$/);
    expect(text).not.to.contain('(what stood here)');
    expect(withVerdicts(text, { matrix: sampleMatrix(), folders: [], headlines: [] }))
      .to.match(/^before\n/)
      .and.to.match(/\nafter\n$/);
  });

  test('is refused where the marks are missing, or stand the wrong way round', () => {
    for (const readme of ['nothing', MARKS.begin, `${MARKS.end}\n${MARKS.begin}\n`]) {
      const make = () => withVerdicts(readme, { matrix: sampleMatrix(), folders: [], headlines: [] });
      expect(make).to.throw(RangeError, 'lost the marks');
    }
  });

  test('begins with the headlines that are published, in their order', () => {
    const [first = ''] = text.split('<details>');
    const rows = rowsBelow(first, /^\| what is said/);
    expect(rows.map(([says]) => says)).to.deep.equal([
      '[What buffers/slab says](bench/claims/buffers/slab.ts)',
      '[What async/await-is-slower says](bench/claims/async/await-is-slower.ts)',
    ]);
  });

  test('has a column for each runtime, and folds the claims by topic, a line each', () => {
    expect(text.split('\n').filter((line) => line.startsWith('| what is said'))).to.have.length(6);
    expect(text).to.contain(`\n${head}\n| --- | :-: | :-: | :-: | :-: | :-: | :-: | --- |\n`);
    const folds = Array.from(text.matchAll(/<details><summary><b>(.*?)<\/b>: (.*?)<\/summary>\n\n/g));
    expect(folds.map(([, topic, says]) => `${topic}: ${says}`)).to.deep.equal([
      'async: Of 1 claim 1 fell.',
      'buffers: Of 2 claims 1 held and 1 came out differently from case to case.',
      'files: Of 1 claim 1 could not be told.',
      'memory: Of 1 claim 1 came out differently from case to case.',
      'modules: Of 1 claim 1 held.',
    ]);
    const folded = rowsBelow(text.slice(text.indexOf('<details>')), /^\| what is said/);
    expect(folded).to.have.length(sampleMatrix().claims.length);
  });

  test('gives each claim its mark on each runtime, or how many cases had which verdict', () => {
    const rows = rowsBelow(text.slice(text.indexOf('<details>')), /^\| what is said/);
    const cells = (says: string) => rows.find(([link]) => link!.includes(says))!.slice(1, -1);
    expect(cells('await-is-slower')).to.deep.equal(['✗', '✗', '✗', '✗', '✗', '–']);
    expect(cells('concat-beats-joining')).to.deep.equal([
      '✓&nbsp;2<br>?&nbsp;1',
      '✓&nbsp;2<br>≈&nbsp;1',
      '✓&nbsp;1<br>✗&nbsp;1<br>≈&nbsp;1',
      '✓&nbsp;1<br>✗&nbsp;2',
      '✓&nbsp;1<br>?&nbsp;1',
      '–',
    ]);
    expect(cells('core-first')).to.deep.equal(['✓', '✓', '✓', '–', '✓', '–']);
  });

  test('says what is so on the first runtime, with the ratios, and at how many cases others differ', () => {
    const rows = rowsBelow(text, /^\| what is said/);
    const so = (says: string) => rows.find(([link]) => link!.includes(says))!.at(-1);
    expect(so('buffers/slab')).to.equal('judged; 2.31×');
    expect(so('concat-beats-joining')).to.match(/; 1\.07–2\.31×; ≠ at 3 of 3$/);
    expect(text).to.contain('≠ its verdicts differ between runtimes').and.to.contain('is told of Node.js 20.20.2.');
  });

  test('says when, where and at which commit each runtime was measured, and what came of its cases', () => {
    const rows = rowsBelow(text, /^\| measured on/);
    expect(rows.map(([name]) => name)).to.deep.equal([
      'Node.js 20.20.2',
      'Node.js 22.21.1',
      'Node.js 24.11.0',
      'Node.js 26.1.0',
      'Bun 1.3.2',
    ]);
    const [first] = rows;
    expect(first!.slice(1)).to.deep.equal([
      '2026-11-22 12:53 UTC',
      '`ffcfed3c0ffee`',
      '10',
      '6',
      '1',
      '1',
      '2',
      '[page](published/n20/report.html), [results](published/n20/results.ndjson.gz)',
    ]);
    expect(text).to.contain('Intel Xeon E5-2690 v4 @ 2.60GHz, 2 cores');
    expect(text).to.contain('deno@&#8203;2 was not measured');
  });

  test('says what its marks mean, and of no others', () => {
    expect(text).to.contain(
      '\n✓ confirmed · ✗ refuted · ≈ equivalent · ? inconclusive · ! broken · – not asked or not measured · ≠ its verdicts differ between runtimes; where the cases of a claim differ, how many. What is so is told of Node.js 20.20.2. The ratios are those of the weakest and the strongest case: above 1× the favoured contender wins.\n',
    );
    const plain = cut(matrixOf([runOn('Node.js 20.20.2', { 'a/b': 'cc', 'a/c': 'e' })], []));
    expect(plain).to.contain('\n✓ confirmed · ≈ equivalent. The ratios are ');
  });

  test('counts how the claims stand', () => {
    expect(text).to.contain(
      '\n**Of 6 claims 2 held, 1 fell, 2 came out differently from case to case and 1 could not be told.** (Node.js 20.20.2)\n',
    );
  });

  test('of one runtime has one column, and nothing that only several could tell', () => {
    const one = cut(matrixOf([runOn('Node.js 20.20.2', { 'a/b': 'cr', 'a/c': 'e' })], []));
    expect(one).to.contain('| what is said | Node 20 | what is so |');
    expect(one).not.to.contain('≠').and.not.to.contain('is told of');
  });

  test('begins with the runtime that is published first, whichever that is', () => {
    const later = cut(matrixOf([runOn('Node.js 24.11.0', { 'a/b': 'c' }), runOn('Deno 2.5.6', { 'a/b': 'r' })], []));
    expect(later).to.contain('| what is said | Node 24 | Deno | what is so |').and.to.contain('(Node.js 24.11.0)');
  });

  test('keeps what a claim says out of the markup', () => {
    const says = 'a | b <script>alert(1)</script> [x](http://e.org) @somebody\n# head';
    const hostile = claimOf('a/b', 'c', { says, cases: [measured({}, 'confirmed', [2, 1.9, 2.1])] });
    const made = cut(matrixOf([runOn('Node.js 20.20.2', { 'a/b': hostile })], []));
    const row = made.split('\n').find((line) => line.includes('alert'));
    expect(row).to.match(/^\| \[.*\]\(bench\/claims\/a\/b\.ts\) \| ✓ \| /);
    expect(row!.replaceAll(String.raw`\|`, '').split('|')).to.have.length(5);
    expect(row)
      .not.to.contain('<script')
      .and.not.to.match(/[^\\]\]\(http/)
      .and.not.to.match(/@s/);
  });

  test('says so where nothing is published', () => {
    expect(cut(matrixOf([], []))).to.contain('Nothing is published yet');
  });
});
