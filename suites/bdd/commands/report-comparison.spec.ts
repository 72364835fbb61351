/** Specifies what report makes of the results file of a comparison: the same as compare itself, without measuring. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { main } from '../../../bench/main.ts';
import { writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { commentMarker } from '../../../reports/formats/comparison/comment.ts';
import type { ComparisonReport, HistoryReport, RunReport } from '../../../reports/model.ts';
import { madeComparison, type MadeComparison } from '../../support/made-comparison.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';
import { sampleComparisonRecords } from '../../support/sample-comparison.ts';
import { collectingStreams } from '../../support/streams.ts';
import { toyProjects, type Project } from '../../support/touchstone.ts';

const equal = { logs: logsAbout(0) };
const unsure = { given: { bytes: 16 }, logs: logsAbout(0.03, 8, 0.05) };

describe('The results file of a comparison', () => {
  const { make } = toyProjects();
  let project: Project;
  let file: string;

  const write = (name: string, records: readonly ResultRecord[]) => {
    const path = join(project.root, name);
    writeFileSync(path, records.map(writeRecord).join(''));
    return path;
  };
  const compared = (name: string, made: MadeComparison) => write(name, madeComparison(made));

  before(() => {
    project = make({});
    file = write('compared.ndjson', sampleComparisonRecords());
  });

  it('is told as a comparison, and ends as one in which something is slower', async () => {
    const { code, out, err } = await project.touchstone('report', file);
    expect([code, err]).to.deep.equal([1, '']);
    expect(out.split('\n')[0]).to.match(/^2 of 6 comparisons are slower: /);
    expect(out).to.contain('Verdicts before and now').and.to.contain('Not compared');
  });

  it('is written in every format where a folder is named', async () => {
    const { err } = await project.touchstone('report', file, '--out', project.out);
    const names = ['comparison.md', 'comparison.comment.md', 'comparison.json', 'comparison.html'];
    expect(err).to.equal(`\n${names.map((name) => `report:  ${join(project.out, name)}\n`).join('')}`);
    expect(readdirSync(project.out)).to.have.members(names);
    expect(readFileSync(join(project.out, 'comparison.comment.md'), 'utf8')).to.match(
      new RegExp(`^${commentMarker}\n### ✗ Performance: slower than before\n\n\\*\\*2 of 6`),
    );
  });

  it('is JSON for programs, among runs of claims as well', async () => {
    const alone = await project.touchstone('report', file, '--json');
    expect((JSON.parse(alone.out) as ComparisonReport).outcome).to.equal('regression');
    const run = write('run.ndjson', madeRun([{ cases: [{ logs: logsAbout(0.3) }] }]));
    const both = await project.touchstone('report', run, file, '--json');
    const [first, second] = JSON.parse(both.out) as [RunReport, ComparisonReport];
    expect([first.counts.confirmed, second]).to.deep.equal([1, JSON.parse(alone.out)]);
    expect(both.code).to.equal(1);
  });

  it('is judged with another tolerance where one is asked for', async () => {
    const { code, out } = await project.touchstone('report', file, '--margin', '60%', '--json');
    const { counts, outcome } = JSON.parse(out) as ComparisonReport;
    // One broke, whatever is tolerated.
    expect([code, outcome, counts.slower]).to.deep.equal([3, 'broken', 0]);
  });

  for (const { name, made, code, strict } of [
    { name: 'nothing is slower', made: { changes: [equal] }, code: 0, strict: 0 },
    { name: 'one may be slower', made: { changes: [equal, unsure] }, code: 0, strict: 2 },
    { name: 'the machine was not fit', made: { changes: [{ ...equal, twin: logsAbout(0.3) }] }, code: 0, strict: 2 },
    { name: 'nothing was to be measured', made: { changes: [] }, code: 0, strict: 0 },
    { name: 'nothing was measured', made: { changes: [{}], complete: false }, code: 3, strict: 3 },
  ] as const) {
    it(`ends with ${code}, and with ${strict} where it is to be strict, if ${name}`, async () => {
      const path = compared('gate.ndjson', made);
      expect((await project.touchstone('report', path)).code).to.equal(code);
      expect((await project.touchstone('report', path, '--strict')).code).to.equal(strict);
    });
  }

  it('shows what is slower beside the code in a workflow of GitHub, apart from what was asked for', async () => {
    const streams = collectingStreams({ env: { GITHUB_ACTIONS: 'true' } });
    await main(['report', file, '--json'], streams);
    expect(JSON.parse(streams.said())).to.have.property('outcome', 'regression');
    expect(streams.complained().split('\n')[0]).to.match(
      /^::error file=bench\/claims\/buffers\/concat-beats-joining\.ts,title=/,
    );
  });

  it('shows there too why nothing could be told', async () => {
    const streams = collectingStreams({ env: { GITHUB_ACTIONS: 'true' } });
    const missing = join(project.root, 'a%missing');
    expect(await main(['merge', missing], streams)).to.equal(3);
    const [says, annotation] = streams.complained().split('\n');
    expect(says).to.match(/^touchstone: Cannot read .*a%missing.*\(RESULTS_NOT_FOUND\)$/);
    expect(annotation).to.match(/^::error title=touchstone::Cannot read .*a%25missing.*\(RESULTS_NOT_FOUND\)$/);
  });

  it('is left out of a history, with the reason', async () => {
    const { code, out } = await project.touchstone('report', '--history', project.root, '--json');
    const { unread } = JSON.parse(out) as HistoryReport;
    expect(code).to.equal(0);
    expect(unread.find((one) => one.file === 'compared.ndjson')!.says).to.match(
      /^It is a comparison and no run of claims/,
    );
  });
});
