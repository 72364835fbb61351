/** What the page of a comparison has beside the style of every page. */

export const style = `
.tally { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
.sides dt { white-space: nowrap; } .sides code { overflow-wrap: anywhere; }
.chart .twin line { stroke: var(--quiet); stroke-width: 1.5; }
.changes th[scope=row], .flips th[scope=row] { min-width: 12rem; overflow-wrap: anywhere; } td small { max-width: 24rem; }
th small { display: block; color: var(--quiet); font-weight: 400; }
.standings td { overflow-wrap: anywhere; }
@media (max-width: 40rem) { .sides dt { white-space: normal; } }
`;
