/** Metrics beside time in every format: figures in their own units, and a sentence where there is no ratio. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { METRICS } from '../../../bench/claim.ts';
import { html } from '../../../reports/formats/html.ts';
import { json } from '../../../reports/formats/json.ts';
import { markdown } from '../../../reports/formats/markdown.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import { metricTextOf } from '../../../reports/metrics.ts';
import type { RunReport } from '../../../reports/model.ts';
import { width } from '../../../reports/text.ts';
import * as sample from '../../support/sample-claims.ts';
import { sampleReport } from '../../support/sample-report.ts';

const report = sampleReport({ claims: [sample.allocatesLess()] });
const columns = (many: number) => terminal(report, { width: many, colour: false }).split('\n');

suite('metrics, told', () => {
  test('have words of their own, each of them', () => {
    for (const field of ['measure', 'head', 'beats'] as const) {
      const texts = METRICS.map((metric) => metricTextOf({ metric })[field]);
      expect(new Set(texts).size, field).to.equal(METRICS.length);
    }
  });

  for (const [metric, value, told] of [
    ['time', 12.4, '12.4 ns'],
    ['allocated', 0, '0 B'],
    ['allocated', 0.02, '<0.1 B'],
    ['allocated', 0.4, '0.4 B'],
    ['allocated', 1023, '1023 B'],
    ['allocated', 4184.01, '4.1 KiB'],
    ['gc count', 0, 'none'],
    ['gc count', 2.34, '2.3'],
    ['gc count', 0.999, '1'],
    ['gc count', 1 / 32, '1 in 32'],
    ['gc count', 1 / 980, '1 in 980'],
    ['gc count', 1 / 12_345, '1 in 12,000'],
    ['gc time', 45_700, '45.7 µs'],
    ['loop utilisation', 0.523, '52 %'],
    ['resident memory', 42_600_000, '40.6 MiB'],
    ['external memory', 33_554_432, '32 MiB'],
    ['first call', 8_160_000, '8.16 ms'],
    ['context switches', 4.02, '4'],
    ['context switches', 0.01, '1 in 100'],
  ] as const) {
    test(`${metric} of ${value} reads ${told}`, () => {
      expect(metricTextOf({ metric }).figure(value)).to.equal(told);
    });
  }

  for (const [unit, value, told] of [
    ['bytes', 26, '26 B'],
    ['bytes', 19_800_000, '18.9 MiB'],
    ['count', 0.0123, '0.012'],
    ['count', 2.34, '2.34'],
    ['count', 12_400, '12,400'],
    ['share', 0.047, '4.7 %'],
  ] as const) {
    test(`a figure of ${value} in ${unit} reads ${told}, under the name that the claim gives it`, () => {
      const text = metricTextOf({ metric: 'figure', figure: { name: 'bytes on the wire', unit } });
      expect(text.figure(value)).to.equal(told);
      expect(text.measure).to.equal('bytes on the wire');
    });
  }

  test('stand below the cases on a terminal, a line each, aligned', () => {
    const lines = columns(80);
    const at = lines.findIndex((line) => line.startsWith('  Metrics beside'));
    expect(lines.slice(at - 3, at + 7)).to.deep.equal([
      '       4  ✓ confirmed   2.33× [2.30, 2.36]    │                               ├●',
      '       1  ≈ equivalent  –                     │',
      '',
      '  Metrics beside: the 95 % interval of each ratio by itself, without a verdict,',
      '  as probes read it in further processes; that of cpu time as the timed turns',
      '  had it, where they tell it.',
      '  chunks=4',
      '    gc count          –                   concat causes no garbage collection,',
      '                                          join 1 in 1000',
      '    resident memory   3.28× [3.25, 3.32]  concat 40.6 MiB, join 133 MiB',
    ]);
  });

  test('a case without a ratio says why below its table', () => {
    expect(columns(80).join('\n')).to.contain('\n  –  chunks=1: neither allocates anything, in any of 6 rounds.\n');
    expect(markdown(report)).to.contain('– chunks=1: neither allocates anything, in any of 6 rounds.');
    const lone = { ...sample.allocatesLess(), cases: [{ ...sample.allocatesLess().cases[1]!, given: {} }] };
    const text = terminal(sampleReport({ claims: [lone] }), { width: 80, colour: false });
    expect(text).to.contain('\n  –  neither allocates anything, in any of 6 rounds.\n');
  });

  test('no ratio is told where the answers decided, and asks for no reason', () => {
    expect(terminal(sampleReport({ claims: [sample.wrongAnswers()] }), { width: 80, colour: false })).to.not.match(
      /^ {2}– /m,
    );
  });

  for (const many of [40, 60, 80, 140]) {
    test(`fit ${many} columns`, () => {
      for (const line of columns(many)) expect(width(line), line).to.be.at.most(many);
    });
  }

  test('are values of the claim’s own metric in the table of its cases, where there is room', () => {
    expect(columns(140).join('\n')).to.match(/✓ confirmed +2\.33× \[2\.30, 2\.36\] +1 KiB +1 KiB/);
    expect(columns(140).join('\n')).to.match(/≈ equivalent +– +0 B +0 B/);
  });

  test('are what the ratio is said to be of', () => {
    const said = columns(200).join('\n');
    expect(said).to.contain('Ratio: bytes allocated a call of join, divided by that of concat.');
  });

  test('are folded in Markdown, a row each', () => {
    expect(markdown(report)).to.contain(
      [
        '| chunks | metric | ratio | contenders |',
        '| --- | --- | --- | --- |',
        '| 4 | gc count | – | concat causes no garbage collection, join 1 in 1000 |',
        '| 4 | resident memory | 3.28× [3.25, 3.32] | concat 40.6 MiB, join 133 MiB |',
        '',
        '</details>',
      ].join('\n'),
    );
  });

  test('are a table in the section of the claim on the page', () => {
    const page = html(report);
    expect(page).to.contain('<summary>Metrics beside</summary>');
    expect(page).to.match(/resident memory<\/th><td class="figures">3\.28× \[3\.25, 3\.32\]<\/td>/);
    expect(page).to.contain('allocated a call');
    expect(page).to.contain('1 KiB [1020 B, 1 KiB]');
  });

  test('are in the JSON as they are in the model', () => {
    const [claim] = (JSON.parse(json(report)) as RunReport).claims;
    expect(claim!.cases[0]!.metrics).to.deep.equal(JSON.parse(JSON.stringify(report.claims[0]!.cases[0]!.metrics)));
  });

  test('are nowhere where none were read', () => {
    const without = sampleReport();
    for (const text of [terminal(without, { width: 80, colour: false }), markdown(without), html(without)]) {
      expect(text).to.not.contain('Metrics beside');
    }
    expect(json(without)).to.not.contain('"metrics"');
  });
});
