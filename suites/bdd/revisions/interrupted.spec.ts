/** Specifies that nothing is left of two revisions side by side, wherever and however it is broken off. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { installed } from '../../../fixtures/processes/installed.ts';
import { checkOut } from '../../../bench/revisions/check-out.ts';
import { findRevisions } from '../../../bench/revisions/revisions.ts';
import { makeWorktrees } from '../../../bench/revisions/worktrees.ts';
import { whenInstalled } from '../../support/installed.ts';
import { isRunning } from '../../support/process-there.ts';
import { compiled, run } from '../../support/program.ts';
import { scratchRepository, type Scratch } from '../../support/scratch-repository.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';
import { fileURLToPath } from 'node:url';

/** Says who it is and whom it has started, and waits for what never comes. */
const WAIT = `sleep 1000 & echo "$$ $!" >> "$HOME/pids"; wait`;
const PACKAGE = { scripts: { build: 'x' }, dependencies: { tool: '*' } };

whenInstalled('git', describe)('Two revisions side by side', () => {
  const directory = temporaryDirectory();

  let template: Scratch;
  let base: string;

  before('makes the repository that each test has a copy of', () => {
    template = scratchRepository(directory.fresh());
    base = template.commit('a', { 'package.json': PACKAGE, 'package-lock.json': '1', '.gitignore': 'node_modules' });
    template.commit('b', { 'package-lock.json': '2' });
    template.write({ 'node_modules/tool/index.js': '1' });
  });

  /** Its base has to be installed, and both have to be built. */
  function make(programs: { install?: string; build?: string; git?: string } = {}): Scratch {
    const one = scratchRepository(directory.fresh());
    cpSync(template.root, one.root, { recursive: true });
    const { install = 'mkdir -p node_modules/tool', build = ':' } = programs;
    one.program('npm', `case "$1" in run) ${build} ;; *) ${install} ;; esac`);
    if (programs.git !== undefined) {
      const real = installed('git')!;
      const script = `case "$*" in *"worktree add"*) ${programs.git} ;; esac; exec GIT "$@"`;
      one.program('git', script.replaceAll('GIT', real));
    }
    return one;
  }

  const pidsOf = ({ env }: Scratch): number[] => {
    const file = join(env['HOME']!, 'pids');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split(/\s+/).map(Number) : [];
  };
  const nothingIsLeft = (one: Scratch): void => {
    expect(pidsOf(one).filter(isRunning)).to.deep.equal([]);
    expect(readdirSync(join(one.cache, 'worktrees'))).to.deep.equal([]);
    expect(existsSync(join(one.root, '.git/worktrees'))).to.equal(false);
    expect(one.git('worktree', 'list').split('\n')).to.have.length(1);
  };
  const open = async (one: Scratch, options: { signal: AbortSignal; tell?: (says: string) => void }) => {
    const found = await findRevisions({ folder: one.root, env: one.env, base });
    return checkOut(found, { env: one.env, cache: one.cache, ...options });
  };
  const codeOf = async (opening: Promise<unknown>): Promise<unknown> => {
    try {
      await opening;
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
    return 'none';
  };

  describe('that are interrupted', () => {
    for (const step of ['checking out the base', 'checking out the head', 'installing', 'building both']) {
      it(`before ${step} leave nothing`, async () => {
        const one = make();
        const controller = new AbortController();
        const tell = (says: string) => void (says.startsWith(step) && controller.abort());
        expect(await codeOf(open(one, { signal: controller.signal, tell }))).to.equal('INTERRUPTED');
        nothingIsLeft(one);
      });
    }

    it('before anything leave nothing', async () => {
      const one = make();
      expect(await codeOf(open(one, { signal: AbortSignal.abort() }))).to.equal('INTERRUPTED');
      expect(existsSync(one.cache)).to.equal(false);
    });

    for (const [where, programs, processes] of [
      ['before git has checked out the base', { git: WAIT }, 2],
      ['when git has checked out the base', { git: `GIT "$@"; ${WAIT}` }, 2],
      ['when git has checked out the head', { git: `case "$*" in */head-*) GIT "$@"; ${WAIT} ;; esac` }, 2],
      ['while packages are installed', { install: `mkdir -p node_modules/half; ${WAIT}` }, 2],
      ['while both are built', { build: WAIT }, 4],
      ['while the head is built', { build: `case "$PWD" in */head-*) ${WAIT} ;; esac` }, 2],
    ] as const) {
      it(`${where} leave nothing`, async () => {
        const one = make(programs);
        const controller = new AbortController();
        const opening = codeOf(open(one, { signal: controller.signal }));
        await until(() => pidsOf(one).length === processes, 'the programs');
        expect(pidsOf(one).filter(isRunning)).to.have.length(processes);
        controller.abort();
        expect(await opening).to.equal('INTERRUPTED');
        await until(() => !pidsOf(one).some(isRunning), 'their end');
        nothingIsLeft(one);
        const kept = join(one.cache, 'installs');
        if ('install' in programs) expect(existsSync(kept)).to.equal(false);
      });
    }
  });

  it('end the build of the one where the other does not build', async () => {
    const one = make({
      build: `case "$PWD" in */head-*) until [ -s "$HOME/pids" ]; do sleep 0.01; done; exit 1 ;; esac; ${WAIT}`,
    });
    const { signal } = new AbortController();
    expect(await codeOf(open(one, { signal }))).to.equal('HEAD_DOES_NOT_BUILD');
    await until(() => !pidsOf(one).some(isRunning), 'the end of the other build');
    nothingIsLeft(one);
  });

  it('do not wait for what a build has left behind, and end it', async () => {
    const one = make({ build: 'sleep 1000 & echo "$!" >> "$HOME/pids"' });
    await using both = await open(one, { signal: new AbortController().signal });
    expect(existsSync(both.base.folder)).to.equal(true);
    expect(pidsOf(one)).to.have.length(2);
    await until(() => !pidsOf(one).some(isRunning), 'the end of what was left');
  });

  describe('of a touchstone that ends', () => {
    const program = fileURLToPath(compiled('suites/support/check-out-program.ts'));
    const envOf = ({ env }: Scratch) => ({ ...env, NODE_V8_COVERAGE: process.env['NODE_V8_COVERAGE'] });

    it('by itself are gone with it', async () => {
      const one = make();
      const { code, stdout } = await run([program, one.root, one.cache, 'exit'], { env: envOf(one) });
      expect([code, stdout.trim().split('\n').at(-1)]).to.deep.equal([7, 'built']);
      nothingIsLeft(one);
    });

    for (const [when, build] of [
      ['while they are built', WAIT],
      ['when they are built', `echo "$$" >> "$HOME/pids"`],
    ] as const) {
      it(`by a kill ${when} are gone as well`, async () => {
        const one = make({ build });
        const child = spawn(process.execPath, [program, one.root, one.cache], {
          env: envOf(one),
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
        const closed = new Promise((resolve) => void child.once('close', resolve));
        await until(() => (build === WAIT ? pidsOf(one).length === 4 : said.includes('built\n')), 'the builds');
        expect(readdirSync(join(one.cache, 'worktrees'))).to.have.length(2);
        child.kill('SIGKILL');
        await closed;
        await until(() => readdirSync(join(one.cache, 'worktrees')).length === 0, 'the end of the folders');
        await until(() => !pidsOf(one).some(isRunning), 'the end of the builds');
        // Git removes an empty folder of metadata by itself; the reaper knows only what it was told.
        expect(one.git('worktree', 'list').split('\n')).to.have.length(1);
        expect(readdirSync(join(one.root, '.git/worktrees'))).to.deep.equal([]);
      });
    }
  });

  it('of a run that is gone with its machine are removed by the next one, and those of nobody else', async () => {
    const one = make();
    const { repository } = await findRevisions({ folder: one.root, env: one.env });
    const { pid: gone } = await ended();
    const folder = join(one.cache, 'worktrees');
    const leave = (name: string, process: number, host: string): string[] => {
      const [files, metadata] = [join(folder, name), join(repository.common, 'worktrees', `base-${name}`)];
      for (const made of [files, metadata]) mkdirSync(made, { recursive: true });
      writeFileSync(
        `${files}.json`,
        JSON.stringify({ process, host, paths: [files, `${files}.json`], metadata: [metadata] }),
      );
      return [files, `${files}.json`, metadata];
    };
    const dead = leave('dead', gone, hostname());
    const kept = [...leave('alive', process.pid, hostname()), ...leave('elsewhere', gone, 'another')];
    writeFileSync(join(folder, 'torn.json'), '{"process":');
    {
      using _ = makeWorktrees(repository, one.cache);
      expect(dead.filter(existsSync)).to.deep.equal([]);
    }
    expect(kept.filter(existsSync)).to.deep.equal(kept);
    expect(readdirSync(folder)).to.include('torn.json').and.to.have.length(5);
  });
});

/** A process that was there. */
async function ended(): Promise<{ pid: number }> {
  const child = spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' });
  await new Promise((resolve) => void child.once('close', resolve));
  return { pid: child.pid! };
}
