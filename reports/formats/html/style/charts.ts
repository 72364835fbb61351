/** The style of charts: strokes that differ by more than their colour. */

export const charts = `
.chart { display: block; overflow: visible; font-family: var(--sans); font-size: 13px; fill: var(--ink); }
.chart text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
.chart .tick { font-size: 12px; fill: var(--quiet); font-variant-numeric: lining-nums tabular-nums; }
.chart .figure { font-variant-numeric: lining-nums tabular-nums; font-weight: 600; }
.chart .row .figure { fill: currentColor; }
.chart .grid { stroke: var(--rule); } .chart .band { fill: var(--band); } .chart .one { stroke: var(--quiet); }
.chart .interval { stroke: currentColor; stroke-width: 2; }
.chart .round, .chart .watching { fill: none; stroke: var(--quiet); vector-effect: non-scaling-stroke; }
.chart .round { stroke-width: 3.6; stroke-linecap: round; opacity: .6; }
.chart .shape { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.chart .shape.inconclusive { fill: var(--paper); stroke: currentColor; stroke-width: 2.5; }
.chart .landmark { stroke: var(--quiet); stroke-dasharray: 2 4; }
.chart .line, .key .line { fill: none; stroke: currentColor; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.chart .within { fill: currentColor; opacity: .14; }
.chart line.crossing { stroke: var(--ink); stroke-width: 4; stroke-linecap: round; opacity: .35; }
.chart circle.crossing { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.chart .even { fill: var(--ink); fill-opacity: .12; stroke: var(--ink); stroke-opacity: .5; } .chart .even.open { stroke-dasharray: 3 3; }
.stroke-0 { color: var(--stroke-0); } .stroke-1 { color: var(--stroke-1); } .stroke-2 { color: var(--stroke-2); }
.stroke-3 { color: var(--stroke-3); } .stroke-4 { color: var(--stroke-4); } .stroke-5 { color: var(--stroke-5); }
.stroke-1 .line { stroke-dasharray: 8 4; } .stroke-2 .line { stroke-dasharray: 2 3; }
.stroke-3 .line { stroke-dasharray: 10 3 2 3; } .stroke-4 .line { stroke-dasharray: 5 5; }
.stroke-5 .line { stroke-dasharray: 12 3 2 3 2 3; }
figure.gutter { padding-left: 3.6rem; } figure.gutter figcaption, figure.gutter .legend { margin-left: -3.6rem; }
.chart .spread { fill: none; stroke: var(--quiet); vector-effect: non-scaling-stroke; } .chart .spread.watching { stroke-dasharray: 2 2; }
.chart .box { fill: var(--quiet); opacity: .6; } .chart .middle { stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
.chart .box.watching { fill: var(--paper); stroke: var(--quiet); opacity: 1; vector-effect: non-scaling-stroke; }
.chart path.grid { fill: none; vector-effect: non-scaling-stroke; } .key { width: 36px; height: 10px; } .chart path.line { stroke-width: 1.5; }
.chart .estimate { stroke: currentColor; stroke-width: 4; } .chart .knee { fill: none; stroke: currentColor; stroke-width: 2; }
ol.steps { padding-left: 1.4rem; } ol.steps li { margin: 1.1rem 0; break-inside: avoid; } ol.steps p { margin: 0 0 .4rem; }
.chart .space { fill: none; stroke: var(--quiet); } .chart .cell { fill: var(--sheet); stroke: var(--quiet); }
.chart .cell.live { fill: var(--band); } .chart .cell.live, .chart .cell.moved { stroke: var(--ink); stroke-width: 2; }
.chart .cell.forwarded { stroke-dasharray: 2 3; } .chart .cell.free { fill: none; stroke: none; }
.chart .half { fill: var(--band); } .chart .gone { stroke: var(--refuted); opacity: .6; }
.chart .way { stroke: var(--equivalent); stroke-width: 1.5; } .chart .arrived { fill: var(--equivalent); }
`;
