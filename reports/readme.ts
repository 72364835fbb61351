/** The README's first screen, cut from what is published: what is said, and what is so on each runtime. */
import { markdownText, summaryText } from './formats/markdown/escape.ts';
import { tableOf } from './formats/markdown/verdict-table.ts';
import { cellRange, differs, machineSentences, matrixLegend, rangeMeaning } from './matrix.ts';
import type { MatrixCell, MatrixClaim, MatrixReport, MatrixRun, MatrixRuntime } from './model.ts';
import { marks, sayStandings, verdicts } from './standings.ts';
import { grouped, moment } from './units.ts';
import { stopped } from './words.ts';

const BEGIN = '<!-- verdicts: cut from reports/published by npm run publish-report -->\n';
const END = '<!-- /verdicts -->';

export interface Publication {
  /** Of every run that is published. */
  readonly matrix: MatrixReport;
  /** Where the page and the results of each of its runtimes lie, as the README links them. */
  readonly folders: readonly string[];
  /** The ids of the claims that stand above all others. */
  readonly headlines: readonly string[];
}

/**
 * The README with what is published between its two marks.
 *
 * @throws {RangeError} where the marks are missing
 */
export function withVerdicts(readme: string, publication: Publication): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new RangeError('The README has lost the marks around its verdicts.');
  return `${readme.slice(0, begin)}${BEGIN}\n${told(publication)}\n${readme.slice(end)}`;
}

function told({ matrix, folders, headlines }: Publication): string {
  const { claims, runtimes, warnings } = matrix;
  if (runtimes.length === 0) return 'Nothing is published yet: `npm run publish-report`.\n';
  const first = headlines.flatMap((id) => claims.filter((claim) => claim.id === id));
  const blocks = [
    ...(first.length > 0 ? [claimTable(first, runtimes)] : []),
    `${onTheFirst(claims, runtimes)}\n`,
    ...topicsOf(claims).map(([topic, own]) => folded(topic, own, runtimes)),
    `${legend(matrix)}\n`,
    runTable(runtimes, folders),
    [...machineSentences(matrix).map(stopped), ...warnings].map((says) => `${markdownText(says)}\n`).join('\n'),
  ];
  return blocks.join('\n');
}

/** `Of 57 claims 18 held, …`: the first column is the one that is told in full. */
function onTheFirst(claims: readonly MatrixClaim[], [first]: readonly MatrixRuntime[]): string {
  const says = sayStandings(claims.map(({ cells }) => cells[0]!));
  return `**${markdownText(says)}** (${markdownText(first!.name)})`;
}

function topicsOf(claims: readonly MatrixClaim[]): [topic: string, claims: MatrixClaim[]][] {
  const topics = new Map<string, MatrixClaim[]>();
  for (const claim of claims) topics.set(claim.topic, [...(topics.get(claim.topic) ?? []), claim]);
  return [...topics];
}

function folded(topic: string, claims: readonly MatrixClaim[], runtimes: readonly MatrixRuntime[]): string {
  const says = sayStandings(claims.map(({ cells }) => cells[0]!));
  const summary = `<summary><b>${summaryText(topic)}</b>: ${summaryText(says)}</summary>`;
  return [`<details>${summary}\n`, claimTable(claims, runtimes), '</details>\n'].join('\n');
}

function claimTable(claims: readonly MatrixClaim[], runtimes: readonly MatrixRuntime[]): string {
  const head = ['what is said', ...runtimes.map(headOf), 'what is so'];
  const rows = claims.map((claim) => [
    `[${markdownText(claim.says)}](bench/claims/${claim.id}.ts)`,
    ...claim.cells.map(cellText),
    whatIsSo(claim),
  ]);
  return tableOf(head, rows, ['---', ...runtimes.map(() => ':-:'), '---']);
}

/** The mark of the claim, or `✓ 13` above `? 3` where it came out differently from case to case. */
function cellText({ is, counts }: MatrixCell): string {
  if (is !== 'mixed') return marks[is];
  const found = verdicts.filter((verdict) => counts[verdict] > 0);
  return found.map((verdict) => `${marks[verdict]}&nbsp;${counts[verdict]}`).join('<br>');
}

/** `Node 20`, and of those behind it only `22`; `Bun`. */
function headOf({ name }: MatrixRuntime, at: number, runtimes: readonly MatrixRuntime[]): string {
  const [family, version] = nameParts(name);
  if (family !== 'Node.js') return markdownText(family);
  const first = runtimes.findIndex((one) => nameParts(one.name)[0] === family) === at;
  return markdownText(first ? `Node ${version}` : version);
}

function nameParts(name: string): [family: string, major: string] {
  const [family = name, version = ''] = name.split(' ');
  return [family, version.split('.')[0]!];
}

/** On the first runtime, with its ratios; and at how many cases runtimes differ: at which and how, the matrix tells. */
function whatIsSo({ cells, cases }: MatrixClaim): string {
  const [first] = cells;
  const range = cellRange(first!);
  const apart = cases.filter(isDiffering).length;
  return [
    markdownText(first!.sentence),
    ...(range === '' ? [] : [markdownText(range)]),
    ...(apart === 0 ? [] : [`${differs} at ${apart} of ${cases.length}`]),
  ].join('; ');
}

function legend({ runtimes, claims }: MatrixReport): string {
  const cells = claims.flatMap((claim) => claim.cells);
  const all = cells.map(cellText).join('');
  const has = (mark: string) => all.includes(mark) || (mark === differs && claims.some(isDiffering));
  const meant = matrixLegend.filter(([mark]) => has(mark)).map(([mark, meaning]) => `${mark} ${meaning}`);
  const numbers = cells.some(({ is }) => is === 'mixed') ? '; where the cases of a claim differ, how many' : '';
  const first = runtimes.length > 1 ? ` What is so is told of ${markdownText(runtimes[0]!.name)}.` : '';
  return `${meant.join(' · ')}${numbers}.${first} ${rangeMeaning}`;
}

function isDiffering({ agreement }: Pick<MatrixClaim, 'agreement'>): boolean {
  return agreement === 'differs';
}

function runTable(runtimes: readonly MatrixRuntime[], folders: readonly string[]): string {
  const head = ['measured on', 'when', 'at commit', 'cases', ...verdicts.map((verdict) => marks[verdict]), 'in full'];
  const rows = runtimes.flatMap(({ name, run }, at) => (run ? [runRow(name, run, folders[at]!)] : []));
  return tableOf(head, rows, ['---', '---', '---', ...[0, ...verdicts].map(() => '--:'), '---']);
}

function runRow(name: string, { started, environment, counts }: MatrixRun, folder: string): string[] {
  const each = verdicts.map((verdict) => counts[verdict]);
  const cases = each.reduce((sum, many) => sum + many, 0);
  return [
    markdownText(name),
    moment(started),
    environment.commit === undefined ? '–' : `\`${environment.commit.slice(0, 13)}\``,
    ...[cases, ...each].map(grouped),
    `[page](${folder}/report.html), [results](${folder}/results.ndjson.gz)`,
  ];
}
