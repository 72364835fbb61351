/** The published run: its formats, its verdicts and the README's table are what its raw samples say. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { withVerdicts } from '../../../reports/readme.ts';
import { written } from '../../../reports/write.ts';
import { run } from '../../support/program.ts';
import { publishedRun } from '../../support/published-run.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const text = (name: string) => readFileSync(`${root}${name}`, 'utf8');

const { report, samples } = publishedRun();
const files = await written(report, samples);

/** The samples within a page, packed: how, differs between versions of zlib, and what comes out of them does not. */
const packed = /(?<=base64,)[^"]+/;

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
      expect(text(`reports/published/${name}`).replace(packed, '')).to.equal(told.replace(packed, ''));
    });
  }

  it('has a page that carries its samples along', () => {
    const [found = ''] = packed.exec(text('reports/published/report.html')) ?? [];
    expect(gunzipSync(Buffer.from(found, 'base64')).equals(samples.file!.bytes)).to.equal(true);
  });

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
