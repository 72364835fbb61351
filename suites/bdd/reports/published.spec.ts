/** The published run: its formats, its verdicts and the README's table are what its raw samples say. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import { samplesOf } from '../../../bench/judge/samples.ts';
import { readRecords } from '../../../bench/results-file.ts';
import { withVerdicts } from '../../../reports/readme.ts';
import { written } from '../../../reports/write.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const text = (name: string) => readFileSync(`${root}${name}`, 'utf8');

const bytes = readFileSync(`${root}reports/published/results.ndjson`);
const records = readRecords(bytes.toString());
const report = judgeRun(records);
const files = await written(report, samplesOf(records, { name: 'results.ndjson', bytes }));

describe('the published run', () => {
  it('is a whole run of all claims, whose controls passed', () => {
    expect(report).to.include({ complete: true, quick: false });
    expect(report.controls.passed).to.equal(true);
    const modules = readdirSync(`${root}bench/claims`, { recursive: true }).map(String);
    const ids = modules.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
    // A claim that is newer than the run is no fault; one that is gone is.
    expect(ids).to.include.members(report.claims.map(({ id }) => id));
  });

  for (const { name, text: told } of files) {
    it(`has a ${name} that says what its samples say`, () => {
      expect(text(`reports/published/${name}`)).to.equal(told);
    });
  }

  it('has given the README its table', () => {
    expect(withVerdicts(text('README.md'), report)).to.equal(text('README.md'));
  });
});

describe('a README', () => {
  const marks = text('README.md').match(/<!-- .*? -->/g)!;

  it('has its table put between its marks, and nothing else changed', () => {
    const made = withVerdicts(`before\n${marks[0]}\n(what stood here)\n${marks[1]}\nafter\n`, report);
    expect(made)
      .to.match(/^before\n<!--/)
      .and.to.match(/<!-- \/verdicts -->\nafter\n$/);
    expect(made).to.include(report.sentence).and.not.to.include('(what stood here)');
  });

  it('without its marks is refused', () => {
    expect(() => withVerdicts('nothing', report)).to.throw(RangeError, 'lost the marks');
  });
});

describe('publishing', () => {
  const directory = temporaryDirectory();

  it('puts the table into the README of its own project, wherever it is called from', async () => {
    const copied = [
      'package.json',
      'README.md',
      'reports/published/report.json',
      'dist/reports',
      'dist/bench/publish.js',
    ];
    for (const name of copied) cpSync(`${root}${name}`, directory.join('project', name), { recursive: true });
    const readme = directory.join('project', 'README.md');
    writeFileSync(readme, text('README.md').replaceAll('confirmed at', 'guessed at'));
    const program = directory.join('project', 'dist/bench/publish.js');
    const { code, stderr } = await run([program], { cwd: directory.fresh() });
    expect(code, stderr).to.equal(0);
    expect(readFileSync(readme, 'utf8')).to.equal(text('README.md'));
  });
});
