/** A history in every format: what it says, what it draws, and that nothing from outside breaks out. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { before, suite, test } from 'mocha';
import { judgeHistory } from '../../../bench/judge/history.ts';
import { historyChart, letterOf } from '../../../reports/charts/history.ts';
import { historyHtml } from '../../../reports/formats/history.ts';
import { historyJson } from '../../../reports/formats/history/json.ts';
import { historyTerminal } from '../../../reports/formats/history/terminal.ts';
import { lineSentence, runNotes, runsSentence, toldChanges, toldFlips } from '../../../reports/history.ts';
import type { HistoryReport } from '../../../reports/model.ts';
import { width } from '../../../reports/text.ts';
import { outlinesOf, unsteady } from '../../support/made-history.ts';

const OTHER = { cpu: 'another processor' };
const PLAIN = { width: 100, colour: false };

/** Two machines, a step, a new runtime, new code, a run that is quick and one that could not be read. */
function sample(): HistoryReport {
  const one = outlinesOf(18, (night) => ({
    log: unsteady(night) + (night < 8 ? 0 : 0.3),
    quick: night === 3,
    environment: { runtime: night < 8 ? 'Node.js 20.20.2' : 'Node.js 22.12.0' },
  }));
  const other = outlinesOf(4, (night) => ({
    log: night < 2 ? 0.5 : -0.5,
    environment: OTHER,
    id: `other-${night}`,
    code: `${night > 2}`,
  }));
  const unread = [{ file: 'old/broken.ndjson', says: 'It is damaged at line 3: this is no JSON.' }];
  return judgeHistory({ version: '0.1.0', folder: 'nightly', outlines: [...one, ...other], unread });
}

suite('A history in words', () => {
  let report: HistoryReport;

  before(() => {
    report = sample();
  });

  test('says from what to what a line changed, between which runs, and how likely chance is', () => {
    const [told, ...others] = toldChanges(report);
    expect(others).to.deep.equal([]);
    expect([told!.when, told!.by]).to.deep.equal([
      'between 2026-09-08, c0ffee07 and 2026-09-09, c0ffee08; meanwhile Node.js 20.20.2 became Node.js 22.12.0',
      '+33 %',
    ]);
    expect([told!.from, told!.to]).to.satisfy(
      (ends: string[]) => ends[0]!.startsWith('1.6') && ends[1]!.startsWith('2.2'),
    );
    expect(told!.chance).to.match(/^p [=<] 0\.0\d+$/);
  });

  test('keeps the order of the lines among changes of one run', () => {
    const [machine] = report.machines;
    const [line] = machine!.lines;
    const lines = ['a', 'b', 'c', 'd'].map((claim) => ({
      ...line!,
      claim,
      flips: [{ run: 8, after: 7, verdicts: ['confirmed', 'refuted'] as const }],
    }));
    const several = { ...report, machines: [{ ...machine!, lines }] };
    expect(toldChanges(several).map((one) => one.line.claim)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(toldFlips(several).map((one) => one.line.claim)).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  test('says which verdict became another', () => {
    expect(toldFlips(report).map(({ says, when }) => [says, when])).to.deep.equal([
      ['✓ confirmed became ✗ refuted', 'between 2026-09-02, c0ffee01 and 2026-09-03, c0ffee02'],
    ]);
  });

  test('says of each line what was found, or why nothing was sought', () => {
    const sentences = report.machines.map(({ lines }) => lines.map(lineSentence));
    expect(sentences).to.deep.equal([['+33 %'], ['too few runs; its code changed once']]);
  });

  test('says of each machine how many runs there are, and which of them are to be read with care', () => {
    expect(report.machines.map(runsSentence)).to.deep.equal([
      '18 runs, 1 quick; 2026-09-01 to 2026-09-18',
      '4 runs; 2026-09-01 to 2026-09-04',
    ]);
    expect(report.machines[0]!.runs.map(runNotes).filter(({ length }) => length > 0)).to.deep.equal([['quick']]);
    const odd = { ...report.machines[0]!.runs[0]!, fit: false, complete: false, files: ['a', 'b'] };
    expect(runNotes(odd)).to.deep.equal(['controls failed', 'cut short', 'found 2 times, counted once']);
  });

  test('names marks by letters that never repeat', () => {
    expect([0, 25, 26, 51, 52].map(letterOf)).to.deep.equal(['a', 'z', 'a2', 'z2', 'a3']);
    expect(new Set(Array.from({ length: 200 }, (_, at) => letterOf(at))).size).to.equal(200);
  });
});

suite('The chart of a history', () => {
  test('draws every run by its verdict, its levels, its change and what changed meanwhile', () => {
    const [machine] = sample().machines;
    const { markup } = historyChart(machine!.lines[0]!, machine!, 'here')!;
    expect(markup.match(/href="#is-confirmed"/g)).to.have.length(18);
    expect(markup.match(/class="level" d="([^"]+)"/)?.[1]?.match(/M/g)).to.have.length(2);
    const [change, mark] = ['change', 'mark'].map(
      (kind) => new RegExp(`class="${kind}" x1="([\\d.]+)%"`).exec(markup)?.[1],
    );
    expect(/class="noted" d="([^"]+)"/.exec(markup)?.[1]?.match(/M/g)).to.have.length(1);
    // The change lies half-way before the run that is marked.
    expect(Number(mark) - Number(change)).to.be.closeTo(84 / 17 / 2, 0.02);
    expect(markup).to.contain('<title id="here-title">').and.to.contain('+33 %').and.to.contain('>a</text>');
  });

  test('breaks the line where another question was asked', () => {
    const [, machine] = sample().machines;
    const { markup } = historyChart(machine!.lines[0]!, machine!, 'here')!;
    expect(/class="line" d="([^"]+)"/.exec(markup)?.[1]?.match(/M/g)).to.have.length(2);
    expect(markup.match(/class="break"/g)).to.have.length(1);
  });

  test('is none where no run has a ratio', () => {
    const [machine] = sample().machines;
    const points = [{ run: 0, verdict: 'confirmed' } as const];
    expect(historyChart({ ...machine!.lines[0]!, points }, machine!, 'here')).to.equal(undefined);
  });

  for (const many of [1, 2, 3, 4, 7, 60, 100]) {
    test(`keeps its labels apart on a phone, over ${many} runs that each bring a mark and a change`, () => {
      const [machine] = sample().machines;
      const runs = Array.from({ length: many }, () => machine!.runs[0]!);
      const marks = runs.map((_, run) => ({ run, says: 'something' }));
      const [line] = machine!.lines;
      const places = Array.from({ length: Math.floor(many / 3) }, (_, at) => at * 3).slice(1);
      const points = line!.points.filter(({ run }) => run < many);
      const changes = places.map((run) => ({ ...line!.changes[0]!, run }));
      const { markup } = historyChart({ ...line!, points, changes }, { ...machine!, runs, marks }, 'here')!;
      expect(overlaps(markup, 320)).to.deep.equal([]);
    });
  }
});

/** Labels on the same height that run into each other where the chart has so many pixels; a letter takes 7. */
function overlaps(markup: string, pixels: number): string[] {
  const texts = [...markup.matchAll(/<text class="\w+" x="([\d.]+)%?" y="([\d.]+)"(?: text-anchor="(\w+)")?>([^<]*)/g)];
  const labels = texts.map(([, x, y, anchor = 'start', text = '']) => {
    const long = text.length * 7;
    const from = (Number(x) / 100) * pixels - (anchor === 'end' ? long : anchor === 'middle' ? long / 2 : 0);
    return { text, y, from, to: from + long };
  });
  return labels.flatMap((a, at) =>
    labels
      .slice(at + 1)
      .flatMap((b) => (a.y === b.y && a.from < b.to && b.from < a.to ? [`${a.text} / ${b.text}`] : [])),
  );
}

suite('A history in every format', () => {
  test('is one page without a script, with the sentence that matters at its top, and a table of every figure', () => {
    const report = sample();
    const html = historyHtml(report);
    expect(html).to.contain(`<h1>${report.sentence}</h1>`).and.not.to.contain('<script');
    expect(html).not.to.match(/(?:src|href)="(?!#|data:)/);
    for (const machine of report.machines) {
      for (const { points } of machine.lines) expect(points.length).to.be.at.least(1);
      expect(html).to.contain(machine.name).and.to.contain(runsSentence(machine));
    }
    expect(html.match(/<th scope="row">2026-09-\d\d, c0ffee/g)).to.have.length(22);
    expect(html).to.contain('<td class="wide">17.ndjson</td>').and.to.contain('<td>quick</td>');
    expect(html).to.contain('old/broken.ndjson').and.to.contain('this is no JSON');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const [, to] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).to.include(to);
  });

  test('stays small: 100 runs of 150 cases are less than 5 MB', () => {
    const [machine] = sample().machines;
    const run = machine!.runs[0]!;
    const runs = Array.from({ length: 100 }, () => run);
    const [line] = machine!.lines;
    const points = runs.map((_, at) => ({ ...line!.points[0]!, run: at }));
    const lines = Array.from({ length: 150 }, (_, at) => ({
      ...line!,
      claim: `made/${at >> 2}`,
      case: `n=${at}`,
      given: { n: at },
      points,
    }));
    const html = historyHtml({ ...sample(), machines: [{ ...machine!, runs, lines }] });
    expect(Buffer.byteLength(html)).to.be.below(5_000_000);
  });

  test('on a terminal tells changes first, then a course for every case', () => {
    const text = historyTerminal(sample(), PLAIN);
    const order = [
      '1 change found',
      'Changes (a processor',
      'Verdicts that became',
      'a  2026-09-09',
      '▁',
      'could not be read',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
    expect(places).not.to.include(-1);
    expect(text).to.match(/[▁▂▃]{8}[▆▇█]{10} {2}✓ 2\./);
  });

  test('as JSON is the model, whatever version of Node.js wrote it', () => {
    const report = sample();
    const parsed = JSON.parse(historyJson(report)) as HistoryReport;
    expect(parsed.machines[0]!.runs).to.deep.equal(report.machines[0]!.runs);
    const { before: was } = parsed.machines[0]!.lines[0]!.changes[0]!;
    expect(was.estimate).to.equal(Number(report.machines[0]!.lines[0]!.changes[0]!.before.estimate.toPrecision(12)));
  });

  test('shows whatever text comes from outside as text, and never wider than the terminal', () => {
    const nasty = fc.constantFrom(
      '<script>alert(1)</script>',
      '"\'><b>',
      '\u001B[31mred',
      '\u202Eright',
      'x'.repeat(300),
      '',
      'a | b',
      '日本語',
    );
    const base = sample();
    fc.assert(
      fc.property(nasty, nasty, fc.integer({ min: 1, max: 140 }), (text, other, columns) => {
        const machines = base.machines.map((machine) => ({
          ...machine,
          name: text,
          runs: machine.runs.map((run) => ({ ...run, commit: other, runtime: text, files: [other] })),
          marks: machine.marks.map((mark) => ({ ...mark, says: other })),
          lines: machine.lines.map((line) => ({
            ...line,
            claim: text,
            says: other,
            given: { [other]: text },
            favours: text,
            over: other,
          })),
        }));
        const report = { ...base, folder: other, sentence: text, machines, unread: [{ file: text, says: other }] };
        const html = historyHtml(report);
        // oxlint-disable-next-line no-control-regex -- that is what is looked for
        expect(html).not.to.match(/<script|<b>(?!\w<\/b>)|[\u001B\u202E]/);
        const told = historyTerminal(report, { width: columns, colour: false });
        // oxlint-disable-next-line no-control-regex -- that is what is looked for
        expect(told).not.to.match(/[\u001B\u202E]/);
        for (const line of told.split('\n')) expect(width(line)).to.be.at.most(Math.max(20, columns));
      }),
      { numRuns: 8, seed: 3, examples: [['x'.repeat(10_000), '<script>', 80]] },
    );
  });
});
