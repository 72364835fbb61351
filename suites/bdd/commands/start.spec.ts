/** Specifies the start: what the compiler says decides what may run. With a compiler that says what the test wants. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const START = fileURLToPath(new URL('../../../../bench/start.mjs', import.meta.url));
const CLAIM = "bench/claims/a/b.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.";
const OTHER = "bench/harness/schedule/round.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.";
const MORE = '  The expected type comes from here.';

describe('The start', () => {
  const directory = temporaryDirectory();

  function projectWhere(status: number, said: readonly string[]): string {
    const root = directory.fresh();
    const text = said.map((line) => `${line}\n`).join('');
    const compiler = `process.stdout.write(${JSON.stringify(text)});\nprocess.exit(${status});\n`;
    for (const [name, content] of Object.entries({
      'package.json': '{"type":"module"}',
      'node_modules/typescript/package.json': '{"name":"typescript"}',
      'node_modules/typescript/bin/tsc': `#!/usr/bin/env node\n${compiler}`,
      'dist/bench/cli.js': "console.log('the command has', process.argv.slice(2).join(' '));\n",
      'dist/diagnostics.txt': 'what was wrong before\n',
    })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    cpSync(START, join(root, 'bench', 'start.mjs'));
    return root;
  }

  /** With a lock of its own: whoever measures on this machine meanwhile is not meant. */
  const start = (root: string, ...argv: string[]) =>
    run([join(root, 'bench', 'start.mjs'), ...argv], { env: { TMPDIR: root } });

  it('hands over to the command where everything compiles, and forgets what was wrong before', async () => {
    const root = projectWhere(0, []);
    const { code, stdout } = await start(root, 'run', 'x');
    expect([code, stdout]).to.deep.equal([0, 'the command has run x\n']);
    expect(existsSync(join(root, 'dist', 'diagnostics.txt'))).to.equal(false);
  });

  it('hands over where claims alone do not compile, and leaves what was said of them', async () => {
    const root = projectWhere(2, [CLAIM, MORE]);
    const { code, stdout } = await start(root, 'run');
    expect([code, stdout]).to.deep.equal([0, 'the command has run\n']);
    expect(readFileSync(join(root, 'dist', 'diagnostics.txt'), 'utf8')).to.equal(`${CLAIM}\n${MORE}\n`);
  });

  it('ends where anything else does not compile, and shows what was said', async () => {
    const root = projectWhere(2, [CLAIM, OTHER]);
    const { code, stdout, stderr } = await start(root, 'run');
    expect([code, stdout]).to.deep.equal([3, '']);
    expect(stderr).to.contain(OTHER).and.to.contain('touchstone: this does not compile.');
  });

  it('ends where the compiler fails without a word', async () => {
    const root = projectWhere(1, []);
    const { code, stdout, stderr } = await start(root, 'run');
    expect([code, stdout]).to.deep.equal([3, '']);
    expect(stderr).to.contain('touchstone:');
  });

  describe('while another run measures', () => {
    const lockIn = (root: string) => join(root, 'touchstone.lock');
    /** Process 1 is always there. */
    const rootWithLock = (): string => {
      const root = projectWhere(0, []);
      writeFileSync(lockIn(root), '1 2026-11-22T12:00:00.000Z "/some where"\n');
      return root;
    };
    const compiled = (root: string) => !existsSync(join(root, 'dist', 'diagnostics.txt'));

    it('hands over to the command without compiling, for it to refuse the run', async () => {
      const root = rootWithLock();
      expect((await start(root, 'run', 'x')).stdout).to.equal('the command has run x\n');
      expect(compiled(root)).to.equal(false);
    });

    for (const argv of [['run', '--force'], ['list']]) {
      it(`compiles all the same: ${argv.join(' ')}`, async () => {
        const root = rootWithLock();
        await start(root, ...argv);
        expect(compiled(root)).to.equal(true);
      });
    }

    it('waits where it is asked to, says for whom, and compiles afterwards', async () => {
      const root = rootWithLock();
      // The other run ends when it is known that this one waits.
      const heard = () => rmSync(lockIn(root), { force: true });
      const argv = [join(root, 'bench', 'start.mjs'), 'run', '--wait'];
      const { stdout, stderr } = await run(argv, { env: { TMPDIR: root }, heard });
      expect(stderr).to.contain('waiting for another run (process 1, since 2026-11-22T12:00:00.000Z)');
      expect(stdout).to.equal('the command has run --wait\n');
      expect(compiled(root)).to.equal(true);
    });

    it('does not mind a run that has ended', async () => {
      const root = rootWithLock();
      const { pid } = spawnSync(process.execPath, ['--eval', '0']);
      writeFileSync(lockIn(root), `${pid} 2026-11-22T12:00:00.000Z\n`);
      await start(root, 'run');
      expect(compiled(root)).to.equal(true);
    });
  });
});
