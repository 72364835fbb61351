/** Specifies what `npm run publish-report` makes of real runs: one after another, interrupted, gone on with, told anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { readRecords } from '../../../bench/results-file.ts';
import type { MatrixReport } from '../../../reports/model.ts';
import { script } from '../../support/fake-runtimes.ts';
import { run } from '../../support/program.ts';
import { cacheRuntime, publicationIn, type Publication } from '../../support/publication.ts';
import { LONG, PLAIN, recordsOf, toyProjects, type Project, type Running } from '../../support/touchstone.ts';

const ONCE = ['--rounds', '1', '--patience', '60'];
const [NODES, EVERY] = [
  ['--runtime', 'node@22', '--runtime', 'node@24'],
  ['--runtime', 'node@22', '--runtime', 'node@24', '--runtime', 'deno'],
];

describe('Publishing', () => {
  const { make } = toyProjects();
  let project: Project;
  let publication: Publication;
  let interrupted: Awaited<Running['ended']>;
  /** What lay there after the interrupt. */
  let half: Record<string, string>;

  const resultsOn = (folder: string) => {
    return gunzipSync(Buffer.from(publication.files()[`${folder}/results.ndjson.gz`]!, 'latin1')).toString();
  };
  const recordsOn = (folder: string) => readRecords(resultsOn(folder));
  const matrix = () => JSON.parse(publication.files()['matrix.json']!) as MatrixReport;

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/one.js': PLAIN, 'claims/two.js': PLAIN });
    publication = publicationIn(project);
    for (const version of ['22.99.1', '24.99.2']) cacheRuntime(project, version);
    script(join(project.root, 'cache', 'runtimes', 'deno-2.99.0', 'deno'), 'echo "wrong libc" >&2', 'exit 1');
    await using running = publication.start([...NODES, ...ONCE]);
    // The first claim of the second runtime is done.
    const begun = join(project.root, 'work', 'node-24', 'results.ndjson');
    const isDone = () => existsSync(begun) && readFileSync(begun, 'utf8').includes('{"kind":"stop","claim":"one"');
    while (running.isRunning() && !isDone()) await sleep(20);
    running.kill('SIGINT');
    interrupted = await running.ended;
    half = publication.files();
  });

  it('has published the first of them when it is interrupted in the second, and says how to go on', () => {
    expect(interrupted.code, interrupted.err).to.equal(130);
    expect(interrupted.err).to.match(/npm run publish-report -- --resume goes on\. \(INTERRUPTED\)\n$/);
    expect(Object.keys(half).toSorted()).to.deep.equal([
      'README.md',
      'matrix.csv',
      'matrix.html',
      'matrix.json',
      'matrix.md',
      'node-22/report.html',
      'node-22/results.ndjson.gz',
    ]);
    expect(recordsOf(recordsOn('node-22'), 'end').map(({ complete }) => complete)).to.deep.equal([true]);
    expect(half['README.md'])
      .to.match(/^before\n/)
      .and.to.contain('| Node.js 22.99.1 |')
      .and.to.match(/\nafter\n$/);
    expect(half['README.md']).not.to.contain('24.99');
  });

  it('goes on with --resume: what is whole stands, and nothing is measured twice', async function () {
    this.timeout(LONG);
    const begun = readFileSync(join(project.root, 'work', 'node-24', 'results.ndjson'), 'utf8');
    const { code, err } = await publication.publish([...NODES, '--resume']);
    expect(code, err).to.equal(0);
    expect(err).to.contain('is whole, and stands as it is: measured ').and.to.contain('going on with the run of ');
    expect(publication.files()['node-22/results.ndjson.gz']).to.equal(half['node-22/results.ndjson.gz']);
    const rounds = recordsOf(recordsOn('node-24'), 'round').filter(({ claim }) => claim === 'one' || claim === 'two');
    const each = ['one', 'two'].flatMap((claim) => [`${claim} apart`, `${claim} together`]);
    const taken = rounds.map(({ claim, together }) => `${claim} ${together ? 'together' : 'apart'}`);
    expect(taken.toSorted()).to.deep.equal(each);
    expect(recordsOf(recordsOn('node-24'), 'resumed')).to.have.length(1);
    expect(resultsOn('node-24').slice(0, begun.length)).to.equal(begun);
    expect(matrix().runtimes.map(({ name, asked }) => [name, asked])).to.deep.equal([
      ['Node.js 22.99.1', 'node@22'],
      ['Node.js 24.99.2', 'node@24'],
    ]);
  });

  it('of one runtime leaves the others as they are, and tells both together', async function () {
    this.timeout(LONG);
    const earlier = publication.files();
    const { code, err } = await publication.publish(['--runtime', 'node@24', ...ONCE]);
    expect(code, err).to.equal(0);
    expect(err).to.contain('node@24 (1 of 1)');
    const now = publication.files();
    expect(Object.keys(now)).to.have.members(Object.keys(earlier));
    for (const name of Object.keys(now).filter((path) => path.startsWith('node-22/'))) {
      expect(now[name], name).to.equal(earlier[name]);
    }
    expect(now['node-24/results.ndjson.gz']).not.to.equal(earlier['node-24/results.ndjson.gz']);
    expect(recordsOf(recordsOn('node-24'), 'resumed')).to.deep.equal([]);
    expect(matrix().runtimes.map(({ run: one }) => one?.id)).to.deep.equal(
      ['node-22', 'node-24'].map((folder) => recordsOf(recordsOn(folder), 'run')[0]!.id),
    );
  });

  it('of a runtime that does not start publishes the rest, says so at the end, and exits with 3', async function () {
    this.timeout(LONG);
    const { code, err } = await publication.publish([...EVERY, '--resume', '--patience', '60']);
    expect(code).to.equal(3);
    expect(err.trimEnd().split('\n').at(-1)).to.match(/deno does not start: wrong libc\. .*\(RUNTIME_UNUSABLE\)$/);
    expect(matrix().runtimes.map(({ asked }) => asked)).to.deep.equal(['node@22', 'node@24']);
    expect(Object.keys(publication.files()).filter((path) => path.startsWith('deno'))).to.deep.equal([]);
  });

  it('tells everything anew from the results alone, and makes the same of it', async () => {
    const told = publication.files();
    for (const name of ['matrix.html', 'matrix.json', 'node-22/report.html']) {
      writeFileSync(join(publication.place.published, name), 'spoilt');
    }
    writeFileSync(publication.place.readme, told['README.md']!.replaceAll('confirmed', 'guessed'), 'latin1');
    const { code, err } = await publication.publish(['--retell']);
    expect(code, err).to.equal(0);
    expect(publication.files()).to.deep.equal(told);
    expect(err).not.to.contain('results.ndjson.gz');
  });
});

describe('The program that publishes', () => {
  const program = fileURLToPath(new URL('../../../bench/publish.js', import.meta.url));

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await run([program, '--help']);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^Usage: npm run publish-report -- /);
    for (const runtime of ['node@20', 'node@22', 'node@24', 'node@26', 'bun', 'deno'])
      expect(stdout).to.contain(runtime);
    expect(existsSync('work')).to.equal(false);
  });

  it('refuses what it does not know, with a sentence', async () => {
    const { code, stderr } = await run([program, '--runtime', 'node@21']);
    expect(code).to.equal(3);
    expect(stderr).to.match(
      /^touchstone: "node@21" is none of the runtimes .*Did you mean node@2\d\?.*\(ARGUMENT_INVALID\)\n$/,
    );
  });
});
