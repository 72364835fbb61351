/** What a reader of a matrix is told of versions and of sizes: what changed, why if that is known, and who wins where. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { matrixHtml } from '../../../reports/formats/matrix/html.ts';
import { matrixJson } from '../../../reports/formats/matrix/json.ts';
import { matrixMarkdown } from '../../../reports/formats/matrix/markdown.ts';
import { matrixTerminal } from '../../../reports/formats/matrix/terminal.ts';
import type { MatrixReport } from '../../../reports/model.ts';
import { matrixOfOne, sampleMatrix } from '../../support/made-matrix.ts';

const at80 = (report: MatrixReport) => matrixTerminal(report, { width: 80, colour: false });

/** The lines of a part of the terminal's report, from its heading to the rule below. */
function partOf(text: string, title: string): string[] {
  const lines = text.split('\n');
  const from = lines.indexOf(title);
  return from < 0
    ? []
    : lines.slice(
        from + 1,
        lines.findIndex((line, at) => at > from && line.startsWith('─')),
      );
}

describe('what changed between versions', () => {
  it('stands on the terminal with the change that lies between, or says that none is known', () => {
    expect(partOf(at80(sampleMatrix()), 'What changed between versions')).to.deep.equal([
      '  What buffers/concat-beats-joining says',
      '    Node.js 22.21.1 → Node.js 24.11.0: at bytes=1 B: confirmed, then refuted',
      '      Since node@24: texts are joined as ropes, example/engine #61',
      '    Node.js 24.11.0 → Node.js 26.1.0: at bytes=2 B: confirmed, then refuted; at',
      '    bytes=3 B: equivalent, then confirmed; even at about 1.3 B [1.2 B, 1.4 B],',
      '    then at about 2.5 B [2.4 B, 2.6 B]',
      '      No change is known that explains it.',
    ]);
  });

  it('links to its source in Markdown', () => {
    expect(matrixMarkdown(sampleMatrix())).to.contain(
      [
        'What changed between versions:',
        '',
        '- **What buffers/concat-beats-joining says**',
        '  - Node.js 22.21.1 → Node.js 24.11.0: at bytes=1 B: confirmed, then refuted. Since node@&#8203;24: texts are joined as ropes, [example/engine #&#8203;61](<https://github.com/example/engine/pull/61>).',
        '  - Node.js 24.11.0 → Node.js 26.1.0: at bytes=2 B: confirmed, then refuted; at bytes=3 B: equivalent, then confirmed; even at about 1.3 B \\[1.2 B, 1.4 B\\], then at about 2.5 B \\[2.4 B, 2.6 B\\]. No change is known that explains it.',
        '',
      ].join('\n'),
    );
  });

  it('links to its source on the page, in the list of all claims and in that of the claim', () => {
    const link =
      'Since node@24: texts are joined as ropes, <a href="https://github.com/example/engine/pull/61">example/engine #61</a>.';
    expect(matrixHtml(sampleMatrix()).split(link)).to.have.length(3);
  });

  it('tells changes that no verdict shows in the details of the claim alone', () => {
    const [md, page, terminal] = [matrixMarkdown(sampleMatrix()), matrixHtml(sampleMatrix()), at80(sampleMatrix())];
    const unseen =
      'Since node@&#8203;22.4: copies are aligned, [example.org/engine/aligned](<https://example.org/engine/aligned>); no effect of it is shown here.';
    expect(md.split(unseen)).to.have.length(2);
    expect(md.indexOf(unseen)).to.be.greaterThan(md.indexOf('<details>'));
    expect(md).to.contain(
      'Since bun@&#8203;2: texts are copied once, the notes of the release; no two versions around it were measured.',
    );
    expect(page).to.contain('Since node@22.4: copies are aligned, <a href="https://example.org/engine/aligned">');
    expect(terminal).not.to.contain('copies are aligned');
  });

  it('does not make a link of a source that is no page', () => {
    const report = sampleMatrix();
    for (const source of ['javascript:alert(1)', 'data:text/html,x', 'the notes', '//example.org']) {
      const changes = [{ since: 'node@24', says: 'it', source, effect: 'unseen' as const }];
      const hostile = { ...report, claims: report.claims.map((claim) => ({ ...claim, shifts: [], changes })) };
      expect(matrixHtml(hostile)).not.to.match(/href="(?!#|data:image)/);
      expect(matrixMarkdown(hostile)).not.to.contain('](');
    }
  });

  it('has no part of its own where nothing did', () => {
    const report = matrixOfOne({ 'Node.js 20.1.0': 'c', 'Node.js 22.1.0': 'c', 'Bun 1.3.2': 'r' });
    for (const text of [at80(report), matrixMarkdown(report), matrixHtml(report)]) {
      expect(text).not.to.contain('What changed between versions');
    }
  });

  it('stands in the JSON with the places of the runtimes and the address of the source', () => {
    const { claims } = JSON.parse(matrixJson(sampleMatrix())) as MatrixReport;
    expect(claims[1]!.shifts[0]).to.deep.include({ from: 1, to: 2, cases: ['bytes=1'] });
    expect(claims[1]!.shifts[0]!.changes[0]!.source).to.equal('https://github.com/example/engine/pull/61');
  });
});

describe('who wins where', () => {
  it('is a line of characters for each runtime on the terminal, with the place at which they are even', () => {
    expect(partOf(at80(sampleMatrix()), 'Who wins where').slice(0, 8)).to.deep.equal([
      '  What buffers/concat-beats-joining says',
      '    ● concat wins, ◆ join wins, ■ neither, ○ could not be told, over bytes: 1 B,',
      '    2 B, 3 B',
      '    n20   ●●○',
      '    n22   ●●■ changes between 2 B and 3 B',
      '    n24   ◆●■ even at about 1.3 B [1.2 B, 1.4 B]',
      '    n26   ◆◆● even at about 2.5 B [2.4 B, 2.6 B]',
      '    bun   ○●·',
    ]);
  });

  it('is a table of such lines in Markdown', () => {
    expect(matrixMarkdown(sampleMatrix()))
      .to.contain('| runtime | bytes: 1 B, 2 B, 3 B | the winner changes |')
      .and.to.contain('| Node.js 24.11.0 | ◆●■ | even at about 1.3 B \\[1.2 B, 1.4 B\\] |');
  });

  it('says of a winner that changes at a place that is not known between which sizes it does', () => {
    const report = sampleMatrix();
    const claims = report.claims.map((claim) => ({
      ...claim,
      cells: claim.cells.map((cell) => ({
        ...cell,
        crossings: cell.crossings.map(({ axis, given, between, verdicts, says }) => ({
          axis,
          given,
          between,
          verdicts,
          says,
        })),
      })),
    }));
    expect(at80({ ...report, claims })).to.contain('    n24   ◆●■ changes between 1 B and 2 B\n');
  });

  it('is left out on the terminal where every runtime has the same winner at all sizes', () => {
    const report = sampleMatrix();
    const claims = report.claims.map((claim) => ({
      ...claim,
      cells: claim.cells.map((cell) => ({ ...cell, crossings: [] })),
      cases: claim.cases.map((one) => ({ ...one, found: one.found.map(() => one.found[0]!) })),
    }));
    expect(at80({ ...report, claims })).not.to.contain('Who wins where');
    expect(matrixMarkdown({ ...report, claims })).to.contain('| Node.js 24.11.0 | ●●○ |  |');
  });
});
