/** A history on the terminal: what changed, then a line for every case with its course in characters. */

import { letterOf } from '../../charts/history.ts';
import { lineName, lineSentence, runName, runsSentence, type Told, toldChanges, toldFlips } from '../../history.ts';
import type { HistoryLine, HistoryReport, MachineHistory } from '../../model.ts';
import { oneLine, pad, width } from '../../text.ts';
import { count, interval, point } from '../../units.ts';
import { marks } from '../../standings.ts';
import { draw, hang, inks, type Line, type Paper } from '../terminal/ink.ts';

export function historyTerminal(report: HistoryReport, paper: Paper): string {
  const columns = Math.max(20, paper.width);
  const lines = [
    ...hang({ text: '' }, report.sentence, columns, 'bold'),
    ...found(report, columns),
    ...report.machines.flatMap((machine) => machineLines(machine, columns)),
    ...unread(report, columns),
    [],
    ...report.method.flatMap((says) => hang({ text: '' }, says, columns, 'dim')),
  ];
  return draw(lines, { ...paper, width: columns });
}

function found(report: HistoryReport, columns: number): Line[] {
  const told = toldChanges(report);
  const flips = toldFlips(report);
  return [
    ...titled(
      'Changes',
      told.filter(({ certain }) => certain),
      report,
      columns,
      changeLines,
    ),
    ...titled(
      'Possible changes: shown by themselves, not among so many lines',
      told.filter(({ certain }) => !certain),
      report,
      columns,
      changeLines,
    ),
    ...titled('Verdicts that became others', flips, report, columns, ({ line, when, says }, room) =>
      hang({ text: '  ' }, `${lineName(line)}: ${says}, ${when}`, room),
    ),
  ];
}

/** Machine by machine, where there are several. */
function titled<One extends { readonly machine: MachineHistory }>(
  title: string,
  list: readonly One[],
  { machines }: HistoryReport,
  columns: number,
  draws: (one: One, columns: number) => Line[],
): Line[] {
  return machines.flatMap((machine) => {
    const ours = list.filter((one) => one.machine === machine);
    const name = machines.length > 1 ? ` (${machine.name})` : '';
    if (ours.length === 0) return [];
    return [
      [],
      ...hang({ text: '' }, `${title}${name}`, columns, 'bold'),
      ...ours.flatMap((one) => draws(one, columns)),
    ];
  });
}

function changeLines({ line, when, from, to, by, chance, certain }: Told, columns: number): Line[] {
  const mark = { text: certain ? '↕ ' : '? ', ink: certain ? 'magenta' : 'yellow' } as const;
  return [
    ...hang(mark, lineName(line), columns),
    ...hang({ text: '    ' }, `${from} → ${to} (${by}), ${chance}`, columns),
    ...hang({ text: '    ' }, when, columns, 'dim'),
  ];
}

function machineLines(machine: MachineHistory, columns: number): Line[] {
  const claims = [...new Set(machine.lines.map(({ claim }) => claim))];
  return [
    [{ text: '─'.repeat(columns), ink: 'dim' }],
    ...hang({ text: '' }, machine.name, columns, 'bold'),
    ...hang({ text: '' }, runsSentence(machine), columns, 'dim'),
    ...machine.marks.flatMap(({ run, says }, at) =>
      hang({ text: `${letterOf(at)}  `, ink: 'bold' }, `${runName(machine.runs[run]!)}: ${says}`, columns, 'dim'),
    ),
    ...claims.flatMap((claim) =>
      claimLines(
        machine,
        machine.lines.filter((line) => line.claim === claim),
        columns,
      ),
    ),
  ];
}

function claimLines(machine: MachineHistory, lines: readonly HistoryLine[], columns: number): Line[] {
  return [
    [],
    ...hang({ text: '' }, `${lines[0]!.claim}: ${lines[0]!.says}`, columns),
    ...rows(machine, lines, columns),
  ];
}

/** A row a case where there is room for what was found, and else in two lines. */
function rows(machine: MachineHistory, lines: readonly HistoryLine[], columns: number): Line[] {
  const names = lines.map(({ given }) => oneLine(point(given)));
  const figures = lines.map(({ points }) => {
    const last = points.at(-1)!;
    return last.ratio ? interval(last.ratio) : '–';
  });
  const nameWidth = Math.min(Math.max(...names.map(width)), Math.max(8, Math.floor(columns / 3)));
  const figureWidth = Math.max(...figures.map(width));
  const room = columns - 2 - nameWidth - 2 - figureWidth - 5;
  const courseWidth = Math.max(6, Math.min(machine.runs.length, 40, room - (room >= 46 ? 26 : 0)));
  const rest = room - courseWidth - 2;
  return lines.flatMap((line, at): Line[] => {
    const { verdict } = line.points.at(-1)!;
    const said = lineSentence(line);
    const row: Line = [
      { text: `  ${nameWidth === 0 ? '' : `${pad(names[at]!, nameWidth)}  `}` },
      { text: `${pad(course(line, machine, courseWidth), courseWidth)}  ` },
      { text: `${marks[verdict]} `, ink: inks[verdict] },
      { text: `${pad(figures[at]!, figureWidth)}  ` },
    ];
    if (width(said) <= rest) return [[...row, { text: said, ink: 'dim' }]];
    return [row, ...hang({ text: '    ' }, said, columns, 'dim')];
  });
}

const heights = '▁▂▃▄▅▆▇█';

/** The runs in so many characters: the higher, the larger the ratio; a dot where it was not measured. */
function course({ points }: HistoryLine, { runs }: MachineHistory, columns: number): string {
  const logs = new Map(points.flatMap(({ run, ratio }) => (ratio ? [[run, Math.log(ratio.estimate)] as const] : [])));
  const all = [...logs.values()];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: Math.min(columns, runs.length) }, (_, at) => {
    const share = runs.length / Math.min(columns, runs.length);
    const within = [...logs].filter(([run]) => run >= Math.floor(at * share) && run < Math.floor((at + 1) * share));
    if (within.length === 0) return '·';
    const mean = within.reduce((sum, [, log]) => sum + log, 0) / within.length;
    // A ratio that never moves by a percent is a flat line, and no mountains.
    const spread = Math.max(high - low, 0.01);
    return heights[Math.min(7, Math.max(0, Math.floor(((mean - (low + high - spread) / 2) / spread) * 8)))];
  }).join('');
}

function unread({ unread: lost }: HistoryReport, columns: number): Line[] {
  if (lost.length === 0) return [];
  const title = `${count(lost.length, 'file')} could not be read`;
  return [
    [],
    ...hang({ text: '' }, title, columns, 'bold'),
    ...lost.flatMap(({ file, says }) =>
      hang({ text: `${marks.broken} `, ink: inks.broken }, `${file}: ${says}`, columns),
    ),
  ];
}
