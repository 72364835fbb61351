/** The inside of each contender on the terminal: a line or a few for each thing that was asked for. */

import { aside, diagnosed, sayDiagnosis } from '../../diagnosis.ts';
import type { ClaimReport } from '../../model.ts';
import { oneLine, width } from '../../text.ts';
import { point } from '../../units.ts';
import { hang, type Line } from './ink.ts';

/** Named of each contender; the files name more. */
const MOST_FUNCTIONS = 3;

export function diagnosisLines({ cases }: ClaimReport, columns: number): Line[] {
  const found = diagnosed(cases);
  if (found.length === 0) return [];
  return [
    [],
    ...hang({ text: '  inside    ', ink: 'dim' }, aside, columns, 'dim'),
    ...found.flatMap(({ id, given, diagnoses }) => [
      ...(id === '' ? [] : hang({ text: '  ' }, point(given), columns)),
      ...diagnoses.flatMap((one) => {
        const name = oneLine(one.contender);
        return [
          ...hang({ text: '    ' }, name, columns, 'bold'),
          ...sayDiagnosis(one, MOST_FUNCTIONS).flatMap(({ label, says }) =>
            hang({ text: `      ${label.padEnd(Math.max(7, width(label) + 1))}`, ink: 'dim' }, says, columns),
          ),
        ];
      }),
    ]),
  ];
}
