/** A program of CommonJS files, run by Node.js and by the loader by hand: the same is to be seen (rows M1 to M10). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { writeTree, type FileTree } from '../../support/file-tree.ts';
import { compiled, inline, run, type Finished } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** What `main.js` prints, and both loaders must make of it. */
interface Seen {
  readonly order: readonly string[];
  readonly main: boolean;
  readonly shadowed: boolean;
  readonly bare: string;
  readonly computed: readonly number[];
  readonly same: boolean;
  readonly evaluated: number;
  readonly afterDelete: number;
  readonly circle: object;
  readonly exported: readonly string[];
  readonly closed: string;
  readonly slip: string;
  readonly imported: number;
}

const PROGRAM: FileTree = {
  'main.js': `
    const order = ['before'];
    globalThis.order = order;
    const code = (work) => { try { return String(work()); } catch (error) { return error.code ?? error.name; } };
    require('./writes-order');
    order.push('after');
    const computed = [1, 2].map((number) => require('./part-' + number));
    const same = require('./counted') === require('../program/counted.js');
    const evaluated = globalThis.evaluated;
    delete require.cache[require.resolve('./counted')];
    require('./counted');
    import('./later.mjs').then(({ default: imported }) => console.log(JSON.stringify({
      order, computed, same, evaluated, imported,
      main: require.main === module,
      shadowed: require('fs').shadow === true || require('node:fs').shadow === true,
      bare: code(() => require('math')),
      afterDelete: globalThis.evaluated,
      circle: require('./a'),
      exported: [require('pack').is, require('pack/parts/one').is],
      closed: code(() => require('pack/lib/closed.js')),
      slip: code(() => require('./slip')),
    })));`,
  'writes-order.js': "globalThis.order.push('inside');",
  'math.js': '',
  'part-1.js': 'module.exports = 1;',
  'part-2.json': '2',
  'counted.js': 'globalThis.evaluated = (globalThis.evaluated ?? 0) + 1;',
  'a.js': "exports.early = true; exports.seenByB = require('./b').seen; exports.late = true;",
  'b.js': "exports.seen = { ...require('./a') };",
  'slip.js': 'export.add = function () {};',
  'later.mjs': 'export default 3;',
  'node_modules/fs/index.js': 'exports.shadow = true;',
  'node_modules/pack/package.json': {
    exports: { '.': { import: './no.mjs', default: './lib/main.js' }, './parts/*': './lib/*.js' },
  },
  'node_modules/pack/lib/main.js': "exports.is = 'main';",
  'node_modules/pack/lib/one.js': "exports.is = 'one';",
  'node_modules/pack/lib/closed.js': '',
};

/** What only Node.js does: prints one fact after another. */
const NODE_ONLY: FileTree = {
  'node.js': `
    const code = (work) => { try { return work(); } catch (error) { return error.code; } };
    const esm = code(() => require('./esm.mjs').answer);
    require('node:path');
    console.log(JSON.stringify({
      feature: process.features.require_module === true,
      esm,
      awaits: code(() => require('./awaits.mjs').answer),
      cached: Object.keys(require.cache).filter((name) => !name.endsWith('.js') && !name.endsWith('.mjs')),
      wrapper: require('node:module').wrapper[0],
      onlyPrefixed: [code(() => typeof require('node:test')), code(() => require('test'))],
    }));`,
  'esm.mjs': 'export const answer = 42;',
  'awaits.mjs': 'export const answer = await 42;',
};

describe('a CommonJS program', () => {
  const directory = temporaryDirectory();
  let [byNode, byHand, nodeOnly]: [Finished?, Finished?, Finished?] = [];
  let seen: Seen;

  before('runs it three times', async () => {
    writeTree(directory.join('program'), { ...PROGRAM, ...NODE_ONLY });
    const main = directory.join('program/main.js');
    const loader = JSON.stringify(compiled('fixtures/modules/module-loader.ts'));
    const start = `import { ModuleLoader } from ${loader}; new ModuleLoader().runMain(${JSON.stringify(main)});`;
    [byNode, byHand, nodeOnly] = await Promise.all([
      run(['--no-warnings', main]),
      run(['--no-warnings', ...inline(start)]),
      run(['--no-warnings', directory.join('program/node.js')]),
    ]);
    seen = JSON.parse(byNode.stdout);
  });

  it('M5: does by the loader by hand what it does by Node.js', () => {
    expect(byNode).to.include({ code: 0, stderr: '' });
    expect(byHand).to.deep.equal(byNode);
  });

  it('M1: does not find the file math.js beside it as math', () => {
    expect(seen.bare).to.equal('MODULE_NOT_FOUND');
  });

  it('M2: cannot write export.add, as claimed: it is a SyntaxError, and exports is meant', () => {
    expect(seen.slip).to.equal('SyntaxError');
  });

  it('M3: gets of a package what it exports, and nothing else', () => {
    expect(seen.exported).to.deep.equal(['main', 'one']);
    expect(seen.closed).to.equal('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('M4: has a module run between the lines before and after require: synchronously', () => {
    expect(seen.order).to.deep.equal(['before', 'inside', 'after']);
  });

  it('M7: gets the builtin fs, although a package has its name', () => {
    expect(seen.shadowed).to.equal(false);
  });

  it('M8: computes at run time what it loads', () => {
    expect(seen.computed).to.deep.equal([1, 2]);
    expect(seen.main).to.equal(true);
    expect(seen.imported).to.equal(3);
  });

  it('M9: has a module evaluated once, and again after its cache entry was deleted', () => {
    expect(seen).to.include({ same: true, evaluated: 1, afterDelete: 2 });
  });

  it('M10: gets partial exports in a circle', () => {
    expect(seen.circle).to.deep.equal({ early: true, seenByB: { early: true }, late: true });
  });

  describe('of which Node.js itself', () => {
    let facts: {
      feature: boolean;
      esm: unknown;
      awaits: unknown;
      cached: string[];
      wrapper: string;
      onlyPrefixed: string[];
    };
    before(() => (facts = JSON.parse(nodeOnly!.stdout) as typeof facts));

    it('M4: loads ES modules synchronously too where it has the feature, but for those that await', () => {
      const expected = facts.feature ? [42, 'ERR_REQUIRE_ASYNC_MODULE'] : ['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ESM'];
      expect([facts.esm, facts.awaits]).to.deep.equal(expected);
    });

    it('M5: wraps a file into a function of five parameters', () => {
      expect(facts.wrapper).to.match(/^\(function \(exports, require, module, __filename, __dirname\)/);
    });

    it('M7: has builtins that are there only with their prefix', () => {
      expect(facts.onlyPrefixed).to.deep.equal(['function', 'MODULE_NOT_FOUND']);
    });

    it('M9: keeps builtins out of require.cache', () => {
      expect(facts.cached).to.deep.equal([]);
    });
  });
});
