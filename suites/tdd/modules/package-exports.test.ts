/** The `exports` and `imports` of packages, held against Node's own `require` (rows M3 and M5). */
import path from 'node:path';
import { expect } from 'chai';
import { before, suite, test } from 'mocha';
import { ModuleLoader } from '../../../fixtures/modules/module-loader.ts';
import { askBoth, withoutDeprecationWarnings } from '../../support/both-loaders.ts';
import { writeTree } from '../../support/file-tree.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** The files that each of the packages has. */
const FILES = [
  'index.js', 'a.js', 'b.js', 'lib/index.js', 'lib/c.js', 'lib/a space.js', 'lib/d/d.js', 'lib/d/e.js', 'lib/d/own/f.js',
]; // prettier-ignore

const CLOSED = 'ERR_PACKAGE_PATH_NOT_EXPORTED';
const LOST = 'MODULE_NOT_FOUND';
const BAD_TARGET = 'ERR_INVALID_PACKAGE_TARGET';
const BAD_SUBPATH = 'ERR_INVALID_MODULE_SPECIFIER';
const BAD_TABLE = 'ERR_INVALID_PACKAGE_CONFIG';

interface Case {
  readonly says: string;
  readonly exports: unknown;
  /** The file by what follows the name of the package, or the code of the error. */
  readonly leads: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  { says: 'a string is what the name stands for, and closes the rest',
    exports: './a.js',
    leads: { '': 'a.js', '/a.js': CLOSED, '/': CLOSED, '/package.json': CLOSED } },
  { says: 'no extension is added and no folder will do',
    exports: { './a': './a', './lib': './lib', './gone': './gone.js' },
    leads: { '/a': LOST, '/lib': LOST, '/gone': LOST, '': CLOSED } },
  { says: 'the first condition that holds decides, in the order of the file',
    exports: { import: './b.js', require: './a.js', default: './index.js' },
    leads: { '': 'a.js' } },
  { says: 'default holds always, also before others',
    exports: { default: './index.js', require: './a.js' },
    leads: { '': 'index.js' } },
  { says: 'conditions nest, and where none holds inside the next outside is asked',
    exports: { node: { import: './b.js' }, require: { node: { default: './a.js' } } },
    leads: { '': 'a.js' } },
  { says: 'where no condition holds nothing is exported',
    exports: { '.': { browser: './a.js' }, './x': {} },
    leads: { '': CLOSED, '/x': CLOSED } },
  { says: 'a star stands for any text, slashes too, and for one character at least',
    exports: { './*': './lib/*.js' },
    leads: { '/c': 'lib/c.js', '/d/e': 'lib/d/e.js', '/c.js': LOST, '/': CLOSED, '/.': BAD_SUBPATH } },
  { says: 'a star is put in as often as the target has one, and may stand inside of a key',
    exports: { './twice/*': './lib/*/*.js', './x*y': './*.js' },
    leads: { '/twice/d': 'lib/d/d.js', '/xay': 'a.js', '/xy': CLOSED } },
  { says: 'the longest part before the star decides, then the longest key; the very key before all',
    exports: { './*': './a.js', './*/very-long.js': './lib/c.js', './d/*': './b.js', './d/*.js': './lib/d/d.js', './d/x.js': './lib/d/e.js' },
    leads: { '/z': 'a.js', '/z/very-long.js': 'lib/c.js', '/d/z': 'b.js', '/d/very-long.js': 'lib/d/d.js', '/d/x.js': 'lib/d/e.js' } },
  { says: 'the longest part before the star decides before the length of the key',
    exports: { './*/very-long.js': './a.js', './d/*': './b.js' },
    leads: { '/d/very-long.js': 'b.js' } },
  { says: 'a key with two stars fits nothing, and one that ends in a slash no longer stands for a folder',
    exports: { './*/*': './a.js', './lib/': './lib/', './': './a.js' },
    leads: { '/x/y': CLOSED, '/lib/c.js': CLOSED, '/lib/': CLOSED, '/': CLOSED } },
  { says: 'null closes what an earlier and wider key opens',
    exports: { './lib/*': './lib/*', './lib/d/*': null, '.': null },
    leads: { '/lib/c.js': 'lib/c.js', '/lib/d/e.js': CLOSED, '': CLOSED } },
  { says: 'an array gives its first valid target, whether it exists or not',
    exports: { './valid': ['bare', '../out.js', './a.js', './b.js'], './gone': ['./gone.js', './a.js'], './then': [null, './b.js'] },
    leads: { '/valid': 'a.js', '/gone': LOST, '/then': 'b.js' } },
  { says: 'of an array without a valid target the last that is invalid or closed tells why',
    exports: { './bad': ['x'], './bad-null': ['x', null], './null-bad': [null, 'x'], './bad-none': ['x', { browser: './a.js' }],
      './none': [{ browser: './a.js' }], './empty': [], './empty-first': { require: [], default: './a.js' },
      './none-first': { require: [{ browser: './b.js' }], default: './a.js' } },
    leads: { '/bad': BAD_TARGET, '/bad-null': CLOSED, '/null-bad': BAD_TARGET, '/bad-none': BAD_TARGET, '/none': CLOSED,
      '/empty': CLOSED, '/empty-first': CLOSED, '/none-first': 'a.js' } },
  { says: 'a target stays in its package',
    exports: { './up': './../x.js', './in': './lib/../a.js', './modules': './node_modules/x.js', './bare': 'a.js', './root': '/a.js',
      './url': 'file:///a.js', './coded': './%2e%2e/a.js', './coded-modules': './Node%5fModules/x.js', './star/*': './lib/../*.js' },
    leads: { '/up': BAD_TARGET, '/in': BAD_TARGET, '/modules': BAD_TARGET, '/bare': BAD_TARGET, '/root': BAD_TARGET,
      '/url': BAD_TARGET, '/coded': BAD_TARGET, '/coded-modules': BAD_TARGET, '/star/a': BAD_TARGET } },
  { says: 'what is no string, no object and no array is no target',
    exports: { './number': 3, './flag': true },
    leads: { '/number': BAD_TARGET, '/flag': BAD_TARGET } },
  { says: 'what stands for the star stays in the package too',
    exports: { './*': './lib/*' },
    leads: { '/../a.js': BAD_SUBPATH, '/d/../c.js': BAD_SUBPATH, '/node_modules/x': BAD_SUBPATH, '/x/node_modules/y.js': BAD_SUBPATH } },
  { says: 'a target is a URL',
    exports: { './space': './lib/a%20space.js', './slash': './lib%2fc.js' },
    leads: { '/space': 'lib/a space.js', '/slash': BAD_SUBPATH } },
  { says: 'subpaths and conditions do not stand side by side',
    exports: { '.': './a.js', require: './b.js' },
    leads: { '': BAD_TABLE, '/a.js': BAD_TABLE } },
  { says: 'a number is no condition',
    exports: { '.': { 0: './a.js', default: './b.js' } },
    leads: { '': BAD_TABLE } },
  { says: 'an empty table closes everything',
    exports: {},
    leads: { '': CLOSED, '/a.js': CLOSED } },
  { says: 'null is no table, and closes nothing',
    exports: null,
    leads: { '': 'index.js', '/a': 'a.js', '/lib': 'lib/index.js' } },
]; // prettier-ignore

const IMPORTS = {
  '#own': './a.js',
  '#when': { browser: './b.js', require: './lib/c.js' },
  '#parts/*': './lib/*.js',
  '#parts/d/*': null,
  '#pack': 'case-0',
  '#pack/file': 'open-pack/a.js',
  '#pack/bare': 'open-pack/a',
  '#many/*': 'open-pack/lib/*.js',
  '#gone': './gone.js',
  '#nowhere': 'nowhere',
  '#fs': 'fs',
  '#prefixed': 'node:fs',
  '#up': '../x.js',
};

suite('exports and imports, asked of Node.js too', () => {
  const directory = temporaryDirectory();
  withoutDeprecationWarnings();
  before(() => {
    const packages = CASES.map(({ exports }, index) => [`case-${index}`, { name: `case-${index}`, exports }] as const);
    for (const [name, description] of packages) {
      const files = FILES.map((file) => [`node_modules/${name}/${file}`, `exports.is = '${file}';`]);
      writeTree(directory.path, { [`node_modules/${name}/package.json`]: description, ...Object.fromEntries(files) });
    }
    writeTree(directory.path, {
      'node_modules/open-pack/a.js': '',
      'node_modules/open-pack/lib/c.js': '',
      'own/package.json': { name: 'own', exports: { './a': './a.js', '.': './gone.js' }, imports: IMPORTS },
      'own/a.js': "exports.is = 'own';",
      'own/lib/c.js': "exports.is = 'own c';",
      'own/lib/d/e.js': '',
      'own/node_modules/free/index.js': '',
      'open/package.json': { name: 'open' },
    });
  });

  for (const [index, { says, exports, leads }] of CASES.entries()) {
    test(`M3: exports: ${says}`, () => {
      const [from, folder] = [directory.join('main.js'), directory.join(`node_modules/case-${index}`)];
      for (const [subpath, expected] of Object.entries(leads)) {
        const { ours, nodes } = askBoth(from, `case-${index}${subpath}`);
        const asked = `${subpath} of ${JSON.stringify(exports)}`;
        expect(told(ours, folder), asked).to.equal(expected);
        expect(told(nodes, folder), `${asked} in Node.js`).to.equal(expected);
      }
    });
  }

  for (const identifier of [...Object.keys(IMPORTS), '#parts/c', '#parts/d/e', '#many/c', '#unknown', '#', '#x/']) {
    test(`M3: imports: ${identifier} leads to the same file`, () => {
      const { ours, nodes } = askBoth(directory.join('own/main.js'), identifier);
      expect(ours).to.deep.equal(nodes);
    });
  }

  test('M3: imports are those of the package that a file belongs to, and node_modules belong to nobody', () => {
    const own = directory.join('own');
    expect(told(askBoth(path.join(own, 'lib/deep/x.js'), '#own').ours, own)).to.equal('a.js');
    for (const from of ['own/node_modules/x.js', 'own/node_modules/free/index.js', 'open/x.js', 'x.js']) {
      const { ours, nodes } = askBoth(directory.join(from), '#own');
      expect(ours, from).to.deep.equal(nodes).and.to.deep.equal({ code: 'MODULE_NOT_FOUND' });
    }
  });

  test('M3: a package may require itself by its name, through its exports only', () => {
    for (const [identifier, finds] of [
      ['own/a', 'a.js'],
      ['own', 'MODULE_NOT_FOUND'],
      ['own/a.js', 'ERR_PACKAGE_PATH_NOT_EXPORTED'],
    ] as const) {
      const { ours, nodes } = askBoth(directory.join('own/lib/x.js'), identifier);
      expect(ours).to.deep.equal(nodes);
      expect(told(ours, directory.join('own'))).to.equal(finds);
    }
    expect(askBoth(directory.join('open/x.js'), 'open').ours).to.deep.equal({ code: 'MODULE_NOT_FOUND' });
  });

  test('M3: conditions may be handed in: what a bundler for browsers would take', () => {
    const loader = new ModuleLoader({ conditions: ['browser', 'import'] });
    const { resolve } = loader.requireFrom(directory.join('main.js'));
    expect(path.basename(resolve('case-2'))).to.equal('b.js');
    expect(path.basename(resolve('case-5'))).to.equal('a.js');
  });

  test('M3: what is not exported is refused with what is', () => {
    const require = new ModuleLoader().requireFrom(directory.join('main.js'));
    expect(() => require.resolve('case-1/lib/c.js')).to.throw(
      /'\.\/lib\/c\.js' is not defined.*lists \.\/a, \.\/lib, \.\/gone/,
    );
  });

  /** Relative to the package, or the code of the error. */
  function told(outcome: object, folder: string): string {
    return 'value' in outcome
      ? path.relative(folder, String(outcome.value))
      : String((outcome as { code: unknown }).code);
  }
});
