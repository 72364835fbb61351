/** The tables of the page: changes, flips, runs, what was found case by case, and the figures of every chart. */

import { letterOf, sparkline } from '../../charts/history.ts';
import { dayOf, lineName, lineSentence, runNotes, shortCommit, type Told, type ToldFlip } from '../../history.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { HistoryLine, HistoryReport, HistoryRun, MachineHistory } from '../../model.ts';
import { interval, moment, point } from '../../units.ts';
import { marks } from '../../standings.ts';
import { table } from '../html/tables.ts';

/** `anchor` names the section of a claim on a machine. */
export function changeTable(caption: string, told: readonly Told[], many: boolean, anchor: Anchor): Markup {
  const rows = told.map(({ machine, line, when, from, to, by, chance }) => {
    const asides = [line.says, ...(many ? [machine.name] : [])];
    return markup`<tr><th scope="row"><a href="#${anchor(machine, line)}">${lineName(line)}</a>${small(asides)}</th><td class="ratios">${from} → ${to}${small([by])}</td><td class="wide">${when}</td><td class="figures">${chance}</td></tr>`;
  });
  return table(caption, 'changes', ['claim and case', 'ratio', 'when', 'by chance'], rows);
}

export type Anchor = (machine: MachineHistory, line: HistoryLine) => string;

export function flipTable(told: readonly ToldFlip[], many: boolean, anchor: Anchor): Markup {
  const rows = told.map(
    ({ machine, line, when, says }) =>
      markup`<tr><th scope="row"><a href="#${anchor(machine, line)}">${lineName(line)}</a>${small(many ? [machine.name] : [])}</th><td>${says}</td><td class="wide">${when}</td></tr>`,
  );
  return table('Verdicts that became others', 'flips', ['claim and case', 'verdict', 'when'], rows);
}

export function runTable({ runs }: MachineHistory): Markup {
  const rows = runs.map(
    (run) =>
      markup`<tr><th scope="row" class="figures">${moment(run.started)}</th><td>${run.commit === undefined ? '–' : shortCommit(run.commit)}</td><td>${run.runtime}</td><td>${runNotes(run).join(', ')}</td><td class="wide">${run.files.join(', ')}</td></tr>`,
  );
  return table('The runs', 'runs', ['began', 'commit', 'runtime', 'notes', 'file'], rows);
}

export function unreadTable({ unread }: HistoryReport): Markup {
  const rows = unread.map(
    ({ file, says }) => markup`<tr><th scope="row">${file}</th><td class="wide">${says}</td></tr>`,
  );
  return table('What could not be read', 'unread', ['file', 'why'], rows);
}

/** A row for every case of a claim, with its course drawn small. */
export function courseTable(lines: readonly HistoryLine[], machine: MachineHistory): Markup {
  const rows = lines.map((line) => {
    const last = line.points.at(-1)!;
    return markup`<tr><th scope="row">${caseName(line)}</th><td class="spark">${sparkline(line, machine) ?? '–'}</td><td class="figures"><span class="${last.verdict}">${marks[last.verdict]}</span> ${last.ratio ? interval(last.ratio) : '–'}${small(last.run === machine.runs.length - 1 ? [] : [`last on ${dayOf(machine.runs[last.run]!.started)}`])}</td><td class="wide">${lineSentence(line)}</td></tr>`;
  });
  return table('Case by case', 'courses', ['case', 'all runs', 'the last', 'found'], rows);
}

/** The figures of all charts of a claim: a row a run, a column a case. */
export function figureTable(lines: readonly HistoryLine[], machine: MachineHistory): Markup {
  const columns = lines.map(({ points }) => new Map(points.map((one) => [one.run, one])));
  const rows = machine.runs.flatMap((run, at) => {
    const found = columns.map((column) => column.get(at));
    if (found.every((one) => one === undefined)) return [];
    const cells = found.map((one) => {
      if (!one) return markup`<td></td>`;
      return markup`<td>${marks[one.verdict]} ${one.ratio ? interval(one.ratio) : '–'}</td>`;
    });
    return [markup`<tr><th scope="row">${rowName(run, machine, at)}</th>${cells}</tr>`];
  });
  return table('The ratio in every run', 'every', ['run', ...lines.map(caseName)], rows);
}

export function caseName({ given }: HistoryLine): string {
  const name = point(given);
  return name === '' ? 'the only case' : name;
}

function rowName(run: HistoryRun, { marks: all }: MachineHistory, at: number): string {
  const letters = all.flatMap((mark, index) => (mark.run === at ? [`mark ${letterOf(index)}`] : []));
  const commit = run.commit === undefined ? [] : [shortCommit(run.commit)];
  return [dayOf(run.started), ...commit, ...letters, ...runNotes(run).slice(0, 3)].join(', ');
}

function small(sentences: readonly string[]): Content {
  return sentences.map((sentence) => markup`<small>${sentence}</small>`);
}
