/** The front page from the outside: what it makes of a folder, whatever lies there, and the command that opens it. */

import { chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readFrontPage, writeFrontPage } from '../../../bench/front-page.ts';
import { main } from '../../../bench/main.ts';
import { json } from '../../../reports/formats/json.ts';
import { ROOT } from '../../support/catalogue.ts';
import { run } from '../../support/program.ts';
import { madeRun } from '../../support/made-run.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { collectingStreams, collector } from '../../support/streams.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { CLI } from '../../support/touchstone.ts';
import { until } from '../../support/until.ts';
import { faults } from '../../support/well-formed.ts';

const tests = {
  started: '2026-11-22T13:00:00.000Z',
  seconds: 91,
  node: '20.20.2',
  complete: true,
  counts: { passed: 5012, failed: 1, skipped: 14 },
  topics: [],
};
const part = (pct: number) => ({ total: 1000, covered: 10 * pct, skipped: 0, pct });
const coverage = { total: { lines: part(95.4), statements: part(95.4), functions: part(97), branches: part(96.2) } };

describe('the front page', () => {
  const directory = temporaryDirectory();

  function folderOf(files: Readonly<Record<string, string>>): string {
    const folder = directory.fresh();
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  }

  it('tells the key figures of each part, when it was made, and links what is there', () => {
    const folder = folderOf({
      'bench/report.json': json(sampleReport()),
      'bench/report.html': '',
      'bench/report.csv': '',
      'bench/report.comment.md': '',
      'bench/report.json.77.part': '',
      'tests/tests.json': JSON.stringify(tests),
      'tests/specification.html': '',
      'coverage/coverage-summary.json': JSON.stringify(coverage),
      'coverage/index.html': '',
      'compare/comparison.json': '{"started":"2026-11-22T14:00:00.000Z","sentence":"Nothing is slower."}',
      'compare/comparison.html': '',
      'bench/matrix.json': '{"sentence":"All verdicts are the same."}',
      'bench/matrix.html': '',
      'history/history.html': '',
    });
    for (const name of ['coverage/coverage-summary.json', 'bench/matrix.json', 'history/history.html']) {
      utimesSync(join(folder, name), 1_763_900_000, 1_763_900_000);
    }
    const read = readFrontPage(folder);
    expect(Object.values(read).map((one) => [one.is, one.is === 'there' && one.made])).to.deep.equal([
      ['there', '2026-11-22T12:53:10.000Z'],
      ['there', '2026-11-22T13:00:00.000Z'],
      ['there', '2025-11-23T12:13:20.000Z'],
      ['there', '2026-11-22T14:00:00.000Z'],
      ['there', '2025-11-23T12:13:20.000Z'],
      ['there', '2025-11-23T12:13:20.000Z'],
    ]);
    const page = readFileSync(writeFrontPage(folder), 'utf8');
    expect(faults(page)).to.deep.equal([]);
    expect(Array.from(page.matchAll(/<a href="([^"]*)"/g), ([, href]) => href)).to.deep.equal([
      'bench/report.html',
      'bench/report.comment.md',
      'bench/report.csv',
      'bench/report.json',
      'tests/specification.html',
      'coverage/index.html',
      'compare/comparison.html',
      'bench/matrix.html',
      'history/history.html',
    ]);
    expect(page).to.contain('Nothing is slower.').and.to.contain('All verdicts are the same.');
    expect(page).to.contain(sampleReport().sentence).and.to.contain('5012').and.to.contain('95.4 %');
  });

  it('says what makes each part where there is no folder yet, or a file in its place', () => {
    for (const folder of [directory.join('not', 'there', 'yet'), folderOf({ bench: '', tests: '' })]) {
      const page = readFileSync(writeFrontPage(folder), 'utf8');
      expect(faults(page)).to.deep.equal([]);
      expect(page.match(/Not there yet/g)).to.have.lengthOf(4);
    }
  });

  const bench = JSON.parse(json(sampleReport())) as object;
  for (const [title, files, says] of [
    ['no JSON', { 'tests/tests.json': '{"passed":' }, /tests\.json: SyntaxError: /],
    ['nothing in it', { 'tests/tests.json': '' }, /tests\.json: SyntaxError: /],
    [
      'somebody else’s',
      { 'tests/tests.json': '[]' },
      /tests\.json: .*Expected "?[\w"]+ but received undefined at started$/,
    ],
    [
      'a number that is none',
      { 'coverage/coverage-summary.json': JSON.stringify({ total: { ...coverage.total, lines: { pct: 'Unknown' } } }) },
      /coverage-summary\.json: .* received "Unknown" at total\.lines\.pct$/,
    ],
    [
      'a moment that is none',
      { 'bench/report.json': JSON.stringify({ ...bench, started: '<b>' }) },
      /report\.json: .*"<b>" at started$/,
    ],
    [
      'fewer than none',
      { 'tests/tests.json': JSON.stringify({ ...tests, counts: { ...tests.counts, failed: -1 } }) },
      /tests\.json: .* at counts\.failed$/,
    ],
    ['a folder', { 'bench/report.json/x': '' }, /report\.json: Error: EISDIR/],
  ] as const) {
    it(`says of a file what is wrong with it, and is made all the same: ${title}`, () => {
      const folder = folderOf({ ...files });
      const damaged = Object.values(readFrontPage(folder)).flatMap((one) => (one.is === 'damaged' ? [one.says] : []));
      expect(damaged).to.have.lengthOf(1);
      expect(damaged[0]).to.match(says);
      expect(faults(readFileSync(writeFrontPage(folder), 'utf8'))).to.deep.equal([]);
    });
  }

  it('is written anew by a report into the folder where a run writes', async () => {
    const cwd = directory.fresh();
    const results = madeRun([{ cases: [{ logs: [0.5, 0.51, 0.49, 0.5, 0.52, 0.48] }] }]);
    writeFileSync(join(cwd, 'made.ndjson'), results.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const { code, stderr } = await run([CLI, 'report', 'made.ndjson', '--out', 'reports/out/bench'], { cwd });
    expect(code, stderr).to.equal(0);
    expect(stderr).to.match(/^all: {5}reports.out.index\.html$/m);
    expect(readFileSync(join(cwd, 'reports/out/index.html'), 'utf8')).to.contain('1 confirmed');
  });

  it('is not written where a report goes elsewhere', async () => {
    const folder = folderOf({
      'made.ndjson': madeRun([{ cases: [{ logs: [0.5, 0.51] }] }])
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    });
    const streams = collectingStreams();
    await main(['report', join(folder, 'made.ndjson'), '--out', join(folder, 'bench')], streams);
    expect(streams.complained()).to.contain('report.html').and.not.to.contain('index.html');
    expect(existsSync(join(folder, 'index.html'))).to.equal(false);
  });
});

describe('touchstone open', () => {
  const directory = temporaryDirectory();

  it('writes the page, and says where it lies', async () => {
    const folder = directory.fresh();
    const streams = collectingStreams({ env: { DISPLAY: ':0' } });
    expect(await main(['open', folder], streams)).to.equal(0);
    expect(streams.said()).to.equal(`${pathToFileURL(join(folder, 'index.html')).href}\n`);
    expect(streams.complained()).to.equal('');
    expect(existsSync(join(folder, 'index.html'))).to.equal(true);
  });

  it('opens it in the browser of whoever sits at a terminal', async function () {
    if (process.platform === 'win32') this.skip();
    const heard = directory.join('heard');
    for (const name of ['xdg-open', 'open']) {
      directory.write(name, `#!/bin/sh\necho "$1" > "${heard}.part" && mv "${heard}.part" "${heard}"\n`);
      chmodSync(directory.join(name), 0o755);
    }
    const { stream: out, text } = collector({ isTTY: true, columns: 80 });
    const env = { DISPLAY: ':0', PATH: `${directory.path}:${process.env['PATH']}` };
    expect(await main(['open', directory.fresh()], { ...collectingStreams({ env }), out })).to.equal(0);
    await until(() => existsSync(heard), 'the browser to be opened');
    expect(readFileSync(heard, 'utf8')).to.equal(text());
  });

  for (const [title, options, said] of [
    ['says so where no browser could be started', [], /^no browser was opened: (?:xdg-)?open could not be started\n$/],
    ['starts none with --no-browser', ['--no-browser'], /^$/],
  ] as const) {
    it(title, async function () {
      if (process.platform === 'win32') this.skip();
      const { stream: out } = collector({ isTTY: true, columns: 80 });
      const streams = collectingStreams({ env: { DISPLAY: ':0', PATH: directory.fresh() } });
      expect(await main(['open', directory.fresh(), ...options], { ...streams, out })).to.equal(0);
      expect(streams.complained()).to.match(said);
    });
  }
});

describe('npm test', () => {
  const directory = temporaryDirectory();

  for (const [what, ending, code] of [
    ['passes', 'exit 0', 0],
    ['fails', 'exit 7', 7],
    ['is interrupted', 'kill -INT $$', 130],
  ] as const) {
    it(`writes the front page anew, and ends as the tests do, where a test ${what}`, async function () {
      if (process.platform === 'win32') this.skip();
      const folder = directory.fresh();
      mkdirSync(join(folder, 'dist/bench'), { recursive: true });
      writeFileSync(join(folder, 'c8'), `#!/bin/sh\necho "$@"\n${ending}\n`, { mode: 0o755 });
      writeFileSync(join(folder, 'dist/bench/cli.js'), 'console.log(...process.argv.slice(2));');
      const env = { PATH: `${folder}:${process.env['PATH']}` };
      const ended = await run([join(ROOT, 'suites/start.mjs'), '--grep', 'a jar'], { cwd: folder, env });
      expect(ended).to.include({ code, stdout: 'mocha --grep a jar\nopen --no-browser\n', stderr: '' });
    });
  }

  it('is what the script of package.json runs', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { test: string } };
    expect(scripts.test).to.match(/&& node suites\/start\.mjs$/);
  });
});
