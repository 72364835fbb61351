/** Annotations from the inside: GitHub's runner reads back what went in, and nothing else becomes a command. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import type { TestReport } from '../../../../reports/model.ts';
import { annotations } from '../../../../reports/tests/annotations.ts';
import { failedTests, fullTitle } from '../../../../reports/tests/each.ts';
import { visible } from '../../../../reports/text.ts';
import { anyReport, failedTest, suiteOf, testsReport } from '../../../support/sample-tests.ts';

interface Command {
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** As the runner reads a line of output: ActionCommand.TryParseV2. */
function runnerReads(line: string): Command | undefined {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::error ') || end < 0) return undefined;
  const pairs = text.slice('::error '.length, end).trim().split(',').filter(Boolean);
  const properties = pairs.map((pair) => [
    pair.slice(0, pair.indexOf('=')),
    unescaped(pair.slice(pair.indexOf('=') + 1)),
  ]);
  return { properties: Object.fromEntries(properties), message: unescaped(text.slice(end + 2)) };
}

function unescaped(text: string): string {
  const tokens = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return Object.entries(tokens).reduce((sum, [token, character]) => sum.replaceAll(token, character), text);
}

function commands(text: string): (Command | undefined)[] {
  return text.split('\n').slice(0, -1).map(runnerReads);
}

function failing(many: number): TestReport[] {
  return Array.from({ length: many }, (_, at) => ({ ...failedTest, title: `fails ${at + 1}` }));
}

suite('annotations', () => {
  test('stand at the line of the assertion, with the message and the difference', () => {
    const [first] = commands(annotations(testsReport()));
    expect(first).to.deep.equal({
      properties: {
        file: 'suites/tdd/web/cookies.test.ts',
        line: '42',
        col: '30',
        title: 'cookies › keeps the path',
      },
      message: 'AssertionError: expected { a: 1 } to deeply equal { a: 2 }\n\n {\n-  "a": 1\n+  "a": 2\n }',
    });
  });

  test('stand at the file where no line is known, and name no file where that is unknown too', () => {
    const error = { ...failedTest, errors: [{ message: 'Error: gone' }] };
    const of = (file: string) => commands(annotations(testsReport([suiteOf('s', [error], { file })])))[0]!.properties;
    expect(of('suites/tdd/web/a.test.ts')).to.deep.equal({
      file: 'suites/tdd/web/a.test.ts',
      title: 's › keeps the path',
    });
    expect(of('')).to.deep.equal({ title: 's › keeps the path' });
  });

  test('say how many tests a hook kept from running', () => {
    expect(commands(annotations(testsReport()))[1]!.message).to.contain('4 tests did not run because of it');
  });

  test('are nothing where nothing failed', () => {
    expect(annotations(testsReport([]))).to.equal('');
  });

  for (const { many, last, says } of [
    { many: 10, last: 's › fails 10', says: 'AssertionError' },
    { many: 11, last: 'More failures', says: 'and 2 more tests failed' },
    { many: 5000, last: 'More failures', says: 'and 4991 more tests failed' },
  ]) {
    test(`of ${many} failures are ten, since GitHub shows no more for a step`, () => {
      const found = commands(annotations(testsReport([suiteOf('s', failing(many))])));
      expect(found).to.have.lengthOf(10);
      expect(found[8]!.properties['title']).to.equal('s › fails 9');
      expect(found[9]!.properties['title']).to.equal(last);
      expect(found[9]!.message).to.contain(says);
    });
  }

  test('are cut where the runner would cut them', () => {
    const long = { ...failedTest, title: 'x'.repeat(10_000), errors: [{ message: 'y'.repeat(10_000) }] };
    const [only] = commands(annotations(testsReport([suiteOf('s', [long])])));
    expect(only!.message).to.have.lengthOf(4096).and.to.match(/y…$/);
    expect(only!.properties['title']).to.have.lengthOf(500).and.to.match(/x…$/);
  });

  test('of any run are read back by the runner, a line each', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const found = commands(annotations(report, Infinity));
        const failed = failedTests(report);
        // The runner leaves spaces at the end of the properties out.
        expect(found.map((one) => one?.properties['title']?.trimEnd())).to.deep.equal(
          failed.map((told) => visible(fullTitle(told)).trimEnd()),
        );
        for (const [
          at,
          {
            test: { errors = [] },
          },
        ] of failed.entries()) {
          expect(found[at]!.message).to.contain(visible(errors[0]!.message));
        }
      }),
    );
  });
});
