/** How the servers of a claim were loaded, and what more connections brought them: a plot and its table. */

import { sweep } from '../../charts/sweep.ts';
import { sayKnees, sayLoads, sweptCases } from '../../load.ts';
import { type Content, markup } from '../../markup.ts';
import type { ClaimReport } from '../../model.ts';
import { folded, legend } from './folded.ts';
import { sweepTable } from './tables.ts';

/** Nothing where there are no servers. `id` begins every id in it. */
export function loads(claim: ClaimReport, id: string): Content {
  const items = [...sayLoads(claim), ...sayKnees(claim)].map((said) => markup`<li>${said}</li>`);
  if (items.length === 0) return undefined;
  return [
    markup`<h3>Load</h3><ul class="notes">${items}</ul>\n`,
    sweptCases(claim).map(({ where, sweeps }, at) => {
      const drawn = sweep(sweeps, where, `${id}-sweep-${at + 1}`);
      const names = sweeps.map(({ contender }) => contender);
      return [
        drawn &&
          markup`<figure class="gutter">${drawn}${legend(names)}<figcaption>${words(sweeps.length)}</figcaption></figure>\n`,
        folded('Answers a second over connections', sweepTable(where, sweeps), drawn === undefined),
      ];
    }),
  ];
}

function words(servers: number): string {
  const of = servers === 1 ? '' : ' of each server';
  return `The median round${of}, and around it the middle half of the rounds. A ring is the knee as the means have it; the bar below, where it can lie: open at its end where that is not known.`;
}
