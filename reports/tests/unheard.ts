/** A rejection that nobody heard fails the test in which it came. */

/**
 * Mocha 12 hands it on to whoever else listens and is silent where nobody does, so that a test passes whose promise was
 * left behind (runner.js, `this.unhandled`). What is thrown here it takes for an uncaught error of the running test.
 *
 * @returns what is to be called where no test runs any more
 */
export function failUnheard(): () => void {
  const unheard = (reason: unknown): void => {
    // A test that listens itself has its reasons. Mocha's own listener is away while it hands a rejection on.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
  };
  process.on('unhandledRejection', unheard);
  return () => void process.off('unhandledRejection', unheard);
}
