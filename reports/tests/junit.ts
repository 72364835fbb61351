/**
 * A run of the suites as JUnit XML, which CI servers read. Nobody owns the format: these are the elements and attributes
 * that Ant's task writes and Jenkins, GitLab and Azure read (https://github.com/testmoapp/junitxml).
 */

import { escapeMarkup } from '../markup.ts';
import type { TestError, TestsReport } from '../model.ts';
import { eachTest, notRunText, type Told } from './each.ts';
import { grouped } from './topics.ts';

export function junit(report: TestsReport): string {
  const tests = eachTest(report);
  const files = grouped(tests, ({ file }) => file);
  const suites = Array.from(files, ([file, told]) => testsuite(file, told, report));
  const attributes = { name: 'touchstone', ...figures(tests), time: report.seconds, timestamp: moment(report) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${written(attributes)}>\n${suites.join('')}</testsuites>\n`;
}

function testsuite(file: string, tests: readonly Told[], report: TestsReport): string {
  const time = tests.reduce((sum, { test }) => sum + test.ms, 0) / 1000;
  const name = file === '' ? 'outside of any file' : file;
  const attributes = { name, ...figures(tests), time, timestamp: moment(report), file };
  return `<testsuite${written(attributes)}>\n${tests.map(testcase).join('')}</testsuite>\n`;
}

/** A hook that failed and a file that did not load are errors, and what a test found is a failure. */
function figures(tests: readonly Told[]) {
  const failed = tests.filter(({ test }) => test.state === 'failed');
  const errors = failed.filter(({ test }) => test.hook).length;
  const skipped = tests.filter(({ test }) => test.state === 'skipped').length;
  return { tests: tests.length, failures: failed.length - errors, errors, skipped };
}

function testcase(told: Told): string {
  const { test, suites, file } = told;
  const attributes = { name: test.title, classname: suites.join(' › '), time: test.ms / 1000, file };
  const inside = [
    ...(test.state === 'skipped' ? [`<skipped${written({ message: test.why ?? '' })}/>\n`] : []),
    ...(test.errors ?? []).map((error) => broken(told, error)),
  ];
  return inside.length === 0
    ? `<testcase${written(attributes)}/>\n`
    : `<testcase${written(attributes)}>\n${inside.join('')}</testcase>\n`;
}

function broken({ test }: Told, error: TestError): string {
  const element = test.hook ? 'error' : 'failure';
  const type = /^(?:Uncaught )?([A-Za-z_$][\w$]*)(?: \[\w+\])?:/.exec(error.message)?.[1] ?? 'Error';
  const body = [error.message, error.diff, notRunText(test), error.stack].filter((part) => part !== undefined);
  return `<${element}${written({ message: error.message, type })}>${escapeMarkup(body.join('\n\n'))}</${element}>\n`;
}

/** A parser makes spaces of line breaks and tabs that stand in an attribute as they are (XML 1.0, 3.3.3). */
function written(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${attribute(String(value))}"`)
    .join('');
}

function attribute(text: string): string {
  return escapeMarkup(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** The schemas have it without a fraction and without a zone. */
function moment({ started }: TestsReport): string {
  return started.slice(0, 19);
}
