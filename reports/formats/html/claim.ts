/** One claim on the page: what is said beside what is measured, the plots with their tables, doubts, code. */

import { bandText } from '../../band.ts';
import { crossing, seriesOf } from '../../charts/crossing.ts';
import { forest } from '../../charts/forest.ts';
import { memory } from '../../charts/memory.ts';
import { metrics as metricForest } from '../../charts/metrics.ts';
import { crossingSentence, evenMeaning, isPlaced } from '../../crossings.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { BreakageReport, ClaimReport, Samples } from '../../model.ts';
import { count, parameter } from '../../units.ts';
import { breakage, foldDoubts, wrongAnswers } from '../../notes.ts';
import { marks, standing } from '../../standings.ts';
import { metricsMeaning, range, ratioMeaning, stopped } from '../../words.ts';
import { closer } from './closer.ts';
import { contendersCode } from './code.ts';
import { diagnosisTable } from './diagnoses.ts';
import { elsewhere } from './elsewhere.ts';
import { folded, legend } from './folded.ts';
import { loads } from './loads.ts';
import { caseTable, contenderTable, crossingTable, drawingTable, metricTable } from './tables.ts';

/** `id` is the section's, and the beginning of every id in it. */
export function claimSection(claim: ClaimReport, id: string, samples: Samples): Markup {
  const stands = standing(claim);
  return markup`<section class="claim" id="${id}" aria-labelledby="${id}-says">
<p class="topic">${claim.id}</p>
<h2 id="${id}-says">${claim.says}</h2>
<p class="sentence ${stands}"><span aria-hidden="true">${marks[stands]}</span> ${claim.sentence}</p>
${beside(claim)}
${wrong(claim)}
${plots(claim, id)}
${loads(claim, id)}${elsewhere(claim)}${doubts(claim)}
${drawings(claim, id)}${breakages(claim.broken)}
${closer(claim, id, samples)}${claim.cases.length === 0 ? undefined : folded('What each contender took', contenderTable(claim))}
${metrics(claim, id)}${insides(claim)}${contendersCode(claim)}
</section>
`;
}

/** What could not be measured, and what to do about it. */
export function breakages(broken: readonly BreakageReport[]): Content {
  if (broken.length === 0) return undefined;
  const items = broken.map((one) => markup`<li>${marks.broken} ${breakage(one)}</li>`);
  return markup`<h3>What could not be measured</h3><ul class="notes">${items}</ul>`;
}

function beside(claim: ClaimReport): Markup {
  const { quote, source, because } = claim;
  const found = range(claim) ?? 'nothing could be measured';
  const quoted = quote === undefined ? markup`<p>${claim.says}</p>` : markup`<blockquote>“${quote}”</blockquote>`;
  const from = source === '' ? undefined : markup`<p class="quiet">${source}</p>`;
  const mechanism = because === '' ? undefined : markup`<p><b>Because</b> ${stopped(because)}</p>`;
  return markup`<div class="beside"><div><h3>They say</h3>${quoted}${from}${mechanism}</div><div><h3>Measured here</h3><p>${found}.</p><p class="quiet">${ratioMeaning(claim)}</p></div></div>`;
}

function wrong({ cases }: ClaimReport): Content {
  const items = wrongAnswers(cases).map((said) => markup`<li>${said}</li>`);
  return items.length === 0
    ? undefined
    : markup`<h3 class="refuted">${marks.refuted} Wrong answers</h3><ul class="notes">${items}</ul>`;
}

function plots(claim: ClaimReport, id: string): Content {
  if (claim.cases.length === 0) return undefined;
  const rows = forest(claim, `${id}-forest`);
  const over = crossing(claim, `${id}-crossing`);
  const caption = `The 95 % interval of each case. The band is ${bandText(claim)}; a dot is a round, a stroke one that only watched.`;
  return [
    rows && markup`<figure>${rows}<figcaption>${caption}</figcaption></figure>\n`,
    folded('The cases as a table, with the reason of each verdict', caseTable(claim), rows === undefined),
    over && [
      markup`<figure class="gutter">${over}${legend(seriesOf(claim).map(({ name }) => name))}<figcaption>${crossingWords(claim)}</figcaption></figure>\n`,
      folded('The same figures as a table', crossingTable(claim)),
    ],
  ];
}

function crossingWords({ crossings, crossingAxis = '', landmarks }: ClaimReport): string {
  const changes = crossings.map(crossingSentence);
  const marked = landmarks.map(({ at, name }) => `${parameter(crossingAxis, at)} is ${name}`);
  const found = changes.length === 0 ? 'No change of the winner was shown' : changes.join('; ');
  const meant = crossings.some(isPlaced) ? ` ${evenMeaning}` : '';
  return `${[found, ...marked].join('. ')}.${meant}`;
}

function doubts({ cases, doubts: ofAll = [] }: ClaimReport): Content {
  const items = [
    ...ofAll.map((one) => ({ ...one, where: '' })),
    ...foldDoubts(cases).map((one) => ({ ...one, where: `, ${count(one.cases, 'case')}` })),
  ].map(
    ({ code: kind, where, says, advice }) =>
      markup`<li><b>${kind.replaceAll('-', ' ')}</b>${where}: ${says} <span class="quiet">${advice}</span></li>`,
  );
  return items.length === 0 ? undefined : markup`<h3>Doubts</h3><ul class="notes">${items}</ul>`;
}

function drawings({ drawings: drawn = [] }: ClaimReport, id: string): Content {
  return drawn.map((drawing, at) =>
    folded(`Drawn: ${drawing.title}`, [
      markup`<figure>${memory(drawing, `${id}-drawing-${at + 1}`)}</figure>`,
      drawingTable(drawing),
    ]),
  );
}

function metrics(claim: ClaimReport, id: string): Content {
  if (claim.cases.every((one) => (one.metrics ?? []).length === 0)) return undefined;
  const rows = metricForest(claim, `${id}-metrics`);
  return folded('Metrics beside', [
    markup`<p class="quiet">${metricsMeaning}</p>`,
    rows && markup`<figure>${rows}</figure>\n`,
    metricTable(claim),
  ]);
}

function insides(claim: ClaimReport): Content {
  const seen = diagnosisTable(claim);
  return seen && folded('Inside each contender: its tiers, its time, its memory', seen);
}
