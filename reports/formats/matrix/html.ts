/** A matrix as one page that needs nothing else: where verdicts differ, the table, and claim by claim the cases. */

import { differing, differs, gapSentence, gapsTitle, machineSentences, onEvery, runtimeFacts } from '../../matrix.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { Agreement, MatrixClaim, MatrixReport } from '../../model.ts';
import { breakage } from '../../notes.ts';
import { marks, meanings } from '../../standings.ts';
import { grouped } from '../../units.ts';
import { ratioMeaning, stopped } from '../../words.ts';
import { folded } from '../html/folded.ts';
import { page } from '../html/page.ts';
import { badge } from '../html/tables.ts';
import { allShifts, claimShifts } from './html/shifts.ts';
import { style } from './html/style.ts';
import { caseMatrix, claimMatrix } from './html/tables.ts';
import { winners } from './html/winners.ts';

export function matrixHtml(report: MatrixReport): string {
  const body = markup`${top(report)}
<main>
${differences(report)}
${allShifts(report, anchor)}
${report.claims.length === 0 ? undefined : overview(report)}
${gaps(report)}
${report.claims.map((claim, at) => claimSection(claim, report, anchor(at)))}
${broken(report)}
${runs(report)}
${reading(report)}
</main>
<footer class="quiet">${machineSentences(report).map((says) => markup`<p>${says}</p>`)}</footer>`;
  return page({ title: report.sentence, body, style });
}

function anchor(at: number): string {
  return `claim-${at + 1}`;
}

function top(report: MatrixReport): Markup {
  const { sentence, warnings } = report;
  return markup`<header>
<p class="eyebrow">Touchstone: what is said about Node.js, ${onEvery(report)}</p>
<h1>${sentence}</h1>
${warnings.map((says) => markup`<p class="warning" role="note">${says}</p>`)}
${tally(report)}
</header>`;
}

function agreements(across: MatrixReport['across']): Readonly<Record<Agreement, string>> {
  return {
    differs: `differ between ${across}`,
    same: 'the same everywhere',
    partly: 'the same where it could be told',
    untold: `told ${across === 'runs' ? 'in' : 'on'} fewer than two`,
  };
}

function tally({ claims, across }: MatrixReport): Content {
  const items = (Object.keys(agreements(across)) as Agreement[]).flatMap((kind) => {
    const many = claims.filter(({ agreement }) => agreement === kind).length;
    return many === 0 ? [] : [markup`<li><b>${grouped(many)}</b>${agreements(across)[kind]}</li>`];
  });
  return items.length === 0 ? undefined : markup`<ul class="tally" aria-label="Claims by how they agree">${items}</ul>`;
}

function differences(report: MatrixReport): Content {
  if (differing(report).length === 0) return undefined;
  const items = report.claims.flatMap(({ agreement, says, sentence, doubt }, at) => {
    if (agreement !== 'differs') return [];
    const why = doubt === undefined ? undefined : markup` <span class="quiet">${doubt}</span>`;
    return [markup`<li><a href="#${anchor(at)}">${says}</a>: ${stopped(sentence)}${why}</li>`];
  });
  return markup`<section><h2><span aria-hidden="true">${differs} </span>Where verdicts differ</h2><ul class="notes">${items}</ul></section>`;
}

function overview(report: MatrixReport): Markup {
  return markup`<section class="matrix"><h2>All claims ${onEvery(report)}</h2>${claimMatrix(report, anchor)}</section>`;
}

function gaps(report: MatrixReport): Content {
  const items = report.runtimes.flatMap(({ name, cannot }) => {
    const told = cannot.map((one) => markup`<li>${gapSentence(one)}</li>`);
    return told.length === 0 ? [] : [markup`<dt>${name}</dt><dd><ul class="notes">${told}</ul></dd>`];
  });
  return items.length === 0 ? undefined : markup`<section><h2>${gapsTitle(report)}</h2><dl>${items}</dl></section>`;
}

function claimSection(claim: MatrixClaim, report: MatrixReport, id: string): Markup {
  const { runtimes } = report;
  const { says, sentence, agreement, doubt, cases, cells, because, source } = claim;
  const mark = agreement === 'differs' ? markup`<span aria-hidden="true">${differs}</span> ` : undefined;
  const broke = cells.flatMap(({ broken: list }, at) =>
    list.map((one) => markup`<li>${marks.broken} ${runtimes[at]!.name}: ${breakage(one)}</li>`),
  );
  const facts = [...(because === '' ? [] : [`Because ${stopped(because)}`]), ratioMeaning(claim), source];
  return markup`<section class="claim" id="${id}" aria-labelledby="${id}-says">
<p class="topic">${claim.id}</p>
<h2 id="${id}-says">${says}</h2>
<p class="sentence">${mark}${stopped(sentence)}</p>
${doubt === undefined ? undefined : markup`<p class="warning" role="note">${doubt}</p>`}
<p class="quiet">${facts.join(' ')}</p>
${cases.length === 0 ? undefined : folded(`Its cases ${onEvery(report)}`, caseMatrix(claim, report), agreement === 'differs')}
${claimShifts(claim, runtimes)}
${winners(claim, runtimes, id)}
${broke.length === 0 ? undefined : markup`<h3>What could not be measured</h3><ul class="notes">${broke}</ul>`}
</section>
`;
}

function broken({ runtimes }: MatrixReport): Content {
  const items = runtimes.flatMap(({ name, run }) =>
    (run?.broken ?? []).map((one) => markup`<li>${marks.broken} ${name}: ${breakage(one)}</li>`),
  );
  return items.length === 0 ? undefined : markup`<section><h2>Broken</h2><ul class="notes">${items}</ul></section>`;
}

function runs({ runtimes, across }: MatrixReport): Markup {
  const items = runtimes.map((one) => markup`<dt>${one.name}</dt><dd>${runtimeFacts(one).join(' · ')}</dd>`);
  return markup`<section><h2>The ${across}</h2><dl>${items}</dl></section>`;
}

function reading({ method }: MatrixReport): Markup {
  const words = meanings().map(({ verdict, says }) => markup`<dt>${badge(verdict)}</dt><dd>${says}</dd>`);
  return markup`<section><h2>How to read it</h2><dl>${words}</dl>${method.map((says) => markup`<p>${says}</p>`)}</section>`;
}
