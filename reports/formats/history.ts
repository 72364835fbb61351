/** A history as one page that needs nothing else: changes first, then machine by machine every claim over its runs. */

import { historyChart, letterOf, verdictShapes } from '../charts/history.ts';
import { changeWords, dayOf, findings, isTelling, runName, runsSentence, toldChanges, toldFlips } from '../history.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { HistoryLine, HistoryReport, MachineHistory } from '../model.ts';
import { count } from '../units.ts';
import { marks, verdicts } from '../standings.ts';
import { style } from './history/style.ts';
import {
  type Anchor,
  caseName,
  changeTable,
  courseTable,
  figureTable,
  flipTable,
  runTable,
  unreadTable,
} from './history/tables.ts';
import { page } from './html/page.ts';

export function historyHtml(report: HistoryReport): string {
  const anchor = anchorsOf(report);
  const body = markup`${verdictShapes()}${top(report)}
<main class="history">
${found(report, anchor)}
${report.machines.map((machine, at) => machineSection(machine, anchor, at))}
${unread(report)}
<section><h2>How changes are found</h2>${report.method.map((says) => markup`<p>${says}</p>`)}</section>
</main>
<footer class="quiet">touchstone ${report.version}, the results files in ${report.folder}</footer>`;
  return page({ title: report.sentence, body, style });
}

/** A claim on a machine has one section: `machine-1-claim-2`. */
function anchorsOf({ machines }: HistoryReport): Anchor {
  const names = new Map<MachineHistory, Map<string, string>>();
  for (const [at, machine] of machines.entries()) {
    const claims = [...new Set(machine.lines.map(({ claim }) => claim))];
    names.set(machine, new Map(claims.map((claim, nth) => [claim, `machine-${at + 1}-claim-${nth + 1}`])));
  }
  return (machine, { claim }) => names.get(machine)?.get(claim) ?? '';
}

function top(report: HistoryReport): Markup {
  const { machines, unread: lost } = report;
  const several =
    machines.length > 1
      ? markup`<p>Runs of different machines are never joined into one line: what differs between machines is no change of the code.</p>`
      : undefined;
  const missing =
    lost.length > 0
      ? markup`<p class="warning" role="note"><a href="#unread">${count(lost.length, 'file')} could not be read.</a></p>`
      : undefined;
  const items = machines.map(
    (machine, at) => markup`<li><a href="#machine-${at + 1}">${machine.name}</a>: ${runsSentence(machine)}</li>`,
  );
  return markup`<header>
<p class="eyebrow">Touchstone: what is said about Node.js, measured over and over</p>
<h1>${report.sentence}</h1>
<ul class="notes">${items}</ul>${several}${missing}
</header>`;
}

function found(report: HistoryReport, anchor: Anchor): Content {
  const many = report.machines.length > 1;
  const told = toldChanges(report);
  const [shown, possible] = [told.filter(({ certain }) => certain), told.filter(({ certain }) => !certain)];
  const flips = toldFlips(report);
  return [
    shown.length === 0
      ? undefined
      : markup`<section><h2>Changes</h2>${changeTable('What changed: the latest first', shown, many, anchor)}<p class="quiet">The ratios are levels over the runs before and behind, with 95 % intervals. By chance: how often the same runs in random order would show as much, multiplied by the number of lines.</p></section>`,
    possible.length === 0
      ? undefined
      : markup`<section><h2>Possible changes</h2><p>Each would be shown by itself; among so many lines some of these come of chance. Further runs tell.</p>${folded(count(possible.length, 'possible change'), changeTable('What may have changed', possible, many, anchor), shown.length === 0)}</section>`,
    flips.length === 0
      ? undefined
      : markup`<section><h2>Verdicts that became others</h2>${folded(count(flips.length, 'verdict'), flipTable(flips, many, anchor), flips.length <= 10)}</section>`,
  ];
}

function machineSection(machine: MachineHistory, anchor: Anchor, at: number): Markup {
  const claims = [...new Set(machine.lines.map(({ claim }) => claim))];
  const items = machine.marks.map(
    ({ run, says }, nth) => markup`<li><b>${letterOf(nth)}</b>${runName(machine.runs[run]!)}: ${says}</li>`,
  );
  const marked = items.length === 0 ? undefined : markup`<ol class="marks">${items}</ol>`;
  const sections = claims.map((claim) => {
    const lines = machine.lines.filter((line) => line.claim === claim);
    return claimSection(lines, machine, anchor(machine, lines[0]!));
  });
  return markup`<section id="machine-${at + 1}"><h2>${machine.name}</h2><p>${runsSentence(machine)}.</p>${marked}${legend()}${folded('The runs', runTable(machine))}</section>
${sections}`;
}

/** What has something to tell is drawn large, everything small. */
function claimSection(lines: readonly HistoryLine[], machine: MachineHistory, id: string): Markup {
  const { says, claim, favours, over } = lines[0]!;
  const figures = lines.flatMap((line, at) => {
    const drawn = isTelling(line) ? historyChart(line, machine, `${id}-chart-${at + 1}`) : undefined;
    if (!drawn) return [];
    const name = lines.length > 1 || line.case !== '' ? markup`<h3>${caseName(line)}</h3>` : undefined;
    return [markup`${name}<figure>${drawn}<figcaption>${caption(line, machine)}</figcaption></figure>\n`];
  });
  return markup`<section class="claim" id="${id}" aria-labelledby="${id}-says"><p class="topic">${claim}</p><h2 id="${id}-says">${says}</h2><p class="quiet">Above 1× ${favours} wins over ${over}. All runs are drawn in the order of time, equally far apart.</p>${figures}${courseTable(lines, machine)}${folded('The same figures as a table', figureTable(lines, machine))}</section>
`;
}

/** The numbers of the chart in words: its changes, its breaks, its flips. */
function caption(line: HistoryLine, { runs }: MachineHistory): string {
  const changes = line.changes.map((one, at) => `(${at + 1}) ${changeWords(one)} since ${runName(runs[one.run]!)}`);
  const told = changes.length === 0 ? [findings(line)] : changes;
  const breaks = line.pieces
    .slice(1)
    .map(({ from }) => `its code changed with ${runName(runs[from]!)}, and another question was asked from there on`);
  const flips = line.flips.map(({ run, verdicts: [was, is] }) => `${was} became ${is} on ${dayOf(runs[run]!.started)}`);
  const others = line.marks.map(({ run, says }) => `${says} on ${dayOf(runs[run]!.started)}`);
  const most = flips.length > 4 ? [`${count(flips.length, 'verdict')} became others`] : flips;
  const all = [...told, ...breaks, ...most, ...others];
  return `${all.join('; ')}.`;
}

function legend(): Markup {
  const items = verdicts.map(
    (verdict) =>
      markup`<li class="${verdict}"><span aria-hidden="true">${marks[verdict]}</span> ${symbol(verdict)} ${verdict}</li>`,
  );
  return markup`<ul class="legend" aria-label="How a run is drawn">${items}<li>upright: the 95 % interval of a run</li><li>thick: the level between changes</li><li>numbered: a change, dashed where possible</li><li>a tick at the foot: a run that was quick, cut short, or whose controls failed</li></ul>`;
}

function symbol(verdict: string): Markup {
  return markup`<svg class="chart" style="display:inline" aria-hidden="true" width="12" height="12"><use href="#is-${verdict}" x="6" y="6"/></svg>`;
}

function unread(report: HistoryReport): Content {
  if (report.unread.length === 0) return undefined;
  return markup`<section id="unread"><h2>Not read</h2>${unreadTable(report)}</section>`;
}

function folded(summary: string, content: Content, open = false): Markup {
  return markup`<details${open ? markup` open` : undefined}><summary>${summary}</summary>${content}</details>\n`;
}
