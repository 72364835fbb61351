/** `touchstone compare`, interrupted at ten places and killed at one: what it has begun is gone. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { whenInstalled } from '../../support/installed.ts';
import { processesIn } from '../../support/process-there.ts';
import { scratchRepository, type Scratch } from '../../support/scratch-repository.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { CONTROLS, LONG, PLAIN } from '../../support/touchstone.ts';
import { until } from '../../support/until.ts';

const CLI = fileURLToPath(new URL('../../support/touchstone-cli.js', import.meta.url));

/** Its lines are: what is compared, two checkouts, the builds, a control, and six cases. */
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

interface Stopped {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
}

whenInstalled('git', describe)('touchstone compare that is stopped', () => {
  const folder = temporaryDirectory();

  function scratch(): Scratch {
    const made = scratchRepository(folder.fresh());
    made.commit('as it was', {
      'package.json': '{ "type": "module", "scripts": { "build": "node build.js" } }',
      'build.js': 'process.exit();',
      ...CONTROLS,
      'claims/one.js': PLAIN,
      'claims/two.js': PLAIN,
    });
    made.commit('another', { 'claims/one.js': `${PLAIN}// other code\n` });
    return made;
  }

  /** Sends the signal once it has written so many lines. */
  function stopAt({ root, env, cache }: Scratch, place: number, by: NodeJS.Signals): Promise<Stopped> {
    const words = ['compare', 'HEAD~1', 'HEAD', '--rounds', '1', '--claims', 'claims', '--out', join(cache, '../out')];
    const child = spawn(process.execPath, [CLI, ...words], {
      cwd: root,
      env: { ...env, TOUCHSTONE_CACHE: cache, NODE_V8_COVERAGE: process.env['NODE_V8_COVERAGE'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    let isStopped = false;
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (isStopped || said.split('\n').length <= place) return;
      isStopped = true;
      child.kill(by);
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, lines: said.trimEnd().split('\n') }));
    });
  }

  it('by an interrupt at any of ten places leaves no worktree, child or lock, and says so', async function () {
    this.timeout(LONG);
    const stopped = await Promise.all(
      PLACES.map(async (place) => {
        const made = scratch();
        return { place, made, ...(await stopAt(made, place, 'SIGINT')) };
      }),
    );
    for (const { place, made, code, lines } of stopped) {
      expect([place, code]).to.deep.equal([place, 130]);
      expect(lines.at(-1)).to.match(/^touchstone: The (?:run|comparison) was interrupted\..* \(INTERRUPTED\)$/);
      expect([place, ...left(made)]).to.deep.equal([place]);
      expect(made.git('worktree', 'list').split('\n')).to.have.length(1);
      expect(made.git('status', '--porcelain')).to.equal('');
    }
  });

  it('by a kill leaves nothing for long either', async function () {
    this.timeout(LONG);
    const made = scratch();
    expect(await stopAt(made, 6, 'SIGKILL')).to.include({ code: null, signal: 'SIGKILL' });
    // What it leaves behind takes note of its end by itself, and needs a moment for it; git's own note of it stays until then.
    await until(() => left(made).filter((name) => name !== 'touchstone.lock').length === 0, 'nothing left');
    const next = await stopAt(made, 4, 'SIGINT');
    expect(next.code).to.equal(130);
    expect(left(made)).to.deep.equal([]);
    expect(made.git('worktree', 'list').split('\n')).to.have.length(1);
  });
});

/** Worktrees, temporary files, and processes that were given a folder among those. */
function left({ cache, env }: Scratch): string[] {
  const worktrees = join(cache, 'worktrees');
  const temporary = env['TMPDIR']!;
  return [
    ...(existsSync(worktrees) ? readdirSync(worktrees) : []),
    ...readdirSync(temporary).filter((name) => name.startsWith('touchstone')),
    ...processesIn(temporary),
  ];
}
