/** What is asked for with `--runtime`, from the inside. */
import { resolve } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { newestFirst, parseSpec, satisfies, sayWanted } from '../../../bench/runtimes/spec.ts';
import { TouchstoneError } from '../../../bench/errors.ts';

suite('a runtime that is asked for', () => {
  for (const [asked, kind, version] of [
    ['node', 'node', []],
    ['node@22', 'node', [22]],
    ['node@22.12', 'node', [22, 12]],
    ['node@v22.12.1', 'node', [22, 12, 1]],
    ['Bun@1.3', 'bun', [1, 3]],
    ['deno@2', 'deno', [2]],
  ] as const) {
    test(`is ${kind} ${version.join('.') || 'of any version'} for ${asked}`, () => {
      expect(parseSpec(asked)).to.deep.equal({ asked, kind, version });
    });
  }

  for (const asked of ['./node', '/usr/bin/node', 'bin/bun', '../deno', './node@22', 'package.json']) {
    test(`is a path for ${asked}, from this folder on`, () => {
      expect(parseSpec(asked)).to.deep.equal({ asked, path: resolve(asked) });
    });
  }

  for (const [asked, remedy] of [
    ['nod@22', 'Did you mean node@22?'],
    ['nodejs@22', 'Did you mean node@22?'],
    ['node.js', 'Did you mean node?'],
    ['bum', 'Did you mean bun?'],
    ['demo@2', 'Did you mean deno@2?'],
    ['quickjs', 'There are node, bun, deno'],
    ['', 'There are node, bun, deno'],
    ['@22', 'There are node, bun, deno'],
  ] as const) {
    test(`is refused where there is no ${JSON.stringify(asked)}`, () => {
      expect(() => parseSpec(asked))
        .to.throw(TouchstoneError, `There is no runtime "${asked}".`)
        .with.property('remedy')
        .that.contains(remedy);
    });
  }

  for (const asked of [
    'node@',
    'node@lts',
    'node@22.x',
    'node@^22',
    'node@22.1.2.3',
    'node@22@24',
    'bun@-1',
    'node@22 ',
  ]) {
    test(`is refused where ${JSON.stringify(asked)} names no version`, () => {
      expect(() => parseSpec(asked))
        .to.throw(TouchstoneError, 'does not name a version')
        .with.property('code', 'ARGUMENT_INVALID');
    });
  }

  test('is said again as it would be typed', () => {
    expect(['node', 'bun@1.3'].map((asked) => sayWanted(parseSpec(asked) as never))).to.deep.equal(['node', 'bun@1.3']);
  });
});

suite('a version', () => {
  for (const [version, wanted, does] of [
    ['22.12.0', [], true],
    ['22.12.0', [22], true],
    ['22.12.0', [22, 12], true],
    ['22.12.0', [22, 1], false],
    ['22.1.0', [22, 12], false],
    ['2.12.0', [22], false],
    ['22.12.1', [22, 12, 1], true],
    ['22.12.10', [22, 12, 1], false],
    ['27.0.0-nightly2026', [27, 0, 0], true],
  ] as const) {
    test(`${version} is ${does ? '' : 'not '}what is wanted by ${wanted.join('.') || 'nothing'}`, () => {
      expect(satisfies(version, wanted)).to.equal(does);
    });
  }

  test('is sorted by its numbers, the newest first', () => {
    const versions = ['9.0.0', '22.2.0', '22.12.0', '22.12.10', '22.12.9', '22.12.9'];
    expect(versions.toSorted(newestFirst)).to.deep.equal([
      '22.12.10',
      '22.12.9',
      '22.12.9',
      '22.12.0',
      '22.2.0',
      '9.0.0',
    ]);
  });
});
