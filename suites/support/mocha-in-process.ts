/** Runs what a function declares through a mocha of its own, in this process, and records what it tells. */
import Mocha, { type MochaOptions, type Runner } from 'mocha';

export interface Told {
  /** The same words as those of `fixtures/testing/run-suites.ts`: `pass one`, `fail "before each" hook` … */
  readonly events: readonly string[];
  readonly errors: readonly Error[];
  /** What the command would end with, 0 to 255. */
  readonly failures: number;
}

/**
 * Call it inside of a test or a hook, never where suites are declared: for the time of its loading, mocha's own words mean
 * those of the inner one.
 * @param declare is given the words of the dialect: `suite`, `test` … for `tdd`, and `describe`, `it` … for `bdd`
 */
export function runWithMocha(
  ui: 'tdd' | 'bdd',
  declare: (words: any) => void,
  options: MochaOptions = {},
): Promise<Told> {
  const events: string[] = [];
  const errors: Error[] = [];
  function record(runner: Runner): void {
    runner.on('suite', ({ title }) => events.push(`suite ${title}`));
    runner.on('suite end', ({ title }) => events.push(`suite end ${title}`));
    runner.on('pass', ({ title }) => events.push(`pass ${title}`));
    runner.on('pending', ({ title }) => events.push(`pending ${title}`));
    runner.on('fail', ({ title }, error) => {
      // Mocha adds of which test, or in which suite.
      events.push(`fail ${title.replace(/^("[a-z ]+" hook).*/, '$1')}`);
      errors.push(error);
    });
  }
  const mocha = new Mocha({ ...options, ui, reporter: record as never });
  const words = {} as Mocha.MochaGlobals;
  mocha.suite.emit('pre-require', words, '', mocha);
  declare(words);
  return new Promise<Told>((resolve) => {
    mocha.run((failures) => resolve({ events, errors, failures }));
  }).finally(() => mocha.dispose());
}
