/** CMD: the factory looks like a CommonJS file, and dependencies run where they are required (row A3). */
import { expect } from 'chai';
import { setup, suite, test } from 'mocha';
import { AmdLoader } from '../../../fixtures/modules/amd.ts';
import { CmdLoader } from '../../../fixtures/modules/cmd.ts';
import { scanRequires } from '../../../fixtures/modules/scan-requires.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { served } from '../../support/served-scripts.ts';

async function use(scripts: Record<string, string>): Promise<{ main: unknown; fetched: readonly string[] }> {
  const { fetch, fetched } = served(scripts);
  const [main] = await new CmdLoader(fetch).use(['main']);
  return { main, fetched };
}

suite('CMD', () => {
  setup(() => {
    for (const name of ['cmdReached', 'cmdTry']) Reflect.deleteProperty(globalThis, name);
  });

  test('A3: the shape is define(function (require, exports, module) {}), not define([…], function (dep1, dep2) {}) as claimed', async () => {
    const { main } = await use({
      main: 'define(function (require, exports, module) { exports.sum = require("a") + require("b"); exports.id = module.id; });',
      a: 'define(function (require, exports, module) { module.exports = 1; });',
      b: 'define(function () { return 2; });',
    });
    expect(main).to.deep.equal({ sum: 3, id: 'main' });
  });

  test('A3: of the claimed shape, which is that of AMD, a CMD loader hands require over as dep1', async () => {
    const scripts = {
      main: 'define(["a"], function (dep1) { return typeof dep1 === "function" ? ["require", dep1("a")] : ["a", dep1]; });',
      a: 'define("A");',
    };
    expect((await use(scripts)).main).to.deep.equal(['require', 'A']);
    expect(await new AmdLoader(served(scripts).fetch).require(['main'])).to.deep.equal([['a', 'A']]);
  });

  test('A3: the same text runs its dependency where it is required in CMD, and before everything in AMD', async () => {
    const run = async (start: (fetch: ReturnType<typeof served>['fetch']) => Promise<unknown>): Promise<unknown> => {
      const order: string[] = [];
      Reflect.set(globalThis, 'runOrder', order);
      const scripts = {
        main: 'define(function (require, exports) { runOrder.push("main begins"); require("a"); runOrder.push("main ends"); });',
        a: 'define(function (require, exports) { runOrder.push("a"); });',
      };
      await start(served(scripts).fetch);
      return order;
    };
    expect(await run((fetch) => new CmdLoader(fetch).use(['main']))).to.deep.equal(['main begins', 'a', 'main ends']);
    expect(await run((fetch) => new AmdLoader(fetch).require(['main']))).to.deep.equal([
      'a',
      'main begins',
      'main ends',
    ]);
  });

  test('A3: what is never reached is fetched and never run', async () => {
    const { main, fetched } = await use({
      main: 'define(function (require) { if (false) require("a"); return String(globalThis.cmdReached); });',
      a: 'define(function () { globalThis.cmdReached = true; });',
    });
    expect({ main, fetched }).to.deep.equal({ main: 'undefined', fetched: ['main', 'a'] });
  });

  test('a module runs once, and what is no function is the exports', async () => {
    const { main } = await use({
      main: 'define(function (require) { return [require("a") === require("./a"), require("b")]; });',
      a: 'define(function () { return {}; });',
      b: 'define({ is: "b" });',
    });
    expect(main).to.deep.equal([true, { is: 'b' }]);
  });

  test('a circle gives partial exports, as in CommonJS', async () => {
    const { main } = await use({
      main: 'define(function (require, exports) { exports.early = 1; exports.seen = require("b").seen; });',
      b: 'define(function (require, exports) { exports.seen = { ...require("main") }; });',
    });
    expect(main).to.deep.equal({ early: 1, seen: { early: 1 } });
  });

  test('what the scan cannot see is not loaded, unless it is asked for with require.async', async () => {
    const { main, fetched } = await use({
      main: `define(function (require) {
        const name = 'la' + 'te';
        try { require(name); } catch ({ code }) { return [code, require.async(['./' + name], (late) => late)]; }
      });`,
      late: 'define("late");',
    });
    const [code, late] = main as [string, Promise<string>];
    expect([code, await late]).to.deep.equal(['NOT_LOADED', 'late']);
    expect(fetched).to.deep.equal(['main', 'late']);
  });

  test('names and lists, as tools write them, replace the scan', async () => {
    const { main, fetched } = await use({
      main: 'define("main", ["b"], function (require) { return require("b"); /* require("c") */ }); define("b", [], "B");',
    });
    expect({ main, fetched }).to.deep.equal({ main: 'B', fetched: ['main'] });
  });

  test('errors are those of fetching, and a factory that throws may be run again', async () => {
    const gone = await rejectionOf(use({ main: 'define(function (require) { require("gone"); });' }));
    expect(gone).to.have.property('code', 'NOT_FETCHED');
    const loader = new CmdLoader(served({ main: 'define(function () { throw new Error("on purpose"); });' }).fetch);
    for (const _ of [1, 2]) expect((await rejectionOf(loader.use(['main']))).message).to.equal('on purpose');
  });

  test('a factory that is run again begins with empty exports', async () => {
    const main = `define(function (require, exports, module) {
      const before = Object.keys(module.exports);
      exports.half = true;
      if (!globalThis.cmdTry) { globalThis.cmdTry = 1; throw new Error('on purpose'); }
      module.exports = { before, same: exports === module.exports };
    });`;
    const loader = new CmdLoader(served({ main }).fetch);
    await rejectionOf(loader.use(['main']));
    expect(await loader.use(['main'])).to.deep.equal([{ before: [], same: true }]);
  });
});

suite('A3: the scan for require', () => {
  for (const { source, finds } of [
    { source: `require('a'); require("b/c"); require( './d' )`, finds: ['a', 'b/c', './d'] },
    { source: `require('a'); require('a')`, finds: ['a'] },
    { source: "`${require('a')}`; require('b')", finds: ['b'] },
    { source: `// require('a')\n/* require('b')\n require('c') */ require('d')`, finds: ['d'] },
    { source: `"require('a')"; 'require("b")'; \`require('c')\`; "\\"require('d')"`, finds: [] },
    { source: `my.require('a'); $require('b'); required('c'); _require('d')`, finds: [] },
    { source: `require(name); require('a' + 'b'); require(\`c\`); require('a", 1)`, finds: [] },
    { source: `require.async('a')`, finds: [] },
    { source: `'//'; require('a'); "/*"; require('b'); "*/"`, finds: ['a', 'b'] },
  ]) {
    test(`finds ${JSON.stringify(finds)} in ${JSON.stringify(source)}`, () => {
      expect(scanRequires(source)).to.deep.equal(finds);
    });
  }
});
