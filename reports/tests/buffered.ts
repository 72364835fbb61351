/**
 * What mocha's workers report with under `--parallel`: its own buffer of events, and with each failure what would be lost
 * on the way to {@link ./reporter.ts}.
 */

import { createRequire } from 'node:module';
import { constants } from 'node:os';
import type { MochaOptions, Runner } from 'mocha';
import { type Told, tellBeside } from './beside.ts';
import { failUnheard } from './unheard.ts';

/** Mocha tells reporters to extend it, and exports it by no other name. */
const ParallelBuffered = createRequire(import.meta.url)('mocha/lib/nodejs/reporters/parallel-buffered.cjs') as new (
  runner: Runner,
  options: MochaOptions,
) => object;

export default class Buffered extends ParallelBuffered {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    // Mocha takes every such listener away where a file is done.
    failUnheard();
    comeToTheEnd();
    // The buffer holds the error itself until the file is done.
    runner.on('fail', (failed, error: Told) => tellBeside(runner, failed, error));
  }
}

/**
 * A worker that is asked to end writes its coverage, and after a second the pool sends it SIGTERM: on a busy machine that is
 * too soon. A signal that is listened to waits for a turn of the loop, and whoever is ending has none.
 */
function comeToTheEnd(): void {
  if (!process.listeners('SIGTERM').includes(end)) process.on('SIGTERM', end);
}

function end(): never {
  process.exit(128 + constants.signals.SIGTERM);
}
