/** What the page of a matrix has beside the style of every page. */

import { overview } from '../../html/style/overview.ts';

/** The strips of the report's overview, and a table whose names stay where it is scrolled to the side. */
export const style = `${overview}
table.matrix { width: auto; min-width: 100%; }
table.matrix th, table.matrix td { padding: .5rem .8rem .5rem 0; }
table.matrix tbody th { min-width: 11rem; max-width: 20rem; overflow-wrap: anywhere; }
table.matrix thead th { vertical-align: bottom; white-space: normal; min-width: 8rem; }
table.matrix td { min-width: 8rem; max-width: 13rem; } table.matrix td small { overflow-wrap: anywhere; }
table.matrix thead small { display: block; font-weight: 400; } table.matrix thead .axis { font-weight: 400; }
table.matrix td .range { white-space: nowrap; font-variant-numeric: lining-nums tabular-nums; }
table.matrix td .strip { margin-top: .25rem; }
table.matrix .group th { padding-top: 1.4rem; font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); max-width: none; }
table.matrix .cell { max-width: 12rem; overflow-wrap: anywhere; } .differs { font-weight: 700; }
svg.strip * { vector-effect: non-scaling-stroke; fill: none; } svg.strip .band { fill: var(--band); }
svg.strip .interval { stroke: currentColor; stroke-width: 1.5; }
svg.strip .dot { stroke: currentColor; stroke-width: 7; stroke-linecap: round; }
svg.strip .equivalent .dot { stroke-linecap: square; stroke-width: 6; } svg.strip .refuted .dot { stroke-linecap: butt; stroke-width: 3.5; }
svg.strip .arrow { stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
svg.strip .hole { stroke: var(--paper); stroke-width: 3.5; stroke-linecap: round; }
g.row.confirmed, g.row.refuted, g.row.equivalent, g.row.inconclusive { fill: currentColor; } .chart .passes { stroke: var(--ink); stroke-width: 3; } .chart .reach { stroke: var(--ink); stroke-width: 1.5; } .chart .reach.open { stroke-dasharray: 3 3; }
@media (min-width: 40.01rem) { dl { grid-template-columns: fit-content(14rem) minmax(0, 1fr); } }
dd .notes { margin: 0; }
section.claim .sentence { overflow-wrap: anywhere; }
@media screen and (min-width: 48rem) {
  section.matrix .scroll { max-height: 92vh; overflow-y: auto; }
  section.matrix table.matrix thead th { position: sticky; top: 0; background: var(--paper); z-index: 2; }
  table.matrix th:first-child:not([scope=rowgroup]) { position: sticky; left: 0; background: var(--paper); z-index: 1; }
  section.matrix table.matrix thead th:first-child { z-index: 3; }
}
@media (min-width: 72rem) { section.matrix { margin-left: -7rem; margin-right: -7rem; } section.matrix caption, section.matrix > h2 { max-width: 54rem; } }
@media (min-width: 100rem) { section.matrix { margin-left: -18rem; margin-right: -18rem; } }
@media print { table.matrix { font-size: 7pt; } table.matrix td, table.matrix thead th, table.matrix tbody th { min-width: 0; } table.matrix tbody th:first-child { min-width: 9rem; } }
`;
