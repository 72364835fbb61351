/** Specifies what has changed between two revisions, and which claims reach it, as git has them; nothing is checked out. */
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import {
  changedFiles,
  claimsOf,
  reachedBy,
  reachedChanges,
  type ClaimSource,
} from '../../../bench/revisions/changed.ts';
import { findRevisions, type FoundRevisions } from '../../../bench/revisions/revisions.ts';
import { treeOf, type Tree } from '../../../bench/revisions/tree.ts';
import { ROOT } from '../../support/catalogue.ts';
import { whenInstalled } from '../../support/installed.ts';
import { scratchRepository, type Scratch } from '../../support/scratch-repository.ts';
import { skip } from '../../support/skip.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

whenInstalled('git', describe)('What has changed between two revisions', () => {
  const directory = temporaryDirectory();
  const FILES = {
    'package.json': {},
    'README.md': '1',
    'claims/a.js': "import '../lib/a.js';\n",
    'claims/deep/b.js': "new URL('../../link/words.txt', import.meta.url);\n",
    'claims/types.d.ts': '',
    'claims/gone.js': '',
    'lib/a.js': '',
    'data/words.txt': '1',
    'more/words.txt': '1',
  };
  let one: Scratch;
  let base: string;

  before('makes a repository', () => {
    one = scratchRepository(directory.fresh(), `it's a "place"`);
    one.write({ 'link-to-be': '' });
    rmSync(join(one.root, 'link-to-be'));
    symlinkSync('data', join(one.root, 'link'));
    base = one.commit('a', FILES);
  });

  const change = async (act: () => void): Promise<FoundRevisions> => {
    one.git('checkout', '--quiet', '--force', 'main');
    one.git('clean', '-fdq');
    act();
    return findRevisions({ folder: one.root, env: one.env, base });
  };
  const reached = async (found: FoundRevisions): Promise<Record<string, readonly string[]>> => {
    const claims = await reachedChanges(found, join(one.root, 'claims'), { env: one.env });
    return Object.fromEntries(claims.map(({ id, changes }) => [id, changes]));
  };
  const none = { a: [], 'deep/b': [], gone: [] };

  it('is nothing where nothing has', async () => {
    const found = await change(() => undefined);
    expect(await changedFiles(found, { env: one.env })).to.deep.equal([]);
    expect(await reached(found)).to.deep.equal(none);
  });

  it('is nothing that a claim reaches where only the README has', async () => {
    const found = await change(() => one.write({ 'README.md': '2' }));
    expect(await changedFiles(found, { env: one.env })).to.deep.equal(['README.md']);
    expect(await reached(found)).to.deep.equal(none);
  });

  it('is what was removed and what was added, and of a renamed file both names', async () => {
    const found = await change(() => {
      renameSync(join(one.root, 'lib/a.js'), join(one.root, 'lib/ä "b".js'));
      rmSync(join(one.root, 'claims/gone.js'));
      one.write({ 'claims/new.js': '' });
    });
    expect(await changedFiles(found, { env: one.env })).to.have.members([
      'lib/a.js',
      'lib/ä "b".js',
      'claims/gone.js',
      'claims/new.js',
    ]);
    expect(await reached(found)).to.deep.equal({ a: ['lib/a.js'], 'deep/b': [], new: ['claims/new.js'] });
    const idsAt = (side: 'base' | 'head') =>
      claimsOf(found, side, join(one.root, 'claims'), { env: one.env }).map(({ id }) => id);
    expect(idsAt('base')).to.deep.equal(['a', 'deep/b', 'gone']);
    expect(idsAt('head')).to.deep.equal(['a', 'deep/b', 'new']);
  });

  it('is what is reached by way of a symbolic link, and the link itself', async () => {
    const data = await change(() => one.write({ 'data/words.txt': '2' }));
    expect(await reached(data)).to.deep.equal({ ...none, 'deep/b': ['data/words.txt'] });
    const other = await change(() => one.write({ 'more/words.txt': '2' }));
    expect(await reached(other)).to.deep.equal(none);
    const turned = await change(() => {
      rmSync(join(one.root, 'link'));
      symlinkSync('more', join(one.root, 'link'));
    });
    expect(await reached(turned)).to.deep.equal({ ...none, 'deep/b': ['link'] });
  });

  it('is told from the project’s folder, also of what lies beside it', async () => {
    const inside = await change(() => one.write({ 'it/package.json': '{}', 'README.md': '2' }));
    const found = { ...inside, repository: { ...inside.repository, prefix: 'it' } };
    expect(await changedFiles(found, { env: one.env })).to.have.members(['package.json', '../README.md']);
  });

  describe('in touchstone itself', () => {
    let tree: Tree;
    let sources: ClaimSource[];

    before('reads its last commit', async function () {
      const there = await findRevisions({ folder: ROOT, head: 'HEAD', base: 'HEAD' }).catch(() => undefined);
      if (there?.repository.top !== join(ROOT, '.')) skip(this, 'this is no checkout of touchstone');
      tree = treeOf(there.head.tree, { folder: ROOT });
      sources = claimsOf(there, 'head', join(ROOT, 'bench/claims'));
    });
    const reachedIn = (...changed: string[]) =>
      reachedBy(sources, changed, tree, tree, '')
        .filter(({ changes }) => changes.length > 0)
        .map(({ id }) => id);

    it('is reached by no claim where it is documents, reports, suites or the harness', () => {
      const files = ['README.md', 'CONTRIBUTING.md', 'reports/model.ts', 'bench/main.ts', 'suites/support/skip.ts'];
      expect(sources.length).to.be.above(50);
      expect(reachedIn(...files, '.github/workflows/ci.yml')).to.deep.equal([]);
    });

    it('is reached by every claim where it is what all of them are made of', () => {
      expect(reachedIn('bench/claim.ts')).to.have.length(sources.length);
      expect(reachedIn('tsconfig.json')).to.have.length(sources.length);
    });

    it('is reached by the claims of that fixture, programs that they start included', () => {
      expect(reachedIn('fixtures/network/tcp/counting-program.ts')).to.deep.equal([
        'network/small-writes-wait-for-nagle',
      ]);
    });
  });
});
