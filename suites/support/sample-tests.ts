/** Runs of suites that are made rather than run, to be told in every format. */
import * as fc from 'fast-check';
import type { TestReport, TestsReport } from '../../reports/model.ts';
import { type Suite, sum, topicsOf } from '../../reports/tests/topics.ts';

export function testsReport(suites: readonly Suite[] = sampleSuites, over: Partial<TestsReport> = {}): TestsReport {
  const topics = topicsOf(suites);
  const run = { started: '2026-11-23T04:51:07.123Z', seconds: 97.2, node: '20.20.2', complete: true };
  return { ...run, counts: sum(topics), topics, ...over };
}

export function suiteOf(title: string, tests: readonly TestReport[], more: Partial<Suite> = {}): Suite {
  return { title, file: 'suites/tdd/web/cookies.test.ts', tests, suites: [], ...more };
}

export function passed(title: string, ms = 1): TestReport {
  return { title, state: 'passed', ms };
}

export const failedTest: TestReport = {
  title: 'keeps the path',
  state: 'failed',
  ms: 12,
  errors: [
    {
      message: 'AssertionError: expected { a: 1 } to deeply equal { a: 2 }',
      diff: ' {\n-  "a": 1\n+  "a": 2\n }',
      stack: '    at Context.<anonymous> (suites/tdd/web/cookies.test.ts:42:30)',
      place: { file: 'suites/tdd/web/cookies.test.ts', line: 42, column: 30, code: 'expect(jar).to.deep.equal(kept);' },
    },
  ],
};

/** Two topics, both dialects, a folder within one of them; everything that may become of a test. */
export const sampleSuites: readonly Suite[] = [
  suiteOf('cookies', [passed('are read with `parse`'), failedTest], {
    suites: [
      suiteOf('in a jar', [
        { ...passed('expire', 2300), slow: true },
        { ...passed('flicker'), retries: 2 },
      ]),
      suiteOf('in the browser', [{ title: 'are sent', state: 'skipped', ms: 0, why: 'chromium is not installed' }]),
    ],
  }),
  suiteOf('a body', [passed('is read to its end')], { file: 'suites/tdd/web/bodies/reading.test.ts' }),
  suiteOf(
    'the site',
    [
      {
        title: '"before all" hook',
        state: 'failed',
        ms: 0,
        hook: true,
        notRun: 4,
        errors: [{ message: 'Error: no port' }],
      },
    ],
    {
      file: 'suites/bdd/web/site.spec.ts',
    },
  ),
  suiteOf('a buffer', [passed('is filled')], { file: 'suites/bdd/buffers/filling.spec.ts' }),
];

/** Letters that some format or terminal takes for something else. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...'ab1<>&"\'`|*_[]():,%=;.{}\\~$#@!-+ \n\r\t\u001b\u0000\u0007\u202e\ufffe\ud800日é👍'.split(''),
    ']]>',
    '::error::',
    '%0A',
    '</script>',
  ),
  maxLength: 30,
});

/** Any run: its titles, reasons, messages and files are made of hostile letters. */
export const anyReport: fc.Arbitrary<TestsReport> = fc
  .array(
    fc.record({
      title: hostile,
      file: fc.oneof(
        fc.constant(''),
        fc.constant('suites/tdd/web/bodies/a.test.ts'),
        hostile.map((name) => `suites/bdd/${name}/a.spec.ts`),
      ),
      tests: fc.array(anyTest(), { maxLength: 4 }),
      inner: fc.array(fc.record({ title: hostile, tests: fc.array(anyTest(), { maxLength: 2 }) }), { maxLength: 2 }),
    }),
    { maxLength: 4 },
  )
  .map((suites) =>
    testsReport(
      suites.map(({ inner, ...suite }) => ({
        ...suite,
        suites: inner.map((one) => ({ ...one, file: suite.file, suites: [] })),
      })),
    ),
  );

function anyTest(): fc.Arbitrary<TestReport> {
  const error = fc.record({ message: hostile, diff: hostile, stack: hostile }, { requiredKeys: ['message'] });
  return fc.oneof(
    hostile.map((title) => passed(title)),
    fc.record({ title: hostile, why: hostile }).map((said): TestReport => ({ ...said, state: 'skipped', ms: 0 })),
    fc
      .record({ title: hostile, errors: fc.array(error, { minLength: 1, maxLength: 2 }) })
      .map((said): TestReport => ({ ...said, state: 'failed', ms: 3 })),
  );
}
