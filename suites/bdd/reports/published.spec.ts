/** What is published: every format, the matrix and the README are what the raw samples say, on each runtime. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { commonFiles, reportFiles } from '../../../bench/publish/files.ts';
import { HERE, PRIMARY, PUBLISHED_REPORTS, resultsIn } from '../../../bench/publish/places.ts';
import { readPublished } from '../../../bench/publish/published-runs.ts';
import { packed } from '../../../bench/packed-results.ts';
import { writeRecord } from '../../../bench/results-file.ts';
import { ROOT } from '../../support/catalogue.ts';
import { logsAbout, madeRun, madeRunRecord } from '../../support/made-run.ts';
import { run } from '../../support/program.ts';
import { MARKS } from '../../support/publication.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { LONG } from '../../support/touchstone.ts';

const runs = readPublished(HERE);
const files = [...(await Promise.all(runs.map((one) => reportFiles(one, HERE)))).flat(), ...commonFiles(runs, HERE)];
const nameOf = (path: string) => relative(ROOT, path);

describe('What is published', () => {
  it('has a run on the primary runtime', () => {
    expect(runs.map(({ runtime }) => runtime)).to.include(PRIMARY);
  });

  for (const { runtime, report } of runs) {
    it(`is a whole run of all claims on ${runtime}, whose controls passed`, () => {
      expect(report).to.include({ complete: true, quick: false });
      expect(report.controls.passed).to.equal(true);
      const modules = readdirSync(`${ROOT}bench/claims`, { recursive: true }).map(String);
      const ids = modules.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
      // A claim that is newer than the run is no fault; one that is gone is.
      expect(ids).to.include.members(report.claims.map(({ id }) => id));
    });
  }

  for (const { path, text } of files) {
    it(`has a ${nameOf(path)} that says what its samples say`, () => {
      expect(readFileSync(path, 'utf8')).to.equal(text);
    });
  }

  it('is nothing beside that, and what is measured of touchstone itself', () => {
    const there = readdirSync(HERE.published, { recursive: true, withFileTypes: true });
    const names = there.filter((one) => one.isFile()).map(({ parentPath, name }) => nameOf(join(parentPath, name)));
    const told = [...files.map(({ path }) => path), ...runs.map(({ runtime }) => resultsIn(HERE.published, runtime))];
    const expected = told.map(nameOf).filter((name) => name !== 'README.md');
    expect(names.filter((name) => !name.startsWith(join('reports', 'published', 'trust')))).to.have.members(expected);
  });
});

describe('The program that tells what is published anew', () => {
  const directory = temporaryDirectory();

  it('writes into its own project, wherever it is called from', async function () {
    this.timeout(LONG);
    for (const name of ['package.json', 'dist/bench', 'dist/fixtures', 'dist/reports']) {
      cpSync(`${ROOT}${name}`, directory.join('project', name), { recursive: true });
    }
    symlinkSync(`${ROOT}node_modules`, directory.join('project', 'node_modules'));
    const results = resultsIn(directory.join('project', PUBLISHED_REPORTS), 'deno');
    mkdirSync(dirname(results), { recursive: true });
    const environment = { ...madeRunRecord().environment, runtime: 'Deno 2.5.6' };
    const records = madeRun([{ cases: [{ logs: logsAbout(0.5, 6) }] }], { run: { environment } });
    writeFileSync(results, packed(Buffer.from(records.map(writeRecord).join(''))));
    const readme = directory.write('project/README.md', `${MARKS.begin}\n${MARKS.end}\n`);
    const program = directory.join('project', 'dist/bench/publish.js');
    const { code, stderr } = await run([program, '--retell'], { cwd: directory.fresh(), timeoutMs: LONG });
    expect(code, stderr).to.equal(0);
    expect(readFileSync(readme, 'utf8')).to.contain('| what is said | Deno | what is so |');
    expect(existsSync(join(dirname(results), 'report.html'))).to.equal(true);
  });
});
