/** The style of text, tables and notes. */

export const text = `
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
figure { margin: 1.5rem 0 .5rem; }
figcaption { margin-top: .25rem; max-width: 44rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .25rem 0; font-size: .875rem; }
.legend svg { vertical-align: middle; margin-right: .4rem; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
summary:hover { color: var(--ink); }
pre { background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; padding: .8rem 1rem; overflow-x: auto; font: .8125rem/1.5 var(--mono); margin: .3rem 0 1rem; overflow-wrap: normal; tab-size: 2; }
code { font-family: var(--mono); font-size: .875em; }
pre .keyword { color: var(--equivalent); } pre .string { color: var(--confirmed); } pre .number { color: var(--inconclusive); }
pre .comment { color: var(--quiet); font-style: italic; }
table.samples td { white-space: nowrap; }
ul.notes { padding-left: 1.1rem; margin: .5rem 0; max-width: 46rem; }
ul.notes li { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: .75rem 0; }
dt { font-weight: 600; } dd { margin: 0; }
footer { margin-top: 4rem; padding-bottom: 3rem; }
`;
