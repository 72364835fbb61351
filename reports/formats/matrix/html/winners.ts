/** Who wins where, as the page has it: the map, what it says in words, and the same as a table. */

import { winnerMap } from '../../../charts/winner-map.ts';
import { evenMeaning, isPlaced } from '../../../crossings.ts';
import { type Content, type Markup, markup } from '../../../markup.ts';
import { crossingSentences } from '../../../matrix.ts';
import type { MatrixClaim, MatrixRuntime, Verdict } from '../../../model.ts';
import { parameter } from '../../../units.ts';
import { evenSentence, shapes, shapesMeaning, winnerLines } from '../../../winners.ts';
import { folded } from '../../html/folded.ts';
import { table } from '../../html/tables.ts';

/** So many changes have room in a caption. */
const MOST = 3;

/** Nothing where the claim names no axis. */
export function winners(claim: MatrixClaim, runtimes: readonly MatrixRuntime[], id: string): Content {
  const drawn = winnerMap(claim, runtimes, `${id}-map`);
  if (!drawn) return undefined;
  const { crossingAxis = '', cells } = claim;
  const changes = crossingSentences(claim, runtimes);
  const listed = changes.length > MOST ? 'as the table below tells' : changes.join('; ');
  const told = changes.length === 0 ? 'No change of the winner was shown' : `The winner changes: ${listed}`;
  const meant = cells.some(({ crossings }) => crossings.some(isPlaced)) ? ` ${evenMeaning}` : '';
  return [
    markup`<figure>${drawn}<figcaption>Over ${crossingAxis}: ${shapesMeaning(claim)}. ${told}.${meant}</figcaption></figure>\n`,
    folded('Who wins where, as a table', winnerTable(claim, runtimes)),
  ];
}

function winnerTable(claim: MatrixClaim, runtimes: readonly MatrixRuntime[]): Markup {
  const { crossingAxis = '', favours, over } = claim;
  const lines = winnerLines(claim, runtimes);
  const places = [...new Set(lines.flatMap((line) => line.places))].toSorted((a, b) => a - b);
  const names: Readonly<Record<Verdict, string>> = {
    confirmed: favours,
    refuted: over,
    equivalent: 'neither',
    inconclusive: 'not told',
  };
  const rows = lines.flatMap(({ name, places: own, rows: each }) =>
    each.map((row) => {
      const cells = places.map((place) => {
        const verdict = row.verdicts[own.indexOf(place)];
        return markup`<td>${verdict ? `${shapes[verdict]} ${names[verdict]}` : '–'}</td>`;
      });
      const where = name === '' ? undefined : markup`<small>${name}</small>`;
      const even = evenSentence(row);
      return markup`<tr><th scope="row"><span class="cell">${row.runtime.name}</span>${where}</th>${cells}<td class="wide">${even === '' ? '–' : even}</td></tr>`;
    }),
  );
  const head = ['runtime', ...places.map((place) => parameter(crossingAxis, place)), 'the winner changes'];
  return table(`Who wins over ${crossingAxis}`, 'winners', head, rows);
}
