/** What npm does to the versions of a project, asked of npm itself, offline (rows N1 to N8). */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { bump, BUMPS, type Bump } from '../../../fixtures/versions/bump.ts';
import { registryOf } from '../../../fixtures/versions/registry.ts';
import { whenInstalled } from '../../support/installed.ts';
import { isNpm, npm } from '../../support/npm.ts';
import type { Finished } from '../../support/program.ts';
import { listening } from '../../support/server.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** One start of npm costs as much as all the rest: they start side by side, one for each fact, before the first test. */
const FACTS = {
  number: ['--version'],
  settings: ['config', 'list', '--json'],
  root: ['root'],
  'global root': ['root', '--global'],
  init: ['init', '--yes'],
  run: ['run', '--silent', 'greet'],
  install: ['install', '--package-lock-only', 'thing'],
  'install for development': ['install', '--package-lock-only', '-D', 'thing'],
} as const;

type Fact = keyof typeof FACTS;
type Start = Fact | Bump;

whenInstalled(
  'npm',
  describe,
  process.env,
  isNpm,
)('npm', (program) => {
  const directory = temporaryDirectory();
  const finished = new Map<Start, Finished>();
  let table: Record<string, string>;
  let latest: string;

  before('starts npm for each fact', async () => {
    await using server = await listening(registryOf(PUBLISHED));
    const start = async (name: Start, args: readonly string[]): Promise<void> => {
      const cwd = directory.join(name);
      fs.mkdirSync(cwd);
      if (name !== 'init') fs.writeFileSync(path.join(cwd, 'package.json'), JSON.stringify(PROJECT));
      const registry = name.startsWith('install') ? { registry: server.url } : {};
      const home = directory.fresh();
      finished.set(name, await npm(program, args, { home, cwd, ...registry }));
    };
    // In two halves: the end of this process is listened for once a child, and Node.js warns of more than ten listeners.
    await Promise.all((Object.keys(FACTS) as Fact[]).map((fact) => start(fact, FACTS[fact])));
    // Without a commit and a tag: the folder is no repository.
    await Promise.all(BUMPS.map((kind) => start(kind, ['version', kind, '--no-git-tag-version'])));
    table = Object.fromEntries(BUMPS.map((kind) => [kind, String(projectOf(kind)['version'])]));
    const document = (await (await fetch(`${server.url}/thing`)).json()) as { 'dist-tags': { latest: string } };
    latest = document['dist-tags'].latest;
  });

  it('ends well, whatever it was asked', () => {
    for (const [name, { code, stderr }] of finished)
      expect({ name, code, stderr }).to.deep.equal({ name, code: 0, stderr: '' });
  });

  it('N1: makes 1.0.0 and 1.0.0-0 of 0.1.0 for major and premajor', () => {
    expect(table).to.include({ major: '1.0.0', premajor: '1.0.0-0' });
  });

  it('N2: makes 0.2.0 and 0.2.0-0 for minor and preminor, not 0.1.0 and 0.1.0-0 as claimed', () => {
    expect(table).to.include({ minor: '0.2.0', preminor: '0.2.0-0' });
    expect(said('minor')).to.equal('v0.2.0');
    expect(projectOf('minor')).to.deep.equal({ ...PROJECT, version: '0.2.0' });
  });

  it('N3: makes 0.1.1 and 0.1.1-0 for patch and prepatch', () => {
    expect(table).to.include({ patch: '0.1.1', prepatch: '0.1.1-0' });
  });

  it('N4: makes 0.1.1-0 of 0.1.0 for prerelease, not 0.1.2-0 as claimed', () => {
    expect(table).to.include({ prerelease: '0.1.1-0' });
  });

  it('N1, N2, N3, N4: bumps as our own bump does', () => {
    expect(table).to.deep.equal(Object.fromEntries(BUMPS.map((kind) => [kind, bump('0.1.0', kind)])));
  });

  it('N5: tells with -v its own version, and not that of Node.js as claimed', () => {
    const { version } = JSON.parse(fs.readFileSync(packageOf(program), 'utf8')) as { version: string };
    expect(said('number')).to.equal(version);
    expect(`v${said('number')}`).to.not.equal(process.version);
  });

  it('N5: lists with `config list` its own settings, and not the configuration of Node.js as claimed', () => {
    const settings = JSON.parse(said('settings')) as Record<string, unknown>;
    expect(settings).to.include({ 'update-notifier': false, offline: true });
    expect(settings).to.include.keys('registry', 'save', 'engine-strict');
    expect(settings).to.not.have.any.keys(Object.keys(process.config));
  });

  it('N6: shows where packages are installed, for the project and for all', () => {
    expect(said('root')).to.equal(directory.join('root', 'node_modules'));
    expect(path.isAbsolute(said('global root'))).to.equal(true);
    expect(path.basename(said('global root'))).to.equal('node_modules');
    expect(said('global root')).to.not.equal(said('root'));
  });

  it('N6: makes a package.json with `init -y` without asking, named for its folder', () => {
    expect(projectOf('init')).to.include({ name: 'init', version: '1.0.0', main: 'index.js', license: 'ISC' });
  });

  it('N6: runs a script of package.json', () => {
    expect(said('run')).to.equal('hello');
  });

  it('N7: saves to dependencies without the -S that is claimed to do it, and to devDependencies with -D', () => {
    expect(projectOf('install')).to.have.property('dependencies').with.all.keys('thing');
    expect(projectOf('install')).to.not.have.property('devDependencies');
    expect(projectOf('install for development')).to.have.property('devDependencies').with.all.keys('thing');
    expect(projectOf('install for development')).to.not.have.property('dependencies');
  });

  it('N8: chooses the newest version that this Node.js can run, not the newest one as claimed, and saves it with a caret', () => {
    expect(projectOf('install')).to.have.property('dependencies').that.deep.equals({ thing: '^1.1.0' });
    const lock = JSON.parse(fs.readFileSync(directory.join('install', 'package-lock.json'), 'utf8')) as Lock;
    expect(lock.packages['node_modules/thing']).to.include({ version: '1.1.0' });
    expect(latest).to.equal('2.0.0');
  });

  function said(start: Start): string {
    return finished.get(start)!.stdout.trim();
  }

  function projectOf(start: Start): Record<string, unknown> {
    return JSON.parse(fs.readFileSync(directory.join(start, 'package.json'), 'utf8')) as Record<string, unknown>;
  }
});

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

const PROJECT = { name: 'project', version: '0.1.0', scripts: { greet: 'echo hello' } };

/** No Node.js will ever be able to run the latest. */
const PUBLISHED = {
  thing: {
    '1.0.0': { engines: { node: '>=18' } },
    '1.1.0': { engines: { node: '>=18' } },
    '2.0.0': { engines: { node: '<1' } },
  },
};

function packageOf(program: string): string {
  return path.join(fs.realpathSync(program), '../../package.json');
}
