/** UMD: one text that knows where it is (rows A1 and A3; in a browser: the spec of the same name). */
import vm from 'node:vm';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { AmdLoader } from '../../../fixtures/modules/amd.ts';
import { CmdLoader } from '../../../fixtures/modules/cmd.ts';
import { umd } from '../../../fixtures/modules/umd.ts';
import { outcomeOf } from '../../support/both-loaders.ts';
import { served } from '../../support/served-scripts.ts';

const point = umd({ name: 'Point', body: 'return { origin: [0, 0] };' });
const circle = umd({
  name: 'Circle',
  dependencies: [{ id: './point', as: 'point', global: 'Point' }],
  body: 'return { unit: { centre: point.origin, radius: 1 } };',
});
const unit = { centre: [0, 0], radius: 1 };

suite('UMD', () => {
  const scripts = { 'shapes/circle': circle, 'shapes/point': point };

  test('A1: is an AMD module where define.amd is', async () => {
    const { fetch, fetched } = served(scripts);
    expect(await new AmdLoader(fetch).require(['shapes/circle'])).to.deep.equal([{ unit }]);
    expect(fetched).to.deep.equal(['shapes/circle', 'shapes/point']);
  });

  test('A3: is a CMD module where define.cmd is, with its dependencies where the scan finds them', async () => {
    const { fetch, fetched } = served(scripts);
    expect(await new CmdLoader(fetch).use(['shapes/circle'])).to.deep.equal([{ unit }]);
    expect(fetched).to.deep.equal(['shapes/circle', 'shapes/point']);
  });

  test('is a CommonJS module where module.exports is', () => {
    const run = (source: string, require: (id: string) => unknown): unknown => {
      const module = { exports: {} };
      vm.runInNewContext(source, { module, require });
      return module.exports;
    };
    const require = (id: string): unknown => run(id === './point' ? point : '', require);
    expect(run(circle, require)).to.deep.equal({ unit });
  });

  test('is a global variable where nothing of that is, and needs those of its dependencies', () => {
    const page = vm.createContext({});
    vm.runInContext(point, page);
    vm.runInContext(circle, page);
    expect(Object.keys(page)).to.deep.equal(['Point', 'Circle']);
    expect(vm.runInContext('Circle.unit', page)).to.deep.equal(unit);
  });

  test('a define that is neither AMD nor CMD is not taken for one', () => {
    const page = vm.createContext({ define: () => 'something else' });
    vm.runInContext(point, page);
    expect(vm.runInContext('Point.origin.length', page)).to.equal(2);
  });

  test('names that could not be those of variables are refused, so that nothing is written into the text with them', () => {
    const bad = [
      { name: 'a-b', body: '' },
      { name: '1a', body: '' },
      { name: 'a', dependencies: [{ id: 'x', as: 'x){', global: 'X' }], body: '' },
      { name: 'a', dependencies: [{ id: 'x', as: 'x', global: 'X;' }], body: '' },
      { name: 'class', body: '' },
      { name: 'a', dependencies: [{ id: 'x', as: 'eval', global: 'X' }], body: '' },
    ];
    for (const module of bad) expect(outcomeOf(() => umd(module))).to.deep.equal({ code: 'BAD_NAME' });
    expect(umd({ name: '$été', dependencies: [{ id: 'a"b', as: '_', global: 'A' }], body: '' })).to.include(
      'require("a\\"b")',
    );
  });
});
