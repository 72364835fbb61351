/** A comparison as one page that needs nothing else: what is slower first, then every change on one axis. */

import { changesChart } from '../../charts/changes.ts';
import {
  changes,
  comparisonMethod,
  comparisonWarnings,
  drawnAs,
  furtherDoubts,
  powerText,
  telling,
  whenText,
} from '../../comparison.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { ChangeReport, ComparisonReport, SideReport } from '../../model.ts';
import { marks } from '../../standings.ts';
import { count, grouped } from '../../units.ts';
import { environmentSentence } from '../../words.ts';
import { breakages } from '../html/claim.ts';
import { folded } from '../html/folded.ts';
import { page } from '../html/page.ts';
import { style } from './style.ts';
import { changeTable, standingTable, verdictTable } from './tables.ts';

export function comparisonHtml(report: ComparisonReport): string {
  const body = markup`${top(report)}
<main>
${told(report)}
${all(report)}
${verdicts(report)}
${notCompared(report)}
${broken(report)}
${machines(report)}
<section><h2>How it is judged</h2>${comparisonMethod(report).map((says) => markup`<p>${says}</p>`)}<p>${powerText(report)}</p></section>
</main>
<footer class="quiet">touchstone ${report.version}, run ${report.id}, seed ${report.seed}</footer>`;
  return page({ title: report.sentence, body, style });
}

function top(report: ComparisonReport): Markup {
  const { baseline, sides, of, controls } = report;
  const what = of === 'revisions' ? 'two revisions' : 'runtimes';
  const warned = comparisonWarnings(report).map(
    (says) => markup`<p class="warning${controls.passed ? '' : ' grave'}" role="note">${says}</p>`,
  );
  const doubted = furtherDoubts(report).map(
    ({ says, advice }) => markup`<p class="warning" role="note">${says} ${advice}</p>`,
  );
  return markup`<header>
<p class="eyebrow">Touchstone: ${what}, compared</p>
<h1>${report.sentence}</h1>
<dl class="sides">${sides.map((one) => side(of === 'revisions' ? 'head' : 'runtime', one))}${side(of === 'revisions' ? 'base' : 'compared with', baseline)}</dl>
<p class="quiet">${whenText(report)}</p>
${controls.passed ? markup`<p class="quiet">Controls passed: ${controls.says}</p>` : undefined}
${warned}${doubted}
${tally(report)}
</header>`;
}

function side(as: string, { name, commit, subject, changed }: SideReport): Markup {
  const where = commit === undefined ? undefined : markup` <code>${commit.slice(0, 12)}</code>`;
  const asides = [
    ...(subject === undefined ? [] : [`“${subject}”`]),
    ...(changed ? ['with changes that are not committed'] : []),
  ];
  return markup`<dt>${as}</dt><dd><b>${name}</b>${where}${asides.length === 0 ? '' : `, ${asides.join(', ')}`}</dd>`;
}

function tally({ counts }: ComparisonReport): Content {
  const items = changes
    .filter((is) => counts[is] > 0)
    .map(
      (is) =>
        markup`<li class="${drawnAs[is]}"><b>${grouped(counts[is])}</b><span aria-hidden="true">${marks[drawnAs[is]]}</span> ${is}</li>`,
    );
  return items.length === 0
    ? undefined
    : markup`<ul class="tally" aria-label="Comparisons by what came out">${items}</ul>`;
}

/** What is slower or may be, with its reasons, and nothing where all is well. */
function told(report: ComparisonReport): Content {
  const found = telling(report);
  if (found.length === 0 || found.length === report.changes.length) return undefined;
  const title = found.some(({ is }) => is === 'slower') ? 'What is slower, or may be' : 'What may be slower';
  return markup`<section><h2>${report.of === 'revisions' ? title : 'What is slower, or could not be told'}</h2>${changeTable('The figures and the reasons', found, report)}</section>`;
}

/** So many are drawn: of more the equivalent ones are in the table only, and then the rest is cut. */
const MOST_DRAWN = 60;

function all(report: ComparisonReport): Content {
  if (report.changes.length === 0) return undefined;
  const shown = drawnOf(report.changes);
  const left = report.changes.length - shown.length;
  const chart = changesChart(report, shown, 'changes');
  const caption = [
    `Right of 1× it takes more than ${report.baseline.name}; the band is what is tolerated.`,
    ...(report.of === 'revisions'
      ? ['The thin line below each is the twin: how far the same lies from the same.']
      : []),
    ...(left > 0 ? [`${count(left, 'other')} ${left === 1 ? 'is' : 'are'} in the table only.`] : []),
  ];
  const figure = chart && markup`<figure>${chart}<figcaption>${caption.join(' ')}</figcaption></figure>`;
  return markup`<section><h2>Every comparison</h2>${figure}${folded('The figures and the reasons', changeTable('Every comparison', report.changes, report), told(report) === undefined && report.changes.length <= 12)}</section>`;
}

function drawnOf(list: readonly ChangeReport[]): readonly ChangeReport[] {
  if (list.length <= MOST_DRAWN) return list;
  return list.filter(({ is }) => is !== 'equivalent').slice(0, MOST_DRAWN);
}

function verdicts(report: ComparisonReport): Content {
  if (report.verdicts.length === 0) return undefined;
  const flipped = report.verdicts.filter((one) => one.flipped);
  const rest = report.verdicts.filter((one) => !one.flipped);
  const says =
    'Of claims whose code differs: what the verdict was, and what it is. One that became, or ceased to be, inconclusive has not flipped.';
  return markup`<section><h2>Verdicts before and now</h2><p>${says}</p>${flipped.length === 0 ? undefined : verdictTable(flipped)}${rest.length === 0 ? undefined : folded(`${count(rest.length, 'verdict')} did not flip`, verdictTable(rest), flipped.length === 0)}</section>`;
}

function notCompared(report: ComparisonReport): Content {
  if (report.standings.length === 0) return undefined;
  return markup`<section><h2>Not compared</h2>${standingTable(report)}</section>`;
}

function broken(report: ComparisonReport): Content {
  return report.broken.length === 0 ? undefined : markup`<section><h2>Broken</h2>${breakages(report.broken)}</section>`;
}

function machines({ environments }: ComparisonReport): Markup {
  const items = [...new Set(environments.map(environmentSentence))].map((says) => markup`<li>${says}</li>`);
  const apart =
    environments.length > 1
      ? markup`<p>Each case was measured on one machine wholly: no ratio is formed across machines.</p>`
      : undefined;
  return markup`<section><h2>Where it was measured</h2><ul class="notes">${items}</ul>${apart}</section>`;
}
