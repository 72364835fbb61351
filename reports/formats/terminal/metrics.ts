/** The metrics beside the claim's own: under each case a line for every one of them. */

import type { ClaimReport } from '../../model.ts';
import { oneLine, pad, width } from '../../text.ts';
import { point } from '../../units.ts';
import { metricsMeaning, metricWords } from '../../words.ts';
import { hang, type Line } from './ink.ts';

/** Columns: the longest name of a metric. */
const nameWidth = 16;

export function metricLines({ cases }: ClaimReport, columns: number): Line[] {
  const told = cases.filter(({ metrics = [] }) => metrics.length > 0);
  if (told.length === 0) return [];
  const ratios = told.flatMap(({ metrics = [] }) => metrics.map((each) => width(metricWords(each).ratio)));
  const ratioWidth = Math.max(...ratios);
  return [
    ...hang({ text: '  ' }, metricsMeaning, columns, 'dim'),
    ...told.flatMap(({ id, given, metrics = [] }) => [
      ...(id === '' ? [] : hang({ text: '  ' }, point(given), columns)),
      ...metrics.flatMap((each) => {
        const { ratio, values } = metricWords(each);
        const lead = `    ${pad(each.metric, nameWidth)}  ${pad(ratio, ratioWidth)}  `;
        if (columns - width(lead) >= 24) return hang({ text: lead }, oneLine(values), columns);
        const first =
          width(lead) <= columns ? [[{ text: lead }]] : hang({ text: '    ' }, `${each.metric} ${ratio}`, columns);
        return [...first, ...hang({ text: '      ' }, oneLine(values), columns)];
      }),
    ]),
  ];
}
