/** A run of the suites on a terminal: a line a topic, what was skipped and why, the slowest, and the failures whole. */

import { draw, hang, type Ink, type Line, type Paper } from '../formats/terminal/ink.ts';
import type { TestError, TestsReport, TestState } from '../model.ts';
import { oneLine, pad, pieces, visible, width } from '../text.ts';
import { count, duration, grouped } from '../units.ts';
import {
  eachTest,
  failedTests,
  fullTitle,
  marks,
  notRunText,
  placeText,
  sentence,
  skippedTests,
  type Told,
} from './each.ts';

/** @param page where the specification was written; it is named at the end */
export function summary(report: TestsReport, paper: Paper, page?: string): string {
  const columns = Math.max(20, paper.width);
  const failed = failedTests(report);
  const blocks = [
    topics(report, columns),
    skipped(report, columns),
    slowest(report, columns),
    ...failed.map((told, at) => failure(told, at + 1, columns)),
    closing(report, columns, page),
  ];
  const lines = blocks.flatMap((block) => (block.length === 0 ? [] : [[], ...block]));
  return draw(lines, { ...paper, width: columns });
}

export const inks: Readonly<Record<TestState, Ink>> = { passed: 'green', failed: 'red', skipped: 'yellow' };

/** The name, and the tests that passed in each dialect; failures and what was skipped only where there are some. */
function topics({ topics: list }: TestsReport, columns: number): Line[] {
  const name = Math.min(Math.max(0, ...list.map((topic) => width(oneLine(topic.name)))), columns - 2);
  return list.map(({ name: topic, counts, dialects }): Line => {
    const state: TestState = counts.failed > 0 ? 'failed' : counts.passed > 0 ? 'passed' : 'skipped';
    const told = (['tdd', 'bdd', 'other'] as const).flatMap((which) => {
      const found = dialects.find(({ dialect }) => dialect === which);
      if (which === 'other' && found === undefined) return [];
      return [`  ${which} ${(found === undefined ? '–' : grouped(found.counts.passed)).padStart(5)}`];
    });
    return [
      { text: `${marks[state]} `, ink: inks[state] },
      { text: pad(oneLine(topic), name) },
      { text: told.join(''), ink: 'dim' },
      ...(counts.failed > 0 ? [{ text: `  ${grouped(counts.failed)} failed`, ink: inks.failed }] : []),
      ...(counts.skipped > 0 ? [{ text: `  ${grouped(counts.skipped)} skipped`, ink: inks.skipped }] : []),
    ];
  });
}

/** A reason with the first few that it holds for. */
function skipped(report: TestsReport, columns: number): Line[] {
  return skippedTests(report).flatMap(({ why, tests }) => {
    const shown = tests.length > 4 ? tests.slice(0, 3) : tests;
    const left = tests.length - shown.length;
    return [
      ...hang(
        { text: `${marks.skipped} `, ink: inks.skipped },
        `${count(tests.length, 'test')} skipped: ${why}`,
        columns,
      ),
      ...shown.flatMap((told) => hang({ text: '    ' }, located(told), columns, 'dim')),
      ...(left > 0 ? hang({ text: '    ' }, `and ${left} more`, columns, 'dim') : []),
    ];
  });
}

function slowest(report: TestsReport, columns: number): Line[] {
  const slow = eachTest(report).filter(({ test }) => test.slow && test.state === 'passed');
  const shown = slow.sort((one, other) => other.test.ms - one.test.ms).slice(0, 5);
  if (shown.length === 0) return [];
  const title = shown.length < slow.length ? `The slowest of ${grouped(slow.length)} slow tests` : 'Slow tests';
  return [
    [{ text: title, ink: 'dim' }],
    ...shown.flatMap((told) =>
      hang({ text: `  ${duration(told.test.ms * 1e6).padStart(7)}  `, ink: 'dim' }, located(told), columns, 'dim'),
    ),
  ];
}

function located(told: Told): string {
  return `${told.topic} ${told.dialect} › ${fullTitle(told)}`;
}

function failure(told: Told, number: number, columns: number): Line[] {
  const { test } = told;
  const notRun = notRunText(test);
  return [
    ...hang({ text: `${marks.failed} ${number}  `, ink: 'red' }, located(told), columns, 'bold'),
    ...(notRun === undefined ? [] : hang({ text: indent }, notRun, columns, 'yellow')),
    ...(test.errors ?? []).flatMap((error) => errorLines(told, error, columns)),
  ];
}

/** Everything that is known of it: where a line is too long it goes on in the next one. */
function errorLines(told: Told, error: TestError, columns: number): Line[] {
  const { message, diff, stack, place } = error;
  const where = placeText(told, error);
  const code = place?.code === undefined ? [] : whole(place.code, columns, () => 'plain', `${indent}> `);
  return [
    ...(where === '' ? [] : hang({ text: indent }, where, columns, 'cyan')),
    ...code,
    ...whole(message, columns, () => 'red'),
    ...(diff === undefined ? [] : [[], ...whole(`+ expected  - actual\n${diff}`, columns, diffInk), []]),
    ...(stack === undefined ? [] : whole(stack, columns, () => 'dim')),
  ];
}

const indent = '    ';

function diffInk(line: string): Ink {
  return line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'plain';
}

function whole(text: string, columns: number, ink: (line: string) => Ink, before = indent): Line[] {
  const lines = visible(text).trimEnd().replaceAll('\t', '  ').split('\n');
  return lines.flatMap((line) =>
    folded(line, columns - before.length).map((piece, at): Line => [
      { text: at === 0 ? before : ' '.repeat(before.length) },
      { text: piece, ink: ink(line) },
    ]),
  );
}

/** Broken behind a space where there is one, and with every space that it has. */
function folded(text: string, columns: number): string[] {
  const lines = [''];
  for (const word of text.split(/(?<= )(?! )/).flatMap((long) => pieces(long, columns))) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && width(line + word.trimEnd()) > columns) lines.push(word);
    else lines[lines.length - 1] = line + word;
  }
  return lines;
}

function closing(report: TestsReport, columns: number, page: string | undefined): Line[] {
  const { failed, passed } = report.counts;
  const state: TestState = failed > 0 ? 'failed' : passed > 0 && report.complete ? 'passed' : 'skipped';
  return [
    ...(page === undefined ? [] : hang({ text: '' }, `The specification: ${page}`, columns, 'dim')),
    ...hang({ text: `${marks[state]} `, ink: inks[state] }, sentence(report), columns, 'bold'),
  ];
}
