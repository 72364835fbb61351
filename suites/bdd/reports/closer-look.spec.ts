/** The closer look at a claim's rounds, on the page: which cases it shows, with their tables, and where the rest is. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { html } from '../../../reports/formats/html.ts';
import type { ClaimReport } from '../../../reports/model.ts';
import { claim, doubt, measured } from '../../support/made-claim-report.ts';
import { madeSamples } from '../../support/made-samples.ts';
import * as sample from '../../support/sample-claims.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { faults } from '../../support/well-formed.ts';

type Shape = Parameters<typeof madeSamples>[1];

function pageOf(claims: readonly ClaimReport[], shape?: Shape): string {
  const report = sampleReport({ claims, controlClaims: [] });
  return html(report, madeSamples(report, shape));
}

/** The text of the first closer look. */
function closerOf(page: string): string {
  const from = page.indexOf('<summary>Look closer');
  const to = page.indexOf('<summary>What each contender took');
  return page
    .slice(from, to)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const titles = (page: string) =>
  Array.from(page.matchAll(/<title id="[^"]*-case-\d+-(?:processes|turns)-title">(.*?)</g), ([, title]) => title);

const sure = (n: number) => measured({ n }, 'confirmed', [2, 1.99, 2.01]);
const open = (n: number) => measured({ n }, 'inconclusive', [1, 0.9, 1.1]);

describe('the closer look at a claim', () => {
  it('tells of a contender that rested what its turns took', () => {
    const value = (contender: number, turn: number) => (contender === 0 ? 2000 : turn % 4 > 0 ? Number.NaN : 3000);
    const text = closerOf(
      pageOf([claim('a/b', [measured({}, 'confirmed', [2, 1.9, 2.1])])], {
        processes: 2,
        turns: 12,
        value,
      }),
    );
    expect(text).to.contain('3.00 µs, +0 %').and.not.to.contain('NaN');
  });

  it('is at the inconclusive cases, three at the most', () => {
    const page = pageOf([claim('a/b', [sure(1), open(2), open(3), sure(4)])]);
    expect(titles(page)).to.deep.equal([
      'Processes, n=2',
      'Turns in time order, n=2',
      'Processes, n=3',
      'Turns in time order, n=3',
    ]);
    expect(closerOf(page)).to.contain('Look closer: processes and turns at 2 of 4 cases');
    expect(titles(pageOf([claim('a/b', [1, 2, 3, 4, 5].map(open))]))).to.have.lengthOf(6);
  });

  it('is at the most doubtful case where all are conclusive, and then at that with the widest interval', () => {
    const doubted = { ...sure(2), doubts: [doubt('few-rounds', 'Few.', 'More.')] };
    const wide = measured({ n: 3 }, 'confirmed', [2, 1.5, 2.5]);
    expect(titles(pageOf([claim('a/b', [wide, doubted])]))).to.include('Processes, n=2');
    expect(titles(pageOf([claim('a/b', [sure(1), wide])]))).to.include('Processes, n=3');
  });

  it('has the same figures in a table: a row for each process, a column for each contender', () => {
    const value = (contender: number, turn: number, process: number) => (contender + 1) * (1000 + turn * 10 + process);
    const page = pageOf([claim('a/b', [open(1)])], { processes: 3, turns: 30, value });
    const [table = ''] = page.match(/<table class="samples">.*?<\/table>/s) ?? [];
    const rows = table
      .match(/<tr>.*?<\/tr>/gs)
      ?.map((row) =>
        Array.from(row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs), ([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '')),
      );
    expect(rows).to.deep.equal([
      ['process', 'ratio', 'concat', 'join'],
      ['1', '2.00× [2.00, 2.00]', '1.15 µs, +19 %', '2.29 µs, +19 %'],
      ['2', '2.00× [2.00, 2.00]', '1.15 µs, +19 %', '2.29 µs, +19 %'],
      ['3 apart', '2.00× [2.00, 2.00]', '1.15 µs, +19 %', '2.29 µs, +19 %'],
    ]);
  });

  it('says how its plots are read, and where every turn is', () => {
    const text = closerOf(pageOf([claim('a/b', [open(1)])]));
    expect(text).to.contain('Hollow and dashed are the rounds that did not decide.');
    expect(text).to.contain(
      'Every turn of every case is in the results file, results.ndjson: see the top of this page.',
    );
    expect(text).to.contain('A point is 5 turns.').and.to.contain('Turns: time a call, as the median of neighbouring');
    expect(closerOf(pageOf([claim('a/b', [open(1)], { metric: 'loop delay' })]))).to.contain(
      'Turns: longest stall of the event loop, as the median of neighbouring turns',
    );
    const together = closerOf(pageOf([claim('a/b', [open(1)])], { processes: 2, turns: 4 }));
    expect(together).not.to.contain('Hollow').and.not.to.contain('shaded');
    expect(together).to.contain('A point is a turn.');
  });

  it('is not there where no case was measured in turns', () => {
    expect(html(sampleReport())).not.to.contain('Look closer');
    expect(pageOf([claim('a/b', [open(1)])], { processes: 2, turns: 0 })).not.to.contain('Look closer');
  });

  const extremes: Readonly<Record<string, Shape>> = {
    'a single process': { processes: 1 },
    'two turns': { processes: 2, turns: 2 },
    'forty processes': { processes: 40, turns: 3 },
    'equal turns': { value: () => 1000 },
    'turns that took no time': { value: (contender) => contender },
    'turns that never ended': { value: (contender, turn) => (turn % 2 === contender ? Infinity : 1000) },
  };
  for (const [name, shape] of Object.entries(extremes)) {
    it(`is well formed for ${name}`, () => {
      const page = pageOf([sample.concat(), sample.hostile()], shape);
      expect(faults(page)).to.deep.equal([]);
      expect(page).to.contain('Look closer');
      expect(page.replaceAll(/<pre.*?<\/pre>/gs, '')).not.to.match(/="[^"]*(?:NaN|Infinity|undefined)/);
    });
  }
});
