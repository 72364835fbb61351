/** Specifies what list and report tell, and to whom: pipes, readers that go away, damaged files. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { claimOf, CLI, LONG, modelOf, PLAIN, toyProjects, type Project } from '../../support/touchstone.ts';

const TABLE = claimOf({ a: '() => () => 1', b: '() => () => 1' }, 'given: { bytes: [16, 1024] }, margin: 0.2,');

describe('A list of claims', () => {
  const { make } = toyProjects();
  let project: Project;

  before(() => {
    project = make({ 'claims/b/table.js': TABLE, 'claims/a.js': PLAIN, 'claims/c.js': 'oops oops\n' });
  });

  it('names each claim, what it says and its table, and what cannot be loaded', async () => {
    const { code, out, err } = await project.touchstone('list', ...project.here.slice(0, 2));
    expect(code).to.equal(3);
    expect(out)
      .to.match(/^a\n {2}a beats b\n/)
      .and.to.match(/^b\/table\n.*\n.*2 cases.*\n {4}bytes: /m);
    expect(out).not.to.contain('controls/');
    expect(err).to.match(/^! c: SyntaxError: .*c\.js:1\.\n$/);
  });

  it('says what a claim is about where that is not time', async () => {
    const metric = claimOf({ a: '() => () => 1', b: '() => () => 1' }, "metric: 'allocated',");
    const { here, touchstone } = make({ 'claims/memory.js': metric, 'claims/time.js': PLAIN });
    const { out } = await touchstone('list', ...here.slice(0, 2));
    expect(out.split('\n').filter((line) => line.includes(' against '))).to.deep.equal([
      '  a against b, allocated, 1 case (nobody)',
      '  a against b, 1 case (nobody)',
    ]);
  });

  it('is JSON where that is asked for', async () => {
    const { code, out } = await project.touchstone('list', 'table', '--json', ...project.here.slice(0, 2));
    expect(code).to.equal(0);
    const { claims, broken } = JSON.parse(out) as {
      claims: { id: string; margin: number; axes: object }[];
      broken: [];
    };
    expect(claims).to.have.length(1);
    expect(claims[0]).to.deep.include({ id: 'b/table', margin: 0.2, axes: { bytes: [16, 1024] } });
    expect(broken).to.deep.equal([]);
  });

  it('of touchstone itself has nothing that cannot be loaded', async function () {
    this.timeout(LONG);
    const { code, err } = await project.touchstone('list');
    expect(err).to.equal('');
    expect(code).to.equal(0);
  });
});

describe('A report', () => {
  const { make } = toyProjects();
  let project: Project;
  let piped: { code: number | null; stdout: string; stderr: string };

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/table.js': TABLE, [`claims/${'long/'.repeat(30)}name.js`]: PLAIN });
    piped = await project.program('run', '--quick', '--rounds', '1', '--patience', '60', ...project.here);
  });

  it('goes into a pipe without escape codes, and never wider than 100', () => {
    expect(piped.code, piped.stderr).to.equal(0);
    // oxlint-disable-next-line no-control-regex -- that is what is looked for
    for (const text of [piped.stdout, piped.stderr]) expect(text).not.to.match(/[\u001B\r]/);
    for (const line of piped.stdout.split('\n')) expect(Array.from(line).length, line).to.be.at.most(100);
  });

  it('is the same text as the run told', async () => {
    const { code, stdout, stderr } = await project.program('report', project.results);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.equal(piped.stdout);
  });

  it('ends quietly where its reader has gone', async () => {
    const child = spawn(process.execPath, [CLI, 'report', project.results], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, err]).to.deep.equal([0, '']);
  });

  it('uses the margin of each claim where no other is asked for', async () => {
    const { out } = await project.touchstone('report', project.results, '--json');
    const margins = modelOf(out).claims.map(({ id, margin }) => [id.split('/').at(-1), margin]);
    expect(Object.fromEntries(margins)).to.deep.equal({ table: 0.2, name: 0.05 });
  });

  it('of several files is one JSON array, in their order, and of one file an object', async () => {
    const one = modelOf((await project.touchstone('report', project.results, '--json')).out);
    expect(one).to.be.an('object').with.property('id');
    const other = join(project.root, 'other.ndjson');
    writeFileSync(other, readFileSync(project.results, 'utf8').replaceAll(one.id, 'another-run'));
    const { code, out } = await project.touchstone('report', other, project.results, '--json');
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.deep.equal([{ ...one, id: 'another-run' }, one]);
  });

  for (const [title, spoil, line, says] of [
    ['something that is no JSON', (lines: string[]) => lines.with(2, '{"kind":'), 3, 'this is no JSON'],
    ['a record of no kind', (lines: string[]) => lines.with(1, '{"kind":"odd"}'), 2, 'kind'],
    ['no run at its beginning', (lines: string[]) => lines.slice(1), 1, 'begins with a record of kind "run"'],
    [
      'a round of an unknown claim',
      (lines: string[]) => lines.filter((one) => !one.startsWith('{"kind":"claim"')),
      2,
      'has not been described',
    ],
    ['nothing in it', () => [], 1, 'begins with a record of kind "run"'],
  ] as const) {
    it(`of a damaged file is none, and names the file and the line: ${title}`, async () => {
      const damaged = join(project.root, 'damaged.ndjson');
      writeFileSync(damaged, spoil(readFileSync(project.results, 'utf8').split('\n')).join('\n'));
      const { code, out, err } = await project.touchstone('report', project.results, damaged);
      expect([code, out]).to.deep.equal([3, '']);
      expect(err).to.contain(`${damaged} is damaged at line ${line}: `).and.to.contain(says);
      expect(err).to.match(/\(RESULTS_DAMAGED\)\n$/);
    });
  }

  it('of a file that was cut off says that the run was cut short', async () => {
    const cut = join(project.root, 'cut.ndjson');
    writeFileSync(cut, readFileSync(project.results, 'utf8').slice(0, -30));
    const { code, out } = await project.touchstone('report', cut);
    expect(code).to.equal(0);
    expect(out).to.match(/cut short/i);
  });
});
