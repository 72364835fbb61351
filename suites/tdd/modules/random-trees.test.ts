/** Random trees of files, packages and links: our resolution finds what Node's own does (rows M3 and M5). */
import fs from 'node:fs';
import nodePath from 'node:path';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { askBoth, withoutDeprecationWarnings } from '../../support/both-loaders.ts';
import { Link, writeTree } from '../../support/file-tree.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Few names, so that they meet: a file and a folder of one name, a package in two places. */
const NAMES = ['a', 'b', 'index', 'a.js', 'b.json', 'index.js', 'index.json'] as const;
const FOLDERS = [
  '',
  'a/',
  'b/',
  'node_modules/',
  'node_modules/a/',
  'node_modules/b/',
  'a/node_modules/',
  'a/node_modules/b/',
  'node_modules/@s/a/',
] as const;

const name = fc.constantFrom(...NAMES);
const folder = fc.constantFrom(...FOLDERS);
const file = fc.record({ path: fc.tuple(folder, name).map((parts) => parts.join('')), content: fc.constant('{}') });
const link = fc
  .record({
    at: fc.tuple(folder, name).map((parts) => parts.join('')),
    to: fc.tuple(folder, name).map((parts) => parts.join('')),
  })
  .map(({ at, to }) => ({ path: at, content: new Link(to) }));

const target: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    './a.js',
    './b.json',
    './index.js',
    './a',
    './*.js',
    './a/*',
    '../b',
    'b',
    null,
    './node_modules/a.js',
  ),
  fc.record({ require: fc.constantFrom('./a.js', null), default: fc.constant('./index.js') }, { requiredKeys: [] }),
  fc.array(fc.constantFrom('b', './a.js', null), { maxLength: 2 }),
);
const exports = fc.oneof(
  target,
  fc.dictionary(fc.constantFrom('.', './a', './*', './a/*', './*.js', './b*'), target, { maxKeys: 3 }),
);
const description = fc.record(
  { name: fc.constantFrom('a', '@s/a'), main: fc.constantFrom('a', './b', 'index', 'gone', './'), exports },
  { requiredKeys: [] },
);
const pack = fc.record({ path: folder.map((at) => `${at}package.json`), content: description });

const identifier = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('./', '../', 'node_modules/', 'a/', 'b/', '@s/', './a/', '../a/'),
      fc.oneof(name, fc.constantFrom('', '.', '..', 'b/a')),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('a', 'b', 'a.js', 'fs', 'node:fs', '@s/a', '@s/a/a', '@s', '#a', '.', '..', './', 'a//b'),
);

suite('random trees', () => {
  const directory = temporaryDirectory();
  withoutDeprecationWarnings();

  test('M3, M5: whatever is there and whatever is asked for, the answer is that of Node.js', () => {
    let found = 0;
    const tree = fc.array(fc.oneof({ weight: 5, arbitrary: file }, pack, link), { minLength: 3, maxLength: 12 });
    const law = fc.property(
      tree,
      fc.array(identifier, { minLength: 8, maxLength: 12 }),
      fc.constantFrom('', 'a/', 'node_modules/a/'),
      (entries, identifiers, at) => {
        const root = directory.fresh();
        for (const { path, content } of entries) writeIfFree(root, path, content);
        for (const asked of identifiers) {
          const { ours, nodes } = askBoth(`${root}/${at}main.js`, asked);
          expect(ours, asked).to.deep.equal(nodes);
          if ('value' in ours && nodePath.isAbsolute(String(ours.value))) found += 1;
        }
      },
    );
    fc.assert(law, { numRuns: 40 });
    expect(found, 'identifiers that lead to a file').to.be.greaterThan(20);
  });
});

/**
 * A file stands where a folder was to be, or the other way round: the first one stays. A link leads to what is there
 * already, so that none leads to itself: what Node.js says of that has changed.
 */
function writeIfFree(root: string, path: string, content: string | object): void {
  if (fs.existsSync(`${root}/${path}`)) return;
  if (content instanceof Link && !fs.existsSync(`${root}/${content.to}`)) return;
  try {
    writeTree(root, { [path]: content });
  } catch (error) {
    const taken = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENOENT'].includes(
      (error as NodeJS.ErrnoException).code ?? '',
    );
    if (!taken) throw error;
  }
}
