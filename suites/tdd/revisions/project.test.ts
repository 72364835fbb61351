/** What has to be installed and built, from the inside: by package.json and lock files. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { buildScriptIn, upwards, wantedIn } from '../../../bench/revisions/project.ts';
import { writeTree, type FileTree } from '../../support/file-tree.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('what has to be installed', () => {
  const directory = temporaryDirectory();
  const wanted = (files: FileTree, prefix = '') => {
    const top = directory.fresh();
    writeTree(top, files);
    return wantedIn(top, prefix);
  };
  const DEPENDENT = { 'package.json': { dependencies: { a: '1' } } };

  for (const [what, files] of [
    ['without package.json', { a: '' }],
    ['without dependencies', { 'package.json': { name: 'a', dependencies: {} } }],
    ['with a package.json that is no JSON', { 'package.json': '{' }],
  ] as const) {
    test(`is nothing ${what}`, () => {
      expect(wanted(files)).to.equal(undefined);
    });
  }

  for (const [lock, manager] of [
    ['package-lock.json', 'npm'],
    ['npm-shrinkwrap.json', 'npm'],
    ['yarn.lock', 'yarn'],
    ['pnpm-lock.yaml', 'pnpm'],
  ] as const) {
    test(`is what ${lock} says, by ${manager}`, () => {
      expect(wanted({ ...DEPENDENT, [lock]: '1' })).to.include({ at: '', manager, lock });
    });
  }

  test('is what package.json says, by npm, where there is no lock file', () => {
    const found = wanted(DEPENDENT);
    expect(found).to.include({ at: '', manager: 'npm' });
    expect(found).not.to.have.property('lock');
  });

  test('is what the nearest lock file above the project says', () => {
    const files = { 'package-lock.json': '1', 'parts/it/package.json': {}, 'parts/package.json': {} };
    expect(wanted(files, 'parts/it')).to.include({ at: '', lock: 'package-lock.json' });
    expect(wanted({ ...files, 'parts/yarn.lock': '1' }, 'parts/it')).to.include({ at: 'parts', lock: 'yarn.lock' });
  });

  for (const [what, more, same] of [
    ['a version', { 'package.json': { version: '2', dependencies: { a: '1' } } }, true],
    ['a script', { 'package.json': { scripts: { x: 'y' }, dependencies: { a: '1' } } }, true],
    ['a dependency', { 'package.json': { dependencies: { a: '2' } } }, false],
    [
      'a dependency of development',
      { 'package.json': { dependencies: { a: '1' }, devDependencies: { b: '1' } } },
      false,
    ],
    ['an override', { 'package.json': { dependencies: { a: '1' }, overrides: { b: '1' } } }, false],
    ['the lock file', { 'package-lock.json': '2' }, false],
    ['.npmrc', { '.npmrc': 'install-strategy=nested' }, false],
  ] as const) {
    test(`is ${same ? 'the same' : 'another'} where ${what} is another`, () => {
      const says = wanted({ ...DEPENDENT, 'package-lock.json': '1' })!.says;
      expect(wanted({ ...DEPENDENT, 'package-lock.json': '1', ...more })!.says === says).to.equal(same);
    });
  }
});

suite('what builds a project', () => {
  const directory = temporaryDirectory();

  for (const [described, script] of [
    [{ scripts: { build: 'tsc' } }, 'tsc'],
    [{ scripts: { build: '' } }, undefined],
    [{ scripts: { build: 1 } }, undefined],
    [{ scripts: { test: 'mocha' } }, undefined],
    [{ scripts: null }, undefined],
    [{}, undefined],
  ] as const) {
    test(`is ${script ?? 'nothing'} for ${JSON.stringify(described)}`, () => {
      const folder = directory.fresh();
      writeTree(folder, { 'package.json': described });
      expect(buildScriptIn(folder)).to.equal(script);
    });
  }

  test('is found in folders from the project up to the top', () => {
    expect(upwards('a/b/c')).to.deep.equal(['a/b/c', 'a/b', 'a', '']);
    expect(upwards('')).to.deep.equal(['']);
  });
});
