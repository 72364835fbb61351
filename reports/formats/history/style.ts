/** What the page of a history has beside the style of every page. */

export const style = `
.seen { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.seen.inconclusive { fill: var(--paper); stroke: currentColor; stroke-width: 2.5; }
.chart .frame { fill: none; stroke: var(--rule); }
.chart path.interval { fill: none; stroke: var(--quiet); stroke-width: 1.5; opacity: .55; vector-effect: non-scaling-stroke; }
.chart path.line { stroke: var(--quiet); stroke-width: 1; }
.chart path.level { fill: none; stroke: var(--ink); stroke-width: 2.5; vector-effect: non-scaling-stroke; }
.chart path.noted { stroke: var(--refuted); stroke-width: 3; vector-effect: non-scaling-stroke; }
.chart line.change { stroke: var(--equivalent); stroke-width: 2; } .chart line.possible { stroke-dasharray: 6 4; }
.chart line.mark { stroke: var(--quiet); stroke-dasharray: 2 4; }
.chart line.break { stroke: var(--refuted); stroke-width: 3; stroke-dasharray: 1 3; }
.chart.small { overflow: hidden; } td.spark { width: 40%; min-width: 9rem; padding-top: .2rem; padding-bottom: .1rem; vertical-align: middle; }
td.spark .chart path.line { stroke: var(--stroke-0); } td.spark .chart path.level { stroke-width: 2; }
.history figure { margin: 1rem 0; } .history h3 { overflow-wrap: anywhere; }
th small { display: block; color: var(--quiet); font-weight: 400; } .changes th[scope=row], .flips th[scope=row] { min-width: 12rem; overflow-wrap: anywhere; }
.changes td.ratios { min-width: 9rem; } td small { max-width: 20rem; }
ol.marks { list-style: none; padding: 0; } ol.marks b { display: inline-block; min-width: 1.6rem; }
`;
