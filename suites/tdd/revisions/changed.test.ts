/** Which claims reach what has changed, from the inside: with the files of two revisions as tables. */
import { posix } from 'node:path';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { follow, reachOf } from '../../../bench/harness/catalog/reach.ts';
import { reachedBy } from '../../../bench/revisions/changed.ts';
import { EVERYTHING, shelfOf } from '../../../bench/revisions/shelf.ts';
import type { Tree } from '../../../bench/revisions/tree.ts';

type Files = Readonly<Record<string, string>>;

function treeOf(files: Files): Tree {
  const names = Object.keys(files);
  return {
    files: names,
    kindOf: (path) =>
      Object.hasOwn(files, path) ? 'file' : names.some((name) => name.startsWith(`${path}/`)) ? 'folder' : undefined,
    read: (paths) => new Map(paths.filter((path) => Object.hasOwn(files, path)).map((path) => [path, files[path]!])),
  };
}

function changedBetween(base: Files, head: Files): string[] {
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].filter((name) => base[name] !== head[name]);
}

/** What the claim `claims/a.ts` (or another file) reaches of what the head changes. */
function changes(
  base: Files,
  more: Files | ((base: Files) => Files),
  prefix = '',
  file = 'claims/a.ts',
): readonly string[] {
  const head = typeof more === 'function' ? more(base) : { ...base, ...more };
  const path = posix.join(prefix, file);
  const [found] = reachedBy([{ id: 'a', file: path }], changedBetween(base, head), treeOf(head), treeOf(base), prefix);
  return found!.changes;
}

const without =
  (name: string) =>
  (files: Files): Files =>
    Object.fromEntries(Object.entries(files).filter(([one]) => one !== name));

const BASE: Files = {
  'README.md': 'one',
  'package.json': '{ "version": "1.0.0", "scripts": { "build": "tsc", "test": "mocha" } }',
  'package-lock.json': '{}',
  'tsconfig.json': '{}',
  'tsconfig.base.json': '{}',
  'claims/a.ts': "import '../lib/b.ts'; import 'a-package';",
  'claims/other.ts': '',
  'claims/plain.js': '',
  'lib/b.ts': "new URL('../data/', import.meta.url); new URL('../../public/', import.meta.url)",
  'lib/c.ts': '',
  'data/deep/words.txt': 'one',
  'public/page.html': '',
};

suite('what a claim reaches of a change', () => {
  for (const [name, reaches] of [
    ['README.md', false],
    ['claims/a.ts', true],
    ['claims/other.ts', false],
    ['lib/b.ts', true],
    ['lib/c.ts', false],
    ['package-lock.json', true],
    ['tsconfig.json', true],
    ['tsconfig.base.json', true],
    ['data/deep/words.txt', true],
    // By the place that it is compiled to, below dist.
    ['public/page.html', true],
  ] as const) {
    test(`is ${reaches ? 'that file' : 'nothing'} where ${name} is changed`, () => {
      expect(changes(BASE, { [name]: 'another' })).to.deep.equal(reaches ? [name] : []);
    });
  }

  test('is a file that has been removed and is still imported', () => {
    expect(changes(BASE, without('lib/b.ts'))).to.deep.equal(['lib/b.ts']);
    expect(changes(BASE, without('lib/c.ts'))).to.deep.equal([]);
  });

  test('is both files where an import leads to another one', () => {
    const head = (base: Files) => ({
      ...without('lib/b.ts')(base),
      'claims/a.ts': "import '../lib/new.ts';",
      'lib/new.ts': '',
    });
    expect(changes(BASE, head)).to.have.members(['claims/a.ts', 'lib/new.ts']);
  });

  test('is a new file that comes before the one that was found', () => {
    const base = { 'claims/a.ts': "import '../lib/b'", 'lib/b/index.ts': '' };
    expect(changes(base, { 'lib/b.ts': '' })).to.deep.equal(['lib/b.ts']);
  });

  test('is a file of data that is new in a folder', () => {
    expect(changes(BASE, { 'data/new.txt': '' })).to.deep.equal(['data/new.txt']);
  });

  test('is not everything because the project’s folder, or one above, is where paths begin', () => {
    const base = {
      'it/claims/a.ts': "new URL('../', import.meta.url); new URL('../../', import.meta.url)",
      'it/x': '1',
    };
    expect(changes(base, { 'it/x': '2' }, 'it')).to.deep.equal([]);
  });

  test('is no settings of the compiler where it is JavaScript', () => {
    expect(changes(BASE, { 'tsconfig.json': '1' }, '', 'claims/plain.js')).to.deep.equal([]);
  });

  test('is package.json where that says otherwise how things are built, and not where its version is another', () => {
    const described = JSON.parse(BASE['package.json']!) as { scripts: object };
    const written = (more: object) => ({ 'package.json': JSON.stringify({ ...described, ...more }) });
    expect(changes(BASE, written({ version: '2.0.0', scripts: { ...described.scripts, test: 'x' } }))).to.deep.equal(
      [],
    );
    expect(changes(BASE, written({ scripts: { build: 'tsc -p .' } }))).to.deep.equal(['package.json']);
    expect(changes(BASE, written({ type: 'module' }))).to.deep.equal(['package.json']);
    expect(changes(BASE, { 'package.json': 'no JSON' })).to.deep.equal(['package.json']);
  });

  test('is package.json for a package where there is no lock file', () => {
    const base = without('package-lock.json')(BASE);
    expect(changes(base, { 'package.json': '{ "dependencies": {} , "scripts": { "build": "tsc" } }' })).to.deep.equal([
      'package.json',
    ]);
  });

  test('is what lies beside the project in its repository too', () => {
    const base = {
      'it/package.json': '{}',
      'it/claims/a.ts': "import '../../shared/b.js'; import 'a-package'",
      'shared/b.ts': '1',
      'package-lock.json': '1',
    };
    expect(changes(base, { 'shared/b.ts': '2', 'package-lock.json': '2' }, 'it')).to.deep.equal([
      '../shared/b.ts',
      '../package-lock.json',
    ]);
  });

  test('is a package of the repository itself, and what that imports', () => {
    const base = {
      'claims/a.ts': "import '@own/one/deep.js'",
      'parts/one/package.json': '{ "name": "@own/one" }',
      'parts/one/src/x.ts': "import '@own/two'",
      'parts/two/package.json': '{ "name": "@own/two" }',
      'parts/two/y.ts': '1',
      'parts/three/package.json': '{ "name": "@own/three" }',
      'package-lock.json': '1',
    };
    expect(changes(base, { 'parts/two/y.ts': '2', 'parts/three/z.ts': '1' })).to.deep.equal(['parts/two/y.ts']);
    expect(changes(base, { 'parts/one/data.json': '1' })).to.deep.equal(['parts/one/data.json']);
    expect(changes(base, { 'package-lock.json': '2' })).to.deep.equal([]);
  });

  test('is what package.json maps by a name with #, and by its own name', () => {
    const imports = { imports: { '#b': { default: './lib/b.js' } }, name: 'own', exports: { '.': './dist/lib/c.js' } };
    const base = { 'package.json': JSON.stringify(imports), 'lib/b.ts': '1', 'lib/c.ts': '1', 'lib/d.ts': '1' };
    const touched = { 'lib/b.ts': '2', 'lib/c.ts': '2', 'lib/d.ts': '2' };
    expect(changes({ ...base, 'claims/a.ts': "import '#b'" }, touched))
      .to.include('lib/b.ts')
      .and.not.to.include('lib/d.ts');
    expect(changes({ ...base, 'claims/a.ts': "import 'own'" }, touched))
      .to.include('lib/c.ts')
      .and.not.to.include('lib/d.ts');
  });

  test('is the source of what JavaScript imports from dist, and anything where nobody knows', () => {
    const base = { 'claims/a.js': "import '../dist/x.js'", 'src/x.ts': '1', 'README.md': '1' };
    const touched = { 'README.md': '2' };
    expect(changes(base, { ...touched, 'src/x.ts': '2' }, '', 'claims/a.js')).to.deep.equal(['src/x.ts']);
    expect(changes({ ...base, 'claims/a.js': "import '../dist/y.js'" }, touched, '', 'claims/a.js')).to.deep.equal([
      'README.md',
    ]);
  });

  test('is a submodule that something in it is read from', () => {
    const base = { 'claims/a.ts': "new URL('../parts/data.txt', import.meta.url)", parts: 'a commit' };
    expect(changes(base, { parts: 'another' })).to.deep.equal(['parts']);
  });

  test('is found from the head alone, whatever the two revisions are', () => {
    const name = fc.constantFrom('claims/a', 'lib/b', 'lib/c', 'lib/c/index', 'd', 'data');
    const link = fc.tuple(
      fc.constantFrom('../', './', '../lib/'),
      fc.constantFrom('a', 'b.ts', 'b.js', 'c', 'd', 'd.ts', 'data'),
    );
    const text = fc
      .array(link, { maxLength: 3 })
      .map((links) => links.map((parts) => `import '${parts.join('')}';`).join(''));
    const files = fc
      .uniqueArray(fc.tuple(name, text), { selector: ([one]) => one })
      .map((entries) => Object.fromEntries(entries.map(([one, code]) => [one === 'data' ? one : `${one}.ts`, code])));
    fc.assert(
      fc.property(files, files, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (first, second, same) => {
        const base = { ...first, 'claims/a.ts': first['claims/a.ts'] ?? '' };
        // Most files are the same at both, as with two revisions.
        const kept = Object.entries(base).filter((_, index) => same[index]);
        const head = { 'claims/a.ts': '', ...second, ...Object.fromEntries(kept) };
        const before = reachOf('claims/a.ts', follow(['claims/a.ts'], shelfOf(treeOf(base), '')));
        const changed = changedBetween(base, head);
        const atBase = changed.some((path) => before.has(path) || before.has(EVERYTHING));
        if (atBase) expect(changes(base, () => head)).not.to.deep.equal([]);
      }),
    );
  });
});
