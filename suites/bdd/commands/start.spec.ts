/** Specifies the start: what the compiler says decides what may run. With a compiler that says what the test wants. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const START = fileURLToPath(new URL('../../../../bench/start.mjs', import.meta.url));
const CLAIM = "bench/claims/a/b.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.";
const OTHER = "bench/harness/round.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.";
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

  it('hands over to the command where everything compiles, and forgets what was wrong before', async () => {
    const root = projectWhere(0, []);
    const { code, stdout } = await run([join(root, 'bench', 'start.mjs'), 'run', 'x']);
    expect([code, stdout]).to.deep.equal([0, 'the command has run x\n']);
    expect(existsSync(join(root, 'dist', 'diagnostics.txt'))).to.equal(false);
  });

  it('hands over where claims alone do not compile, and leaves what was said of them', async () => {
    const root = projectWhere(2, [CLAIM, MORE]);
    const { code, stdout } = await run([join(root, 'bench', 'start.mjs'), 'run']);
    expect([code, stdout]).to.deep.equal([0, 'the command has run\n']);
    expect(readFileSync(join(root, 'dist', 'diagnostics.txt'), 'utf8')).to.equal(`${CLAIM}\n${MORE}\n`);
  });

  it('ends where anything else does not compile, and shows what was said', async () => {
    const root = projectWhere(2, [CLAIM, OTHER]);
    const { code, stdout, stderr } = await run([join(root, 'bench', 'start.mjs'), 'run']);
    expect([code, stdout]).to.deep.equal([3, '']);
    expect(stderr).to.contain(OTHER).and.to.contain('touchstone: this does not compile.');
  });

  it('ends where the compiler fails without a word', async () => {
    const root = projectWhere(1, []);
    const { code, stdout, stderr } = await run([join(root, 'bench', 'start.mjs'), 'run']);
    expect([code, stdout]).to.deep.equal([3, '']);
    expect(stderr).to.contain('touchstone:');
  });
});
