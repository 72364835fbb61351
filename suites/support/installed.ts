/** Programs beside Node.js that some tests need: where they are, and what becomes of the tests where they are not. */
import { before } from 'mocha';
import { installed } from '../../fixtures/processes/installed.ts';

/** `describe` or `suite`. */
interface Declare {
  (title: string, body: () => void): unknown;
  readonly skip: (title: string, body: () => void) => unknown;
}

/**
 * Declares a suite for which a program must be installed; its body gets the program's path.
 *
 * ```
 * whenInstalled('chromium', describe)('a page', (chromium) => { … })
 * ```
 * Where the program is missing the suite is skipped, under a title that says so. Where the environment variable
 * TOUCHSTONE_REQUIRE_ALL is set, as on a machine that is to have all of them, that is a failure.
 * @param fits looks at a program of that name; one that does not fit is passed over
 */
export function whenInstalled(
  program: string,
  declare: Declare,
  env: NodeJS.ProcessEnv = process.env,
  fits?: (path: string) => boolean,
): (title: string, body: (path: string) => void) => void {
  const found = installed(program, env, fits);
  return (title, body) => {
    if (found !== undefined) {
      declare(title, () => body(found));
    } else if (!env['TOUCHSTONE_REQUIRE_ALL']) {
      declare.skip(`${title} (skipped: ${program} is not installed)`, () => body(program));
    } else {
      declare(`${title} (${program} is not installed)`, () => {
        before('asks for what is missing', () => {
          throw new Error(`expected ${program} on the PATH, since TOUCHSTONE_REQUIRE_ALL is set, but it is not there`);
        });
        body(program);
      });
    }
  };
}
