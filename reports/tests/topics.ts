/** Suites by topic and dialect: the folders below `suites/tdd` and `suites/bdd`, which have the same names in both. */

import type { Dialect, DialectReport, PartReport, SuiteReport, TestCounts, TestReport, TopicReport } from '../model.ts';

/** A suite whose tests are not counted yet. */
export interface Suite {
  readonly title: string;
  readonly file: string;
  readonly tests: readonly TestReport[];
  readonly suites: readonly Suite[];
}

/** By name; what lies in no topic comes last. */
export function topicsOf(outer: readonly Suite[]): TopicReport[] {
  const suites = outer.map(counted);
  const named = grouped(suites, ({ file }) => homeOf(file).topic);
  const topics = [...named].map(([name, within]): TopicReport => {
    const dialects = order.flatMap((dialect) => dialectOf(dialect, within));
    return { name, counts: sum(dialects), dialects };
  });
  return topics.sort(
    (one, other) => Number(one.name === elsewhere) - Number(other.name === elsewhere) || byText(one.name, other.name),
  );
}

export function sum(parts: readonly { readonly counts: TestCounts }[]): TestCounts {
  const total = (state: keyof TestCounts) => parts.reduce((all, { counts }) => all + counts[state], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

export const elsewhere = 'elsewhere';

const order: readonly Dialect[] = ['tdd', 'bdd', 'other'];

interface Home {
  readonly dialect: Dialect;
  readonly topic: string;
  readonly part: string;
}

function homeOf(file: string): Home {
  const [, dialect, topic, part = ''] = /^suites\/(tdd|bdd)\/([^/]+)\/(?:(.+)\/)?[^/]+$/.exec(file) ?? [];
  if (topic === undefined) return { dialect: 'other', topic: elsewhere, part: '' };
  return { dialect: dialect === 'tdd' ? 'tdd' : 'bdd', topic, part };
}

function dialectOf(dialect: Dialect, suites: readonly SuiteReport[]): DialectReport[] {
  const within = suites.filter(({ file }) => homeOf(file).dialect === dialect);
  if (within.length === 0) return [];
  const parts = [...grouped(within, ({ file }) => homeOf(file).part)].map(([name, list]): PartReport => ({
    name,
    suites: list.sort((one, other) => byText(one.file, other.file)),
  }));
  return [{ dialect, counts: sum(within), parts: parts.sort((one, other) => byText(one.name, other.name)) }];
}

function counted(suite: Suite): SuiteReport {
  const suites = suite.suites.map(counted);
  const own = suite.tests.map(({ state }) => ({ counts: { ...none, [state]: 1 } }));
  const { title, file, tests } = suite;
  return { title, file, counts: sum([...own, ...suites]), tests, suites };
}

const none: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function grouped<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
