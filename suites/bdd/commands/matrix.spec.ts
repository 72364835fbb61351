/** Specifies what report --matrix makes of results files from several runtimes: what it tells, writes and refuses. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord, RunRecord } from '../../../bench/results.ts';
import type { MatrixReport } from '../../../reports/model.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

const control: MadeClaim = { id: 'controls/same', control: true, known: 1, cases: [{ logs: logsAbout(0, 6) }] };

/** A run on a runtime: one claim that does not change, and one whose log ratio is given. */
function measuredOn(runtime: string, log: number, more: Partial<RunRecord> = {}): ResultRecord[] {
  const made = madeRunRecord();
  const id = `on-${runtime.replaceAll(/\W/g, '-')}`;
  const run = { id, environment: { ...made.environment, runtime, commit: 'c0ffee0' }, ...more };
  const claims = [{ cases: [{ logs: logsAbout(0.5, 6) }] }, { cases: [{ logs: logsAbout(log, 6) }] }, control];
  return madeRun(claims, { run });
}

describe('A matrix of results files', () => {
  const { make } = toyProjects();
  let project: Project;
  let files: string[];
  let told: Outcome;

  const write = (name: string, records: readonly ResultRecord[]) => {
    const path = join(project.root, name);
    writeFileSync(path, records.map(writeRecord).join(''));
    return path;
  };
  const matrix = (...words: string[]) => project.touchstone('report', '--matrix', ...words);

  before(async () => {
    project = make({});
    files = [
      write('20.ndjson', measuredOn('Node.js 20.20.2', 0.5)),
      write('22.ndjson', measuredOn('Node.js 22.12.0', 0.5)),
      write('24.ndjson', measuredOn('Node.js 24.11.0', -0.5)),
      write('26.ndjson', measuredOn('Node.js 26.1.0', -0.5)),
    ];
    told = await matrix(...files, '--out', project.out);
  });

  it('says at once how many claims differ between runtimes, and then which, from where on', () => {
    expect(told.code).to.equal(0);
    expect(told.out).to.match(
      /^Of 2 claims on 4 runtimes 1 has the same verdict everywhere and 1 differs\.\n─+\nWhere verdicts differ\n≠ /,
    );
    expect(told.out).to.contain('\n    confirmed on Node.js 20 and 22, refuted from Node.js 24 on\n');
    expect(told.out).to.match(
      /\n {2}one beats the other(?: +✓ 1\.\d+×){4}\n≠ one beats the other(?: +✓ 1\.\d+×){2}(?: +✗ 0\.\d+×){2}\n/,
    );
  });

  it('writes it in every format, and says where', () => {
    const names = ['matrix.csv', 'matrix.html', 'matrix.json', 'matrix.md'];
    expect(readdirSync(project.out).toSorted()).to.deep.equal(names);
    for (const name of names) expect(told.err).to.contain(`matrix:  ${join(project.out, name)}\n`);
    const model = JSON.parse(readFileSync(join(project.out, 'matrix.json'), 'utf8')) as MatrixReport;
    expect(model.claims.map(({ agreement }) => agreement)).to.deep.equal(['same', 'differs']);
    expect(readFileSync(join(project.out, 'matrix.md'), 'utf8')).to.contain('refuted from Node.js 24 on');
  });

  it('prints JSON where that is asked for, and writes nothing where no folder is named', async () => {
    const { code, out, err } = await matrix(...files.slice(0, 2), '--json');
    expect([code, err]).to.deep.equal([0, '']);
    expect((JSON.parse(out) as MatrixReport).runtimes.map(({ name, asked }) => [name, asked])).to.deep.equal([
      ['Node.js 20.20.2', files[0]],
      ['Node.js 22.12.0', files[1]],
    ]);
    expect(existsSync(join(project.root, 'matrix.json'))).to.equal(false);
  });

  it('takes another margin for all of them', async () => {
    const { out } = await matrix(...files, '--margin', '90%', '--json');
    const verdicts = (JSON.parse(out) as MatrixReport).claims.flatMap(({ cells }) => cells.map(({ is }) => is));
    expect(new Set(verdicts)).to.deep.equal(new Set(['equivalent']));
  });

  it('tells two runs of one runtime apart', async () => {
    const later = { id: 'later', started: '2026-11-23T12:00:00.000Z' };
    const { out } = await matrix(files[0]!, write('later.ndjson', measuredOn('Node.js 20.20.2', 0.5, later)));
    expect(out).to.match(/\n +n20a +n20b *\n/);
    expect(out).to.contain('Node.js 20.20.2 (2026-11-22):').and.to.contain('Node.js 20.20.2 (2026-11-23):');
  });

  it('ends with 3 where something broke on a runtime, and with 2 where --strict finds what could not be told', async () => {
    const broken = madeRun(
      [{ cases: [], broken: [{ says: 'It threw' }] }, { cases: [{ logs: logsAbout(0.5, 6) }] }, control],
      {
        run: { id: 'broken' },
      },
    );
    const { code, out } = await matrix(files[0]!, write('broken.ndjson', broken));
    expect(code).to.equal(3);
    expect(out).to.contain('broken there, while proving (CONTENDER_THREW): It threw');
    const open = write('open.ndjson', measuredOn('Bun 1.3.2', 0.05));
    expect((await matrix(files[0]!, open)).code).to.equal(0);
    expect((await matrix(files[0]!, open, '--strict')).code).to.equal(2);
  });

  const compared = () => {
    const runtimes = ['Node.js 20.20.2', 'Bun 1.3.2'].map((name) => ({ name, asked: name, versions: {} }));
    const records = measuredOn('Node.js 20.20.2', 0.5, {
      id: 'compared',
      comparison: { of: 'runtimes', runtimes, standings: [] },
    });
    return write('compared.ndjson', records);
  };
  const mistakes: readonly (readonly [string, () => string[], RegExp])[] = [
    ['no file', () => [], /report takes the results files to judge\..*\(NOTHING_TO_RUN\)/],
    ['a file that is not there', () => [files[0]!, 'gone.ndjson'], /Cannot read gone\.ndjson.*\(RESULTS_NOT_FOUND\)/],
    [
      'the same run twice',
      () => [files[0]!, files[0]!],
      /20\.ndjson holds the same run as .*20\.ndjson.*\(ARGUMENT_INVALID\)/,
    ],
    [
      'a comparison',
      () => [files[0]!, compared()],
      /compared\.ndjson compares runtimes, and has no verdicts on claims\..*\(ARGUMENT_INVALID\)/,
    ],
    [
      'a history',
      () => ['--history', project.root],
      /--history tells a folder over time, and --matrix .*\(ARGUMENT_INVALID\)/,
    ],
  ];
  for (const [what, words, says] of mistakes) {
    it(`refuses ${what}, and tells nothing`, async () => {
      const { code, out, err } = await matrix(...words());
      expect([code, out]).to.deep.equal([3, '']);
      expect(err).to.match(says);
    });
  }

  it('refuses a file that is damaged before it tells any', async () => {
    const damaged = join(project.root, 'damaged.ndjson');
    writeFileSync(damaged, readFileSync(files[0]!, 'utf8').replace('"kind":"case"', '"kind":"odd"'));
    const { code, out, err } = await matrix(files[1]!, damaged);
    expect([code, out]).to.deep.equal([3, '']);
    expect(err).to.contain('damaged.ndjson is damaged at line');
  });
});
