/** The run as one page that needs nothing else: no network, no script; light, dark, on a phone and on paper. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { Format } from '../format.ts';
import type { RunReport, Samples } from '../model.ts';
import { elapsed, grouped, moment, roundBytes } from '../units.ts';
import { marks, meanings, power, stopped, verdicts, warnings } from '../words.ts';
import { breakages, claimSection } from './html/claim.ts';
import { page } from './html/page.ts';
import { badge, verdictTable } from './html/tables.ts';

export const format: Format = { file: 'report.html', write: html };

export function html(report: RunReport, samples: Samples = NONE): string {
  const claims = report.claims.map((claim, at) => claimSection(claim, anchor(at), samples));
  const body = markup`${top(report)}
<main>
${report.claims.length === 0 ? undefined : verdictTable(report.claims, anchor)}
${claims}
${controls(report)}
${notMeasured(report)}
${reading(report)}
${environment(report)}
</main>
<footer class="quiet">touchstone ${report.version}, run ${report.id}, seed ${report.seed}</footer>`;
  return page({ title: report.sentence, body });
}

/** Of a run that is told from its report alone. */
const NONE: Samples = { of: () => undefined };

function anchor(at: number): string {
  return `claim-${at + 1}`;
}

function top(report: RunReport): Markup {
  const { runtime, cpu, commit } = report.environment;
  const facts = [
    runtime,
    cpu,
    moment(report.started),
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
  ];
  const tally = verdicts.map(
    (verdict) =>
      markup`<li class="${verdict}"><b>${grouped(report.counts[verdict])}</b><span aria-hidden="true">${marks[verdict]}</span> ${verdict}</li>`,
  );
  return markup`<header>
<p class="eyebrow">Touchstone: what is said about Node.js, measured</p>
<h1>${report.sentence}</h1>
<p class="quiet">${facts.join(' · ')}</p>
${report.controls.passed ? markup`<p class="quiet">Controls passed: ${report.controls.says}</p>` : undefined}
${warned(report)}
<ul class="tally" aria-label="Cases by verdict">${tally}</ul>
</header>`;
}

function warned(report: RunReport): Content {
  const kind = report.controls.passed ? 'warning' : 'warning grave';
  return [
    warnings(report).map((warning) => markup`<p class="${kind}" role="note">${warning}</p>`),
    report.doubts.map(({ says, advice }) => markup`<p class="warning" role="note">${says} ${advice}</p>`),
  ];
}

function controls({ controlClaims }: RunReport): Content {
  if (controlClaims.length === 0) return undefined;
  const items = controlClaims.map(({ says, sentence, control }) => {
    const passed = control?.passed === true;
    const word = passed ? `${marks.confirmed} passed` : `${marks.refuted} failed`;
    return markup`<li><span class="verdict ${passed ? 'confirmed' : 'refuted'}">${word}</span>: ${says}; ${stopped(sentence)}</li>`;
  });
  return markup`<section><h2>Controls</h2><p>Claims whose answer is known. Where they fail, no figure of the run can be relied on.</p><ul class="notes">${items}</ul>${controlBreakages(controlClaims)}</section>`;
}

function controlBreakages(controlClaims: RunReport['controlClaims']): Content {
  return breakages(controlClaims.flatMap(({ broken }) => broken));
}

function notMeasured({ broken }: RunReport): Content {
  return broken.length === 0 ? undefined : markup`<section><h2>Broken</h2>${breakages(broken)}</section>`;
}

function reading(report: RunReport): Markup {
  const words = meanings().map(({ verdict, says }) => markup`<dt>${badge(verdict)}</dt><dd>${says}</dd>`);
  return markup`<section><h2>How to read a verdict</h2><dl>${words}</dl><p>${power(report)}</p></section>`;
}

function environment({ environment: found, seconds, started, seed }: RunReport): Markup {
  const { runtime, v8, platform, cpu, cores, memory, load, commit } = found;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['runtime', `${runtime}, V8 ${v8}`],
    ['platform', platform],
    ['processor', `${cpu}, ${grouped(cores)} cores`],
    ['memory', roundBytes(memory)],
    ['load', load === undefined ? undefined : `${load.toFixed(2)} when the run began`],
    ['commit', commit],
    ['began', moment(started)],
    ['took', elapsed(seconds)],
    ['seed', String(seed)],
  ];
  const items = rows.map(([name, value]) =>
    value === undefined ? undefined : markup`<dt>${name}</dt><dd>${value}</dd>`,
  );
  return markup`<section><h2>Where it was measured</h2><dl>${items}</dl></section>`;
}
