/** What is to be known before any figure of a matrix: what was not measured, and what else differs than the runtimes. */
import type { ClaimReport, EnvironmentReport, MatrixReport, RunReport } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { listed, stopped } from '../../../reports/words.ts';
import type { Column, RuntimeName } from './names.ts';

interface Measured {
  readonly name: string;
  readonly report: RunReport;
}

export function warningsOf(
  columns: readonly Column[],
  names: readonly RuntimeName[],
  across: MatrixReport['across'],
): string[] {
  const runs = columns.flatMap(({ report }, at): Measured[] => (report ? [{ name: names[at]!.name, report }] : []));
  const namesOf = (test: (report: RunReport) => boolean) =>
    runs.filter(({ report }) => test(report)).map(({ name }) => name);
  const [short, quick] = [namesOf(({ complete }) => !complete), namesOf((report) => report.quick)];
  return [
    ...columns.flatMap(({ asked, report, says }) =>
      report ? [] : [`${asked} was not measured: ${stopped(says ?? 'nobody says why')}`],
    ),
    ...runs.flatMap(({ name, report: { controls } }) =>
      controls.passed ? [] : [`The controls failed on ${name}: ${controls.says} Do not rely on any figure of it.`],
    ),
    ...(short.length > 0 ? [`Cut short: ${listed(short)}. What had been measured until then is judged.`] : []),
    ...(quick.length > 0
      ? [`Quick: ${listed(quick)}. Such a run asks part of the table, and can tell less apart.`]
      : []),
    ...ofClaims(runs),
    ...ofMachines(runs, across),
    ...ofCommits(runs, across),
  ];
}

/** A run that was asked for some of the claims only. */
function ofClaims(runs: readonly Measured[]): string[] {
  const all = new Set(runs.flatMap(({ report }) => report.claims.map(({ id }) => id)));
  const fewer = runs.filter(({ report }) => report.claims.length < all.size);
  if (fewer.length === 0) return [];
  const told = fewer.map(({ name, report }) => `${name} for ${report.claims.length}`);
  return [`Not every run was asked for all ${units.count(all.size, 'claim')}: ${listed(told)}.`];
}

/** No ratio is ever formed between two machines, but verdicts may differ with them. */
function ofMachines(runs: readonly Measured[], across: MatrixReport['across']): string[] {
  // A run whose shards were merged is of as many machines as it had shards.
  const each = runs.flatMap(({ name, report }) =>
    (report.machines ?? [report]).map(({ environment }) => ({ name, report: { ...report, environment } })),
  );
  const machines = grouped(each, ({ environment }) => machineOf(environment), isAlike);
  if (machines.length < 2) return [];
  return [
    `The runs are of ${units.count(machines.length, 'machine')}: ${sayGroups(machines, nameOf)}. A verdict holds on its machine: ${dueToThat(across)}.`,
  ];
}

/** Another reason than the one for which runs are put beside each other. */
function dueToThat(across: MatrixReport['across']): string {
  return `what differs may be due to that${across === 'runtimes' ? ', and not to the runtime' : ''}`;
}

function ofCommits(runs: readonly Measured[], across: MatrixReport['across']): string[] {
  const commits = grouped(
    runs,
    ({ version, environment: { commit } }) =>
      `touchstone ${version}${commit === undefined ? '' : `, commit ${commit.slice(0, 13)}`}`,
  );
  // Commits may differ in what does not measure, such as the reports of the runs before.
  const [first, ...others] = runs.map(({ report }) => report.code);
  const isOne = first !== undefined && others.every((code) => code === first);
  if (commits.length < 2 || isOne) return [];
  return [
    `The runs are not of the same code: ${sayGroups(commits, (code) => code)}. ${capital(dueToThat(across))}; claims whose own code differs say so.`,
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Group<Key> {
  readonly key: Key;
  readonly names: string[];
}

function grouped<Key>(
  runs: readonly Measured[],
  keyOf: (report: RunReport) => Key,
  same: (one: Key, other: Key) => boolean = (one, other) => one === other,
): Group<Key>[] {
  const groups: Group<Key>[] = [];
  for (const { name, report } of runs) {
    const key = keyOf(report);
    const group = groups.find((each) => same(each.key, key));
    if (group) group.names.push(name);
    else groups.push({ key, names: [name] });
  }
  return groups;
}

function sayGroups<Key>(groups: readonly Group<Key>[], say: (key: Key) => string): string {
  return groups.map(({ key, names }) => `${say(key)} (${listed([...new Set(names)])})`).join('; ');
}

type Machine = Pick<EnvironmentReport, 'cpu' | 'cores' | 'memory'> & { readonly system: string };

function machineOf({ cpu, cores, memory, platform }: EnvironmentReport): Machine {
  const words = platform.split(' ');
  return { cpu, cores, memory, system: [...new Set([words[0], words.at(-1)])].join(' ') };
}

/** A share of the memory: what one kernel may keep for itself beyond another. */
const KEPT = 0.02;

function isAlike(one: Machine, other: Machine): boolean {
  const apart = Math.abs(one.memory - other.memory);
  const same = one.cpu === other.cpu && one.cores === other.cores && one.system === other.system;
  return same && apart <= KEPT * Math.max(one.memory, other.memory);
}

function nameOf({ cpu, cores, memory, system }: Machine): string {
  return [cpu, units.count(cores, 'core'), system, units.roundBytes(memory)].join(', ');
}

/**
 * Why verdicts on a claim may differ for another reason than the runtime: it is not the same question in all runs.
 *
 * @param claims by runtime; missing where its run does not have it
 */
export function doubtOf(
  claims: readonly (ClaimReport | undefined)[],
  names: readonly RuntimeName[],
  across: MatrixReport['across'],
): string | undefined {
  const all = claims.flatMap((claim, at) => (claim ? [{ claim, ...names[at]! }] : []));
  const asked = all.filter(({ claim }) => questionOf(claim) !== questionOf(all[0]!.claim));
  if (asked.length > 0) {
    return `It is another question on ${listed(asked.map(({ name }) => name))}: its contenders, metric or margin differ.`;
  }
  const written = all.filter(({ claim, family }) => {
    const first = all.find((other) => rewrites(other.family) === rewrites(family));
    return first && codeOf(first.claim) !== codeOf(claim);
  });
  if (written.length === 0) return undefined;
  const where = listed(written.map(({ name }) => name));
  return `Its code is another on ${where}: ${dueToThat(across)}.`;
}

function questionOf({ metric, figure, favours, over, margin, atLeast }: ClaimReport): string {
  return JSON.stringify([metric, figure?.name, favours, over, margin, atLeast]);
}

function codeOf({ contenders }: ClaimReport): string {
  return JSON.stringify(contenders.map(({ name, code }) => [name, code]));
}

/** Bun writes every module anew before it runs it, and a function shows what was written: that is compared with its like. */
function rewrites(family: string): boolean {
  return family === 'Bun';
}
