/** The style of the page: light and dark, a phone and paper, without anything from the network. */

import type { Markup } from '../../markup.ts';

export const style: Markup = {
  markup: `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --sheet: #ffffff; --ink: #1d1b18; --quiet: #67635b; --rule: #e3dfd6; --band: #efebe1;
  --confirmed: #14704a; --refuted: #b5301a; --equivalent: #2358a8; --inconclusive: #7d6411; --warn: #fdf0d5;
  --stroke-0: #3f4a5a; --stroke-1: #8a6d3b; --stroke-2: #5a7d7c; --stroke-3: #7d5a7b; --stroke-4: #6b7f3a; --stroke-5: #a0605a;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #151412; --sheet: #1c1b18; --ink: #ebe7df; --quiet: #a39d91; --rule: #36332d; --band: #2a2823;
    --confirmed: #5fc796; --refuted: #ff8d70; --equivalent: #8cb6fa; --inconclusive: #d9bb5e; --warn: #3a2f14;
    --stroke-0: #b4c0d2; --stroke-1: #d1ae72; --stroke-2: #8fc1bf; --stroke-3: #c79ac4; --stroke-4: #b2c873; --stroke-5: #e29b94;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
main, header, footer { max-width: 54rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 3rem; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.4rem); letter-spacing: -0.01em; }
h2 { font-size: clamp(1.3rem, 3.4vw, 1.65rem); }
h3 { font-size: 1rem; font-family: var(--sans); margin: 2rem 0 .5rem; }
p { margin: .6rem 0; max-width: 44rem; }
a { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--equivalent); outline-offset: 2px; }
.eyebrow, .topic { font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); margin: 0 0 .6rem; }
.quiet, figcaption { color: var(--quiet); font-size: .875rem; }
.tally { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; list-style: none; padding: 0; margin: 1.75rem 0; }
.tally li { background: var(--sheet); border: 1px solid var(--rule); border-top: 3px solid currentColor; border-radius: 4px; padding: .7rem .9rem; font-size: .875rem; overflow-wrap: normal; }
.tally b { display: block; font: 600 1.9rem/1.1 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
.warning { background: var(--warn); border-left: 4px solid var(--inconclusive); padding: .7rem 1rem; margin: 1rem 0; max-width: none; }
.warning.grave { border-color: var(--refuted); }
section { margin: 3.5rem 0 0; }
section.claim { border-top: 1px solid var(--rule); padding-top: 2rem; }
.sentence { font-size: 1.05rem; font-weight: 600; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem 2rem; margin: 1.25rem 0; }
.beside > div { border-left: 2px solid var(--rule); padding-left: 1rem; }
.beside h3 { margin: 0 0 .3rem; font-size: .8rem; font-weight: 600; color: var(--quiet); }
blockquote { margin: 0; font-family: var(--serif); font-size: 1.08rem; font-style: italic; }
.beside p { margin: .2rem 0; }
.confirmed { color: var(--confirmed); } .refuted, .broken { color: var(--refuted); }
.equivalent { color: var(--equivalent); } .inconclusive { color: var(--inconclusive); } .mixed { color: var(--ink); }
.verdict { font-weight: 600; white-space: nowrap; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: lining-nums tabular-nums; }
caption { text-align: left; color: var(--quiet); padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--rule); overflow-wrap: normal; }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
tbody th { color: var(--ink); font-weight: 400; white-space: normal; }
td.figures, th.figures { white-space: nowrap; }
td.number, th.number { text-align: right; white-space: nowrap; }
td small { display: block; color: var(--quiet); white-space: normal; overflow-wrap: break-word; }
td.wide { min-width: 16rem; }
.cell { display: inline-block; max-width: 20rem; overflow-wrap: break-word; }
td.inside { min-width: 20rem; white-space: normal; } td.inside p { margin: 0 0 .6rem; overflow-wrap: break-word; }
.parts { display: flex; gap: 1px; height: .55rem; margin: .25rem 0; background: var(--band); }
.parts i { min-width: 2px; background: currentColor; }
.verdicts tbody th, .verdicts td.wide { min-width: 11rem; }
.verdicts td.figures { white-space: normal; min-width: 6.5rem; }
.verdicts small { max-width: 9.5rem; overflow-wrap: anywhere; }
figure { margin: 1.5rem 0 .5rem; }
figcaption { margin-top: .25rem; max-width: 44rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .25rem 0; font-size: .875rem; }
.legend svg { vertical-align: middle; margin-right: .4rem; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
summary:hover { color: var(--ink); }
pre { background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; padding: .8rem 1rem; overflow-x: auto; font: .8125rem/1.5 var(--mono); margin: .3rem 0 1rem; overflow-wrap: normal; tab-size: 2; }
code { font-family: var(--mono); font-size: .875em; }
ul.notes { padding-left: 1.1rem; margin: .5rem 0; max-width: 46rem; }
ul.notes li { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: .75rem 0; }
dt { font-weight: 600; } dd { margin: 0; }
footer { margin-top: 4rem; padding-bottom: 3rem; }
.chart { display: block; overflow: visible; font-family: var(--sans); font-size: 13px; fill: var(--ink); }
.chart text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
.chart .tick { font-size: 12px; fill: var(--quiet); font-variant-numeric: lining-nums tabular-nums; }
.chart .figure { font-variant-numeric: lining-nums tabular-nums; font-weight: 600; }
.chart .row .figure { fill: currentColor; }
.chart .grid { stroke: var(--rule); } .chart .band { fill: var(--band); } .chart .one { stroke: var(--quiet); }
.chart .interval { stroke: currentColor; stroke-width: 2; }
.chart .round { fill: var(--quiet); opacity: .5; } .chart .round.watching { fill: none; stroke: var(--quiet); }
.chart .shape { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.chart .shape.inconclusive { fill: var(--paper); stroke: currentColor; stroke-width: 2.5; }
.chart .landmark { stroke: var(--quiet); stroke-dasharray: 2 4; }
.chart .line { fill: none; stroke: currentColor; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.chart .within { fill: currentColor; opacity: .14; }
.chart line.crossing { stroke: var(--ink); stroke-width: 4; stroke-linecap: round; opacity: .35; }
.chart circle.crossing { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.stroke-0 { color: var(--stroke-0); } .stroke-1 { color: var(--stroke-1); } .stroke-2 { color: var(--stroke-2); }
.stroke-3 { color: var(--stroke-3); } .stroke-4 { color: var(--stroke-4); } .stroke-5 { color: var(--stroke-5); }
.chart .stroke-1 .line { stroke-dasharray: 8 4; } .chart .stroke-2 .line { stroke-dasharray: 2 3; }
.chart .stroke-3 .line { stroke-dasharray: 10 3 2 3; } .chart .stroke-4 .line { stroke-dasharray: 5 5; }
.chart .stroke-5 .line { stroke-dasharray: 12 3 2 3 2 3; }
ol.steps { padding-left: 1.4rem; } ol.steps li { margin: 1.1rem 0; break-inside: avoid; } ol.steps p { margin: 0 0 .4rem; }
.chart .space { fill: none; stroke: var(--quiet); } .chart .cell { fill: var(--sheet); stroke: var(--quiet); }
.chart .cell.live { fill: var(--band); } .chart .cell.live, .chart .cell.moved { stroke: var(--ink); stroke-width: 2; }
.chart .cell.forwarded { stroke-dasharray: 2 3; } .chart .cell.free { fill: none; stroke: none; }
.chart .half { fill: var(--band); } .chart .gone { stroke: var(--refuted); opacity: .6; }
.chart .way { stroke: var(--equivalent); stroke-width: 1.5; } .chart .arrived { fill: var(--equivalent); }
@media (max-width: 40rem) {
  header { padding-top: 1.75rem; }
  .tally { grid-template-columns: repeat(2, 1fr); }
  .beside { grid-template-columns: 1fr; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; }
  body { font-size: 10pt; }
  main, header, footer { max-width: none; padding: 0; }
  figure, tr, .tally, .beside { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .scroll, pre { overflow: visible; } pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; height: auto; }
}
`,
};
