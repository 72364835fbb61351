/** What runs the tests when nobody thinks of it: a makefile, and what is checked on a pull request (row TE9). */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';
import { describe, it } from 'mocha';

import { whenInstalled } from '../../support/installed.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The names in \`npm run NAME\`, and \`test\` for \`npm test\`. */
const scriptsNamed = (text: string): string[] => [
  ...new Set([...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)].map(([, name, test]) => name ?? test!)),
];

describe('TE9: continuous integration, for which travis-ci is claimed', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it('is a workflow beside the code, and not a service with a file of its own', () => {
    expect(existsSync(new URL('.travis.yml', root))).to.equal(false);
    expect(read('.github/workflows/ci.yml')).to.match(/^on:\n +pull_request:/m);
  });

  for (const path of ['.github/workflows/ci.yml', '.ci/run']) {
    it(`runs npm scripts that exist, and the tests among them: ${path}`, () => {
      const named = scriptsNamed(read(path));
      expect(named).to.include.members(['build', 'lint', 'format:check', 'test']);
      expect(named.filter((name) => !(name in scripts))).to.deep.equal([]);
    });
  }

  it('is small enough for a sample, which the linter of workflows reads too', () => {
    const sample = read('fixtures/testing/samples/ci.yml');
    expect(sample).to.match(/^on:\n +pull_request:/m);
    expect(sample).to.match(/^ +- run: npm ci\n +- run: npm test$/m);
    expect(scripts['lint:workflows']).to.include('fixtures/testing/samples}/*.yml');
  });

  it('checks in the one everything that it checks in the other', () => {
    const [workflow, script] = ['.github/workflows/ci.yml', '.ci/run'].map((path) => scriptsNamed(read(path)));
    expect(script).to.include.members(workflow!);
  });
});

/** That of BSD knows no --version, and tells failures in other words. */
function isGnu(command: string): boolean {
  return spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.startsWith('GNU Make ');
}

whenInstalled(
  'make',
  describe,
  process.env,
  isGnu,
)('TE9: a makefile', (command) => {
  const directory = temporaryDirectory();
  const makefile = fileURLToPath(new URL('fixtures/testing/samples/Makefile', root));
  const make = (...args: string[]) => run(['-f', makefile, ...args], { command, cwd: directory.path });

  it('tests what it has built first, builds nothing twice, and ends with an error where a test fails', async () => {
    directory.write('source.txt', 'good');
    expect(await make('test')).to.include({ code: 0, stdout: 'built\npassed\n' });
    expect(await make('test')).to.include({ code: 0, stdout: 'passed\n' });
    directory.write('report.txt', 'bad');
    const { code, stdout, stderr } = await make('test');
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.match(/test\b.* Error 1/);
  });
});
