/** An error from the inside: what the model has of it, wherever and however it was thrown. */

import { expect } from 'chai';
import { suite, test } from 'mocha';
import { type Failure, failureOf, sourceOf } from '../../../../reports/tests/failure.ts';

const root = '/home/me/touchstone';
const own = 'suites/tdd/web/cookies.test.ts';
const source = 'first\n  second();\nthird\n';
const sources = { root, read: (file: string) => (file === own ? source : undefined) };

function thrown(stack: string, over: object = {}): Failure {
  const [head = ''] = stack.split('\n');
  return Object.assign(new Error(head.replace(/^\w+: /, '')), { stack, ...over });
}

function failed(stack: string, over: object = {}) {
  return failureOf(thrown(stack, over), own, sources);
}

suite('a failure', () => {
  test('has the message with its class, and the frames with paths from the root', () => {
    expect(
      failed(`TypeError: no\n    at a (${root}/reports/a.ts:1:2)\n    at b (file://${root}/bench/b.ts:3:4)`),
    ).to.deep.include({
      message: 'TypeError: no',
      stack: '    at a (reports/a.ts:1:2)\n    at b (bench/b.ts:3:4)',
    });
  });

  test('keeps a message of several lines, also one that was changed after the stack was made', () => {
    expect(failureOf(thrown('Error: one', { message: 'one' }), own, sources).message).to.equal('Error: one');
    const lines = Object.assign(new Error('one\ntwo'), { stack: 'Error: one\ntwo\n    at a (x.ts:1:1)' });
    expect(failureOf(lines, own, sources).message).to.equal('Error: one\ntwo');
    expect(failed('Error: one\n    at a (x.ts:1:1)', { message: 'another' }).message).to.equal('another');
  });

  test('says that nobody caught it', () => {
    expect(failed('Error: late', { uncaught: true }).message).to.equal('Uncaught Error: late');
  });

  test('leaves out the frames of Node and of mocha', () => {
    const { stack } = failed(
      `Error: x\n    at a (a.ts:1:1)\n    at node:internal/timers:5:1\n    at b (${root}/node_modules/mocha/lib/runner.js:9:9)`,
    );
    expect(stack).to.equal('    at a (a.ts:1:1)');
  });

  test('has the difference without mocha’s heading, and only where two values can be compared', () => {
    const values = { actual: 'a\nb', expected: 'a\nc', showDiff: true };
    expect(failed('Error: x', values).diff).to.equal(' a\n-b\n+c');
    expect(failed('Error: x', { ...values, showDiff: false }).diff).to.equal(undefined);
    expect(failed('Error: x', { actual: 1, expected: 'a' }).diff).to.equal(undefined);
  });

  test('names its causes below', () => {
    const causes = ['TypeError: inner\n    at b (b.ts:2:2)\n    at node:internal/x:1:1', 'a text'];
    expect(failed('Error: outer\n    at a (a.ts:1:1)', { beside: { causes } }).stack).to.equal(
      '    at a (a.ts:1:1)\nCaused by: TypeError: inner\n    at b (b.ts:2:2)\nCaused by: a text',
    );
  });
});

suite('the place of a failure', () => {
  for (const [title, frames, place] of [
    [
      'is the line in the test’s own file, before a helper’s, with what stands there',
      ['at help (suites/support/help.ts:9:9)', `at Context.<anonymous> (${own}:2:3)`],
      { file: own, line: 2, column: 3, code: 'second();' },
    ],
    [
      'is found in a frame without a name, with async, with a URL',
      [`at async file://${root}/${own}:3:1`],
      { file: own, line: 3, column: 1, code: 'third' },
    ],
    [
      'is a helper’s line where the test’s own is not among them',
      ['at x (reports/x.ts:1:1)', 'at help (suites/support/help.ts:9:8)'],
      { file: 'suites/support/help.ts', line: 9, column: 8 },
    ],
    [
      'is a line of what is tested where no suite is among them',
      [`at y (${root}/node_modules/y/y.js:1:1)`, 'at z (/elsewhere/z.ts:1:1)', 'at x (reports/x.ts:7:6)'],
      { file: 'reports/x.ts', line: 7, column: 6 },
    ],
    ['is the file alone where no line of ours is known', ['at y (node:fs:1:1)'], { file: own }],
    [
      'is the file alone where only a line of the compiled one is known',
      [`at Context.<anonymous> (dist/suites/tdd/web/cookies.test.js:2:3)`],
      { file: own },
    ],
  ] as const) {
    test(title, () => {
      expect(failed(`Error: x\n${frames.map((frame) => `    ${frame}`).join('\n')}`).place).to.deep.equal(place);
    });
  }

  test('is nowhere where nothing is known', () => {
    expect(failureOf(thrown('Error: x'), '', sources)).to.deep.equal({ message: 'Error: x' });
  });

  test('names the source of a compiled file from the root', () => {
    expect(sourceOf(`${root}/dist/suites/a.test.js`, root)).to.equal('suites/a.test.ts');
    expect(sourceOf(`file://${root}/dist/suites/a%20b.test.js`, root)).to.equal('suites/a b.test.ts');
    expect(sourceOf(`${root}/suites/a.test.ts`, root)).to.equal('suites/a.test.ts');
    expect(sourceOf('', root)).to.equal('');
  });
});
