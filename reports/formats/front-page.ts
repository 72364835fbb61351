/** The page that leads to all others: bench, tests, coverage, comparisons, history, with the key figures of each. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { BenchFigures, CoverageFigures, FrontPage, Link, Part, SaidFigures, TestFigures } from '../model.ts';
import { count, elapsed, grouped, moment } from '../units.ts';
import { marks, verdicts } from '../standings.ts';
import { stopped, warnings } from '../words.ts';
import { page } from './html/page.ts';

export function frontPage(report: FrontPage): string {
  const { bench, tests, coverage, comparison, matrix, history } = report;
  const newest = Math.max(...Object.values(report).map(madeAt));
  const section = <Figures>(title: string, command: string, part: Part<Figures>, tell: (figures: Figures) => Content) =>
    sectionOf({ title, command, part, tell, newest });
  const body = markup`<header>
<p class="eyebrow">Touchstone: what is said about Node.js, measured</p>
<h1>The reports of this checkout</h1>
</header>
<main>
${section('The bench', 'npm run bench', bench, benchFigures)}
${section('The tests', 'npm test', tests, testFigures)}
${section('Their coverage', 'npm test', coverage, coverageFigures)}
${asked(comparison) && section('The comparison', 'npm run touchstone -- compare', comparison, said)}
${asked(matrix) && section('The runtimes', 'npm run bench -- --runtime node@22 --runtime node@24', matrix, said)}
${section('The history', 'npm run touchstone -- report --history DIR', history, () => 'Each claim over time.')}
</main>
<footer class="quiet">Written anew with each of its parts, and by npm run report.</footer>`;
  return page({ title: 'The reports', body, style: ownStyle });
}

/** What not everybody asks for is missed by nobody. */
function asked({ is }: Part<unknown>): true | undefined {
  return is === 'missing' ? undefined : true;
}

interface Section<Figures> {
  readonly title: string;
  /** What makes it. */
  readonly command: string;
  readonly part: Part<Figures>;
  readonly tell: (figures: Figures) => Content;
  /** When the newest part was made, in milliseconds. */
  readonly newest: number;
}

function sectionOf<Figures>({ title, command, part, tell, newest }: Section<Figures>): Markup {
  const { is, links } = part;
  const [first, ...others] = links;
  const heading = first === undefined ? title : markup`<a href="${first.href}">${title}</a>`;
  return markup`<section class="part"><h2>${heading}</h2>
${is === 'there' ? tell(part.figures) : markup`<p>${notThere(part)} <code>${command}</code> makes it.</p>`}
${is === 'there' ? markup`<p class="quiet">Made ${moment(part.made)}.${older(newest - madeAt(part))}</p>` : undefined}
${others.length === 0 ? undefined : markup`<p class="quiet">${'Also: '}${listed(others)}</p>`}
</section>
`;
}

function notThere(part: Part<unknown>): string {
  return part.is === 'damaged' ? `What lies there cannot be told: ${stopped(part.says)}` : 'Not there yet.';
}

/** Where two parts differ by more than their making takes, they may be about different code. */
function older(milliseconds: number): Content {
  const hours = Math.floor(milliseconds / 3_600_000);
  if (hours < 1) return undefined;
  const by = hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day');
  return markup` <b>${by} older</b> than the newest part of this page.`;
}

function madeAt(part: Part<unknown>): number {
  return part.is === 'there' ? Date.parse(part.made) : -Infinity;
}

function listed(links: readonly Link[]): Content {
  return links.map(({ text, href }, at) => [at === 0 ? '' : ', ', markup`<a href="${href}">${text}</a>`]);
}

function benchFigures(bench: BenchFigures): Content {
  const { counts, sentence, runtime, commit, seconds, controls } = bench;
  const facts = [
    runtime,
    `took ${elapsed(seconds)}`,
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
  ];
  const kind = controls.passed ? 'warning' : 'warning grave';
  return [
    markup`<p>${sentence}</p>`,
    warnings(bench).map((warning) => markup`<p class="${kind}" role="note">${warning}</p>`),
    tally(
      'Cases by verdict',
      verdicts.map((verdict) => [
        counts[verdict],
        verdict,
        markup`<span aria-hidden="true">${marks[verdict]}</span> ${verdict}`,
      ]),
    ),
    markup`<p class="quiet">${facts.join(' · ')}${controls.passed ? ` · controls passed: ${controls.says}` : undefined}</p>`,
  ];
}

function said({ sentence }: SaidFigures): Content {
  return markup`<p>${sentence}</p>`;
}

function testFigures({ passed, failed, skipped, seconds, runtime, complete }: TestFigures): Content {
  return [
    complete
      ? undefined
      : markup`<p class="warning" role="note">The tests were interrupted: these are the ones until then.</p>`,
    tally('Tests', [
      [passed, 'confirmed', markup`<span aria-hidden="true">${marks.confirmed}</span> passed`],
      [failed, failed > 0 ? 'refuted' : 'quiet', markup`<span aria-hidden="true">${marks.refuted}</span> failed`],
      [skipped, 'quiet', markup`<span aria-hidden="true">${marks.unasked}</span> skipped`],
    ]),
    markup`<p class="quiet">${runtime} · took ${elapsed(seconds)}</p>`,
  ];
}

function coverageFigures({ lines, branches, functions }: CoverageFigures): Content {
  return tally('Coverage', [
    [covered(lines), 'quiet', 'of the lines'],
    [covered(branches), 'quiet', 'of the branches'],
    [covered(functions), 'quiet', 'of the functions'],
  ]);
}

/** To a tenth, and never up: 99.96 % are not all. */
function covered(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}

type Figure = readonly [figure: number | string, kind: string, name: Content];

function tally(label: string, figures: readonly Figure[]): Markup {
  const items = figures.map(
    ([figure, kind, name]) =>
      markup`<li class="${kind}"><b>${typeof figure === 'number' ? grouped(figure) : figure}</b>${name}</li>`,
  );
  return markup`<ul class="tally" aria-label="${label}">${items}</ul>`;
}

const ownStyle = `
.part { border-top: 1px solid var(--rule); padding-top: 1.5rem; margin-top: 2rem; }
.part .tally { margin: 1rem 0; } .part .tally .quiet b { color: var(--ink); }
`;
