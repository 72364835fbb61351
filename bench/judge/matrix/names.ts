/** What the runtimes of a matrix are called: in full, in a sentence, and at the head of a narrow column. */
import type { RunReport } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';

/** What was asked for, with the run that came of it; without one where it could not be measured. */
export interface Column {
  readonly asked: string;
  readonly report?: RunReport;
  /** Why there is none. */
  readonly says?: string;
}

export interface RuntimeName {
  /** `Node.js 22.21.1`, unlike all others. */
  readonly name: string;
  /** `n22`, unlike all others. */
  readonly short: string;
  /** `Node.js`; empty where it is not known. */
  readonly family: string;
  /** As a sentence lists it behind its family: `22`, or as much as tells it from the others. */
  readonly said: string;
  /** `[22, 21, 1]`. */
  readonly version: readonly number[];
}

export function nameColumns(columns: readonly Column[]): RuntimeName[] {
  const names = unlike(columns.map(({ asked, report }) => report?.environment.runtime ?? asked)).map((alike, at) =>
    alike.length === 1 ? alike[0]!.name : nameAmong(alike, at, columns),
  );
  const parts = names.map((name, at) => partsOf(columns[at]!.report?.environment.runtime ?? name));
  const shorts = parts.map((part, at) => shortOf(part) ?? `r${at + 1}`);
  return names.map((name, at) => {
    const { family, version } = parts[at]!;
    const short = unlikeShort(shorts, at);
    return { name, short, family, version, said: saidOf(name, at, parts, names) };
  });
}

interface Alike {
  readonly name: string;
  readonly at: number;
}

/** For each of the names those that are like it, itself among them. */
function unlike(names: readonly string[]): Alike[][] {
  const all = names.map((name, at) => ({ name, at }));
  return names.map((name) => all.filter((other) => other.name === name));
}

type Detail = (report: RunReport) => string;

const cpu: Detail = ({ environment, machines }) => (machines ? `${machines.length} machines` : environment.cpu);
const cores: Detail = ({ environment }) => units.count(environment.cores, 'core');
const day: Detail = ({ started }) => units.moment(started).slice(0, 10);
const commit: Detail = ({ environment }) => (environment.commit ?? 'no commit').slice(0, 12);
const minute: Detail = ({ started }) => units.moment(started);
const all =
  (...parts: readonly Detail[]): Detail =>
  (report) =>
    parts.map((part) => part(report)).join(', ');

/** Runs of one runtime are told apart by the first of these that does it: the machine comes first, where there are several. */
const details: readonly Detail[] = [day, commit, all(day, commit), minute, ({ id }) => id];
const detailsOfMachines: readonly Detail[] = [
  cpu,
  all(cpu, cores),
  all(cpu, day),
  all(cpu, day, commit),
  all(cpu, minute),
  all(cpu, ({ id }) => id),
];

function nameAmong(alike: readonly Alike[], at: number, columns: readonly Column[]): string {
  const { name } = alike[0]!;
  const reports = alike.map((one) => columns[one.at]!.report);
  const own = columns[at]!.report;
  const told = (detail: Detail) => new Set(reports.flatMap((report) => (report ? [detail(report)] : []))).size;
  const several = told(all(cpu, cores)) > 1;
  const telling = (several ? detailsOfMachines : details).find((detail) => told(detail) === reports.length);
  const nth = alike.findIndex((one) => one.at === at) + 1;
  return `${name} (${telling && own ? telling(own) : `${nth} of ${alike.length}`})`;
}

interface Parts {
  readonly family: string;
  readonly version: readonly number[];
}

/** Of `Node.js 22.21.1`, and of what is asked for as `node@22`. */
export function partsOf(runtime: string): Parts {
  const [, asked, wanted = ''] = /^(node|bun|deno)(?:@v?([\d.]*))?$/i.exec(runtime) ?? [];
  const families: Readonly<Record<string, string>> = { node: 'Node.js', bun: 'Bun', deno: 'Deno' };
  if (asked !== undefined) return { family: families[asked.toLowerCase()]!, version: numbers(wanted) };
  const [, family, version = ''] = /^([A-Za-z][\w.]*) v?(\d+(?:\.\d+)*)/.exec(runtime) ?? [];
  return family === undefined ? { family: '', version: [] } : { family, version: numbers(version) };
}

function numbers(version: string): number[] {
  return version === '' ? [] : version.split('.').filter(Boolean).map(Number);
}

/** A head of at most four letters, or none. */
function shortOf({ family, version: [major] }: Parts): string | undefined {
  if (family === 'Node.js') return `n${major ?? ''}`.slice(0, 4);
  const letters = family.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return letters === '' ? undefined : letters.slice(0, 4);
}

/** Those that are alike get a letter each: `n20a`, `n20b`. */
function unlikeShort(shorts: readonly string[], at: number): string {
  const short = shorts[at]!;
  if (shorts.filter((other) => other === short).length === 1) return short;
  const nth = shorts.slice(0, at).filter((other) => other === short).length;
  const marked = `${short}${nth < 26 ? String.fromCodePoint(97 + nth) : `.${nth}`}`;
  return shorts.includes(marked) ? `${short}-${at + 1}` : marked;
}

/** The major version of a Node.js that is the only one of it, and else all that tells it apart. */
function saidOf(name: string, at: number, parts: readonly Parts[], names: readonly string[]): string {
  const { family, version } = parts[at]!;
  if (family === '' || !name.startsWith(`${family} `)) return name;
  const same = parts.filter((other, index) => other.family === family && names[index]!.startsWith(`${family} `));
  const majors = same.map((other) => other.version[0]);
  const alone = majors.filter((major) => major === version[0]).length === 1;
  return family === 'Node.js' && alone ? String(version[0]) : name.slice(family.length + 1);
}
