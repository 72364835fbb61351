/** The style of the report alone: all claims at a glance, and what narrows them down. */

export const overview = `
.tally { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
section[hidden], tr[hidden], tbody[hidden] { display: none; }
.narrow { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: end; background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; padding: .8rem 1rem; margin: 1rem 0; font-size: .875rem; }
.narrow[hidden] { display: none; } .narrow label { max-width: 100%; }
.narrow select, .narrow input[type=search], .narrow button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 4px; padding: .3rem .5rem; min-height: 2rem; max-width: 100%; }
.narrow fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem .9rem; }
.narrow legend { padding: 0; color: var(--quiet); }
.narrow fieldset label { white-space: nowrap; font-weight: 600; padding: .3rem 0; }
.narrow input[type=checkbox] { accent-color: currentColor; margin: 0 .35rem 0 0; width: 1rem; height: 1rem; vertical-align: -.15rem; }
.narrow p { margin: 0; color: var(--quiet); flex-basis: 100%; }
.verdicts { table-layout: fixed; }
.verdicts thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; vertical-align: bottom; }
.verdicts th:nth-child(1) { width: 29%; } .verdicts th:nth-child(2) { width: 21%; } .verdicts th:nth-child(4) { width: 17%; }
.verdicts .group th { width: auto; padding-top: 1.4rem; font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); }
.verdicts td, .verdicts tbody th { overflow-wrap: anywhere; min-width: 0; }
.verdicts td.figures span { display: block; min-width: 0; } .verdicts td.figures span + span { margin-top: .35rem; }
.verdicts .strip { padding-right: 0; padding-left: 0; }
.verdicts td:not(.strip), .verdicts thead th:not(.strip, :first-child) { padding-left: .9rem; } .verdicts .strip + * { padding-right: 0; }
.strip .chart { overflow: visible; }
.strip svg.strip * { vector-effect: non-scaling-stroke; fill: none; }
.strip svg.strip .band { fill: var(--band); }
.strip .interval { stroke: currentColor; stroke-width: 1.5; }
.strip .dot { stroke: currentColor; stroke-width: 7; stroke-linecap: round; }
.strip .equivalent .dot { stroke-linecap: square; stroke-width: 6; } .strip .refuted .dot { stroke-linecap: butt; stroke-width: 3.5; }
.strip .arrow { stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.strip .hole { stroke: var(--paper); stroke-width: 3.5; stroke-linecap: round; }
@media (min-width: 72rem) { .verdicts th:nth-child(n + 4) { width: 22%; } .verdicts td.figures small { display: inline; } .verdicts td.figures small + small { display: block; } .overview { margin-left: -7rem; margin-right: -7rem; } .overview > h2, .overview caption { max-width: 54rem; } }
@media (max-width: 48rem) {
  .verdicts td.figures small { display: inline; } .verdicts td.figures small + small { display: block; }
  .verdicts, .verdicts thead, .verdicts tbody, .verdicts tr, .verdicts th, .verdicts td, .verdicts caption { display: block; }
  .verdicts th:nth-child(n), .verdicts td:nth-child(n) { width: auto; padding: .15rem 0; border: 0; }
  .verdicts tr { border-bottom: 1px solid var(--rule); padding: .6rem 0; }
  .verdicts thead { position: sticky; top: 0; background: var(--paper); z-index: 1; }
  .verdicts thead tr { padding: .2rem 0; } .verdicts thead th:not(.strip) { display: none; } .verdicts thead th.strip { font-size: 0; }
  .verdicts tbody th { font-weight: 600; }
  .verdicts td.figures { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; } .verdicts td.figures span + span { margin-top: 0; }
}
@media print { .narrow { border: 0; padding: 0; } .narrow > :not([role=status]) { display: none; } .verdicts thead th { position: static; } }
`;
