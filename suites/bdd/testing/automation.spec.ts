/** What runs the tests when nobody thinks of it: a makefile, and what is checked on a pull request (row TE9). */
import { existsSync, readFileSync } from 'node:fs';

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

  it('checks in the one everything that it checks in the other', () => {
    const [workflow, script] = ['.github/workflows/ci.yml', '.ci/run'].map((path) => scriptsNamed(read(path)));
    expect(script).to.include.members(workflow!);
  });
});

const MAKEFILE = `.PHONY: test
report.txt: source.txt
\t@cat source.txt > report.txt
\t@echo built
test: report.txt
\t@grep -q good report.txt
\t@echo passed
`;

whenInstalled('make', describe)('TE9: a makefile', (command) => {
  const directory = temporaryDirectory();
  const make = (...args: string[]) => run(args, { command, cwd: directory.path });

  it('tests what it has built first, builds nothing twice, and ends with an error where a test fails', async () => {
    directory.write('Makefile', MAKEFILE);
    directory.write('source.txt', 'good');
    expect(await make('test')).to.include({ code: 0, stdout: 'built\npassed\n' });
    expect(await make('test')).to.include({ code: 0, stdout: 'passed\n' });
    directory.write('report.txt', 'bad');
    const { code, stdout, stderr } = await make('test');
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.match(/test\b.* Error 1/);
  });
});
