/** Specifies the processes that measure: fresh, clean, and with a module instance for every contender. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { processesIn } from '../../support/process-there.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { claimOf, LONG, recordsOf, toyProjects, type Project } from '../../support/touchstone.ts';
import { until } from '../../support/until.ts';

const BOUND = new URL('../../../bench/harness/process/bound-process.js', import.meta.url);

/** Each contender adds a line about where it is when it is set up, and counts in a helper's module state. */
const WITNESS = `
import { appendFileSync } from 'node:fs';
import { count } from '../helpers/outer.js';
function contender(name) {
  return () => {
    const seen = { name, count: count(name), pid: process.pid, ppid: process.ppid, env: Object.keys(process.env),
      coverage: process.env.NODE_V8_COVERAGE, execArgv: process.execArgv, argv: process.argv.length,
      tmp: process.env.TMPDIR };
    appendFileSync(new URL('../witness.ndjson', import.meta.url), JSON.stringify(seen) + '\\n');
    return () => 1;
  };
}
${claimOf({ a: "contender('a')", b: "contender('b')", c: "contender('c')" })}`;

interface Seen {
  readonly name: string;
  readonly count: string[];
  readonly pid: number;
  readonly ppid: number;
  readonly env: string[];
  readonly coverage: string;
  readonly execArgv: string[];
  readonly tmp: string;
}

describe('A process that measures', () => {
  const { make } = toyProjects();
  let project: Project;
  let seen: Seen[];
  let together: Seen[][];
  let alone: Seen[][];

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/witness.js': WITNESS,
      'helpers/outer.js': "export { count } from './inner.js';\n",
      'helpers/inner.js':
        'const names = [];\nexport const count = (name) => [...names, name].filter((x) => names.push(x));\n',
    });
    process.env['TOUCHSTONE_TEST_NOISE'] = '1';
    process.env['NODE_OPTIONS'] = '--stack-size=900';
    try {
      await project.touchstone('run', 'witness', '--rounds', '2', '--patience', '60', ...project.here);
    } finally {
      delete process.env['TOUCHSTONE_TEST_NOISE'];
      delete process.env['NODE_OPTIONS'];
    }
    const lines = readFileSync(join(project.root, 'witness.ndjson'), 'utf8').trim().split('\n');
    seen = lines.map((line) => JSON.parse(line) as Seen);
    const pids = [...new Set(seen.map(({ pid }) => pid))];
    const byProcess = pids.map((pid) => seen.filter((one) => one.pid === pid));
    together = byProcess.filter(({ length }) => length > 1);
    alone = byProcess.filter(({ length }) => length === 1);
  });

  it('is a fresh one for each round', () => {
    expect(recordsOf(project.records(), 'round').filter(({ claim }) => claim === 'witness')).to.have.length(4);
    expect(together).to.have.length(2);
  });

  it('holds every contender of the case', () => {
    for (const round of together) expect(round.map(({ name }) => name).toSorted()).to.deep.equal(['a', 'b', 'c']);
  });

  it('holds one contender alone in a solo round, of the two that are compared', () => {
    expect(alone.map(([one]) => one!.name).toSorted()).to.deep.equal(['a', 'a', 'b', 'b']);
  });

  it('gives each contender a module instance of its own, helpers of helpers included', () => {
    for (const { count, name } of seen) expect(count).to.deep.equal([name]);
  });

  it('is not the one that steers, nor one of its children’s', () => {
    for (const { pid, ppid } of seen) {
      expect(pid).not.to.equal(process.pid);
      expect(ppid).to.equal(process.pid);
    }
  });

  it('has an environment without anything that changes what is measured', () => {
    const kept = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'PATHEXT', 'UV_THREADPOOL_SIZE'];
    const own = ['TMPDIR', 'TEMP', 'TMP', 'NODE_V8_COVERAGE', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'];
    for (const { env, coverage, execArgv } of seen) {
      expect([...kept, ...own]).to.include.members(env);
      expect(coverage).to.equal('');
      expect(execArgv).to.deep.equal([]);
    }
  });

  it('has a folder of its own for temporary files, which is gone afterwards', () => {
    const folders = new Set(seen.map(({ tmp }) => tmp));
    expect(folders.size).to.equal(together.length + alone.length);
    for (const folder of folders) expect(existsSync(folder)).to.equal(false);
  });

  it('records the order in which the contenders were loaded as they were set up', () => {
    const rounds = recordsOf(project.records(), 'round').filter((one) => one.claim === 'witness' && one.together);
    const loaded = rounds.map((round) => round.loaded.join(' ')).toSorted();
    expect(together.map((round) => round.map(({ name }) => name).join(' ')).toSorted()).to.deep.equal(loaded);
  });
});

describe('A process that is being started', () => {
  const folder = temporaryDirectory();

  /** Killed in the middle of it: before the child is there, and when it is and nobody has been told of it yet. */
  for (const forks of ['killed()', 'fork(...asked), killed()']) {
    it(`leaves neither a process nor a folder where we are killed at ${forks}`, async () => {
      const tmp = folder.fresh();
      const program = `
        import processes from 'node:child_process';
        import { syncBuiltinESMExports } from 'node:module';
        const { fork } = processes;
        const killed = () => process.kill(process.pid, 'SIGKILL');
        processes.fork = (...asked) => (${forks});
        syncBuiltinESMExports();
        const { startBound } = await import(${JSON.stringify(BOUND.href)});
        startBound(new URL('../worker/worker.js', ${JSON.stringify(BOUND.href)}));`;
      const { signal } = await run(['--input-type=module', '--eval', program], { env: { TMPDIR: tmp } });
      expect(signal).to.equal('SIGKILL');
      await until(() => readdirSync(tmp).length === 0 && processesIn(tmp).length === 0, 'nothing left');
    });
  }
});

describe('What a contender holds', () => {
  const { make } = toyProjects();

  it('is closed at the end of each process, and what stays open or cannot be closed does not hold the run up', async function () {
    this.timeout(LONG);
    const mark = "appendFileSync(new URL('../closed', import.meta.url), name)";
    const holding = `Object.assign(() => 1, { [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]: async () => `;
    const project = make({
      'claims/held.js': `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
const close = (name) => ${mark};
${claimOf({
  a: `() => { createServer().listen(0); return ${holding} close('a') }); }`,
  b: `() => { return ${holding} { close('b'); throw new Error('stuck'); } }); }`,
})}`,
    });
    const began = performance.now();
    const patience = 60;
    const { code, err } = await project.touchstone(
      'run',
      'held',
      '--rounds',
      '1',
      '--patience',
      String(patience),
      ...project.here,
    );
    expect(code, err).to.equal(0);
    const closed = readFileSync(join(project.root, 'closed'), 'utf8').split('').toSorted().join('');
    // By either of them, in the round together and in the solo round.
    expect(closed).to.equal('aabb');
    // No figure: whoever waited would have waited for all of its patience.
    expect(performance.now() - began).to.be.below(patience * 1000);
  });
});
