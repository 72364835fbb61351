/** Servers under load in every format: how they were loaded, and what more connections brought. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { html } from '../../../reports/formats/html.ts';
import { json } from '../../../reports/formats/json.ts';
import { markdown } from '../../../reports/formats/markdown.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import { sayKnees, sayLoads, sweepRows } from '../../../reports/load.ts';
import * as sample from '../../support/sample-claims.ts';
import { sampleReport } from '../../support/sample-report.ts';

const claim = sample.answersMore();
const report = sampleReport({ claims: [claim] });

suite('servers under load, told', () => {
  test('say how they were loaded, at which cases', () => {
    expect(sayLoads(claim)).to.deep.equal([
      'rate=as it comes: Loaded over 16 connections, each of which asks again once it is answered, in 3 turns of at least 400 ms a round.',
      'rate=fixed: Loaded with 1000 requests a second, answered or not, over 16 connections at the most, in 3 turns of 400 ms a round.',
    ]);
  });

  test('say it once where all cases are loaded alike', () => {
    const alike = { ...claim, cases: claim.cases.slice(0, 1) };
    expect(sayLoads(alike)).to.deep.equal([
      'Loaded over 16 connections, each of which asks again once it is answered, in 3 turns of at least 400 ms a round.',
    ]);
    expect(sayLoads(sample.concat())).to.deep.equal([]);
  });

  test('say for each of them what more connections bring, and at which case', () => {
    const brought = 'more connections brought more answers, up to the 16 connections that were tried.';
    expect(sayKnees(claim)).to.deep.equal([
      `rate=as it comes: concat: ${brought}`,
      `rate=as it comes: join: ${brought}`,
    ]);
    expect(sayKnees(sample.concat())).to.deep.equal([]);
  });

  test('have answers a second over connections', () => {
    expect(sweepRows(claim.cases[0]!.sweeps!)).to.deep.equal({
      head: ['connections', 'concat', 'join'],
      rows: [
        ['1', '1000/s', '1000/s'],
        ['16', '16,000/s', '16,000/s'],
      ],
    });
  });

  const formats: Readonly<Record<string, string>> = {
    terminal: terminal(report, { width: 100, colour: false }),
    Markdown: markdown(report),
    HTML: html(report),
  };
  for (const [name, text] of Object.entries(formats)) {
    test(`stand in ${name} with both`, () => {
      const flat = text.replace(/\s+/g, ' ').replaceAll('\\', '');
      expect(flat).to.contain('each of which asks again once it is answered');
      expect(flat).to.contain('join: more connections brought more answers, up to the 16 connections that were tried.');
    });
  }

  test('have their table in what can have one', () => {
    expect(formats['HTML']).to.contain('<td class="figures">16,000/s</td>');
    expect(formats['Markdown']).to.match(/\| *16 *\| *16,000\/s *\| *16,000\/s *\|/);
  });

  test('stand whole in JSON', () => {
    const read = JSON.parse(json(report)) as { claims: (typeof claim)[] };
    expect(read.claims[0]!.cases.map(({ load, sweeps }) => ({ load, sweeps }))).to.deep.equal(
      claim.cases.map(({ load, sweeps }) => ({ load, sweeps })),
    );
  });
});
