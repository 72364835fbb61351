/** The names of module instances, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { instanceFor, nameFor, sharedModules } from '../../../../bench/harness/worker/instances.ts';

suite('a module instance', () => {
  test('has the tag of its contender in its URL, whatever the name holds', () => {
    expect(instanceFor('a', 'file:///p/c.js')).to.equal('file:///p/c.js?contender=a');
    expect(new URL(instanceFor('a & b', 'file:///p/c.js')).searchParams.get('contender')).to.equal('a & b');
  });

  test('is shared where it is CommonJS, and the shared ones are listed in order', () => {
    const shared = sharedModules();
    expect(shared).to.deep.equal(shared.toSorted());
    expect(shared.some((path) => path.startsWith('node_modules/mocha/'))).to.equal(true);
  });

  for (const [path, name] of [
    ['/home/anna/p/node_modules/piscina/dist/main.js', 'node_modules/piscina/dist/main.js'],
    ['/home/anna/p/node_modules/a/node_modules/@b/c/index.js', 'node_modules/@b/c/index.js'],
    ['/home/anna/node_modules/hoisted/index.js', 'node_modules/hoisted/index.js'],
    ['/home/anna/p/fixtures/a.cjs', 'fixtures/a.cjs'],
    ['/home/anna/p..old/a.cjs', 'a.cjs'],
    ['/tmp/x-k3j/module0.js', 'module0.js'],
  ] as const) {
    test(`is called ${name} in results where it is ${path}`, () => {
      expect(nameFor(path, '/home/anna/p')).to.equal(name);
    });
  }
});
