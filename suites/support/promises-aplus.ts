/**
 * Runs the package promises-aplus-tests over an implementation, in virtual time, and tells what failed. Its tests wait for
 * up to 150 ms each; here the clock goes on as soon as nothing else is left to do, and a test that can never end has failed.
 */
import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { useFakeTimers } from 'sinon';

/** What the package asks of an implementation. */
export interface Adapter {
  readonly deferred: () => {
    readonly promise: PromiseLike<unknown>;
    readonly resolve: (value: unknown) => void;
    readonly reject: (reason: unknown) => void;
  };
}

export interface Conformance {
  readonly passed: number;
  /** The titles of what failed, with their sections and what went wrong. */
  readonly failures: readonly string[];
}

type Hook = () => void;

interface Test {
  readonly title: string;
  readonly before: readonly Hook[];
  readonly after: readonly Hook[];
  readonly run: (done?: (error?: unknown) => void) => void;
}

const require = createRequire(import.meta.url);

export async function conformance(adapter: Adapter): Promise<Conformance> {
  const failures: string[] = [];
  const tests = collect(adapter);
  const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    for (const { title, before, after, run } of tests) {
      for (const hook of before) hook();
      const failure = await outcome(run, clock);
      for (const hook of after) hook();
      if (failure !== undefined) failures.push(`${title}: ${failure}`);
      clock.reset();
    }
  } finally {
    clock.restore();
  }
  return { passed: tests.length - failures.length, failures };
}

/** Loads its files, which know the adapter and the functions of a suite as globals, and only while they are loaded. */
function collect({ deferred }: Adapter): Test[] {
  const tests: Test[] = [];
  interface Block {
    readonly titles: readonly string[];
    readonly before: readonly Hook[];
    readonly after: readonly Hook[];
  }
  let block: Block = { titles: [], before: [], after: [] };
  const globals = {
    adapter: {
      deferred,
      resolved(value: unknown) {
        const { promise, resolve } = deferred();
        resolve(value);
        return promise;
      },
      rejected(reason: unknown) {
        const { promise, reject } = deferred();
        reject(reason);
        return promise;
      },
    },
    describe(title: string, define: () => void) {
      const outer = block;
      block = { ...block, titles: [...block.titles, title] };
      define();
      block = outer;
    },
    specify(title: string, run: Test['run']) {
      const { titles, before, after } = block;
      tests.push({ title: [...titles, title].join(' › '), before, after, run });
    },
    beforeEach(hook: Hook) {
      block = { ...block, before: [...block.before, hook] };
    },
    afterEach(hook: Hook) {
      block = { ...block, after: [hook, ...block.after] };
    },
  };
  const others = Object.fromEntries(Object.keys(globals).map((name) => [name, Reflect.get(globalThis, name)]));
  Object.assign(globalThis, globals);
  try {
    // The files and their helpers remember the adapter that they were loaded with.
    for (const file of Object.keys(require.cache)) {
      if (file.includes('/promises-aplus-tests/lib/')) delete require.cache[file];
    }
    require('promises-aplus-tests/lib/testFiles.js');
  } finally {
    Object.assign(globalThis, others);
  }
  return tests;
}

/** What went wrong in a test, if anything did. */
async function outcome(run: Test['run'], clock: ReturnType<typeof useFakeTimers>): Promise<string | undefined> {
  const ends: unknown[] = [];
  try {
    // A test that takes no parameter has ended when it returns.
    if (run.length === 0) ends.push(run());
    else run((error) => ends.push(error));
    for (;;) {
      await idle();
      if (ends.length > 0) break;
      if (clock.countTimers() === 0) return 'it never ends';
      clock.next();
    }
  } catch (error) {
    return inspect(error);
  }
  if (ends.length > 1) return 'it ends more than once';
  return ends[0] === undefined ? undefined : inspect(ends[0]);
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
