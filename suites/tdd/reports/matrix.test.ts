/** A matrix in every format: readable with six runtimes at 80 columns, complete in its tables, and text whatever comes. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { matrixOf } from '../../../bench/judge/matrix.ts';
import { winnerMap } from '../../../reports/charts/winner-map.ts';
import { matrixCsv } from '../../../reports/formats/matrix/csv.ts';
import { matrixHtml } from '../../../reports/formats/matrix/html.ts';
import { matrixJson } from '../../../reports/formats/matrix/json.ts';
import { matrixMarkdown } from '../../../reports/formats/matrix/markdown.ts';
import { matrixTerminal } from '../../../reports/formats/matrix/terminal.ts';
import { crossingSentences } from '../../../reports/matrix.ts';
import { width } from '../../../reports/text.ts';
import type { CrossingReport } from '../../../reports/model.ts';
import { HOSTILE, hostileOf, obeyed } from '../../support/hostile-texts.ts';
import { runOn, sampleMatrix } from '../../support/made-matrix.ts';
import { faults } from '../../support/well-formed.ts';

const at = (columns: number) => matrixTerminal(sampleMatrix(), { width: columns, colour: false });

/** Of the table, without what stands around it. */
function tableOf(text: string): string[] {
  const lines = text.split('\n');
  const from = lines.indexOf('Claims down, runtimes across');
  return lines.slice(from + 1, lines.indexOf('', from));
}

suite('A matrix on a terminal', () => {
  test('has a mark for each of six runtimes below its short head, at 80 columns', () => {
    expect(tableOf(at(80))).to.deep.equal([
      '                                                   n20  n22  n24  n26  bun  deno',
      '  What async/await-is-slower says                  ✗    ✗    ✗    ✗    ✗    –',
      '≠ What buffers/concat-beats-joining says           ◐    ◐    ◐    ◐    ◐    –',
      '  What buffers/slab says                           ✓    ✓    ✓    ✓    ?    –',
      '  What files/told-once says                        ?    ✓    ?    ?    ?    –',
      '  What memory/allocates-less says                  ◐    ◐    ◐    ◐    !    –',
      '  What modules/core-first says                     ✓    ✓    ✓    –    ✓    –',
    ]);
  });

  test('says what every mark and every head is', () => {
    const text = at(80).replaceAll(/\n +|\n/g, ' ');
    for (const meaning of [
      '✓ confirmed',
      '✗ refuted',
      '≈ equivalent',
      '? inconclusive',
      '◐ mixed',
      '! broken',
      '– not asked',
      '≠ its',
    ])
      expect(text).to.contain(meaning);
    expect(text).to.contain('n22   Node.js 22.21.1: V8 11.3.244.8').and.to.contain('bun   Bun 1.3.2: JavaScriptCore');
    expect(text).to.contain('deno  deno@2: could not be fetched: the registry is out of reach.');
  });

  test('has the ratios beside the marks where there is room, with a head above each', () => {
    const [head, , row] = tableOf(at(140));
    expect(row).to.match(/^≠ What buffers\/concat-beats-joining says +◐ 1\.07–2\.31× +◐ 1\.004–2\.31× +◐ 0\.71–2\.31×/);
    expect(head!.indexOf('n22')).to.equal(row!.indexOf('◐ 1.004'));
  });

  test('puts a claim above its marks where a row has no room, in lines that are not broken within a mark', () => {
    expect(tableOf(at(34)).slice(0, 3)).to.deep.equal([
      '  What async/await-is-slower says',
      '    n20 ✗  n22 ✗  n24 ✗  n26 ✗',
      '    bun ✗  deno –',
    ]);
  });

  test('tells first where verdicts differ, case by case', () => {
    const text = at(100);
    const told = text.indexOf('    bytes=1 B: confirmed on Node.js 20 and 22, refuted from Node.js 24 on; could not');
    expect(told)
      .to.be.greaterThan(text.indexOf('Where verdicts differ'))
      .and.to.be.lessThan(text.indexOf('Claims down'));
    expect(text).to.contain(
      'bytes allocated a call, 1 claim (memory/allocates-less): "allocated" cannot be told there',
    );
  });

  test('is never wider than the terminal, at 20 to 200 columns', () => {
    for (const columns of [20, 33, 47, 60, 80, 101, 140, 200]) {
      for (const line of at(columns).split('\n')) expect(width(line), line).to.be.at.most(columns);
    }
  });

  test('has no section of what differs where nothing does', () => {
    const same = matrixOf([runOn('Node.js 20.1.0', { 'a/b': 'c' }), runOn('Bun 1.3.2', { 'a/b': 'c' })], []);
    const text = matrixTerminal(same, { width: 80, colour: false });
    expect(text).not.to.contain('Where verdicts differ').and.not.to.contain('What a runtime cannot tell');
  });

  test('is told where nothing could be measured at all', () => {
    const text = matrixTerminal(matrixOf([], [{ asked: 'bun', says: 'could not be fetched' }]), {
      width: 80,
      colour: false,
    });
    expect(text).to.contain('No runtime was measured.').and.to.contain('bun was not measured: could not be fetched.');
  });
});

suite('A matrix as a page', () => {
  const html = matrixHtml(sampleMatrix());

  test('is well-formed, without a script, and needs nothing else', () => {
    expect(faults(html)).to.deep.equal([]);
    expect(html)
      .not.to.contain('<script')
      .and.not.to.match(/(?:src|href)="(?!#|data:|https:)/)
      .and.not.to.match(/(?<!<a )(?:src|href)="https:/);
  });

  test('has heads for its rows and columns, and every link leads to a section', () => {
    const [, table = ''] = /<table class="matrix">(.*?)<\/table>/s.exec(html) ?? [];
    expect(table.match(/<th scope="col">/g)).to.have.length(7);
    expect(table.match(/<th scope="row">/g)).to.have.length(6);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, to]) => to);
    expect(links).to.have.length(8);
    for (const to of links) expect(ids).to.include(to);
  });

  test('has each verdict in words, and the interval of every case both drawn and in figures', () => {
    expect(html).to.contain('</span> refuted</span><small class="range">0.71× [0.69, 0.73]</small>');
    const [, row = ''] = /concat-beats-joining says<\/a><\/th>(.*?)<\/tr>/s.exec(html) ?? [];
    expect(row.match(/<svg class="chart strip"/g)).to.have.length(5);
    expect(row).to.contain('aria-hidden="true">◐</span> mixed').and.to.contain('0.71–2.31×');
  });

  test('unfolds what differs', () => {
    expect(html.match(/<details open>/g)).to.have.length(1);
    expect(html.match(/<details>/g)).to.have.length(6);
  });
});

suite('The map of who wins where', () => {
  const { claims, runtimes } = sampleMatrix();
  const drawn = winnerMap(claims[1]!, runtimes, 'here')!.markup;
  const many = (what: RegExp) => drawn.match(what)?.length ?? 0;

  test('has a row for each runtime that was measured, with a shape for its verdict at each size', () => {
    const rows = [...drawn.matchAll(/<text class="tick" x="0" [^>]*>([^<]*)</g)].map(([, name]) => name);
    expect(rows).to.deep.equal(['n20', 'n22', 'n24', 'n26', 'bun']);
    const verdicts = ['confirmed', 'refuted', 'equivalent', 'inconclusive'];
    expect(verdicts.map((verdict) => many(new RegExp(`class="shape ${verdict}"`, 'g')))).to.deep.equal([7, 3, 2, 2]);
  });

  test('marks where the winner changes to another that is told, and only there', () => {
    expect(many(/class="crossing"/g)).to.equal(1);
    expect(many(/class="reach" x1="[\d.]+%" x2="[\d.]+%" y1="(\d+)" y2="\1"/g)).to.equal(2);
    expect(many(/class="passes"/g)).to.equal(2);
    expect(crossingSentences(claims[1]!, runtimes)).to.deep.equal([
      'confirmed, then equivalent (n22)',
      'refuted, then confirmed, even at about 1.3 B [1.2 B, 1.4 B] (n24)',
      'refuted, then confirmed, even at about 2.5 B [2.4 B, 2.6 B] (n26)',
    ]);
  });

  /** Of the one row whose winner changes: kind, where from and where to. */
  const bars = (change: Partial<CrossingReport>) => {
    const { estimate: _, low: __, high: ___, ...rest } = claims[1]!.cells[2]!.crossings[0]!;
    const cells = claims[1]!.cells.map((cell, nth) => ({
      ...cell,
      crossings: nth === 2 ? [{ ...rest, ...change }] : [],
    }));
    const { markup } = winnerMap({ ...claims[1]!, cells }, runtimes, 'here')!;
    return [...markup.matchAll(/<line class="((?:crossing|reach|passes)[^"]*)" x1="([\d.]+)%" x2="([\d.]+)%"/g)].map(
      ([, kind, from, to]) => (from === to ? `${kind} ${from}` : `${kind} ${from} to ${to}`),
    );
  };

  test('has a bar for the interval, a stroke at each end of it, and one at the estimate', () => {
    expect(bars({ estimate: 1.5, low: 1.25, high: 2.25 })).to.deep.equal([
      'reach 32.44 to 73.1',
      'reach 32.44',
      'reach 73.1',
      'passes 45.05',
    ]);
  });

  test('has a bar without an end where that is not known, as far as was measured', () => {
    expect(bars({ low: 1.5 })).to.deep.equal(['reach open 45.05 to 93', 'reach 45.05']);
    expect(bars({ high: 1.5 })).to.deep.equal(['reach open 17 to 45.05', 'reach 45.05']);
  });

  test('has the way from one size to the next where nothing is known of the place', () => {
    expect(bars({})).to.deep.equal(['crossing 17 to 64.95']);
  });

  test('has the same in a table, by size, with the place in words', () => {
    const [, table = ''] = /<table class="winners">(.*?)<\/table>/s.exec(matrixHtml(sampleMatrix())) ?? [];
    const text = table.replaceAll(/<\/t[hd]>/g, ' | ').replaceAll(/<[^>]*>/g, '');
    expect(text).to.contain('runtime | 1 B | 2 B | 3 B | the winner changes | ');
    expect(text).to.contain('Node.js 24.11.0 | ◆ join | ● concat | ■ neither | even at about 1.3 B [1.2 B, 1.4 B] | ');
    expect(text).to.contain('Bun 1.3.2 | ○ not told | ● concat | – | – | ');
  });

  test('has a name and a description of its own, and the sizes at its foot', () => {
    expect(drawn).to.contain('aria-labelledby="here-title" aria-describedby="here-desc"');
    expect(drawn)
      .to.contain('1 map of 5 runtimes over bytes')
      .and.to.match(/>1 B<.*>3 B</s);
  });

  test('is one for each combination of the other parameters, with the changes of that', () => {
    const cases = claims[1]!.cases.flatMap((one) =>
      [4, 64].map((chunks) => ({ ...one, given: { chunks, ...one.given } })),
    );
    const cells = claims[1]!.cells.map((cell) => ({
      ...cell,
      crossings: cell.crossings.map((one) => ({ ...one, given: { chunks: 64 } })),
    }));
    const both = winnerMap({ ...claims[1]!, cases, cells }, runtimes, 'here')!.markup;
    expect(both).to.contain('>chunks=4<').and.to.contain('>chunks=64<').and.to.contain('2 maps of 5 runtimes');
    expect(both.match(/class="passes"/g)).to.have.length(2);
    expect(both.indexOf('class="passes"')).to.be.greaterThan(both.indexOf('>chunks=64<'));
  });

  test('is none without an axis, or with a single place on it', () => {
    const { crossingAxis: _axis, ...without } = claims[1]!;
    expect(winnerMap(without, runtimes, 'here')).to.equal(undefined);
    expect(winnerMap({ ...claims[1]!, cases: claims[1]!.cases.slice(0, 1) }, runtimes, 'here')).to.equal(undefined);
  });

  test('leaves out what is decided by a wrong answer: that makes nobody the winner', () => {
    const wrongOn = (isWrong: (nth: number) => boolean) => ({
      ...claims[1]!,
      cases: claims[1]!.cases.map((one) => ({
        ...one,
        found: one.found.map(
          (found, nth) => found && ({ ...found, ground: isWrong(nth) ? 'answers' : 'measured' } as const),
        ),
      })),
    });
    const first = winnerMap(
      wrongOn((nth) => nth === 0),
      runtimes,
      'here',
    )!.markup;
    expect(first.match(/class="shape /g)).to.have.length(11);
    expect(
      winnerMap(
        wrongOn(() => true),
        runtimes,
        'here',
      ),
    ).to.equal(undefined);
  });
});

suite('A matrix in other formats', () => {
  test('as Markdown has a row for each claim, and a folded table for its cases', () => {
    const lines = matrixMarkdown(sampleMatrix()).split('\n');
    expect(lines).to.include(
      '|  | claim | Node.js 20.20.2 | Node.js 22.21.1 | Node.js 24.11.0 | Node.js 26.1.0 | Bun 1.3.2 | deno@&#8203;2 |',
    );
    expect(lines).to.include(
      '| ≠ | What buffers/concat-beats-joining says | ◐ 1.07–2.31× | ◐ 1.004–2.31× | ◐ 0.71–2.31× | ◐ 0.71–2.31× | ◐ 1.07–2.31× | – |',
    );
    expect(lines).to.include(
      '| ≠ bytes=1 B | ✓ 2.31× [2.28, 2.34] | ✓ 2.31× [2.28, 2.34] | ✗ 0.71× [0.69, 0.73] | ✗ 0.71× [0.69, 0.73] | ? 1.07× [0.98, 1.17] | – |',
    );
    expect(lines.filter((line) => line.startsWith('<details>'))).to.have.length(6);
    expect(lines.filter((line) => line === '</details>')).to.have.length(6);
  });

  test('as CSV has a row for each case on each runtime, and one that says why where there is none', () => {
    const [head = '', ...rows] = matrixCsv(sampleMatrix()).trimEnd().split('\r\n');
    const { claims } = sampleMatrix();
    const measured = claims.flatMap(({ cases }) => cases.flatMap(({ found }) => found.filter(Boolean))).length;
    const empty = claims.flatMap(({ cells }) => cells.filter(({ is }) => is === 'unasked' || is === 'broken')).length;
    expect(rows).to.have.length(measured + empty);
    expect(head).to.match(
      /^runtime,asked,run,.*,verdict,ground,ratio,ratio_low,ratio_high,changed_from,changed_by,winner_changes_by,even_at,even_at_low,even_at_high,reason,margin,at_least,given bytes$/,
    );
    expect(rows.find((row) => row.startsWith('deno@2,')))
      .to.contain(',unasked,')
      .and.to.contain('could not be fetched');
    expect(rows.filter((row) => row.includes(',refuted,measured,0.71,0.69,0.73,'))).to.have.length(8);
    expect(
      rows.filter((row) => row.includes(',0.73,Node.js 22.21.1,Since node@24: texts are joined as ropes')),
    ).to.have.length(1);
    expect(
      rows.filter((row) => row.includes(',0.73,Node.js 24.11.0,No change is known that explains it.,3,2.5,2.4,2.6,')),
    ).to.have.length(1);
  });

  test('as JSON is the model, with 12 digits of a fraction', () => {
    const report = sampleMatrix();
    expect(JSON.parse(matrixJson(report))).to.deep.equal(report);
    const third = {
      ...report,
      runtimes: [{ ...report.runtimes[0]!, run: { ...report.runtimes[0]!.run!, seconds: 1 / 3 } }],
    };
    expect(matrixJson(third)).to.contain('"seconds": 0.333333333333,');
  });

  test('whatever comes from outside is text in all of them, and never wider than the terminal', () => {
    const texts = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 5 });
    // One claim that differs, and one that a runtime lacks the metric for.
    const whole = sampleMatrix();
    const report = { ...whole, claims: [1, 4].map((nth) => whole.claims[nth]!) };
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 140 }), (pieces, columns) => {
        let nth = 0;
        const hostile = hostileOf(report, () => pieces[nth++ % pieces.length]!);
        const [html, terminal] = [matrixHtml(hostile), matrixTerminal(hostile, { width: columns, colour: false })];
        const all = { html, terminal, md: matrixMarkdown(hostile), json: matrixJson(hostile), csv: matrixCsv(hostile) };
        for (const [name, text] of Object.entries(all)) {
          const plain = name === 'csv' ? text.replaceAll('\r\n', '\n') : text;
          expect(obeyed.exec(plain)?.[0], `${name}: ${plain.slice(0, 80)}`).to.equal(undefined);
        }
        expect(faults(html)).to.deep.equal([]);
        // Within a link's address nothing is a mention.
        const words = all.md.replaceAll(/\]\(<https?:[^\s<>|\\`@]*>\)/g, ']');
        expect(words).not.to.match(/<script|<img|@everyone|[^&]#1|\]\(/);
        expect(all.csv).not.to.match(/(?:^|,)"?[=+@]/m);
        for (const line of terminal.split('\n')) expect(width(line)).to.be.at.most(columns);
      }),
      { numRuns: 2, seed: 5, examples: [[[...HOSTILE], 80]] },
    );
  });
});
