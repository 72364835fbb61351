/** The top of the page: the sentence that matters, where and when that was, and what a reader must know before. */

import { type Content, type Markup, markup } from '../../markup.ts';
import type { RunReport } from '../../model.ts';
import { grouped, moment } from '../../units.ts';
import { marks, sayStandings, standing, standings } from '../../standings.ts';
import { apartMeaning, warnings } from '../../words.ts';

export function top(report: RunReport, download: Content): Markup {
  const { runtime, cpu, commit } = report.environment;
  const facts = [
    runtime,
    report.machines ? `${report.machines.length} shards` : cpu,
    moment(report.started),
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
  ];
  return markup`<header>
<p class="eyebrow">Touchstone: what is said about Node.js, measured</p>
<h1>${sayStandings(report.claims)}</h1>
<p>${report.sentence}</p>
<p class="quiet">${facts.join(' · ')}</p>${
    report.machines &&
    markup`
<p class="quiet">${apartMeaning} The machines are listed <a href="#machines">at the end</a>.</p>`
  }
${report.controls.passed ? markup`<p class="quiet">Controls passed: ${report.controls.says}</p>` : undefined}
${warned(report)}
${tally(report)}
${download}
</header>`;
}

function tally({ claims }: RunReport): Content {
  const counts = standings.map(
    (stands) => [stands, claims.filter((claim) => standing(claim) === stands).length] as const,
  );
  const items = counts
    .filter(([, many]) => many > 0)
    .map(
      ([stands, many]) =>
        markup`<li class="${stands}"><b>${grouped(many)}</b><span aria-hidden="true">${marks[stands]}</span> ${stands}</li>`,
    );
  return items.length === 0 ? undefined : markup`<ul class="tally" aria-label="Claims by how they stand">${items}</ul>`;
}

function warned(report: RunReport): Content {
  const kind = report.controls.passed ? 'warning' : 'warning grave';
  return [
    warnings(report).map((warning) => markup`<p class="${kind}" role="note">${warning}</p>`),
    report.doubts.map(
      ({ code, says, advice }) =>
        markup`<p class="warning" role="note">${warnedOf.has(code) && !report.machines ? '' : `${says} `}${advice}</p>`,
    ),
  ];
}

/** Doubts that repeat a warning: of them only the advice is new. */
const warnedOf: ReadonlySet<string> = new Set(['controls-failed', 'cut-short']);
