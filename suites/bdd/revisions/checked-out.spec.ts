/** Specifies both revisions side by side: what is in them, what is installed and built, and what is left of them. */
import { chmodSync, existsSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { checkOut, type CheckOutOptions } from '../../../bench/revisions/check-out.ts';
import { findRevisions, type Asked } from '../../../bench/revisions/revisions.ts';
import { findClaims } from '../../../bench/harness/catalog/find.ts';
import { whenInstalled } from '../../support/installed.ts';
import { isNpm } from '../../support/npm.ts';
import { listing, scratchRepository, type Scratch } from '../../support/scratch-repository.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** npm for a test: it builds by a script of the shell, and installs what the lock file says. */
const NPM = `
case "$1" in
  run) exec sh ./build.sh ;;
  *) echo "$*" >> "$HOME/installs"
     cat package-lock.json 2>/dev/null | grep -q broken && { echo 'npm error ENOTFOUND' >&2; exit 1; }
     mkdir -p node_modules/tool node_modules/@own
     cp package-lock.json node_modules/tool/lock 2>/dev/null || echo none > node_modules/tool/lock
     ln -s ../../parts/one node_modules/@own/one ;;
esac`;

const BUILD = 'mkdir -p dist && cp source.js dist/built.js';
const PACKAGE = { scripts: { build: 'sh build.sh' } };

whenInstalled('git', describe)('Two revisions side by side', () => {
  const directory = temporaryDirectory();
  const make = (name?: string): Scratch => {
    const one = scratchRepository(directory.fresh(), name);
    one.program('npm', NPM);
    return one;
  };
  const open = async (one: Scratch, options: CheckOutOptions & Pick<Asked, 'base' | 'head'> = {}) => {
    const { base, head, ...rest } = options;
    const found = await findRevisions({ folder: one.root, env: one.env, base, head });
    return checkOut(found, { env: one.env, cache: one.cache, ...rest });
  };
  const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
  const leftIn = ({ cache }: Scratch) => readdirSync(join(cache, 'worktrees'));
  const installs = ({ env }: Scratch): string[] =>
    existsSync(join(env['HOME']!, 'installs')) ? read(env['HOME']!, 'installs').trim().split('\n') : [];
  const refused = async (opening: Promise<unknown>): Promise<string> => {
    try {
      await opening;
    } catch (error) {
      const { code, message, remedy } = error as { code: string; message: string; remedy: string };
      return `${code}: ${message} ${remedy}`;
    }
    throw new Error('expected it to be refused');
  };

  it('are built each by its own script, and are gone afterwards, as if they never had been', async () => {
    const one = make(`it's a "repository"`);
    one.write({ aim: 'x' });
    symlinkSync('aim', join(one.root, 'link'));
    one.commit('a', { 'package.json': PACKAGE, 'build.sh': BUILD, 'source.js': 'base', '.gitignore': 'dist' });
    one.write({ 'source.js': 'head', 'new.js': 'new' });
    const look = () => ({
      status: one.git('status', '--porcelain'),
      worktrees: one.git('worktree', 'list', '--porcelain'),
      stash: one.git('stash', 'list'),
      files: Object.entries(listing(one.root)).filter(([path]) => !path.startsWith('.git/objects')),
    });
    const before = look();
    const told: string[] = [];
    {
      await using both = await open(one, { tell: (sentence) => told.push(sentence) });
      expect(read(both.base.folder, 'dist/built.js')).to.equal('base');
      expect(read(both.head.folder, 'dist/built.js')).to.equal('head');
      expect(read(both.head.folder, 'new.js')).to.equal('new');
      expect(read(both.head.folder, 'link')).to.equal('x');
      expect(existsSync(join(both.base.folder, 'new.js'))).to.equal(false);
      expect(existsSync(join(one.root, 'dist'))).to.equal(false);
      expect(leftIn(one)).to.have.length(2);
    }
    expect(look()).to.deep.equal(before);
    expect(leftIn(one)).to.deep.equal([]);
    expect(told).to.deep.equal([
      'checking out the base (HEAD)',
      'checking out the head (the working tree)',
      'building both',
    ]);
  });

  it('are not what the user’s hooks and settings make of them', async () => {
    const one = make();
    one.commit('a', { a: '1' });
    const hook = join(one.root, '.git/hooks/post-checkout');
    one.write({ '.git/hooks/post-checkout': `#!/bin/sh\necho hooked > ${JSON.stringify(join(one.root, 'hooked'))}\n` });
    one.git('config', 'filter.lfs.process', 'git-lfs-that-is-not-there');
    one.git('config', 'filter.lfs.required', 'true');
    one.commit('b', { '.gitattributes': '*.bin filter=lfs\n' });
    const pointer = 'version https://git-lfs.github.com/spec/v1\n';
    one.git('-c', 'filter.lfs.required=false', '-c', 'filter.lfs.process=', 'commit', '--allow-empty', '-m', 'c');
    one.write({ 'large.bin': pointer });
    chmodSync(hook, 0o755);
    const told: string[] = [];
    // A PATH on which there is no git-lfs, whatever this machine has.
    const env = { ...one.env, PATH: pathWith(directory.fresh(), ['git', 'sh']) };
    await using both = await open(one, { env, tell: (sentence) => told.push(sentence) });
    expect(read(both.head.folder, 'large.bin')).to.equal(pointer);
    expect(existsSync(join(one.root, 'hooked'))).to.equal(false);
    expect(told.filter((sentence) => sentence.startsWith('git lfs'))).to.deep.equal([
      'git lfs is not installed: at the base its files are pointers of a few lines',
      'git lfs is not installed: at the head its files are pointers of a few lines',
    ]);
  });

  it('are built without what npm, git and coverage hand on to their own children', async () => {
    const one = make();
    one.commit('a', { 'package.json': PACKAGE, 'build.sh': 'env > built' });
    const handed = {
      GIT_DIR: '/nowhere',
      npm_package_name: 'another',
      npm_config_local_prefix: '/nowhere',
      INIT_CWD: '/',
    };
    await using both = await open(one, { env: { ...one.env, ...handed, NODE_V8_COVERAGE: '/nowhere', OWN: '1' } });
    const lines = read(both.head.folder, 'built').split('\n');
    expect(lines).to.include.members(['OWN=1', 'NODE_V8_COVERAGE=', 'HUSKY=0']);
    expect(lines.map((line) => line.split('=')[0])).not.to.include.oneOf(Object.keys(handed));
  });

  it('may be without any project at all: then there is nothing to build', async () => {
    const one = make();
    const before = one.commit('from before', { 'read.me': '1' });
    one.commit('b', { 'it/package.json': PACKAGE, 'it/build.sh': BUILD, 'it/source.js': 'head' });
    const found = await findRevisions({ folder: join(one.root, 'it'), env: one.env, base: before });
    await using both = await checkOut(found, { env: one.env, cache: one.cache });
    expect(existsSync(both.base.folder)).to.equal(false);
    expect(read(both.head.folder, 'dist/built.js')).to.equal('head');
  });

  for (const side of ['base', 'head'] as const) {
    it(`are refused where the ${side} does not build, with what it said at last, and leave nothing`, async () => {
      const one = make();
      const broken = { 'build.sh': 'seq 1 100; echo "its \u001b[31mwords\u001b[0m" >&2; exit 3' };
      const whole = { 'package.json': PACKAGE, 'build.sh': BUILD, 'source.js': '1' };
      const base = one.commit('a', { ...whole, ...(side === 'base' && broken) });
      one.commit('b', { ...whole, ...(side === 'head' && broken) });
      const says = await refused(open(one, { base }));
      const name = side === 'base' ? base : 'the working tree';
      expect(says).to.contain(`${side.toUpperCase()}_DOES_NOT_BUILD: The ${side} (${name}) does not build.`);
      expect(says).to.contain('\n  100\n  its words').and.not.to.contain('\n  50\n');
      expect(leftIn(one)).to.deep.equal([]);
      expect(one.git('worktree', 'list').split('\n')).to.have.length(1);
    });
  }

  describe('where the compiler complains', () => {
    const complaint = (file: string) => `${file}(3,7): error TS2322: no.`;
    const compiler = (...files: string[]) =>
      `mkdir -p dist/claims; echo 1 > dist/claims/a.js; echo 1 > dist/claims/b.js; echo '${files.map(complaint).join('\n')}'; exit 2`;
    const files = { 'package.json': { scripts: { build: 'tsc' } }, 'claims/a.ts': '1', 'claims/b.ts': '1' };

    it('of a claim alone go on, and the catalog knows of it', async () => {
      const one = make();
      one.commit('a', { ...files, 'build.sh': compiler('claims/a.ts') });
      await using both = await open(one, { claims: 'claims' });
      const found = await findClaims({ claims: join(both.base.folder, 'claims'), controls: undefined });
      expect(found.map(({ id, complaint: against }) => [id, against])).to.deep.equal([
        ['a', 'line 3, column 7: TS2322: no.'],
        ['b', undefined],
      ]);
    });

    it('of anything else, or where more would have been done behind it, are refused', async () => {
      const other = make();
      other.commit('a', { ...files, 'build.sh': compiler('claims/a.ts', 'lib/c.ts') });
      expect(await refused(open(other, { claims: 'claims' }))).to.match(
        /^(?:BASE|HEAD)_DOES_NOT_BUILD: [^]*lib\/c\.ts/,
      );
      const more = make();
      const chained = { 'package.json': { scripts: { build: 'tsc && cp a b' } } };
      more.commit('a', { ...files, ...chained, 'build.sh': compiler('claims/a.ts') });
      expect(await refused(open(more, { claims: 'claims' }))).to.match(/^(?:BASE|HEAD)_DOES_NOT_BUILD/);
    });
  });

  describe('with packages', () => {
    const lock = (version: string) => ({ 'package-lock.json': `{ "tool": "${version}" }` });
    const files = {
      'package.json': { dependencies: { tool: '*' } },
      'parts/one/package.json': { name: '@own/one' },
      'parts/one/index.js': 'base',
      '.gitignore': 'node_modules',
    };

    it('share those of the user where the lock file is the same, but never the repository’s own', async () => {
      const one = make();
      one.commit('a', { ...files, ...lock('1') });
      one.write({
        'node_modules/tool/index.js': 'installed',
        'node_modules/.cache/x': '1',
        'parts/one/index.js': 'head',
      });
      one.write({ 'node_modules/@own/.keep': '', 'parts/one/node_modules/inner/index.js': 'inner' });
      symlinkSync('../../parts/one', join(one.root, 'node_modules/@own/one'));
      await using both = await open(one);
      for (const { folder } of [both.base, both.head]) {
        expect(realpathSync(join(folder, 'node_modules/tool'))).to.equal(join(one.root, 'node_modules/tool'));
        expect(existsSync(join(folder, 'node_modules/.cache'))).to.equal(false);
        expect(read(folder, 'parts/one/node_modules/inner/index.js')).to.equal('inner');
      }
      expect(read(both.base.folder, 'node_modules/@own/one/index.js')).to.equal('base');
      expect(read(both.head.folder, 'node_modules/@own/one/index.js')).to.equal('head');
      expect(installs(one)).to.deep.equal([]);
    });

    it('are installed for the side whose lock file is another, once', async () => {
      const one = make();
      const base = one.commit('a', { ...files, ...lock('1') });
      one.commit('b', lock('2'));
      one.write({ 'node_modules/tool/lock': 'the user’s' });
      for (const _ of [1, 2]) {
        await using both = await open(one, { base });
        expect(read(both.base.folder, 'node_modules/tool/lock')).to.equal('{ "tool": "1" }');
        expect(read(both.head.folder, 'node_modules/tool/lock')).to.equal('the user’s');
        // It was installed in another checkout, and leads into this one.
        expect(realpathSync(join(both.base.folder, 'node_modules/@own/one'))).to.equal(
          realpathSync(join(both.base.folder, 'parts/one')),
        );
      }
      expect(installs(one)).to.deep.equal(['ci --no-audit --no-fund --include=dev']);
      const [kept, ...others] = readdirSync(join(one.cache, 'installs'));
      expect(others).to.deep.equal([]);
      expect(kept).to.match(/^[0-9a-f]{16}$/);
    });

    it('are installed once for both where the user has not installed any', async () => {
      const one = make();
      one.commit('a', { ...files });
      await using both = await open(one);
      expect(read(both.head.folder, 'node_modules/tool/lock')).to.equal('none\n');
      expect(read(both.base.folder, 'node_modules/tool/lock')).to.equal('none\n');
      expect(installs(one)).to.deep.equal(['install --no-package-lock --no-audit --no-fund --include=dev']);
    });

    it('are refused where they cannot be installed, and leave nothing that would be taken for whole', async () => {
      const one = make();
      const base = one.commit('a', { ...files, ...lock('broken') });
      one.commit('b', lock('2'));
      one.write({ 'node_modules/tool/lock': '' });
      expect(await refused(open(one, { base }))).to.match(
        /^BASE_DOES_NOT_INSTALL: The packages of the base \(\w+\) cannot be installed\. npm ci says:\n {2}npm error ENOTFOUND\n/,
      );
      expect(existsSync(join(one.cache, 'installs'))).to.equal(false);
      expect(leftIn(one)).to.deep.equal([]);
    });

    it('are refused where their manager is not installed', async () => {
      const one = make();
      one.commit('a', { ...files, 'pnpm-lock.yaml': '' });
      const env = { ...one.env, PATH: pathWith(directory.fresh(), ['git']) };
      expect(await refused(open(one, { env }))).to.equal(
        'BASE_DOES_NOT_INSTALL: The packages of the base (HEAD) cannot be installed: there is no pnpm on the PATH. Install pnpm.',
      );
    });
  });

  it('have the submodules that are here, and say which ones are not', async () => {
    const inner = make();
    inner.commit('inner', { data: 'at the base' });
    const one = make();
    const allow = ['-c', 'protocol.file.allow=always'];
    one.commit('a', { a: '1' });
    one.git(...allow, 'submodule', '--quiet', 'add', inner.root, 'the parts');
    const base = one.commit('b');
    inner.commit('inner', { data: 'at the head' });
    one.git(...allow, 'submodule', '--quiet', 'update', '--remote');
    const middle = one.commit('c');
    one.git('update-index', '--cacheinfo', `160000,${'1'.repeat(40)},the parts`);
    one.git('commit', '--quiet', '--message', 'a commit that nobody has');
    const config = read(one.root, '.git/config');
    {
      await using both = await open(one, { base, head: middle });
      expect(read(both.base.folder, 'the parts/data')).to.equal('at the base');
      expect(read(both.head.folder, 'the parts/data')).to.equal('at the head');
    }
    const told: string[] = [];
    await using both = await open(one, { base: middle, head: 'main', tell: (sentence) => told.push(sentence) });
    expect(readdirSync(join(both.head.folder, 'the parts'))).to.deep.equal([]);
    expect(told.join('\n')).to.match(
      /the submodule the parts stays empty at the head: its commit 1{12} is not here; git submodule update/,
    );
    expect(read(one.root, '.git/config')).to.equal(config);
  });

  it('are refused where the cache cannot be written', async () => {
    const one = make();
    one.commit('a', { a: '1' });
    const cache = join(one.root, 'a');
    expect(await refused(open(one, { cache }))).to.match(
      /^OUTPUT_FAILED: Cannot write the cache .*TOUCHSTONE_CACHE\.$/,
    );
  });

  whenInstalled(
    'npm',
    describe,
    process.env,
    isNpm,
  )('by npm itself', () => {
    it('are installed by their lock files and built', async function () {
      this.timeout(60_000);
      const one = scratchRepository(directory.fresh());
      const lock = (version: string) => ({
        'package-lock.json': {
          name: 'it',
          lockfileVersion: 3,
          packages: {
            '': { name: 'it', version, dependencies: { own: 'file:own' } },
            'node_modules/own': { resolved: 'own', link: true },
            own: { version: '1.0.0' },
          },
        },
      });
      const described = (version: string) => ({
        'package.json': {
          name: 'it',
          version,
          dependencies: { own: 'file:own' },
          scripts: { build: 'node build.cjs' },
        },
      });
      const base = one.commit('a', {
        ...described('1.0.0'),
        ...lock('1.0.0'),
        'own/package.json': { name: 'own', version: '1.0.0' },
        'own/index.js': "module.exports = 'base';",
        'build.cjs': "require('node:fs').writeFileSync('built', require('own'));",
        '.gitignore': 'node_modules\nbuilt',
      });
      one.write({ ...lock('1.0.1'), 'own/index.js': "module.exports = 'head';", 'node_modules/.keep': '' });
      symlinkSync('../own', join(one.root, 'node_modules/own'));
      const env = { ...one.env, npm_config_offline: 'true', npm_config_update_notifier: 'false', INIT_CWD: '/nowhere' };
      await using both = await open(one, { base, env });
      expect(read(both.base.folder, 'built')).to.equal('base');
      expect(read(both.head.folder, 'built')).to.equal('head');
      expect(readdirSync(join(one.cache, 'installs'))).to.have.length(1);
    });
  });
});

/** A PATH on which there are these programs of the machine and no others. */
function pathWith(folder: string, programs: readonly string[]): string {
  for (const program of programs) {
    const found = process.env['PATH']!.split(':')
      .map((one) => join(one, program))
      .find(existsSync);
    symlinkSync(found!, join(folder, program));
  }
  return folder;
}
