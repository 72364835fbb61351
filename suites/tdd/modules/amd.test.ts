/** AMD: the four shapes of `define`, and that dependencies run before the factory (rows A1 and A2). */
import { expect } from 'chai';
import { setup, suite, test } from 'mocha';
import { AmdLoader } from '../../../fixtures/modules/amd.ts';
import { served, type Served } from '../../support/served-scripts.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** Loads `main` from scripts, and tells what it exports and what was fetched. */
async function load(scripts: Record<string, string>): Promise<{ main: unknown } & Served> {
  const server = served(scripts);
  const [main] = await new AmdLoader(server.fetch).require(['main']);
  return { main, ...server };
}

const failure = (scripts: Record<string, string>): Promise<Error> => rejectionOf(load(scripts));

suite('AMD', () => {
  setup(() => {
    for (const name of ['amdOrder', 'amdRan', 'amdTry']) Reflect.deleteProperty(globalThis, name);
  });

  const add = 'define([], function () { return { add: (a, b) => a + b }; });';

  for (const { shape, script } of [
    { shape: 'define(factory)', script: 'define(function (require) { return require("add").add(1, 2); });' },
    { shape: 'define(dependencies, factory)', script: 'define(["add"], function ({ add }) { return add(1, 2); });' },
    {
      shape: 'define(id, factory)',
      script: 'define("main", function (require) { return require("add").add(1, 2); });',
    },
    { shape: 'define(id, dependencies, factory)', script: 'define("main", ["add"], ({ add }) => add(1, 2));' },
  ]) {
    test(`A1: the function is define, not defined as claimed; id and dependencies are optional: ${shape}`, async () => {
      const { main, fetched } = await load({ main: script, add });
      expect({ main, fetched }).to.deep.equal({ main: 3, fetched: ['main', 'add'] });
    });
  }

  test('A1: a script that calls defined, as claimed, fails', async () => {
    expect(await failure({ main: 'defined([], function () {});' })).to.be.instanceOf(ReferenceError);
  });

  test('A1: where dependencies are left out the factory gets require, exports and module', async () => {
    const main =
      'define(function (require, exports, module) { exports.given = [typeof require, module.id, arguments.length]; });';
    expect((await load({ main })).main).to.deep.equal({ given: ['function', 'main', 3] });
  });

  test('A2: the factory makes the exports, once, after its dependencies have run', async () => {
    const order = 'globalThis.amdOrder = [...(globalThis.amdOrder ?? []), ';
    const { main } = await load({
      main: `define(['a', 'b'], function (a, b) { ${order} 'main']; return globalThis.amdOrder; });`,
      a: `define(['c'], function () { ${order} 'a']; });`,
      b: `define(['c'], function () { ${order} 'b']; });`,
      c: `define([], function () { ${order} 'c']; });`,
    });
    expect(main).to.deep.equal(['c', 'a', 'b', 'main']);
  });

  test('A2: also what a factory requires in its body has run before it begins', async () => {
    const { main } = await load({
      main: 'define(function (require) { const before = globalThis.amdRan; require("a"); return before; });',
      a: 'define(function () { globalThis.amdRan = "a ran"; });',
    });
    expect(main).to.equal('a ran');
  });

  test('A1: of a factory without parameters nothing is scanned, since it could not require', async () => {
    const { fetched } = await load({
      main: 'define(function () { return function (require) { return require("a"); }; });',
    });
    expect(fetched).to.deep.equal(['main']);
  });

  test('A2: a factory that is no function is the exports', async () => {
    expect((await load({ main: 'define({ is: 1 });' })).main).to.deep.equal({ is: 1 });
    expect((await load({ main: 'define("main", ["a"], "text");', a: 'define(1);' })).main).to.equal('text');
  });

  test('A2: what is returned counts; else what exports or module.exports have become', async () => {
    const ends = {
      'return 1;': 1,
      'exports.is = 2;': { is: 2 },
      'module.exports = 3;': 3,
      'exports.is = 4; return 5;': 5,
    };
    for (const [end, exports] of Object.entries(ends)) {
      const { main } = await load({ main: `define(['exports', 'module'], function (exports, module) { ${end} });` });
      expect(main, end).to.deep.equal(exports);
    }
    expect((await load({ main: 'define([], function () {});' })).main).to.equal(undefined);
  });

  test('relative identifiers are told from the module that uses them', async () => {
    const { main, fetched } = await load({
      main: 'define(["shapes/circle"], (circle) => circle);',
      'shapes/circle': 'define(["./point", "../unit"], (point, unit) => [point, unit]);',
      'shapes/point': 'define("point");',
      unit: 'define("cm");',
    });
    expect(main).to.deep.equal(['point', 'cm']);
    expect(fetched).to.deep.equal(['main', 'shapes/circle', 'shapes/point', 'unit']);
  });

  test('dependencies are fetched together, and what two need is fetched and run once', async () => {
    const { main, fetched, together } = await load({
      main: 'define(["a", "b"], (a, b) => a.shared === b.shared);',
      a: 'define(["shared"], (shared) => ({ shared }));',
      b: 'define(["shared"], (shared) => ({ shared }));',
      shared: 'define([], () => ({}));',
    });
    expect(main).to.equal(true);
    expect(fetched.toSorted()).to.deep.equal(['a', 'b', 'main', 'shared']);
    expect(together()).to.equal(2);
  });

  test('two who ask at the same time share one request', async () => {
    const { fetch, fetched } = served({ main: 'define([], () => ({}));' });
    const loader = new AmdLoader(fetch);
    const [[first], [second]] = await Promise.all([loader.require(['main']), loader.require(['main'])]);
    expect(first).to.be.an('object').and.to.equal(second);
    expect(fetched).to.deep.equal(['main']);
  });

  test('a script may bring several modules, if they have names', async () => {
    const main = 'define("part", [], () => "part"); define("main", ["part"], (part) => [part]);';
    const { main: exports, fetched } = await load({ main });
    expect({ exports, fetched }).to.deep.equal({ exports: ['part'], fetched: ['main'] });
  });

  test('in a circle, who asks for exports is seen before it is finished', async () => {
    const { main } = await load({
      main: 'define(["exports", "b"], (exports, b) => { exports.early = b.saw; exports.name = () => "a"; });',
      b: 'define(["main"], (a) => ({ saw: Object.keys(a), later: () => a.name() }));',
    });
    expect(main).to.deep.include({ early: [] });
  });

  test('a circle in which nobody asks for exports is an error that names it', async () => {
    const error = await failure({
      main: 'define(["a"], () => 0);',
      a: 'define(["b"], () => 1);',
      b: 'define(["a"], () => 2);',
    });
    expect(error).to.have.property('code', 'CIRCLE');
    expect(error.message).to.match(/^the modules a → b → a need each other/);
  });

  for (const [first, ...rest] of [
    ['a', 'b', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
  ] as const) {
    test(`a circle in which one asks for exports can be used from everywhere, and so from ${first}`, async () => {
      const scripts = {
        a: 'define(["exports", "b"], (exports, b) => { exports.name = "a"; exports.seen = b && b.name; });',
        b: 'define(["c"], (c) => ({ name: "b", seen: c && c.name }));',
        c: 'define(["a"], (a) => ({ name: "c", seen: a && a.name }));',
      };
      const loaded = (await new AmdLoader(served(scripts).fetch).require([first, ...rest])) as any[];
      expect(loaded.map(({ name }) => name)).to.deep.equal([first, ...rest]);
      // The first is needed by the one that runs first: that one finds nothing of it yet.
      expect(loaded.map(({ seen }) => seen)).to.deep.equal([rest[0], rest[1], undefined]);
    });
  }

  test('of a script that fails nothing is left: the next try finds what the first one found', async () => {
    const scripts: Record<string, string> = {
      main: 'define("part", 1); define("main", ["part"], (part) => part); oops();',
    };
    const loader = new AmdLoader(served(scripts).fetch);
    for (const _ of [1, 2]) expect(await rejectionOf(loader.require(['main']))).to.be.instanceOf(ReferenceError);
    scripts['main'] = scripts['main']!.replace(' 1', ' 2').replace('oops();', '');
    expect(await loader.require(['main'])).to.deep.equal([2]);
    scripts['other'] = 'define("another", 1);';
    for (const _ of [1, 2])
      expect(await rejectionOf(loader.require(['other']))).to.have.property('code', 'NOT_DEFINED');
  });

  test('of a module that two scripts bring along, the first that comes counts', async () => {
    const scripts = {
      main: 'define(["bundle"], (bundle) => bundle);',
      bundle: 'define("part", "of the bundle"); define("bundle", ["part"], (part) => part);',
      part: 'define("alone");',
    };
    expect(await new AmdLoader(served(scripts).fetch).require(['part', 'main'])).to.deep.equal(['alone', 'alone']);
    const both = await new AmdLoader(served(scripts).fetch).require(['bundle', 'part']);
    expect(both).to.deep.equal(['of the bundle', 'of the bundle']);
  });

  test('require inside of a module answers with what is loaded, and loads what is not when it is asked to', async () => {
    const { main, fetched } = await load({
      main: `define(['require', 'a'], (require) => ({
        a: require('a'),
        tooEarly: (() => { try { require('./late') } catch ({ code }) { return code } })(),
        late: require(['./late', 'a'], (...both) => both),
      }));`,
      a: 'define("A");',
      late: 'define("late");',
    });
    const { a, tooEarly, late } = main as Record<string, unknown>;
    expect({ a, tooEarly, late: await late }).to.deep.equal({ a: 'A', tooEarly: 'NOT_LOADED', late: ['late', 'A'] });
    expect(fetched).to.deep.equal(['main', 'a', 'late']);
  });

  test('what cannot be fetched is named with who asked for it, and asked for anew the next time', async () => {
    const scripts: Record<string, string> = { main: 'define(["gone"], (gone) => gone);' };
    const loader = new AmdLoader(served(scripts).fetch);
    const error = await rejectionOf(loader.require(['main']));
    expect(error).to.have.property('code', 'NOT_FETCHED');
    expect(error.message).to.include("'gone' for 'main'");
    expect(error.cause).to.be.instanceOf(Error);
    scripts['gone'] = 'define("come");';
    expect(await loader.require(['main'])).to.deep.equal(['come']);
  });

  test('a factory that throws is run again when it is asked for again', async () => {
    const loader = new AmdLoader(
      served({
        main: `define(['exports'], (exports) => {
          const before = Object.keys(exports);
          exports.half = true;
          throw new Error(\`at \${globalThis.amdTry = (globalThis.amdTry ?? 0) + 1}, and there was: \${before}\`);
        });`,
      }).fetch,
    );
    expect((await rejectionOf(loader.require(['main']))).message).to.equal('at 1, and there was: ');
    expect((await rejectionOf(loader.require(['main']))).message).to.equal('at 2, and there was: ');
  });

  test('a script that defines nothing, twice, or twice without a name is told so', async () => {
    expect(await failure({ main: '' })).to.have.property('code', 'NOT_DEFINED');
    expect(await failure({ main: 'define("other", 1);' })).to.have.property('code', 'NOT_DEFINED');
    expect(await failure({ main: 'define("main", 1); define("main", 2);' })).to.have.property('code', 'DEFINED_TWICE');
    expect(await failure({ main: 'define(1); define(2);' })).to.have.property('code', 'ANONYMOUS_MODULE');
    expect(() => new AmdLoader(served({}).fetch).define(1))
      .to.throw()
      .with.property('code', 'ANONYMOUS_MODULE');
  });

  test('an identifier that leads above the root is refused', async () => {
    expect(await failure({ main: 'define(["../a"], () => 0);' })).to.have.property('code', 'BAD_MODULE_ID');
    expect(await failure({ main: 'define([""], () => 0);' })).to.have.property('code', 'BAD_MODULE_ID');
  });

  test('a module can tell by define.amd that it is here', async () => {
    expect((await load({ main: 'define([], () => typeof define.amd + typeof define.cmd);' })).main).to.equal(
      'objectundefined',
    );
  });
});
