/** The table of trust: both runs of the program side by side, as far as they were made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as units from '../../../reports/units.ts';
import { environmentSentence } from '../../../reports/words.ts';
import type { CalibrationComparison } from '../../calibration.ts';
import { environmentOf } from '../../judge/environment.ts';
import type { Environment } from '../../results.ts';
import type { Row } from './rows.ts';

/** What one run of the program writes. */
export interface Trust {
  readonly about: {
    readonly started: string;
    readonly minutes: number;
    readonly seed: number;
    readonly quick: boolean;
    readonly environment: Environment;
  };
  readonly rows: readonly Row[];
  readonly comparisons: readonly CalibrationComparison[];
  /** Rows that were measured again by themselves, later. */
  readonly again?: readonly { readonly started: string; readonly row: Row }[];
}

/** Both runs side by side, as far as they were made. */
export function table(folder: string): string {
  const read = (name: string) => {
    try {
      return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Trust;
    } catch {
      return undefined;
    }
  };
  const [quiet, noisy] = [read('quiet'), read('neighbour')];
  const rows = (quiet ?? noisy)!.rows;
  const cell = (row: Row | undefined) =>
    row ? `${row.reached}${row.wanted === '' ? '' : row.kept ? ' ✓' : ' ✗'} | ${row.wanted}` : ' | ';
  const lines = rows.map((row, index) => `| ${row.what} | ${cell(quiet?.rows[index])} | ${cell(noisy?.rows[index])} |`);
  const said = [quiet, noisy].flatMap((one, index) =>
    one
      ? [
          `${index === 0 ? 'Quiet' : 'With a neighbour that burns all processors in bursts'}: ${units.moment(one.about.started)}, ${one.about.minutes} min, seed ${one.about.seed}${one.about.quick ? ', a tenth of the comparisons' : ''}; ${environmentSentence(environmentOf(one.about.environment))}.`,
        ]
      : [],
  );
  return [
    '# What touchstone reaches, measured by itself',
    '',
    'Made by `npm run trust` and `npm run trust -- --neighbour` ([the program](../../../bench/calibrations/trust.ts)).',
    '',
    '| what | quiet | wanted | neighbour | wanted |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
    ...againLines([quiet, noisy]),
    ...said.flatMap((one) => [one, '']),
  ].join('\n');
}

/** What was read first stays in the table. */
function againLines(runs: readonly (Trust | undefined)[]): string[] {
  const lines = runs.flatMap((one, index) =>
    (one?.again ?? []).map(({ started, row }) => {
      const where = index === 0 ? 'quiet' : 'with a neighbour';
      return `- ${row.what}, ${where}, ${units.moment(started)}: ${row.reached} ${row.kept ? '✓' : '✗'}`;
    }),
  );
  return lines.length === 0 ? [] : ['Measured again by themselves:', '', ...lines, ''];
}
