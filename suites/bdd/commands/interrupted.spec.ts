/** Specifies interruption, and two runs at once: nothing is lost, nothing stays behind, nobody is measured twice. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { standstill } from '../../support/broken-claims.ts';
import { claimOf, CONTROLS, LONG, modelOf, recordsOf, toyProjects, type Project } from '../../support/touchstone.ts';

const MARK = `
import { appendFileSync } from 'node:fs';
appendFileSync(new URL('../pids', import.meta.url), process.pid + '\\n');
`;
const once = '() => () => 1';
/** Every call takes long and no processor: until a run of them is interrupted, it leaves the processors to others. */
const slow = '() => async () => { await new Promise((resolve) => setTimeout(resolve, 10)); return 1; }';
/** More cases than anybody waits for. */
const MANY = ['given', 'quick'].map((table) => `${table}: { n: Array.from({ length: 500 }, (_, n) => n) },`).join(' ');
const MARKED = `${MARK}${claimOf({ a: slow, b: slow }, MANY)}`;
const ONE_ROUND = ['--quick', '--rounds', '1'];
const PATIENT = [...ONE_ROUND, '--patience', '60'];

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(20);
}

function pids(project: Project): number[] {
  const file = join(project.root, 'pids');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function measuring({ results }: Project): boolean {
  return existsSync(results) && readFileSync(results, 'utf8').includes('{"kind":"round","claim":"marked"');
}

describe('A run that is interrupted', () => {
  const { make } = toyProjects();

  it('refuses a second run that is not forced, ends with 130, and keeps what was measured', async function () {
    this.timeout(LONG);
    const project = make({ 'claims/marked.js': MARKED });
    await using running = project.start('run', ...PATIENT, ...project.here);
    await until(() => measuring(project));

    const other = join(project.root, 'other');
    const second = await project.program('run', ...project.here.slice(0, 2), '--out', other);
    expect(second.code).to.equal(3);
    expect(second.stderr).to.match(new RegExp(`^touchstone: .*process ${running.pid}.*\\(BUSY\\)\\n$`));
    expect(existsSync(other)).to.equal(false);

    const little = ['--param', 'n=1', ...PATIENT, '--json'];
    const forced = await project.program('run', '--force', ...little, ...project.here.slice(0, 2), '--out', other);
    expect(forced.code, forced.stderr).to.equal(0);
    expect(forced.stderr).to.match(new RegExp(`^going on beside another run \\(process ${running.pid}, since `));
    expect(modelOf(forced.stdout).doubts.map((doubt) => doubt.code)).to.include('not-alone');

    const same = await project.program('run', '--force', ...little, ...project.here);
    expect(same.code).to.equal(3);
    expect(same.stderr).to.match(new RegExp(`process ${running.pid}, .* writes its results into .*\\(BUSY\\)\\n$`));

    // One press: the terminal sends it to everybody, and npm hands its own on.
    running.kill('SIGINT');
    await sleep(5);
    running.kill('SIGINT');
    const { code, err } = await running.ended;
    expect(code).to.equal(130);
    expect(err).to.contain('(INTERRUPTED)');
    for (const pid of pids(project)) expect(isAlive(pid), String(pid)).to.equal(false);
    expect(existsSync(join(project.tmp, 'touchstone.lock'))).to.equal(false);

    expect(project.records().at(-1)).to.include({ kind: 'end', complete: false });
    const told = await project.touchstone('report', project.results);
    expect(told.out).to.match(/cut short|interrupted/i);
    const model = modelOf((await project.touchstone('report', project.results, '--json')).out);
    expect(model.complete).to.equal(false);
    expect(model.claims[0]!.cases.length).to.be.within(1, 499);
    // Its reader had gone, as it does where an interrupt at the terminal ends both sides of a pipe.
    expect(JSON.parse(readFileSync(join(project.out, 'report.json'), 'utf8'))).to.deep.equal(model);
    // It knows of the one that was forced upon it, which has ended long ago.
    expect(model.doubts.map((doubt) => doubt.code)).to.include('not-alone');
  });

  it('while its claims are loaded ends at once, and its processes with it', async function () {
    this.timeout(LONG);
    const project = make({ 'claims/endless.js': `${MARK} ${standstill()}` });
    await using running = project.start('run', '--patience', '600', ...project.here);
    await until(() => pids(project).length > 0);
    running.kill('SIGINT');
    const { code, err } = await running.ended;
    expect(code).to.equal(130);
    // There is nothing to go on with.
    expect(err).to.contain('(INTERRUPTED)').and.not.to.contain('--resume');
    await until(() => !isAlive(pids(project)[0]!));
  });
});

describe('A run whose time is limited', () => {
  const { make } = toyProjects();

  it('ends when the time is up, with a code of its own, and tells what it has', async function () {
    this.timeout(LONG);
    const project = make({ 'claims/marked.js': MARKED });
    const { code, stdout, stderr } = await project.program('run', '--limit', '3', ...PATIENT, ...project.here);
    expect(code).to.equal(124);
    expect(stderr).to.match(/touchstone: The 3 s of --limit were up .*--resume goes on with it\. \(TIME_IS_UP\)\n$/);
    expect(stdout).to.contain('cut short');
    expect(project.records().at(-1)).to.include({ kind: 'end', complete: false });
    expect(recordsOf(project.records(), 'round')).not.to.deep.equal([]);
    expect(existsSync(join(project.tmp, 'touchstone.lock'))).to.equal(false);
  });

  it('ends also while its claims are loaded', async function () {
    this.timeout(LONG);
    const project = make({ 'claims/endless.js': standstill() });
    const { code, err } = await project.touchstone('run', '--limit', '1', '--patience', '600', ...project.here);
    expect(code).to.equal(124);
    expect(err).to.contain('(TIME_IS_UP)');
  });
});

/** Its pid and that of a program that it starts; then it hears nothing any more. */
const STUCK = `${MARK}
import { spawn } from 'node:child_process';
const stuck = () => {
  const { pid } = spawn('sleep', ['1000'], { stdio: 'ignore' });
  appendFileSync(new URL('../pids', import.meta.url), pid + '\\n');
  appendFileSync(new URL('../stuck', import.meta.url), 'in a loop');
  for (;;);
};
`;

describe('A run that is killed', () => {
  const { make } = toyProjects();

  for (const [where, claim] of [
    ['measured', claimOf({ a: once, b: '() => stuck' })],
    ['loaded', 'stuck();'],
  ] as const) {
    it(`leaves no process and no folder, also where a claim that is ${where} is in a loop`, async function () {
      this.timeout(LONG);
      const project = make({ 'claims/stuck.js': `${STUCK}${claim}` });
      await using running = project.start('run', ...ONE_ROUND, '--patience', '600', ...project.here);
      await until(() => existsSync(join(project.root, 'stuck')));
      const found = pids(project);
      expect(found.filter(isAlive)).to.have.length.of.at.least(2);
      running.kill('SIGKILL');
      await running.ended;
      // By themselves they would be there for a quarter of an hour, and for ever.
      await until(() => !found.some(isAlive));
      await until(() => readdirSync(project.tmp).every((name) => !name.startsWith('touchstone-')));
      expect(readdirSync(project.tmp).toSorted()).to.deep.equal(['.keep', 'touchstone.lock']);
    });
  }

  it('leaves results that can be read, and a lock that the next run takes over', async function () {
    this.timeout(LONG);
    const project = make({ ...CONTROLS, 'claims/marked.js': MARKED });
    await using running = project.start('run', ...PATIENT, ...project.here);
    await until(() => measuring(project));
    running.kill('SIGKILL');
    expect((await running.ended).signal).to.equal('SIGKILL');
    await until(() => pids(project).every((pid) => !isAlive(pid)));
    const lock = join(project.tmp, 'touchstone.lock');
    expect(readFileSync(lock, 'utf8')).to.match(new RegExp(`^${running.pid} `));

    // Cut off in the middle of a line, as a kill may do it.
    const text = readFileSync(project.results, 'utf8');
    writeFileSync(project.results, text.slice(0, text.lastIndexOf('{"kind"') + 40));
    const model = modelOf((await project.touchstone('report', project.results, '--json')).out);
    expect(model.complete).to.equal(false);

    const { code, stderr } = await project.program('run', '--param', 'n=1', ...PATIENT, ...project.here);
    expect(code, stderr).to.equal(0);
    const aside = join(project.out, 'results.previous.ndjson');
    expect(stderr).to.contain(`an unfinished run is put aside as ${aside}`);
    expect((await project.touchstone('report', aside)).code).to.equal(0);
    expect(existsSync(lock)).to.equal(false);
    expect(recordsOf(project.records(), 'end')[0]).to.include({ complete: true });
  });
});
