/** What a module reaches, from the inside: by its imports and by what else it names. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { follow, reachOf, type Shelf } from '../../../../bench/harness/catalog/reach.ts';

/** A table of files as a shelf; a package stands for a lock file. */
function shelf(files: Readonly<Record<string, string>>, more: Partial<Shelf> = {}): Shelf {
  const names = Object.keys(files);
  return {
    kindOf: (path) =>
      Object.hasOwn(files, path) ? 'file' : names.some((name) => name.startsWith(`${path}/`)) ? 'folder' : undefined,
    read: (paths) => new Map(paths.map((path) => [path, files[path]!])),
    packaged: () => ['lock'],
    ...more,
  };
}

/** What `a.ts` in `claims` reaches of these files and folders, besides itself. */
function reached(text: string, files: Readonly<Record<string, string>> = {}, more: Partial<Shelf> = {}): string[] {
  const all = shelf({ lock: '', ...files, 'claims/a.ts': text }, more);
  const paths = reachOf('claims/a.ts', follow(['claims/a.ts'], all));
  return [...paths].filter((path) => path !== 'claims/a.ts' && all.kindOf(path) !== undefined).toSorted();
}

suite('what a module reaches', () => {
  for (const [text, files, found] of [
    ["import { b } from '../lib/b.ts';", ['lib/b.ts'], ['lib/b.ts']],
    ['export * from "../lib/b.js"', ['lib/b.js'], ['lib/b.js']],
    ["export * from '../lib/b.js'", ['lib/b.ts'], ['lib/b.ts']],
    ["import '../lib/b.mjs'", ['lib/b.mts'], ['lib/b.mts']],
    ["require('../lib/b')", ['lib/b.cjs'], ['lib/b.cjs']],
    ["import '../lib'", ['lib/index.ts'], ['lib', 'lib/index.ts']],
    ['await import(`./b.ts`)', ['claims/b.ts'], ['claims/b.ts']],
    ["import type { B } from './b.ts';", ['claims/b.ts'], ['claims/b.ts']],
    ["new URL('../data/words.txt', import.meta.url)", ['data/words.txt'], ['data/words.txt']],
    ["new Worker(new URL('./b.js', import.meta.url))", ['claims/b.ts'], ['claims/b.ts']],
    ["new URL('../data/', import.meta.url)", ['data/words.txt'], ['data']],
    ["import '../lib/b.js?instance=1'", ['lib/b.js'], ['lib/b.js']],
    ["import fs from 'node:fs';", ['node:fs'], []],
    ["import { x } from 'a-package';", [], ['lock']],
    ["import '@scope/a-package/deep';", [], ['lock']],
    ["// from '../lib/b.ts'", ['lib/b.ts'], ['lib/b.ts']],
    ["'lib/b.ts'", ['lib/b.ts', 'claims/lib/b.ts'], []],
    ["name.startsWith('../')", ['lib/b.ts'], []],
    ["import '../../../out.ts'", ['out.ts'], []],
  ] as const) {
    test(`is ${found.join(' and ') || 'nothing'} for ${text}`, () => {
      expect(reached(text, Object.fromEntries(files.map((file) => [file, ''])))).to.deep.equal(found);
    });
  }

  test('goes on by what that names, and through circles', () => {
    const files = {
      'claims/b.ts': "import './c.js'",
      'claims/c.ts': "import './a.ts'; import './d.ts'",
      'claims/d.ts': '',
    };
    expect(reached("import './b.ts'", files)).to.deep.equal(['claims/b.ts', 'claims/c.ts', 'claims/d.ts']);
  });

  test('is also what is not there, since it may have been removed', () => {
    const links = follow(['a.ts'], shelf({ 'a.ts': "import './gone.js'" }));
    expect([...reachOf('a.ts', links)]).to.include.members(['gone.js', 'gone.ts']);
  });

  test('does not go on by data, whatever stands in it', () => {
    expect(reached("'../data.txt'", { 'data.txt': "import './lib.ts'", 'lib.ts': '' })).to.deep.equal(['data.txt']);
  });

  test('is read once for each file, however many modules name it', () => {
    const read: string[] = [];
    const files = { 'a.ts': "import './c.ts'", 'b.ts': "import './c.ts'; import './a.ts'", 'c.ts': "import './b.ts'" };
    const counting = shelf(files);
    follow(['a.ts', 'b.ts'], { ...counting, read: (paths) => (read.push(...paths), counting.read(paths)) });
    expect(read.toSorted()).to.deep.equal(['a.ts', 'b.ts', 'c.ts']);
  });

  test('is what a symbolic link leads to', () => {
    const files = { 'lib/b.ts': "import './c.ts'", 'lib/c.ts': '' };
    const real = (path: string) => path.replace(/^claims\/link/, 'lib');
    expect(reached("import './link/b.ts'", files, { real })).to.deep.equal(['lib/b.ts', 'lib/c.ts']);
  });
});
