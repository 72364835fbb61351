/** Path analysis and file location, held against Node's own `require` on a tree of packages (rows M1, M3, M5 and M7). */
import module, { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'chai';
import { before, suite, test } from 'mocha';
import { nodeModulesFolders } from '../../../fixtures/modules/path-analysis.ts';
import { ModuleLoader } from '../../../fixtures/modules/module-loader.ts';
import { askBoth, outcomeOf, withoutDeprecationWarnings } from '../../support/both-loaders.ts';
import { Link, writeTree, type FileTree } from '../../support/file-tree.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** The folders of NODE_PATH and of old, which the loader by hand leaves out. */
const { globalPaths } = module as unknown as { globalPaths: readonly string[] };

const TREE: FileTree = {
  'app/main.js': '',
  'app/math.js': "exports.is = 'math';",
  'app/both.js': "exports.is = 'js';",
  'app/both.json': { is: 'json' },
  'app/data.json': { is: 'json' },
  'app/plain': "exports.is = 'no extension';",
  'app/text.txt': "exports.is = 'compiled as .js';",
  'app/common.cjs': "exports.is = 'cjs';",
  'app/a.b.js': "exports.is = 'two dots';",
  'app/.hidden': "exports.is = 'hidden';",
  'app/..odd': "exports.is = 'two dots in front';",
  'app/folder/index.js': "exports.is = 'index';",
  'app/twice.js': "exports.is = 'file before folder';",
  'app/twice/index.js': "exports.is = 'folder';",
  'app/indexed/index.json': { is: 'index.json' },
  'app/empty/readme.md': '',
  'app/with-main/package.json': { main: 'lib/start' },
  'app/with-main/lib/start.js': "exports.is = 'main';",
  'app/with-main/index.js': "exports.is = 'index in spite of main';",
  'app/main-folder/package.json': { main: './lib' },
  'app/main-folder/lib/index.js': "exports.is = 'index of main';",
  'app/main-lost/package.json': { main: 'gone.js' },
  'app/main-lost/index.js': "exports.is = 'index for a lost main';",
  'app/main-nowhere/package.json': { main: 'gone.js' },
  'app/main-exact/package.json': { main: 'start.txt' },
  'app/main-exact/start.txt': "exports.is = 'a main of another extension';",
  'app/.json': "exports.is = 'a hidden file, and no JSON';",
  'app/main-empty/package.json': { main: '' },
  'app/main-empty/index.js': "exports.is = 'index for an empty main';",
  'app/main-none/package.json': { name: 'main-none' },
  'app/main-none/index.js': "exports.is = 'index for no main';",
  'app/link.js': new Link('app/folder/index.js'),
  'app/link-folder': new Link('app/folder'),
  'app/node_modules/math.js': "exports.is = 'a file in node_modules';",
  'app/node_modules/near/index.js': "exports.is = 'near';",
  'app/node_modules/near/part.js': "exports.is = 'part';",
  'app/node_modules/.dotted/index.js': "exports.is = 'dotted';",
  'app/node_modules/fs/index.js': "exports.is = 'not the builtin';",
  'app/node_modules/test/index.js': "exports.is = 'not node:test';",
  'app/node_modules/@scope/inner/index.js': "exports.is = 'scoped';",
  'app/node_modules/@scope/inner/deep/x.js': "exports.is = 'deep';",
  'app/node_modules/lost/package.json': { main: 'gone.js' },
  'app/node_modules/hollow/readme.md': '',
  'app/node_modules/linked': new Link('elsewhere/linked'),
  'elsewhere/linked/index.js': "exports.is = 'linked';",
  'node_modules/far/index.js': "exports.is = 'far';",
  'node_modules/near/index.js': "exports.is = 'too far';",
  'node_modules/lost/index.js': "exports.is = 'never reached';",
  'node_modules/hollow/index.js': "exports.is = 'behind a hollow package';",
};

const PATHS = [
  './math', './math.js', './math.json', './both', './both.json', './data', './plain', './text.txt', './text', './common',
  './common.cjs', './a.b', './a', './.hidden', '.hidden', './..odd', '..odd', './folder', './folder/', './folder/.', './folder/..',
  './folder/index', './twice', './twice/', './twice.js/', './indexed', './empty', './with-main', './with-main/index', './main-folder',
  './main-lost', './main-nowhere', './main-empty', './main-exact', './.json', './main-none', './link', './link-folder', './nowhere', '.', './', '..', '../',
  '../app', '../app/math', '../app/', './nowhere/../math', './math/../math', '/', '/nowhere', './node_modules/near', './node_modules',
  '...', '.math', './%6dath', './math\0',
]; // prettier-ignore

const PACKAGES = [
  'math', 'near', 'near/', 'near/part', 'near/part.js', 'near/nowhere', 'near/..', 'near/../fs', 'far', 'far/index.js', '.dotted', '@scope/inner',
  '@scope/inner/deep/x', '@scope', '@scope/', '@scope/nowhere', 'lost', 'hollow', 'linked', 'nowhere', 'node_modules/near',
  'fs/', 'fs/index', 'test', 'Near', '%6eear', 'toString', '__proto__', '#hash', '#', 'file:///x',
]; // prettier-ignore

suite('where an identifier leads, asked of Node.js too', () => {
  const directory = temporaryDirectory();
  withoutDeprecationWarnings();
  before(() => writeTree(directory.path, TREE));

  for (const identifier of PATHS) {
    test(`M3: ${JSON.stringify(identifier)} leads to the same file, and exports the same`, () => same(identifier));
  }

  for (const identifier of PACKAGES) {
    test(`M1: the bare ${JSON.stringify(identifier)} leads to the same file, and exports the same`, () =>
      same(identifier));
  }

  test('M3: an absolute path leads to the same file as a relative one', () => {
    same(directory.join('app/math'));
    same(directory.join('app/folder'));
    expect(found(directory.join('app/math'))).to.equal(found('./math'));
  });

  test('M3: of two files that differ in their extension .js is taken, and a folder by its main before its index', () => {
    expect(found('./both')).to.equal('app/both.js');
    expect(found('./twice')).to.equal('app/twice.js');
    expect(found('./with-main')).to.equal('app/with-main/lib/start.js');
    expect(found('./main-lost')).to.equal('app/main-lost/index.js');
  });

  test("M1: require('math') is never the file beside it: a bare name is a builtin or a package", () => {
    expect(found('math')).to.equal('app/node_modules/math.js');
    expect(found('./math')).to.equal('app/math.js');
    expect(found('plain')).to.equal('MODULE_NOT_FOUND');
  });

  test('M5: node_modules are climbed, from the nearest to the root', () => {
    expect(found('near')).to.equal('app/node_modules/near/index.js');
    expect(found('far')).to.equal('node_modules/far/index.js');
    expect(found('hollow')).to.equal('node_modules/hollow/index.js');
  });

  test('M5: the folders of the climb are those of Node.js, which leaves node_modules/node_modules out', () => {
    for (const from of ['/a/b/c.js', '/a/node_modules/b/c.js', '/node_modules/x.js', '/x.js']) {
      const nodes = createRequire(from).resolve.paths('x')!;
      const climbed = nodes.filter((folder) => !globalPaths.includes(folder));
      expect(nodeModulesFolders(path.dirname(from)), from).to.deep.equal(climbed);
    }
  });

  test('M5: resolve searches from other folders if it is told to, as Node.js does, and tells which it would search', () => {
    const from = directory.join('elsewhere/linked/index.js');
    const [ours, nodes] = [new ModuleLoader().requireFrom(from), createRequire(from)];
    const [app, root, nowhere] = ['app', '.', 'nowhere'].map((folder) => directory.join(folder)) as [
      string,
      string,
      string,
    ];
    for (const paths of [[app], [nowhere, app], [root, app], [nowhere], [], 'app', 3]) {
      for (const identifier of [
        './math',
        '../app/math',
        'near',
        'far',
        'math',
        directory.join('app/math'),
        'nowhere',
        'fs',
      ]) {
        const resolved = (require: { resolve: Function }) => outcomeOf(() => require.resolve(identifier, { paths }));
        expect(resolved(ours), `${identifier} from ${JSON.stringify(paths)}`).to.deep.equal(resolved(nodes));
      }
    }
    expect(ours.resolve('./math', { paths: [nowhere, app] })).to.equal(path.join(app, 'math.js'));
    for (const identifier of ['./math', '..', '..odd', 'near', '/a', 'fs', 'node:fs']) {
      const searched = nodes.resolve.paths(identifier)?.filter((folder) => !globalPaths.includes(folder)) ?? null;
      expect(ours.resolve.paths(identifier), identifier).to.deep.equal(searched);
    }
  });

  test('M5: the climb ends at a package whose main is lost', () => {
    expect(found('lost')).to.equal('MODULE_NOT_FOUND');
  });

  test('M7: a builtin cannot be shadowed by a package of its name; a slash behind it asks for the package', () => {
    expect(found('fs')).to.equal('fs');
    expect(found('node:fs')).to.equal('node:fs');
    expect(found('fs/')).to.equal('app/node_modules/fs/index.js');
  });

  test('M7: what is a builtin only with its prefix leaves the bare name to packages', () => {
    expect(found('node:test')).to.equal('node:test');
    expect(found('test')).to.equal('app/node_modules/test/index.js');
    same('node:test');
  });

  test('M7: a builtin is the very object that Node.js has, and a node: name that is none is refused', () => {
    for (const identifier of ['fs', 'node:fs', 'fs/promises', 'node:path/posix']) {
      const { ours, nodes } = ask(identifier, 'load');
      expect((ours as { value: object }).value, identifier).to.equal((nodes as { value: object }).value);
    }
    expect(found('node:nowhere')).to.equal('ERR_UNKNOWN_BUILTIN_MODULE');
    for (const identifier of ['node:nowhere', 'node:', 'node:./math']) {
      const { ours, nodes } = ask(identifier, 'load');
      expect(ours).to.deep.equal(nodes);
    }
  });

  test('M3: no name at all is refused as Node.js refuses it', () => {
    for (const nothing of ['', undefined, null, 3, {}]) {
      const { ours, nodes } = ask(nothing as never, 'load');
      expect(ours).to.deep.equal(nodes);
      expect(ours).to.deep.equal({ code: nothing === '' ? 'ERR_INVALID_ARG_VALUE' : 'ERR_INVALID_ARG_TYPE' });
    }
  });

  function ask(identifier: string, how?: 'resolve' | 'load') {
    return askBoth(directory.join('app/main.js'), identifier, how);
  }

  function same(identifier: string): void {
    const resolved = ask(identifier);
    expect(resolved.ours).to.deep.equal(resolved.nodes);
    if (!('value' in resolved.ours)) return;
    const loaded = ask(identifier, 'load');
    expect(loaded.ours).to.deep.equal(loaded.nodes);
  }

  /** Relative to the tree, or the code of the error. */
  function found(identifier: string): string {
    const { ours } = ask(identifier);
    if ('code' in ours) return String(ours.code);
    const file = String(ours.value);
    return path.isAbsolute(file) ? path.relative(directory.path, file) : file;
  }
});
