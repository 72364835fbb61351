/** What counts as looking into a process that measures. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { observerOf, type Outside } from '../../../../bench/harness/worker/observed.ts';

const quiet: Outside = { url: undefined, flags: [], environment: { NODE_V8_COVERAGE: '' } };

suite('an observer', () => {
  test('is nowhere in a process as it is started for measuring', () => {
    expect(observerOf(quiet)).to.equal(undefined);
    expect(observerOf({ ...quiet, environment: {} })).to.equal(undefined);
  });

  test('is an open inspector, by its address', () => {
    expect(observerOf({ ...quiet, url: 'ws://127.0.0.1:9229/x' })).to.equal(
      'an inspector was open (ws://127.0.0.1:9229/x)',
    );
  });

  for (const flag of ['--inspect', '--inspect-brk=0', '--cpu-prof', '--cpu-prof-dir=x', '--heap-prof', '--prof']) {
    test(`is ${flag}, as a flag or by the environment`, () => {
      expect(observerOf({ ...quiet, flags: ['--expose-gc', flag] })).to.equal(`it was started with ${flag}`);
      const environment = { NODE_OPTIONS: `--no-warnings ${flag}` };
      expect(observerOf({ ...quiet, environment })).to.equal(`it was started with ${flag}`);
    });
  }

  test('is coverage', () => {
    expect(observerOf({ ...quiet, environment: { NODE_V8_COVERAGE: '/tmp/x' } })).to.match(/^coverage was counted/);
  });

  test('is not any flag that begins alike', () => {
    for (const flag of ['--profile', '--expose-gc', '--allow-natives-syntax', '--prefer-x']) {
      expect(observerOf({ ...quiet, flags: [flag] }), flag).to.equal(undefined);
    }
  });
});
