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
  'index.js',
  'a.js',
  'b.js',
  'lib/c.js',
  'lib/c.json',
  'lib/d/e.js',
  'lib/d/own/f.js',
  'lib/space x.js',
  'lib/index.js',
];

const CASES: readonly { says: string; exports: unknown; ask: readonly string[]; finds: readonly string[] }[] = [
  { says: 'a string is what the name stands for, and closes the rest',
    exports: './a.js', ask: ['', '/a.js', '/', '/package.json'],
    finds: ['a.js', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'no extension is added and no folder will do',
    exports: { './a': './a', './lib': './lib', './gone': './gone.js' }, ask: ['/a', '/lib', '/gone', ''],
    finds: ['MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'the first condition that holds decides, in the order of the file',
    exports: { import: './b.js', require: './a.js', default: './index.js' }, ask: [''], finds: ['a.js'] },
  { says: 'default holds always, also before others',
    exports: { default: './index.js', require: './a.js' }, ask: [''], finds: ['index.js'] },
  { says: 'conditions nest, and where none holds inside the next outside is asked',
    exports: { node: { import: './b.js' }, require: { node: { default: './a.js' } } }, ask: [''], finds: ['a.js'] },
  { says: 'where no condition holds nothing is exported',
    exports: { '.': { browser: './a.js' }, './x': {} }, ask: ['', '/x'],
    finds: ['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'a star stands for any text, slashes too, and for one character at least',
    exports: { './*': './lib/*.js' }, ask: ['/c', '/d/e', '/c.js', '/', '/.'],
    finds: ['lib/c.js', 'lib/d/e.js', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_INVALID_MODULE_SPECIFIER'] },
  { says: 'a star is put in as often as the target has one',
    exports: { './*/twice': './lib/*/../*.js', './x*': './*.js' }, ask: ['/c/twice', '/xa'],
    finds: ['ERR_INVALID_PACKAGE_TARGET', 'a.js'] },
  { says: 'the longest part before the star decides, then the longest key; the very key before all',
    exports: { './*': './a.js', './d/*': './b.js', './d/*.js': './lib/c.js', './d/x.js': './lib/d/e.js', './d/own/*': null },
    ask: ['/z', '/d/z', '/d/z.js', '/d/x.js', '/d/own/f'],
    finds: ['a.js', 'b.js', 'lib/c.js', 'lib/d/e.js', 'ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'a key with two stars fits nothing',
    exports: { './*/*': './a.js' }, ask: ['/x/y'], finds: ['ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'null closes what an earlier and wider key opens',
    exports: { './lib/*': './lib/*', './lib/d/*': null, '.': null }, ask: ['/lib/c.js', '/lib/d/e.js', ''],
    finds: ['lib/c.js', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'an array gives its first valid target, whether it exists or not',
    exports: { './v': ['bare', '../out.js', './a.js', './b.js'], './gone': ['./gone.js', './a.js'], './none': [], './bad': ['x'],
      './no': [null, { browser: './a.js' }], './then': [null, './b.js'] },
    ask: ['/v', '/gone', '/none', '/bad', '/no', '/then'],
    finds: ['a.js', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_INVALID_PACKAGE_TARGET',
      'ERR_PACKAGE_PATH_NOT_EXPORTED', 'b.js'] },
  { says: 'a target stays in its package',
    exports: { './up': './../x.js', './in': './lib/../a.js', './mods': './node_modules/x.js', './bare': 'a.js', './root': '/a.js',
      './url': 'file:///a.js', './number': 3, './coded': './%2e%2e/a.js', './mods2': './Node%5fModules/x.js', './flag': true },
    ask: ['/up', '/in', '/mods', '/bare', '/root', '/url', '/number', '/coded', '/mods2', '/flag'],
    finds: Array.from({ length: 10 }, () => 'ERR_INVALID_PACKAGE_TARGET') },
  { says: 'what stands for the star stays in the package too',
    exports: { './*': './lib/*' }, ask: ['/../a.js', '/d/../c.js', '/node_modules/x', '/x/node_modules/y.js'],
    finds: Array.from({ length: 4 }, () => 'ERR_INVALID_MODULE_SPECIFIER') },
  { says: 'a target is a URL',
    exports: { './space': './lib/space%20x.js', './slash': './lib%2fc.js' }, ask: ['/space', '/slash'],
    finds: ['lib/space x.js', 'ERR_INVALID_MODULE_SPECIFIER'] },
  { says: 'subpaths and conditions do not stand side by side, and numbers are no conditions',
    exports: { '.': './a.js', require: './b.js' }, ask: ['', '/a.js'],
    finds: ['ERR_INVALID_PACKAGE_CONFIG', 'ERR_INVALID_PACKAGE_CONFIG'] },
  { says: 'a number is no condition',
    exports: { '.': { 0: './a.js', default: './b.js' } }, ask: [''], finds: ['ERR_INVALID_PACKAGE_CONFIG'] },
  { says: 'an empty table closes everything',
    exports: {}, ask: ['', '/a.js'], finds: ['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_PACKAGE_PATH_NOT_EXPORTED'] },
  { says: 'null is no table, and closes nothing',
    exports: null, ask: ['', '/a', '/lib'], finds: ['index.js', 'a.js', 'lib/index.js'] },
]; // prettier-ignore

const IMPORTS = {
  '#own': './a.js',
  '#when': { browser: './b.js', require: './lib/c.js' },
  '#parts/*': './lib/*.js',
  '#parts/d/*': null,
  '#pack': 'case-0',
  '#pack/file': 'case-18/a.js',
  '#pack/bare': 'case-18/a',
  '#many/*': 'case-18/lib/*.js',
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
      'own/package.json': { name: 'own', exports: { './a': './a.js', '.': './gone.js' }, imports: IMPORTS },
      'own/a.js': "exports.is = 'own';",
      'own/lib/c.js': "exports.is = 'own c';",
      'own/lib/d/e.js': '',
      'own/node_modules/free/index.js': '',
      'open/package.json': { name: 'open' },
    });
  });

  for (const [index, { says, exports, ask, finds }] of CASES.entries()) {
    test(`M3: exports: ${says}`, () => {
      const [from, folder] = [directory.join('main.js'), directory.join(`node_modules/case-${index}`)];
      const answers = ask.map((subpath) => askBoth(from, `case-${index}${subpath}`));
      expect(
        answers.map(({ ours }) => told(ours, folder)),
        JSON.stringify(exports),
      ).to.deep.equal(finds);
      expect(
        answers.map(({ nodes }) => told(nodes, folder)),
        'Node.js',
      ).to.deep.equal(finds);
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
