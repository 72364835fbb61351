/** A program of many modules: what is written, and what it comes to. */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { stub } from 'sinon';
import { graphTotal, writeGraph, type GraphOptions } from '../../../fixtures/modules/module-graph.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('a graph of modules', () => {
  const directory = temporaryDirectory();

  /** The code alone, without what loads and exports, in an order that does not depend on the files. */
  const codeIn = (folder: string): readonly string[] =>
    fs
      .readdirSync(folder)
      .flatMap((file) => fs.readFileSync(path.join(folder, file), 'utf8').split('\n'))
      .filter((line) => /^(?:function|const total)/.test(line))
      .toSorted();

  test('comes to the sum of what its modules come to', () => {
    expect([1, 2, 3, 4].map(graphTotal)).to.deep.equal([0, 2, 4, 10]);
  });

  test('is a file a module and a main file, or one file', () => {
    const [many, one] = [directory.fresh(), directory.fresh()];
    expect(path.basename(writeGraph(many, { modules: 7, format: 'CommonJS' }))).to.equal('main.cjs');
    expect(fs.readdirSync(many)).to.have.members(['main.cjs', ...[0, 1, 2, 3, 4, 5, 6].map((n) => `m${n}.cjs`)]);
    writeGraph(one, { modules: 7, format: 'ES modules', bundled: true });
    expect(fs.readdirSync(one)).to.deep.equal(['main.mjs']);
  });

  test('has the same code in all forms', () => {
    const [first, ...others] = (['CommonJS', 'ES modules'] as const).flatMap((format) =>
      [false, true].map((bundled) => {
        const folder = directory.fresh();
        writeGraph(folder, { modules: 10, format, bundled });
        return codeIn(folder);
      }),
    );
    expect(first).to.have.length(10 * 21);
    for (const other of others) expect(other).to.deep.equal(first);
  });

  test('loads each module where the one above needs it', async () => {
    const folder = directory.fresh();
    const log = stub(console, 'log');
    try {
      const main = writeGraph(folder, { modules: 12, format: 'CommonJS' });
      const require = createRequire(main);
      require(main);
      expect(Object.keys(require.cache).filter((file) => file.startsWith(folder))).to.have.length(13);
      await import(pathToFileURL(writeGraph(folder, { modules: 12, format: 'ES modules' })).href);
    } finally {
      log.restore();
    }
    expect(log.args).to.deep.equal([[graphTotal(12)], [graphTotal(12)]]);
  });

  test('has one module at least', () => {
    const none: GraphOptions = { modules: 0, format: 'CommonJS' };
    expect(() => writeGraph(directory.fresh(), none))
      .to.throw('the number of modules')
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
