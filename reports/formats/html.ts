/** The run as one page that needs nothing else: no network, and a script only for comfort; on a phone and on paper too. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { Format } from '../format.ts';
import type { RunReport, Samples } from '../model.ts';
import { count, elapsed, moment, roundBytes } from '../units.ts';
import { marks, meanings } from '../standings.ts';
import { power, stopped } from '../words.ts';
import { breakages, claimSection } from './html/claim.ts';
import { download } from './html/download.ts';
import { overview } from './html/overview.ts';
import { page } from './html/page.ts';
import { script } from './html/script.ts';
import { overview as style } from './html/style/overview.ts';
import { badge } from './html/tables.ts';
import { top } from './html/top.ts';

export const format: Format = { file: 'report.html', write: html };

export function html(report: RunReport, samples: Samples = NONE): string {
  const claims = report.claims.map((claim, at) => claimSection(claim, anchor(at), samples));
  const body = markup`${top(report, download(samples))}
<main>
${report.claims.length === 0 ? undefined : overview(report.claims, anchor)}
${claims}
${controls(report)}
${notMeasured(report)}
${reading(report)}
${environment(report)}
</main>
<footer class="quiet">touchstone ${report.version}, run ${report.id}, seed ${report.seed}</footer>`;
  return page({ title: report.sentence, body, style, script });
}

/** Of a run that is told from its report alone. */
const NONE: Samples = { of: () => undefined };

function anchor(at: number): string {
  return `claim-${at + 1}`;
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
    ['processor', `${cpu}, ${count(cores, 'core')}`],
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
