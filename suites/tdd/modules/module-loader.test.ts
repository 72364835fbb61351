/** What the CommonJS loader does with the file that it has found: run it once, and remember (rows M2, M5, M8 to M10). */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'chai';
import { before, suite, test } from 'mocha';
import { WRAPPER_ARGUMENTS } from '../../../fixtures/modules/compile.ts';
import type { LoadedModule, Require } from '../../../fixtures/modules/loaded-module.ts';
import { ModuleLoader, type Step } from '../../../fixtures/modules/module-loader.ts';
import { outcomeOf } from '../../support/both-loaders.ts';
import { Link, writeTree, type FileTree } from '../../support/file-tree.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const TREE: FileTree = {
  'main.js': "exports.isMain = require.main === module; exports.id = module.id; exports.child = require('./is-main');",
  'is-main.js': 'module.exports = require.main === module;',
  'counted.js': 'globalThis.timesCounted = (globalThis.timesCounted ?? 0) + 1; exports.object = {};',
  'link.js': new Link('counted.js'),
  'arguments.js': 'module.exports = { given: [...arguments], own: this };',
  'alike.js': 'module.exports = [typeof __filename, typeof __dirname, this === exports, arguments.length];',
  'variable.js': "var leaked = 1; module.exports = typeof globalThis.leaked; implicit = 'sloppy';",
  'a.js': "exports.early = true; exports.seen = { ...require('./b').sawOfA }; exports.late = true;",
  'b.js': "exports.sawOfA = { ...require('./a') };",
  'self.js': "exports.self = require('./self'); exports.late = 1;",
  'parent.js': "exports.first = require('./child'); require('./child'); require('./other');",
  'child.js': '',
  'other.js': "require('./child');",
  'throws.js': "globalThis.timesThrown = (globalThis.timesThrown ?? 0) + 1; throw new Error('on purpose');",
  'asks-throws.js': "try { require('./throws') } catch {} exports.children = module.children.length;",
  'slip.js': 'export.add = function () {};',
  'meant.js': 'exports.add = function (a, b) { return a + b; };',
  'broken.json': '{ "a": }',
  'marked.json': '\uFEFF{ "a": 1 }',
  'hashbang.js': '#!/usr/bin/env node\nmodule.exports = 1;',
  'line.js': "\n\n  throw new Error('here');",
  'closing.js': '}); (function () {',
  'esm.mjs': 'export const is = 1;',
  'library.node': '',
  'text.txt': 'hello',
  'view.test.page': 'exports.is = 1;',
  'typed/package.json': { type: 'module' },
  'typed/x.js': 'export default 1;',
  'typed/y.cjs': 'exports.is = 1;',
  'asks/deep.js': "require('../asks-nowhere');",
  'asks-nowhere.js': "require('./nowhere');",
  'bad-package/package.json': '{ "main": ',
  'bare-package/package.json': '"text"',
  'looped-package/package.json': new Link('looped-package/package.json'),
  'picks.js': 'module.exports = (name) => require(`./picked-${name}`);',
  'picked-one.js': 'module.exports = 1;',
};

suite('the CommonJS loader', () => {
  const directory = temporaryDirectory();
  before(() => writeTree(directory.path, TREE));

  const from = (): string => directory.join('from.js');
  const fresh = (): Require => new ModuleLoader().requireFrom(from());

  suite('compile and run', () => {
    test('M5: a file gets five arguments: exports, require, module, __filename, __dirname', () => {
      const require = fresh();
      const { given, own } = require('./arguments') as { given: unknown[]; own: unknown };
      const file = directory.join('arguments.js');
      const module = require.cache[file];
      expect(WRAPPER_ARGUMENTS).to.deep.equal(['exports', 'require', 'module', '__filename', '__dirname']);
      expect(given.slice(1)).to.deep.equal([module?.require, module, file, directory.path]);
      expect(given[0], 'this is the first exports').to.equal(own);
      expect(require('./alike')).to.deep.equal(createRequire(from())('./alike'));
    });

    test('its variables are its own, since it is the body of a function', () => {
      expect(fresh()('./variable')).to.equal('undefined');
      delete (globalThis as { implicit?: unknown }).implicit;
    });

    test('the extensions are .js, .json and .node, in this order, as they are in Node.js', () => {
      const names = Object.keys(fresh().extensions);
      expect(names).to.deep.equal(['.js', '.json', '.node']);
      expect(Object.keys(createRequire(from()).extensions).slice(0, 3)).to.deep.equal(names);
    });

    test('an extension may be added, and the longest that is registered compiles the file', () => {
      const require = fresh();
      require.extensions['.txt'] = (module, file) => (module.exports = fs.readFileSync(file, 'utf8'));
      require.extensions['.test.page'] = (module) => (module.exports = 'by the longest');
      require.extensions['.page'] = (module) => (module.exports = 'by the shorter');
      expect(require('./text')).to.equal('hello');
      expect(require('./view.test.page')).to.equal('by the longest');
    });

    test('the lines of an error are those of the file, and nothing can close the wrapper', () => {
      const position = `${directory.join('line.js')}:3:9`;
      expect(() => fresh()('./line'))
        .to.throw('here')
        .with.property('stack')
        .that.includes(position);
      expect(() => fresh()('./closing')).to.throw(SyntaxError);
    });

    test('JSON is parsed, with a byte order mark too, and an error of it names the file', () => {
      expect(fresh()('./marked')).to.deep.equal({ a: 1 });
      expect(() => fresh()('./broken')).to.throw(SyntaxError, `${directory.join('broken.json')}: `);
      expect(() => createRequire(from())('./broken')).to.throw(SyntaxError, `${directory.join('broken.json')}: `);
    });

    test('a hash-bang line is no fault', () => {
      expect(fresh()('./hashbang')).to.equal(1);
    });

    test('ES modules and machine code are refused with a code', () => {
      expect(outcomeOf(() => fresh()('./esm.mjs'))).to.deep.equal({ code: 'ERR_REQUIRE_ESM' });
      expect(outcomeOf(() => fresh()('./typed/x'))).to.deep.equal({ code: 'ERR_REQUIRE_ESM' });
      expect(fresh()('./typed/y.cjs')).to.deep.equal({ is: 1 });
      expect(() => fresh()('./library'))
        .to.throw(/library\.node is machine code/)
        .with.property('code', 'ERR_NATIVE_MODULE');
    });

    test('a package.json that is no JSON, no object or not to be read is named', () => {
      for (const name of ['bad-package', 'bare-package', 'looped-package']) {
        expect(() => fresh()(`./${name}`))
          .to.throw(directory.join(name, 'package.json'))
          .with.property('code', 'ERR_INVALID_PACKAGE_CONFIG');
      }
    });
  });

  suite('the three steps', () => {
    const traced = (): { require: Require; steps: Step[] } => {
      const steps: Step[] = [];
      return { require: new ModuleLoader({ trace: (step) => steps.push(step) }).requireFrom(from()), steps };
    };
    const names = (steps: readonly Step[]): string[] => steps.map(({ step }) => step);

    test('M5: path analysis, file location, compile and run; at the second time the cache answers after two', () => {
      const { require, steps } = traced();
      require('./child');
      expect(names(steps)).to.deep.equal(['path analysis', 'file location', 'compile and run']);
      require('./child.js');
      expect(names(steps).slice(3)).to.deep.equal(['path analysis', 'file location', 'from the cache']);
    });

    test('M6: for a builtin there is the first step only', () => {
      const { require, steps } = traced();
      expect(require('node:fs')).to.equal(fs);
      expect(names(steps)).to.deep.equal(['path analysis']);
    });

    test('the location tells every path that was tried', () => {
      const { require, steps } = traced();
      require('./marked');
      const tried = ['marked', 'marked.js', 'marked.json'].map((name) => directory.join(name));
      expect(steps[1]).to.deep.equal({ step: 'file location', tried, found: tried.at(-1) });
      expect(steps[2]).to.deep.equal({ step: 'compile and run', file: tried.at(-1), as: '.json' });
    });
  });

  suite('the second load', () => {
    const count = (): unknown => Reflect.get(globalThis, 'timesCounted');

    test('M9: the second load comes from the cache: the same object, evaluated once, by whatever name and link', () => {
      const require = fresh();
      const earlier = Number(count() ?? 0);
      const first = require('./counted');
      const again = ['./counted', './counted.js', './link', directory.join('counted'), './x/../counted'].map(require);
      for (const exports of again) expect(exports).to.equal(first);
      expect(count()).to.equal(earlier + 1);
      expect(Object.keys(require.cache)).to.deep.equal([directory.join('counted.js')]);
    });

    test('M9: what was deleted from the cache is evaluated anew; who has the old one keeps it', () => {
      const require = fresh();
      const first = require('./counted') as { object: object };
      delete require.cache[require.resolve('./counted')];
      const second = require('./counted') as { object: object };
      expect(second.object).to.not.equal(first.object);
      expect(require('./counted')).to.equal(second);
    });

    test('a JSON file is one object for all, too', () => {
      const require = fresh();
      expect(require('./marked')).to.equal(require('./marked.json'));
    });

    test('M9: builtins are not in the cache', () => {
      const require = fresh();
      require('fs');
      expect(Object.keys(require.cache)).to.deep.equal([]);
    });

    test('two loaders share nothing', () => {
      expect(fresh()('./counted')).to.not.equal(fresh()('./counted'));
    });

    test('a module that throws is not kept, and runs again when it is asked for again', () => {
      Reflect.deleteProperty(globalThis, 'timesThrown');
      const require = fresh();
      expect(() => require('./throws')).to.throw('on purpose');
      expect(() => require('./throws')).to.throw('on purpose');
      expect(Reflect.get(globalThis, 'timesThrown')).to.equal(2);
      expect(Object.keys(require.cache)).to.deep.equal([]);
      expect(require('./asks-throws'))
        .to.deep.equal({ children: 0 })
        .and.to.deep.equal(createRequire(from())('./asks-throws'));
    });
  });

  test('M10: a circle gives partial exports: who comes second sees what the first has exported so far', () => {
    const require = fresh();
    expect(require('./a')).to.deep.equal({ early: true, seen: { early: true }, late: true });
    expect(require('./a')).to.deep.equal(createRequire(from())('./a'));
    const self = require('./self') as { self: unknown };
    expect(self.self).to.equal(self);
  });

  test('M2: exports.add defines a module, and export.add is a SyntaxError, not a definition as claimed', () => {
    for (const require of [fresh(), createRequire(from())]) {
      expect((require('./meant') as { add: (a: number, b: number) => number }).add(1, 2)).to.equal(3);
      expect(() => require('./slip') as unknown).to.throw(SyntaxError);
    }
  });

  test('M8: which file module is loaded may be decided at run time', () => {
    const pick = fresh()('./picks') as (name: string) => unknown;
    expect(pick('one')).to.equal(1);
    expect(outcomeOf(() => pick('two'))).to.deep.equal({ code: 'MODULE_NOT_FOUND' });
    directory.write('picked-two.js', 'module.exports = 2;');
    expect(pick('two')).to.equal(2);
  });

  suite('module', () => {
    test('knows who required it first, and whom it was the first or the second to require', () => {
      const require = fresh();
      require('./parent');
      const node = createRequire(from());
      node('./parent');
      const shape = ({ id, children, loaded, paths, path: folder, filename }: LoadedModule | NodeJS.Module): object => ({
        id, loaded, paths, path: folder, filename, children: children.map((child) => path.basename(child.id)),
      }); // prettier-ignore
      for (const name of ['parent.js', 'child.js', 'other.js']) {
        const file = directory.join(name);
        expect(shape(require.cache[file]!), name).to.deep.equal(shape(node.cache[file]!));
      }
      const [parent, child] = ['parent.js', 'child.js'].map((name) => require.cache[directory.join(name)]);
      expect(child!.parent).to.equal(parent);
      expect(parent!.children.map(({ id }) => path.basename(id))).to.deep.equal(['child.js', 'other.js']);
    });

    test('require.main is the module that the program began with, whose id is a dot', () => {
      const loader = new ModuleLoader();
      expect(loader.runMain(directory.join('main'))).to.deep.equal({ isMain: true, id: '.', child: false });
      expect(fresh()('./is-main')).to.equal(false);
    });
  });

  suite('what is not found', () => {
    test('has the code MODULE_NOT_FOUND, names what was tried, and who asked for whom', () => {
      const tried = ['nowhere', 'nowhere.js', 'nowhere.json', 'nowhere.node'].map((name) => directory.join(name));
      const requireStack = ['asks-nowhere.js', 'asks/deep.js', 'from.js'].map((name) => directory.join(name));
      const load = (): unknown => fresh()('./asks/deep');
      expect(load).to.throw().that.includes({ code: 'MODULE_NOT_FOUND' }).and.to.deep.include({ tried, requireStack });
      expect(load).to.throw(
        ["Cannot find module './nowhere'", 'Tried:', ...tried.map((file) => `- ${file}`), 'Require stack:'].join('\n'),
      );
      expect(() => createRequire(from())('./asks/deep') as unknown)
        .to.throw()
        .that.deep.includes({ requireStack });
    });

    test('tells of folders that are not even there', () => {
      expect(() => fresh().resolve('nowhere')).to.throw(`- ${directory.join('node_modules')}${path.sep}\n`);
    });

    test('a loader wants the absolute path of a file', () => {
      const loader = new ModuleLoader();
      expect(outcomeOf(() => loader.requireFrom('./from.js'))).to.deep.equal({ code: 'ERR_INVALID_ARG_VALUE' });
      expect(outcomeOf(() => createRequire('./from.js'))).to.deep.equal({ code: 'ERR_INVALID_ARG_VALUE' });
    });
  });
});
