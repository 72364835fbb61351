/** Specifies which two revisions are compared, in scratch repositories. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findRevisions, type Asked } from '../../../bench/revisions/revisions.ts';
import { whenInstalled } from '../../support/installed.ts';
import { listing, scratchRepository, type Scratch } from '../../support/scratch-repository.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

whenInstalled('git', describe)('The revisions that are compared', () => {
  const directory = temporaryDirectory();
  const make = (name?: string) => scratchRepository(directory.fresh(), name);
  const find = ({ root, env }: Scratch, asked: Partial<Asked> = {}) => findRevisions({ folder: root, env, ...asked });
  /** Of a commit, the files and their texts. */
  const filesOf = ({ git }: Scratch, commit: string) =>
    Object.fromEntries(
      git('ls-tree', '-r', '--name-only', '-z', commit)
        .split('\0')
        .filter(Boolean)
        .map((file) => [file, git('show', `${commit}:${file}`)]),
    );

  describe('where none is named', () => {
    it('are the working tree as it is, and the commit where it left main', async () => {
      const one = make();
      const left = one.commit('the first', { 'package.json': '{}', 'a.js': '1', 'gone.js': '1', '.gitignore': 'out' });
      one.git('switch', '--quiet', '--create', 'work');
      const standing = one.commit('mine', { 'b.js': '1' });
      one.git('switch', '--quiet', 'main');
      one.commit('somebody else’s', { 'c.js': '1' });
      one.git('switch', '--quiet', 'work');
      one.write({ 'a.js': '2', 'b.js': 'staged', 'new.js': 'new', 'out/result': 'ignored' });
      one.git('add', 'b.js');
      one.write({ 'b.js': 'after that' });
      rmSync(join(one.root, 'gone.js'));
      const { base, head, says } = await find(one);
      expect(base).to.include({ name: 'merge base with main', commit: left, subject: 'the first', checkout: left });
      expect(head).to.include({ name: 'the working tree', commit: standing, subject: 'mine', changed: true });
      expect(filesOf(one, head.checkout)).to.deep.equal({
        '.gitignore': 'out',
        'a.js': '2',
        'b.js': 'after that',
        'new.js': 'new',
        'package.json': '{}',
      });
      expect(one.git('rev-parse', `${head.checkout}^`)).to.equal(standing);
      expect(says).to.deep.equal([
        'the working tree is taken as it is, untracked files included: git keeps a copy that nothing refers to, and removes it in time (git gc)',
      ]);
    });

    it('are the working tree and its own commit on main itself, which is said', async () => {
      const one = make();
      const commit = one.commit('the only one', { a: '1' });
      const clean = await find(one);
      expect(clean.base).to.include({ name: 'HEAD', commit });
      expect(clean.head).to.include({ name: 'the working tree', commit, checkout: commit, tree: clean.base.tree });
      expect(clean.head.changed).to.equal(undefined);
      expect(clean.says).to.deep.equal([
        'nothing has been committed that main does not have, so HEAD itself is the base',
      ]);
      one.write({ a: '2' });
      const dirty = await find(one);
      expect(dirty.head.changed).to.equal(true);
      // The same working tree is the same commit, whenever it is taken.
      expect((await find(one)).head).to.deep.equal(dirty.head);
    });

    it('prefer what the remote calls its main branch to a branch of one’s own', async () => {
      const one = make();
      const theirs = one.commit('theirs', { a: '1' });
      one.git('update-ref', 'refs/remotes/origin/trunk', theirs);
      one.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
      one.commit('not pushed yet', { a: '2' });
      expect((await find(one)).base).to.include({ name: 'merge base with origin/trunk', commit: theirs });
    });

    it('are found on a detached head too', async () => {
      const one = make();
      const left = one.commit('a', { a: '1' });
      one.git('checkout', '--quiet', '--detach');
      const standing = one.commit('b', { a: '2' });
      const { base, head } = await find(one);
      expect([base.commit, head.commit]).to.deep.equal([left, standing]);
    });
  });

  it('may be named: branches, tags, commits, and branches that only the remote has', async () => {
    const one = make();
    const first = one.commit('a', { a: '1' });
    one.git('tag', '--annotate', '--message', 'a tag', 'v1');
    one.git('update-ref', 'refs/remotes/origin/theirs', first);
    const second = one.commit('b', { a: '2' });
    for (const base of ['v1', first.slice(0, 10), 'main~1', 'theirs']) {
      expect((await find(one, { base })).base, base).to.include({ name: base, commit: first });
    }
    const { head } = await find(one, { base: 'v1', head: 'main' });
    expect(head).to.include({ name: 'main', commit: second, checkout: second });
  });

  it('leave the user’s files, index, refs and stash as they are', async () => {
    const one = make();
    one.commit('a', { a: '1', b: '1' });
    one.write({ a: 'stashed' });
    one.git('stash');
    one.write({ a: 'staged', new: '1' });
    one.git('add', 'a');
    one.write({ a: 'after that' });
    const look = () => ({
      files: listing(one.root),
      status: one.git('status', '--porcelain'),
      stash: one.git('stash', 'list'),
      refs: one.git('for-each-ref'),
    });
    const withoutObjects = ({ files, ...rest }: ReturnType<typeof look>) => ({
      ...rest,
      files: Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.git/objects'))),
    });
    const before = withoutObjects(look());
    await find(one);
    expect(withoutObjects(look())).to.deep.equal(before);
  });

  it('take what was written in the same moment as the index, and as long', async () => {
    const one = make();
    one.write({ a: '1' });
    one.git('init', '--quiet');
    const moment = new Date('2026-01-01T00:00:00Z');
    utimesSync(join(one.root, 'a'), moment, moment);
    one.commit('a');
    // As on a disk that knows no parts of a second: the index is as old as what has been written since.
    one.write({ a: '2' });
    utimesSync(join(one.root, 'a'), moment, moment);
    utimesSync(join(one.root, '.git', 'index'), moment, moment);
    const { head } = await find(one);
    expect(filesOf(one, head.checkout)).to.deep.equal({ a: '2' });
  });

  it('do not mind what a hook of git hands on, nor a machine where git knows nobody’s name', async () => {
    const one = make();
    const other = make();
    one.commit('a', { a: '1' });
    other.commit('b', { b: '1' });
    one.write({ a: '2' });
    one.git('config', 'commit.gpgSign', 'true');
    const index = join(other.root, '.git', 'index');
    const before = createHash('sha256').update(readFileSync(index)).digest('hex');
    const env = {
      ...one.env,
      GIT_DIR: join(other.root, '.git'),
      GIT_WORK_TREE: other.root,
      GIT_INDEX_FILE: index,
      GIT_PREFIX: 'b/',
    };
    const { repository, head } = await find(one, { env });
    expect(repository.top).to.equal(one.root);
    expect(filesOf(one, head.checkout)).to.deep.equal({ a: '2' });
    expect(createHash('sha256').update(readFileSync(index)).digest('hex')).to.equal(before);
  });

  it('know the project in a repository of several, and paths with spaces and quotes', async () => {
    const one = make(`a "repository" of ours, isn't it`);
    one.commit('a', { 'parts/it/package.json': '{}', 'parts/it/claims/a b.js': '1' });
    one.write({ 'parts/it/claims/ü "x".js': '1' });
    const { repository, head } = await find(one, { folder: join(one.root, 'parts/it/claims') });
    expect(repository).to.include({ top: one.root, project: join(one.root, 'parts/it'), prefix: 'parts/it' });
    expect(Object.keys(filesOf(one, head.checkout))).to.include('parts/it/claims/ü "x".js');
  });

  it('are found in a worktree of the user’s own', async () => {
    const one = make();
    const commit = one.commit('a', { a: '1' });
    const beside = join(directory.fresh(), 'beside');
    one.git('worktree', 'add', '--quiet', '-b', 'work', beside);
    const { repository, head } = await find(one, { folder: beside });
    expect(repository).to.include({ top: beside, common: join(one.root, '.git') });
    expect(head.commit).to.equal(commit);
  });

  it('say of a submodule that what is changed inside of it is not taken', async () => {
    const inner = make();
    inner.commit('inner', { data: '1' });
    const one = make();
    one.commit('a', { a: '1' });
    one.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'the parts');
    one.commit('b');
    expect((await find(one)).says.join()).not.to.contain('submodule');
    one.write({ 'the parts/data': '2' });
    expect((await find(one)).says).to.include('what is changed inside of the submodule the parts is not taken');
  });

  describe('that cannot be found', () => {
    const refused = async (asked: Asked): Promise<string> => {
      try {
        await findRevisions(asked);
      } catch (error) {
        const { code, message, remedy } = error as { code: string; message: string; remedy: string };
        return `${code}: ${message} ${remedy}`;
      }
      throw new Error('expected it to be refused');
    };

    it('are refused outside of any repository, and in one without a working tree', async () => {
      const one = make();
      const folder = one.root;
      expect(await refused({ folder, env: { ...one.env, GIT_CEILING_DIRECTORIES: directory.path } })).to.equal(
        `NO_REPOSITORY: ${folder} is in no git repository. Two revisions are compared in a checkout. Go into one, or make one: git init, git add, git commit.`,
      );
      one.git('init', '--quiet', '--bare');
      expect(await refused({ folder, env: one.env })).to.match(/^NO_REPOSITORY: .* without a working tree\. /);
    });

    it('are refused where git is not installed', async () => {
      const { root } = make();
      expect(await refused({ folder: root, env: { PATH: directory.fresh() } })).to.match(
        /^GIT_NOT_INSTALLED: .*no git on the PATH\. Install it\.$/,
      );
    });

    it('are refused before the first commit', async () => {
      const one = make();
      one.git('init', '--quiet');
      expect(await refused({ folder: one.root, env: one.env })).to.match(/^NO_BASE: .*no commit yet/);
    });

    it('are refused with the nearest name', async () => {
      const one = make();
      one.commit('a', { a: '1' });
      one.git('branch', 'faster-parsing');
      const asked = { folder: one.root, env: one.env };
      expect(await refused({ ...asked, base: 'fastr-parsing' })).to.equal(
        'REVISION_UNKNOWN: There is no commit, branch or tag "fastr-parsing". Did you mean faster-parsing?',
      );
      expect(await refused({ ...asked, base: '--all' })).to.match(/^REVISION_UNKNOWN: .*"--all"/);
      expect(await refused({ ...asked, base: 'main', head: 'nowhere-at-all' })).to.match(
        /"nowhere-at-all"\. See git branch/,
      );
    });

    it('are refused where there is no main branch, or nothing in common with it', async () => {
      const one = make();
      one.commit('a', { a: '1' });
      one.git('branch', '--move', 'mine');
      const asked = { folder: one.root, env: one.env };
      expect(await refused(asked)).to.match(
        /^NO_BASE: There is no main branch .* Name a base: touchstone compare BASE\.$/,
      );
      one.git('switch', '--quiet', '--orphan', 'main');
      one.commit('b', { b: '1' });
      one.git('switch', '--quiet', 'mine');
      expect(await refused(asked)).to.match(/^NO_BASE: HEAD and main have no commit in common\./);
    });

    it('are refused in a shallow clone, with what brings them', async () => {
      const one = make();
      one.commit('a', { a: '1' });
      one.git('tag', 'v1');
      one.git('branch', 'work');
      one.commit('b', { a: '2' });
      one.git('switch', '--quiet', 'work');
      one.commit('c', { a: '3' });
      const folder = join(directory.fresh(), 'clone');
      one.git('clone', '--quiet', '--depth=1', '--no-single-branch', '--no-tags', `file://${one.root}`, folder);
      const asked = { folder, env: one.env };
      expect(await refused({ ...asked, base: 'v1' })).to.equal(
        'REVISION_NOT_HERE: This is a shallow clone, and "v1" is not in it. Bring it: git fetch --depth=1 origin v1, then touchstone compare FETCH_HEAD; or all: git fetch --unshallow (in a workflow of GitHub, fetch-depth: 0 of actions/checkout).',
      );
      execFileSync('git', ['remote', 'set-head', 'origin', 'main'], { cwd: folder, env: one.env });
      expect(await refused(asked)).to.match(/^NO_BASE: .*shallow clone.* git fetch --unshallow/);
      // What it advises helps.
      execFileSync('git', ['fetch', '--quiet', '--depth=1', 'origin', 'v1'], { cwd: folder, env: one.env });
      expect((await findRevisions({ ...asked, base: 'FETCH_HEAD' })).base.subject).to.equal('a');
    });

    it('are refused in the middle of a merge with conflicts, unless a commit is named', async () => {
      const one = make();
      one.commit('a', { a: '1' });
      one.git('switch', '--quiet', '--create', 'work');
      one.commit('b', { a: '2' });
      one.git('switch', '--quiet', 'main');
      one.commit('c', { a: '3' });
      expect(() => one.git('merge', 'work')).to.throw();
      const asked = { folder: one.root, env: one.env };
      expect(await refused(asked)).to.match(/^MERGE_CONFLICTS: .* in a for instance.* git add/);
      expect((await findRevisions({ ...asked, base: 'main', head: 'work' })).head.subject).to.equal('b');
      // A merge that only waits to be committed has one code.
      one.write({ a: '4' });
      one.git('add', 'a');
      expect((await findRevisions(asked)).head.changed).to.equal(true);
    });

    it('are refused with git’s own words where it refuses', async () => {
      const one = make();
      one.commit('a', { a: '1' });
      mkdirSync(join(one.root, 'b'));
      one.write({ '.git/config': '[core\n' });
      expect(await refused({ folder: one.root, env: one.env })).to.match(
        /^GIT_FAILED: git rev-parse failed: bad config/,
      );
    });
  });
});
