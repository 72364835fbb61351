/** The repository's own launch.json, as VS Code will read it (row D1). */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';
import { parse } from 'jsonc-parser';
import { describe, it } from 'mocha';

import { problemsOf, readLaunchFile } from '../../../fixtures/debugging/launch-configuration.ts';

const workspaceFolder = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');
const read = (name: string): string => readFileSync(`${workspaceFolder}/.vscode/${name}`, 'utf8');

describe('D1: the launch.json of this repository', () => {
  const file = readLaunchFile(read('launch.json'));

  it('starts what is there after the build, has no attribute misspelt, and names tasks and inputs that exist', () => {
    const tasks = (parse(read('tasks.json')) as { tasks: { label: string }[] }).tasks.map(({ label }) => label);
    expect(problemsOf(file, { workspaceFolder, tasks })).to.deep.equal([]);
  });

  it('is launched with F5, as the notes have it: type node, request launch, a program', () => {
    expect(file.configurations).to.not.deep.equal([]);
    for (const { type, request, program } of file.configurations) {
      expect({ type, request }).to.deep.equal({ type: 'node', request: 'launch' });
      expect(program).to.match(/^\$\{workspaceFolder\}\/.*\.js$/);
    }
  });

  it('is mapped back to TypeScript: the compiled program is of outFiles, and its source map is beside it', () => {
    const compiled = file.configurations.filter(({ program }) => program!.includes('/dist/'));
    expect(compiled).to.not.deep.equal([]);
    for (const { program, outFiles } of compiled) {
      expect(outFiles).to.deep.equal(['${workspaceFolder}/dist/**/*.js']);
      expect(existsSync(`${program!.replace('${workspaceFolder}', workspaceFolder)}.map`)).to.equal(true);
    }
  });
});
