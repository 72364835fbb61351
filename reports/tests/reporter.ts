/**
 * The reporter of the suites, for mocha's `--reporter`: progress and a summary on the terminal, and in the folder of
 * `--reporter-option folder=…` the run for programs, CI servers and people.
 */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Mocha, { type Hook, type MochaOptions, type Runner, type Test } from 'mocha';
import { paperOf } from '../formats/terminal/paper.ts';
import type { TestsReport } from '../model.ts';
import { annotations } from './annotations.ts';
import { type Told, tellBeside } from './beside.ts';
import { Collector } from './collector.ts';
import { beforeEnding } from './ending.ts';
import { sourceOf } from './failure.ts';
import { page, prepareFolder, writeFiles } from './files.ts';
import { progress } from './progress.ts';
import { summary } from './summary.ts';
import { failUnheard } from './unheard.ts';

/** Taken before a test puts another clock in its place. */
const now = performance.now.bind(performance);

export default class Reporter extends Mocha.reporters.Base {
  readonly #root = process.cwd();
  readonly #started = new Date().toISOString();
  readonly #began = now();
  readonly #folder: string;
  /** With `--dry-run` mocha tells of every test that it passed. */
  readonly #dry: boolean;
  readonly #collector = new Collector({ root: this.#root, read: (file) => readText(join(this.#root, file)) });
  readonly #progress = progress(process.stdout, process.env);
  readonly #forget: () => void;
  readonly #hear = failUnheard();

  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const { folder = 'reports/out/tests' } = (options.reporterOptions ?? {}) as { folder?: string };
    this.#folder = resolve(this.#root, folder);
    this.#dry = options.dryRun === true;
    if (!this.#dry) prepareFolder(this.#folder);
    this.#listen(runner as Runner & Parallel);
    this.#forget = beforeEnding(() => void this.#tell(false));
  }

  /** Mocha calls it when everything is over; `end` is told for each file that does not load, too. */
  override done(failures: number, callback: (failures: number) => void): void {
    this.#forget();
    this.#hear();
    // A run whose report is missing must not pass for one that went well.
    const written = this.#tell(true);
    callback(written ? failures : failures + 1);
  }

  #listen(runner: Runner & Parallel): void {
    const parallel = runner.isParallelMode();
    if (parallel) runner.workerReporter(fileURLToPath(new URL('buffered.js', import.meta.url)));
    runner.on('suite', (suite) => this.#collector.begin(suite));
    runner.on('suite end', (suite) => this.#collector.end(suite));
    runner.on('pass', (test) => {
      this.#collector.pass(test as never);
      this.#progress.told('passed', this.#fileOf(test));
    });
    runner.on('pending', (test) => {
      this.#collector.skip(test as never);
      this.#progress.told('skipped', this.#fileOf(test));
    });
    runner.on('fail', (test, error: Told) => {
      if (!parallel) tellBeside(runner, test, error);
      this.#progress.failed(this.#collector.fail(test as never, error), this.#fileOf(test));
    });
  }

  #fileOf({ file }: Test | Hook): string {
    return sourceOf(file ?? '', this.#root);
  }

  /** Whether its files could be written. */
  #tell(complete: boolean): boolean {
    const run = {
      started: this.#started,
      seconds: (now() - this.#began) / 1000,
      node: process.versions.node,
      complete,
    };
    const report = this.#collector.report(run);
    this.#progress.end();
    process.stdout.write(this.#said(report));
    try {
      if (!this.#dry) writeFiles(this.#folder, report);
      return true;
    } catch (error) {
      process.stderr.write(`The report of the tests cannot be written: ${String(error)}\n`);
      return false;
    }
  }

  /** What is printed of the tests may look like a command to GitHub's runner, and only the annotations shall be one. */
  #said(report: TestsReport): string {
    const where = this.#dry ? undefined : relative(this.#root, join(this.#folder, page));
    const text = summary(report, paperOf(process.stdout, process.env), where);
    if (process.env['GITHUB_ACTIONS'] !== 'true') return text;
    const token = randomUUID();
    return `::stop-commands::${token}\n${text}::${token}::\n${annotations(report)}`;
  }
}

/** What mocha's runners have beside their types. */
interface Parallel {
  readonly isParallelMode: () => boolean;
  readonly workerReporter: (path: string) => void;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
