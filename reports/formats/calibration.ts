/** A calibration for a terminal and as Markdown: false alarms, power, and the smallest effect, a row a kind of work. */

import type { CalibrationReport } from '../model.ts';
import { pad, width } from '../text.ts';
import { count, elapsed, moment, share } from '../units.ts';
import { environmentSentence, falseAlarms, workNames } from '../words.ts';
import { markdownText } from './markdown/escape.ts';
import { draw, hang, type Line, type Paper } from './terminal/ink.ts';

type Row = readonly string[];

interface Table {
  readonly says: string;
  readonly rows: readonly [Row, ...Row[]];
}

export function calibrationTerminal(report: CalibrationReport, paper: Paper): string {
  const columns = Math.max(20, paper.width);
  const lines = [
    ...opening(report).flatMap((text, at) => hang({ text: '' }, text, columns, at === 0 ? 'bold' : 'dim')),
    ...tables(report).flatMap(({ says, rows }) => [[], ...hang({ text: '' }, says, columns), ...aligned(rows)]),
  ];
  return draw(lines, { ...paper, width: columns });
}

export function calibrationMarkdown(report: CalibrationReport): string {
  const [first = '', ...rest] = opening(report).map(markdownText);
  const row = (cells: Row) => `| ${cells.map(markdownText).join(' | ')} |`;
  const blocks = tables(report).map(({ says, rows: [head, ...body] }) => {
    const rule = `| ${head.map((_, at) => (at === 0 ? '---' : '--:')).join(' | ')} |`;
    return [`${markdownText(says)}\n`, row(head), rule, ...body.map(row)].join('\n');
  });
  return `${[`**${first}**`, ...rest, ...blocks].join('\n\n')}\n`;
}

function opening(report: CalibrationReport): string[] {
  const { same, margin, comparisons, seconds, environment, started, timedShare, neighbour, complete } = report;
  const busy = neighbour ? ', while a neighbour burned all processors in bursts' : '';
  return [
    `${sentence(falseAlarms(same, margin))} 5 in 100 are to be expected to be told apart.`,
    ...(complete ? [] : ['It was cut short: what had been compared until then is told.']),
    `${count(comparisons, 'comparison')} of ${elapsed(seconds)} each${busy}, ${share(timedShare)} of the time in timed turns; ${moment(started)}.`,
    environmentSentence(environment),
  ];
}

function tables({ works, margin }: CalibrationReport): Table[] {
  const name = (work: string) => workNames[work] ?? work;
  const same = works.filter(({ same: { comparisons } }) => comparisons > 0);
  const effects = [...new Set(works.flatMap(({ slower }) => slower.map(({ effect }) => effect)))].toSorted(
    (a, b) => a - b,
  );
  const times = works[0]?.smallest.map(({ seconds }) => seconds) ?? [];
  const falsely: Table = {
    says: 'The same against the same:',
    rows: [
      ['', 'compared', 'told apart', `a winner at ${share(margin)}`, 'median error'],
      ...same.map(({ name: work, same: { comparisons, told, named }, error }) =>
        [name(work), comparisons, told, named, error === undefined ? '' : share(error)].map(String),
      ),
    ],
  };
  const power: Table = {
    says: 'A little more work, found (the right way round, and the interval leaves 1 out), and what was read:',
    rows: [
      ['', ...effects.map((effect) => `${share(effect)} more`)],
      ...works.map(({ name: work, slower }) => [
        name(work),
        ...effects.map((wanted) => {
          const found = slower.find(({ effect }) => effect === wanted);
          return found ? `${found.found} of ${found.comparisons}, ${share(found.read)}` : '';
        }),
      ]),
    ],
  };
  const smallest: Table = {
    says: 'The smallest effect that nine of ten comparisons find:',
    rows: [
      ['', ...times.map((seconds) => `in ${seconds} s`)],
      ...works.map((work) => [name(work.name), ...work.smallest.map(({ effect }) => share(effect))]),
    ],
  };
  return [
    ...(same.length > 0 ? [falsely] : []),
    ...(effects.length > 0 ? [power] : []),
    ...(times.length > 0 ? [smallest] : []),
  ];
}

/** Columns as wide as their widest cell; figures to the right. */
function aligned(rows: readonly Row[]): Line[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ''))));
  return rows.map((row, index) => [
    {
      text: widths.map((columns, at) => pad(row[at] ?? '', columns, at === 0 ? 'left' : 'right')).join('  '),
      ink: index === 0 ? 'dim' : 'plain',
    },
  ]);
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
