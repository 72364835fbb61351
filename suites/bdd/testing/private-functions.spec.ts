/** A function that a module keeps to itself, and how a test comes at it all the same (row TE7). */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { expect } from 'chai';
import { describe, it } from 'mocha';

import { temporaryDirectory } from '../../support/temporary-directory.ts';

interface Rewired {
  (total: number): string;
  /** `__get__` and `__set__` are its names for them. */
  readonly [reach: string]: any;
}

const COMMONJS = `
const digits = 2;
let currency = '€';
function rounded(amount) { return amount.toFixed(digits); }
module.exports = (amount) => rounded(amount) + ' ' + currency;
`;

describe('TE7: a private function', () => {
  const directory = temporaryDirectory();

  it('of a CommonJS module is reached and replaced by rewire, which is claimed under the name of rewrite', () => {
    const rewire = createRequire(import.meta.url)('rewire') as (path: string) => Rewired;
    const price = rewire(directory.write('price.cjs', COMMONJS));
    expect(price(3)).to.equal('3.00 €');
    expect(price['__get__']('rounded')(1.234)).to.equal('1.23');
    const undo: () => void = price['__set__']('currency', 'F');
    expect(price(3)).to.equal('3.00 F');
    undo();
    expect(price(3)).to.equal('3.00 €');
    expect(() => price['__get__']('nowhere')).to.throw('nowhere is not defined');
  });

  it('of an ES module is nobody’s to reach, and is exported for tests by a path of its own', async () => {
    directory.write('package.json', '{}');
    const require = createRequire(directory.join('package.json'));
    const home = directory.join('node_modules/price');
    require('node:fs').mkdirSync(home, { recursive: true });
    const exports = { '.': './index.mjs', './testing': './rounded.mjs' };
    directory.write('node_modules/price/package.json', JSON.stringify({ name: 'price', exports }));
    directory.write('node_modules/price/rounded.mjs', 'export const rounded = (amount) => amount.toFixed(2);');
    directory.write(
      'node_modules/price/index.mjs',
      "import { rounded } from './rounded.mjs'; export const price = (amount) => `${rounded(amount)} €`;",
    );
    const user = directory.write(
      'user.mjs',
      `export * as open from 'price';
      export { rounded } from 'price/testing';
      export const inside = await import('price/rounded.mjs').catch(({ code }) => code);`,
    );
    const { open, rounded, inside } = await import(pathToFileURL(user).href);
    expect(Object.keys(open)).to.deep.equal(['price']);
    expect(rounded(1.234)).to.equal('1.23');
    expect(inside).to.equal('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});
