/** What every format says of servers under load: how they were loaded, and what more connections brought. */

import type { CaseReport, ClaimReport, LoadReport, SweepReport } from './model.ts';
import { metricTextOf } from './metrics.ts';
import { count, grouped, plain, point } from './units.ts';

/** How the servers of a claim were loaded, a sentence for every way, with the cases it holds at where there are several. */
export function sayLoads({ cases }: ClaimReport): readonly string[] {
  const ways = new Map<string, CaseReport[]>();
  for (const one of cases) {
    if (!one.load) continue;
    const said = sayLoad(one.load);
    ways.set(said, [...(ways.get(said) ?? []), one]);
  }
  if (ways.size < 2) return [...ways.keys()];
  return Array.from(ways, ([said, those]) => `${those.map(({ given }) => point(given)).join('; ')}: ${said}`);
}

function sayLoad({ connections, rate, turn, turns }: LoadReport): string {
  const over = count(connections, 'connection');
  const times = count(turns, 'turn');
  const long = `${grouped(turn)} ms`;
  // The turn of a closed model goes on until each connection has been answered.
  if (rate === undefined) {
    return `Loaded over ${over}, each of which asks again once it is answered, in ${times} of at least ${long} a round.`;
  }
  return `Loaded with ${plain(rate)} requests a second, answered or not, over ${over} at the most, in ${times} of ${long} a round.`;
}

/** The cases that were swept over connections; `where` is empty where the claim has only one case. */
export function sweptCases({ cases }: ClaimReport): readonly { where: string; sweeps: readonly SweepReport[] }[] {
  return cases.flatMap(({ given, sweeps }) => (sweeps ? [{ where: point(given), sweeps }] : []));
}

/** Behind how many connections more bring no more: a sentence for every server. */
export function sayKnees(claim: ClaimReport): readonly string[] {
  return sweptCases(claim).flatMap(({ where, sweeps }) =>
    sweeps.map(({ says }) => (where === '' ? `${says}.` : `${where}: ${says}.`)),
  );
}

/** Answers a second over connections: a row for every number, a column for every server. */
export function sweepRows(sweeps: readonly SweepReport[]): { head: readonly string[]; rows: readonly string[][] } {
  const { figure } = metricTextOf({ metric: 'throughput' });
  const numbers = sweeps[0]?.points.map(({ connections }) => connections) ?? [];
  return {
    head: ['connections', ...sweeps.map(({ contender }) => contender)],
    rows: numbers.map((connections, at) => [
      grouped(connections),
      ...sweeps.map(({ points }) => figure(points[at]!.throughput.estimate)),
    ]),
  };
}
