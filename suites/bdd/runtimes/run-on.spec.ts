/** Specifies runs on other runtimes than the one that runs touchstone, from the outside. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { occupant } from '../../../bench/harness/machine/lock.ts';
import { readRecords } from '../../../bench/results-file.ts';
import type { MatrixReport } from '../../../reports/model.ts';
import { main } from '../../../bench/main.ts';
import { collectingStreams, collector } from '../../support/streams.ts';
import { fakeRuntime, script, thisNodeAs } from '../../support/fake-runtimes.ts';
import {
  claimOf,
  LONG,
  modelOf,
  recordsOf,
  toyProjects,
  type Outcome,
  type Project,
} from '../../support/touchstone.ts';

const CLAIM = claimOf({
  a: '() => () => process.versions.node',
  b: '() => () => process.versions.node',
});
const ONCE = ['--quick', '--rounds', '1', '--patience', '60'];

describe('A run with another runtime', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;
  let node99: string;

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/one.js': CLAIM });
    node99 = thisNodeAs(join(project.root, 'node99'), '99.1.0');
    outcome = await project.touchstone('run', 'one', '--runtime', node99, ...ONCE, ...project.here, '--json');
  });

  it('measures in processes of that runtime, and says so', () => {
    expect(outcome.code, outcome.err).to.equal(0);
    const [one] = recordsOf(project.records(), 'case');
    expect(one!.answers['a']!.shown).to.contain('99.1.0');
  });

  it('has the environment of that runtime', () => {
    const [{ environment, options }] = recordsOf(project.records(), 'run') as [ReturnType<typeof recordsOf<'run'>>[0]];
    expect(environment.runtime).to.equal('Node.js 99.1.0');
    expect(environment.versions['node']).to.equal('99.1.0');
    expect(environment.clockStep).to.be.above(0);
    expect(options).to.deep.include({ runtime: [node99] });
    expect(modelOf(outcome.out).environment.runtime).to.equal('Node.js 99.1.0');
  });

  it('is refused with a sentence where that is none, before anything is written', async () => {
    const other = make({ 'claims/one.js': CLAIM });
    const { code, err } = await other.touchstone('run', '--runtime', 'nod@22', ...other.here);
    expect(code).to.equal(3);
    expect(err).to.contain('Did you mean node@22?');
    expect(existsSync(other.out)).to.equal(false);
  });

  it('is refused where that cannot run what measures, with what it said', async () => {
    const other = make({ 'claims/one.js': CLAIM });
    const path = fakeRuntime(join(other.root, 'bun'), 'bun', '1.0.0');
    const { code, err } = await other.touchstone('run', '--runtime', path, ...other.here);
    expect(code).to.equal(3);
    expect(err).to.match(/Bun 1\.0\.0 \(.*\) cannot run what measures: .*\(RUNTIME_UNUSABLE\)/);
  });

  it('is refused where it is to look into V8, and is no Node.js', async () => {
    const other = make({ 'claims/one.js': CLAIM });
    const path = fakeRuntime(join(other.root, 'deno'), 'deno', '2.9.6');
    const { code, err } = await other.touchstone('run', '--runtime', path, '--why', ...other.here);
    expect(code).to.equal(3);
    expect(err).to.contain('Deno 2.9.6 is another runtime');
  });
});

describe('A run on several runtimes', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;
  let binaries: string[];

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/one.js': CLAIM,
      'claims/new.js': `if (process.versions.node.startsWith('98')) await import('node:from-the-future');\n${CLAIM}`,
    });
    binaries = [
      thisNodeAs(join(project.root, 'node98'), '98.2.0'),
      script(join(project.root, 'broken'), 'echo "wrong libc" >&2', 'exit 1'),
      thisNodeAs(join(project.root, 'node99'), '99.1.0'),
    ];
    const runtimes = binaries.flatMap((path) => ['--runtime', path]);
    outcome = await project.touchstone('run', ...runtimes, ...ONCE, ...project.here, '--json');
  });

  const recordsOn = (folder: string) => readRecords(readFileSync(join(project.out, folder, 'results.ndjson'), 'utf8'));

  it('leaves the results and the reports of each in a folder of its own', () => {
    for (const [folder, version] of [
      ['node-98.2.0', '98.2.0'],
      ['node-99.1.0', '99.1.0'],
    ] as const) {
      const [run] = recordsOf(recordsOn(folder), 'run');
      expect(run!.environment.runtime).to.equal(`Node.js ${version}`);
      expect(existsSync(join(project.out, folder, 'report.html'))).to.equal(true);
    }
  });

  it('tells a claim whose module does not load on one of them there, and measures the rest', () => {
    const broken = recordsOf(recordsOn('node-98.2.0'), 'broken');
    expect(broken.map(({ claim, code }) => [claim, code])).to.deep.equal([['new', 'CLAIM_DOES_NOT_LOAD']]);
    expect(broken[0]!.says).to.contain('node:from-the-future');
    // It is found by describing the claim there, before any of its cases.
    expect(broken[0]).not.to.have.property('case');
    expect(recordsOf(recordsOn('node-98.2.0'), 'round').map(({ claim }) => claim)).to.include('one');
    expect(recordsOf(recordsOn('node-99.1.0'), 'broken')).to.deep.equal([]);
  });

  it('tells at the end what could not be measured, and exits with 3', () => {
    expect(outcome.code).to.equal(3);
    const [last] = outcome.err.trimEnd().split('\n').slice(-1);
    expect(last).to.match(/^touchstone: .*broken does not start: wrong libc\. .*\(RUNTIME_UNUSABLE\)$/);
  });

  it('tells all of them as one matrix, with what is missing', () => {
    const { runtimes, claims } = JSON.parse(outcome.out) as MatrixReport;
    expect(runtimes.map(({ name, run }) => [name, run !== undefined])).to.deep.equal([
      ['Node.js 98.2.0', true],
      [binaries[1], false],
      ['Node.js 99.1.0', true],
    ]);
    expect(claims.map(({ id }) => id)).to.include.members(['new', 'one']);
    expect(existsSync(join(project.out, 'matrix.html'))).to.equal(true);
  });

  it('goes on with --resume where each of them is: what is whole stands', async function () {
    this.timeout(LONG);
    const runtimes = [binaries[0]!, binaries[2]!].flatMap((path) => ['--runtime', path]);
    const measured = ['node-98.2.0', 'node-99.1.0'].map((folder) => recordsOn(folder));
    const { code, err } = await project.touchstone('run', '--resume', ...runtimes, ...ONCE, ...project.here);
    expect(code, err).to.equal(3);
    expect(err.match(/is whole, and stands as it is/g)).to.have.length(2);
    expect(['node-98.2.0', 'node-99.1.0'].map((folder) => recordsOn(folder))).to.deep.equal(measured);
  });

  it('tells what it has when it is interrupted in the second', async function () {
    this.timeout(LONG);
    const other = make({ 'claims/one.js': CLAIM });
    const runtimes = [binaries[0]!, binaries[2]!].flatMap((path) => ['--runtime', path]);
    const asked = new AbortController();
    const streams = collectingStreams({ signal: asked.signal });
    const err = collector();
    const write = err.stream.write.bind(err.stream);
    let holder: number | undefined;
    err.stream.write = (text: string) => {
      if (text.includes('(2 of 2)')) {
        holder = occupant()?.process;
        asked.abort();
      }
      return write(text);
    };
    const argv = ['run', ...runtimes, ...ONCE, ...other.here];
    const code = await main(argv, { ...streams, err: err.stream, controls: join(other.root, 'controls') });
    expect(code, err.text()).to.equal(130);
    expect(holder, 'has the machine until the last of them').to.equal(process.pid);
    expect(err.text()).to.contain('Node.js 99.1.0 (2 of 2)').and.to.contain('(INTERRUPTED)');
    const first = readRecords(readFileSync(join(other.out, 'node-98.2.0', 'results.ndjson'), 'utf8'));
    expect(recordsOf(first, 'end').map(({ complete }) => complete)).to.deep.equal([true]);
    expect(streams.said()).to.contain('Node.js 98.2.0');
  });
});
