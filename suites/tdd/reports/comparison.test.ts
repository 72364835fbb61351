/** A comparison in every format from the inside: what is told first, what is left out, and nothing that breaks out of it. */
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { comparisonAnnotations } from '../../../reports/formats/comparison/annotations.ts';
import { comparisonComment, commentMarker } from '../../../reports/formats/comparison/comment.ts';
import { comparisonHtml } from '../../../reports/formats/comparison/html.ts';
import { comparisonJson } from '../../../reports/formats/comparison/json.ts';
import { comparisonMarkdown } from '../../../reports/formats/comparison/markdown.ts';
import { comparisonTerminal } from '../../../reports/formats/comparison/terminal.ts';
import { commentLimit } from '../../../reports/formats/comment.ts';
import type { ChangeReport, ComparisonReport } from '../../../reports/model.ts';
import { width } from '../../../reports/text.ts';
import { writtenComparison } from '../../../reports/write-comparison.ts';
import { HOSTILE, hostileOf, obeyed } from '../../support/hostile-texts.ts';
import { sampleComparison, sampleRuntimes } from '../../support/sample-comparison.ts';
import { logsAbout } from '../../support/made-run.ts';
import { faults } from '../../support/well-formed.ts';

const report = sampleComparison();
const samples: Readonly<Record<string, ComparisonReport>> = {
  'two revisions': report,
  'three runtimes': sampleRuntimes(),
  nothing: sampleComparison({ changes: [], verdicts: [], broken: [], comparison: {} }),
  'a machine that is not fit': sampleComparison({ changes: [{ logs: logsAbout(0), twin: logsAbout(0.3) }] }),
};
const every = (one: ComparisonReport, onTerminal = true) => [
  ...writtenComparison(one),
  ...(onTerminal ? [{ name: 'terminal', text: comparisonTerminal(one, { width: 100, colour: false }) }] : []),
  { name: 'annotations', text: comparisonAnnotations(one) },
];

/** So many changes, each with names of that length. */
function many(count: number, length: number): ComparisonReport {
  const name = 'n'.repeat(length);
  const changes = Array.from({ length: count }, (_, at): ChangeReport => {
    const one = report.changes[at % report.changes.length]!;
    return { ...one, claim: `${one.claim}-${at}-${name}`, contender: name, reason: `${name} ${one.reason}` };
  });
  const standings = Array.from({ length: count }, (_, at) => ({ claim: `${name}${at}`, is: 'unchanged' as const }));
  return { ...report, changes, standings };
}

suite('a comparison in every format', () => {
  for (const [name, one] of Object.entries(samples)) {
    test(`of ${name} tells its sentence, and how it could not be worse, in each`, () => {
      const power = /could have been found/;
      for (const { name: file, text } of every(one).filter((each) => each.name !== 'annotations')) {
        const plain = text
          .replaceAll(/\s+/g, ' ')
          .replaceAll('\\', '')
          .replaceAll(/&#?\w+;/g, '');
        const start = one.sentence.split(':')[0]!;
        expect(plain, file).to.contain(start);
        // Of nothing that was compared there is nothing to say, where it is to be short.
        const short = file.endsWith('.md') && one.changes.length === 0;
        if (!file.endsWith('.json') && !short) expect(plain, file).to.match(power);
      }
    });
  }

  test('every file is there', () => {
    expect(writtenComparison(report).map(({ name }) => name)).to.deep.equal([
      'comparison.md',
      'comparison.comment.md',
      'comparison.json',
      'comparison.html',
    ]);
  });

  test('tells whatever a comparison says of itself as text', () => {
    const texts = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.constantFrom(...Object.values(samples)), (pieces, one) => {
        let at = 0;
        const hostile = hostileOf(one, () => pieces[at++ % pieces.length]!);
        // Texts of 10,000 characters take a terminal seconds to wrap, and say no more there than short ones.
        const told = pieces.some(({ length }) => length > 1000) ? every(hostile, false) : every(hostile);
        for (const { name, text } of told) {
          expect(obeyed.exec(text)?.[0], name).to.equal(undefined);
          if (name.endsWith('.html')) expect(faults(text)).to.deep.equal([]);
          if (name === 'annotations') for (const line of text.trimEnd().split('\n')) expect(line).to.match(/^(::|$)/);
          if (name.endsWith('.md')) expect(text).not.to.match(/<script|<img|@everyone/);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('is well-formed as a page', () => {
    for (const one of Object.values(samples)) expect(faults(comparisonHtml(one))).to.deep.equal([]);
  });

  test('reads back from JSON as it was', () => {
    const round = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);
    expect(JSON.parse(comparisonJson(report))).to.deep.equal(JSON.parse(JSON.stringify(report, round)));
  });
});

suite('a comparison on a terminal', () => {
  const shown = (one: ComparisonReport, columns: number, colour = false) =>
    comparisonTerminal(one, { width: columns, colour });

  test('fits every window from 20 to 300 columns, whatever is in it', () => {
    const windows = fc.integer({ min: 20, max: 300 });
    const hostile = fc.string({
      unit: fc.constantFrom(...'ab 日\u0301👩‍👩‍👧\u001b[31m\u202e\n|×[].,1'.split('')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(windows, hostile, fc.constantFrom(...Object.values(samples)), (columns, text, one) => {
        for (const line of shown(
          hostileOf(one, () => text),
          columns,
        ).split('\n')) {
          if (width(line) > columns) throw new Error(`${width(line)} of ${columns} columns: ${line}`);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('colour changes nothing but colour, and every change has its word', () => {
    const plain = shown(report, 100);
    expect(stripVTControlCharacters(shown(report, 100, true))).to.equal(plain);
    for (const word of ['✗ slower', '✓ faster', '≈ equivalent', '? inconclusive']) expect(plain).to.contain(word);
  });

  test('all changes are drawn on one axis, with 1× in one column', () => {
    const lines = shown(report, 110).split('\n');
    const heads = lines.filter((line) => / 1× .*×$/.test(line) && line.startsWith('   '));
    expect(heads.length).to.equal(2);
    const place = heads[0]!.indexOf(' 1× ') + 1;
    expect(heads.every((head) => head.indexOf(' 1× ') + 1 === place)).to.equal(true);
    const rows = lines.filter((line) => /✗ slower .*[◆]/.test(line));
    expect(rows.length).to.equal(2);
    for (const row of rows) expect(row.slice(place, place + 1)).to.equal('│');
  });

  test('one that is equivalent or slower needs no reason beside its row; one that cannot be told has it', () => {
    const text = shown(report, 200);
    expect(text).to.contain('?  join at bytes=64 KiB: the interval does not clear');
    expect(text).not.to.contain('whatever difference there is');
  });
});

suite('a comparison as a comment', () => {
  test('begins with the line by which it is found again', () => {
    for (const one of Object.values(samples)) {
      expect(comparisonComment(one).startsWith(`${commentMarker}\n`)).to.equal(true);
    }
    expect(commentMarker).to.equal('<!-- touchstone: compare -->');
  });

  test('whatever it holds, it stays within the limit, and says what it left out', () => {
    for (const [count, length] of [
      [10, 10],
      [1000, 10],
      [100, 5000],
    ] as const) {
      const text = comparisonComment(many(count, length));
      expect(text.length).to.be.at.most(commentLimit);
      if (count > 10) expect(text).to.match(/further rows left out/);
      expect(text).to.contain('could have been found');
    }
  });

  test('where there is no room for anything else, the marker and the sentence are left', () => {
    const text = comparisonComment(report, 200);
    expect(text.length).to.be.at.most(200);
    expect(text.split('\n')[0]).to.equal(commentMarker);
    expect(text).to.contain('2 of 6');
  });

  test('says in its first line what came out, and what is to be done, before anything that is folded', () => {
    const regression = { ...report, broken: [], standings: [] };
    const unfit = sampleComparison({ changes: [{ logs: logsAbout(0), twin: logsAbout(0.3) }], broken: [] });
    for (const [one, headline, next] of [
      [regression, '### ✗ Performance: slower than before', /make it faster, or say why it may be slower\..*--only/],
      [{ ...report, outcome: 'broken' }, '### ! Performance: something could not be measured', /mend what could not/],
      [{ ...report, outcome: 'pass' }, '### ✓ Performance: not slower than before', undefined],
      [samples['nothing']!, '### – Performance: nothing to measure', undefined],
      [unfit, '### ? Performance: could not be told', /nothing in the code\..*too noisy/],
      [{ ...report, shard: { index: 1, of: 2 } }, '### ✗ Performance: slower than before', undefined],
    ] as const) {
      for (const text of [comparisonComment(one), comparisonMarkdown(one)]) {
        const shown = text.slice(0, text.indexOf('<details>'));
        expect(shown.split('\n').find((line) => line.startsWith('###'))).to.equal(headline);
        if (next) expect(shown).to.match(next);
        else expect(shown).not.to.contain('What to do');
      }
    }
  });

  test('tells what broke once, and before anything that is folded', () => {
    const text = comparisonMarkdown(report);
    const shown = text.slice(0, text.indexOf('<details>'));
    expect(shown.match(/no such route/g)).to.have.length(1);
    expect(shown).to.contain('processes/odd is broken');
  });

  test('of nothing that was compared says no more than that, and where', () => {
    const text = comparisonMarkdown(samples['nothing']!);
    expect(text).not.to.match(/Holm|Controls|could have been found/);
  });

  test('what is slower stands before everything that is folded', () => {
    for (const text of [comparisonComment(report), comparisonMarkdown(report)]) {
      expect(text.indexOf('✗ slower')).to.be.within(1, text.indexOf('<details>') - 1);
      expect(text.indexOf('≈ equivalent')).to.be.above(text.indexOf('<details>'));
    }
  });
});

suite('a comparison beside the code', () => {
  test('an error for each that is slower, a warning for each that may be, at the file of its claim', () => {
    const lines = comparisonAnnotations(report).trimEnd().split('\n');
    expect(lines.map((line) => line.split(/[,#]/)[0])).to.deep.equal([
      '::error file=bench/claims/buffers/concat-beats-joining.ts',
      '::error file=bench/claims/files/streams-hold-less.ts',
      '::warning file=bench/claims/buffers/concat-beats-joining.ts',
      '::warning file=bench/claims/web/answers-alike.ts',
      '::error title=Could not be measured::web/too-late',
      '::error title=Could not be measured::processes/odd is broken: main does not compile: TS2304',
    ]);
    expect(lines[0]).to.contain(
      'title=✗ slower%3A buffers/concat-beats-joining%2C concat at bytes=16 B::the working tree',
    );
  });

  test('ten of either kind at the most, and the last says how many there are besides', () => {
    const text = comparisonAnnotations(many(60, 3));
    for (const kind of ['error', 'warning']) {
      const lines = text.split('\n').filter((line) => line.startsWith(`::${kind}`));
      expect(lines.length).to.equal(10);
      expect(lines.at(-1)).to.match(/::and 11 others: the summary of the job has them$/);
    }
  });

  test('a machine that is not fit is told once, and not for every comparison', () => {
    const text = comparisonAnnotations(samples['a machine that is not fit']!);
    expect(text).to.match(/^::warning title=Not fit to compare::the twin of main reads [^\n]*\n$/m);
    expect(text.match(/^::/gm)).to.have.length(3);
  });

  test('what was broken at the base fails nothing, and what is broken now does', () => {
    const standings = [{ claim: 'web/odd', is: 'broken', says: 'at the base: TS2304' }] as const;
    const kinds = (outcome: ComparisonReport['outcome']) =>
      comparisonAnnotations({ ...report, outcome, changes: [], broken: [], standings }).split(' ')[0];
    expect([kinds('pass'), kinds('broken')]).to.deep.equal(['::warning', '::error']);
  });

  test('of runtimes there are none, nor of a shard by itself, nor where all is well', () => {
    expect(comparisonAnnotations(sampleRuntimes())).to.equal('');
    expect(comparisonAnnotations({ ...report, shard: { index: 1, of: 2 } })).to.equal('');
    expect(comparisonAnnotations(samples['nothing']!)).to.equal('');
  });
});

suite('the chart of a comparison', () => {
  const drawn = (one: ComparisonReport) => comparisonHtml(one).match(/<g class="row /g)?.length ?? 0;

  test('has a row for every change with a ratio, under the name of its claim, with its twin', () => {
    const page = comparisonHtml(report);
    expect(drawn(report)).to.equal(5);
    expect(page.match(/<g class="twin">/g)).to.have.lengthOf(5);
    expect(page).to.match(/<text class="figure" x="0"[^>]*>buffers\/concat-beats-joining</);
  });

  test('of very many only those are drawn that differ, and it says so', () => {
    const crowd = many(200, 3);
    expect(drawn(crowd)).to.be.within(40, 60);
    expect(comparisonHtml(crowd)).to.match(/140 others are in the table only/);
  });

  test('of runtimes a row a side, and no twin', () => {
    expect(drawn(sampleRuntimes())).to.equal(4);
    expect(comparisonHtml(sampleRuntimes())).not.to.contain('class="twin"');
  });
});
