/** Digests of code, from the inside: what changes them, and what does not. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { codeOfHarness, codeOfModule } from '../../../../bench/harness/catalog/code.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const FILES = {
  'package.json': '{}',
  'package-lock.json': '{ "tinybench": 1 }',
  'claims/a.js': "import { b } from '../lib/b.js';\nimport fs from 'node:fs';\nexport default b;\n",
  'claims/other.js': 'export default 1;\n',
  'lib/b.js': "export * from './c.js';\nawait import(\"./d.js\");\nimport './a-circle.js';\n",
  'lib/c.js': 'export const b = 1;\n',
  'lib/d.js': "import 'tinybench';\nnew URL('./worker.js', import.meta.url);\n",
  'lib/worker.js': 'export {};\n',
  'lib/a-circle.js': "import './b.js';\n",
};

suite('the code of a claim', () => {
  const directory = temporaryDirectory();

  function codeWith(changes: Readonly<Record<string, string>>): string {
    const root = directory.fresh();
    for (const [name, text] of Object.entries({ ...FILES, ...changes })) {
      mkdirSync(dirname(`${root}/${name}`), { recursive: true });
      writeFileSync(`${root}/${name}`, text);
    }
    return codeOfModule(pathToFileURL(`${root}/claims/a.js`).href);
  }

  test('is the same where its files are, wherever they lie', () => {
    expect(codeWith({}))
      .to.equal(codeWith({}))
      .and.match(/^[0-9a-f]{16}$/);
  });

  for (const name of [
    'claims/a.js',
    'lib/b.js',
    'lib/c.js',
    'lib/d.js',
    'lib/worker.js',
    'package-lock.json',
  ] as const) {
    test(`is another where ${name} is`, () => {
      expect(codeWith({ [name]: `${FILES[name]} ` })).not.to.equal(codeWith({}));
    });
  }

  test('is the same whatever becomes of what it does not import', () => {
    expect(codeWith({ 'claims/other.js': 'export default 2;\n' })).to.equal(codeWith({}));
  });

  test('does not depend on packages where it imports none', () => {
    const without = { 'lib/d.js': '' };
    expect(codeWith({ ...without, 'package-lock.json': '{}' })).to.equal(codeWith(without));
  });
});

suite('the code of touchstone', () => {
  test('is the same twice', () => {
    expect(codeOfHarness())
      .to.equal(codeOfHarness())
      .and.match(/^[0-9a-f]{16}$/);
  });
});
