/** Where the verdicts of a claim agree between runtimes and where they differ, case by case and as a whole, in a sentence. */
import type { Agreement, MatrixCase, MatrixReport, MatrixVerdict, Verdict } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { listed } from '../../../reports/words.ts';
import type { RuntimeName } from './names.ts';
import { on, sayWhere } from './where.ts';

/** The runtimes of a matrix, and which of them were measured. */
export interface Runtimes {
  readonly names: readonly RuntimeName[];
  /** Places of those that have a run. */
  readonly measured: readonly number[];
  readonly across: MatrixReport['across'];
}

type Found = MatrixCase['found'];

export function agreementOfCase(found: Found, { measured }: Runtimes): Agreement {
  const told = measured.flatMap((at) => toldOf(found[at]) ?? []);
  if (new Set(told).size > 1) return 'differs';
  if (told.length < 2) return 'untold';
  return told.length === measured.length ? 'same' : 'partly';
}

export function agreementOfClaim(cases: readonly MatrixCase[], { measured }: Runtimes): Agreement {
  if (cases.some(({ agreement }) => agreement === 'differs')) return 'differs';
  const compared = cases.filter(({ agreement }) => agreement !== 'untold');
  if (compared.length === 0) return 'untold';
  return measured.every((at) => compared.some(({ found }) => toldOf(found[at]))) ? 'same' : 'partly';
}

/** `confirmed on Node.js 20 and 22, refuted from Node.js 24 on; could not be told on Bun 1.3.2`. */
export function sayCase(found: Found, { names, measured, across }: Runtimes): string {
  const places = (test: (one: MatrixVerdict | null) => boolean) => measured.filter((at) => test(found[at]!));
  const told = [...new Set(measured.flatMap((at) => toldOf(found[at]) ?? []))];
  const where = (at: readonly number[]) => sayWhere(names, at, measured, across);
  const said = told.map((verdict) => `${verdict} ${where(places((one) => one?.verdict === verdict))}`);
  const open = places((one) => one?.verdict === 'inconclusive');
  const absent = places((one) => one === null);
  return [
    ...(said.length > 0 ? [said.join(', ')] : []),
    ...(open.length > 0 ? [`could not be told ${where(open)}`] : []),
    ...(absent.length > 0 ? [`not measured ${where(absent)}`] : []),
  ].join('; ');
}

/** So many ways in which the cases of a claim differ are told in its sentence; all stand at its cases. */
const MOST = 2;

/** @param cases at least one */
export function sayClaim(cases: readonly MatrixCase[], agreement: Agreement, runtimes: Runtimes): string {
  const ways = waysOf(cases);
  if (ways.length === 1) return sayCase(cases[0]!.found, runtimes);
  if (agreement === 'differs') return sayDifferences(ways, cases.length, runtimes);
  if (agreement === 'untold')
    return `told ${on(runtimes.across)} fewer than two ${runtimes.across} at each of ${units.count(cases.length, 'case')}`;
  return sayAlike(cases, agreement, runtimes);
}

/** Cases whose told verdicts are the same on every runtime, together. */
function waysOf(cases: readonly MatrixCase[]): MatrixCase[][] {
  const ways = new Map<string, MatrixCase[]>();
  for (const one of cases) {
    const key = JSON.stringify(one.found.map((found) => toldOf(found) ?? null));
    ways.set(key, [...(ways.get(key) ?? []), one]);
  }
  return [...ways.values()];
}

function sayDifferences(ways: readonly (readonly MatrixCase[])[], all: number, runtimes: Runtimes): string {
  const differing = ways.filter(([first]) => first!.agreement === 'differs');
  const said = differing.slice(0, MOST).map((cases) => {
    const [first] = cases;
    const more = cases.length > 1 ? ` and ${units.count(cases.length - 1, 'other')}` : '';
    return `at ${units.point(first!.given)}${more}: ${sayTold(first!.found, runtimes)}`;
  });
  const further = differing.slice(MOST).flat().length;
  const others = all - differing.flat().length;
  return [
    ...said,
    ...(further > 0
      ? [`${units.count(further, 'further case')} ${further === 1 ? 'differs' : 'differ'} otherwise`]
      : []),
    ...(others > 0 ? [`no difference shown at ${others} of ${units.count(all, 'case')}`] : []),
  ].join('; ');
}

/** Only what is told: where others could not tell stands at the case. */
function sayTold(found: Found, { names, measured, across }: Runtimes): string {
  const told = measured.filter((at) => toldOf(found[at]));
  const kinds = [...new Set(told.map((at) => found[at]!.verdict))];
  return kinds
    .map((verdict) => {
      const where = told.filter((at) => found[at]!.verdict === verdict);
      return `${verdict} ${sayWhere(names, where, measured, across)}`;
    })
    .join(', ');
}

function sayAlike(cases: readonly MatrixCase[], agreement: Agreement, { measured, across }: Runtimes): string {
  const counts = new Map<Verdict, number>();
  for (const { found, agreement: is } of cases) {
    const verdict = is === 'untold' ? undefined : measured.flatMap((at) => toldOf(found[at]) ?? [])[0];
    if (verdict) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  const compared = [...counts.values()].reduce((sum, many) => sum + many, 0);
  const open = cases.length - compared;
  const said = listed([...counts].map(([verdict, many]) => `${verdict} at ${many}`));
  const where = agreement === 'same' ? 'wherever it could be told' : `${on(across)} the ${across} that could tell`;
  const left = open > 0 ? `; ${open} told ${on(across)} fewer than two` : '';
  return `${said} of ${units.count(cases.length, 'case')}, alike ${where}${left}`;
}

function toldOf(found: MatrixVerdict | null | undefined): Verdict | undefined {
  return found && found.verdict !== 'inconclusive' ? found.verdict : undefined;
}
