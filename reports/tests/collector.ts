/** Hears what mocha tells, in one process or buffered file by file, and makes the model of it. */

import type { TestError, TestReport, TestsReport } from '../model.ts';
import { type Failure, failureOf, type Sources, sourceOf } from './failure.ts';
import { sum, topicsOf } from './topics.ts';

/** A suite as mocha tells of it; over a process boundary it is another object each time, and has no file. */
export interface ToldSuite {
  readonly title: string;
  readonly root: boolean;
  readonly file?: string | undefined;
}

/** A test, a hook, or what is neither where an error belongs to no test. */
export interface ToldTest {
  readonly title: string;
  readonly type?: string;
  readonly file?: string | undefined;
  readonly duration?: number | undefined;
  readonly slow?: () => number;
  readonly currentRetry?: () => number;
}

export interface Run {
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly node: string;
  readonly complete: boolean;
}

interface Suite {
  readonly title: string;
  /** Empty until something in it tells. */
  file: string;
  readonly tests: TestReport[];
  readonly suites: Suite[];
  /** Why all of it is skipped. */
  readonly why?: string;
}

export class Collector {
  readonly #sources: Sources;
  /** Suites that stand in no other. */
  readonly #outer: Suite[] = [];
  /** Those that have begun and not ended, the outermost first. */
  #open: Suite[] = [];
  /** Where a test was told before: an error may follow after it passed. */
  readonly #places = new Map<unknown, { readonly tests: TestReport[]; readonly at: number }>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  begin({ title, root, file }: ToldSuite): void {
    if (root) {
      this.#open = [];
      return;
    }
    const why = reasonIn(title) ?? this.#open.at(-1)?.why;
    const suite: Suite = { title: withoutReason(title), file: '', tests: [], suites: [], ...(why ? { why } : {}) };
    (this.#open.at(-1)?.suites ?? this.#outer).push(suite);
    this.#open.push(suite);
    if (file !== undefined) this.#locate(sourceOf(file, this.#sources.root));
  }

  end({ root }: ToldSuite): void {
    if (!root) this.#open.pop();
  }

  pass(test: ToldTest): void {
    const { duration: ms = 0 } = test;
    this.#add(test, {
      ...titled(test),
      state: 'passed',
      ms,
      ...(ms > (test.slow?.() ?? Infinity) ? { slow: true } : {}),
    });
  }

  skip(test: ToldTest): void {
    const why = reasonIn(test.title) ?? this.#open.at(-1)?.why ?? 'no reason is given';
    this.#add(test, { ...titled(test), state: 'skipped', ms: test.duration ?? 0, why });
  }

  /** Told after it passed, or twice, it is still one test. Returns what is now known of it. */
  fail(test: ToldTest, failure: Failure): TestReport {
    const { root } = this.#sources;
    const path = test.file ?? failure.beside?.file;
    const known = path === undefined ? (this.#open.at(-1)?.file ?? '') : sourceOf(path, root);
    const error = failureOf(failure, known, this.#sources);
    const before = this.#places.get(idOf(test));
    const earlier = before?.tests[before.at];
    const failed: TestReport = {
      ...titled(test),
      state: 'failed',
      ms: test.duration ?? earlier?.ms ?? 0,
      ...(test.type === 'test' ? {} : { hook: true }),
      ...(failure.beside?.notRun === undefined ? {} : { notRun: failure.beside.notRun }),
      errors: [...(earlier?.errors ?? []), error],
    };
    if (before) before.tests[before.at] = failed;
    else this.#add(test, failed, known === '' ? fileOf(error) : known);
    return failed;
  }

  report(run: Run): TestsReport {
    const topics = topicsOf(this.#outer);
    return { ...run, counts: sum(topics), topics };
  }

  #add(test: ToldTest, told: TestReport, file = sourceOf(test.file ?? '', this.#sources.root)): void {
    const suite = this.#open.at(-1) ?? this.#loose(file);
    this.#locate(file);
    suite.tests.push(told);
    this.#places.set(idOf(test), { tests: suite.tests, at: suite.tests.length - 1 });
  }

  /** Tests outside of any suite stand under their file's name. */
  #loose(file: string): Suite {
    const title = file === '' ? 'outside of any file' : file.replace(/^.*\//, '');
    const found = this.#outer.find((suite) => suite.title === title && suite.file === file);
    if (found) return found;
    const made: Suite = { title, file, tests: [], suites: [] };
    this.#outer.push(made);
    return made;
  }

  #locate(file: string): void {
    for (const suite of this.#open) if (suite.file === '') suite.file = file;
  }
}

/** The same over a process boundary; an error outside of any test has one of its own. */
function idOf(test: ToldTest): unknown {
  return (test as { readonly [mochaId]?: string })[mochaId] ?? test;
}

const mochaId = '__mocha_id__';

/** Why it is skipped, where the title says so: `a page (skipped: chromium is not installed)`. */
function reasonIn(title: string): string | undefined {
  return reason.exec(title)?.[1];
}

function withoutReason(title: string): string {
  return title.replace(reason, '');
}

const reason = / ?\(skipped: (.+)\)$/su;

function titled(test: ToldTest): Pick<TestReport, 'title' | 'retries'> {
  const retries = test.currentRetry?.() ?? 0;
  return { title: withoutReason(test.title), ...(retries > 0 ? { retries } : {}) };
}

function fileOf({ place }: TestError): string {
  return place?.file ?? '';
}
