/** The run as one page that needs nothing else: no network, and a script only for comfort; on a phone and on paper too. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { Format } from '../format.ts';
import type { MachineReport, RunReport, Samples } from '../model.ts';
import { concordMarks, toBeExplained, unmetText } from '../life.ts';
import { count, elapsed, grouped, moment, roundBytes } from '../units.ts';
import { marks, meanings } from '../standings.ts';
import { apartMeaning, falseAlarms, power, stopped } from '../words.ts';
import { breakages, claimSection } from './html/claim.ts';
import { download } from './html/download.ts';
import { entry } from './html/elsewhere.ts';
import { overview } from './html/overview.ts';
import { page } from './html/page.ts';
import { script } from './html/script.ts';
import { overview as style } from './html/style/overview.ts';
import { badge, table } from './html/tables.ts';
import { top } from './html/top.ts';

export const format: Format = { file: 'report.html', write: html };

export function html(report: RunReport, samples: Samples = NONE): string {
  const claims = report.claims.map((claim, at) => claimSection(claim, anchor(at), samples));
  const body = markup`${top(report, download(samples))}
<main>
${unmet(report)}${report.claims.length === 0 ? undefined : overview(report.claims, anchor)}
${claims}
${unexplained(report)}${controls(report)}
${notMeasured(report)}
${reading(report)}
${report.machines ? machines(report, report.machines) : environment(report)}
</main>
<footer class="quiet">touchstone ${report.version}, run ${report.id}, seed ${report.seed}</footer>`;
  return page({ title: report.sentence, body, style, script });
}

/** Of a run that is told from its report alone. */
const NONE: Samples = { of: () => undefined };

function anchor(at: number): string {
  return `claim-${at + 1}`;
}

/** What the claims expect, where they do, and the cases that came out otherwise. */
function unmet({ expectations, claims }: RunReport): Content {
  if (!expectations) return undefined;
  const items = expectations.unmet.map((one) => {
    const at = anchor(claims.findIndex(({ id }) => id === one.claim));
    return markup`<li>${badge(one.verdict)} <a href="#${at}">${one.says}</a>: ${stopped(unmetText(one))}</li>`;
  });
  const list = items.length === 0 ? undefined : markup`<ul class="notes">${items}</ul>`;
  return markup`<section id="expected"><h2>${items.length === 0 ? 'As expected' : 'Other than expected'}</h2><p>${expectations.sentence}</p>${list}</section>`;
}

function unexplained(report: RunReport): Content {
  const items = toBeExplained(report).map(({ claim, one }) => {
    const at = anchor(report.claims.indexOf(claim));
    return markup`<li><a href="#${at}">${claim.says}</a>: ${entry(one)}</li>`;
  });
  if (items.length === 0) return undefined;
  return markup`<section id="to-be-explained"><h2><span aria-hidden="true">${concordMarks.disagrees} </span>To be explained</h2><p>Others have published something else, and the claim does not say why.</p><ul class="notes">${items}</ul></section>`;
}

function controls({ controlClaims }: RunReport): Content {
  if (controlClaims.length === 0) return undefined;
  const items = controlClaims.map(({ says, sentence, control, shard }) => {
    const passed = control?.passed === true;
    const word = passed ? `${marks.confirmed} passed` : `${marks.refuted} failed`;
    const where = shard === undefined ? '' : ` in shard ${shard}`;
    return markup`<li><span class="verdict ${passed ? 'confirmed' : 'refuted'}">${word}</span>${where}: ${says}; ${stopped(sentence)}</li>`;
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
  const { runtime, engine, platform, cpu, cores, memory, load, commit } = found;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['runtime', `${runtime}, ${engine}`],
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

/** A row for each machine of a run whose shards were merged. */
function machines(
  { environment: { runtime, engine, commit }, started }: RunReport,
  all: readonly MachineReport[],
): Markup {
  const facts = [`${runtime}, ${engine}`, moment(started), ...(commit === undefined ? [] : [`commit ${commit}`])];
  const rows = all.map((machine) => {
    const { shard, measured, controls: held, calibration } = machine;
    const calibrated = calibration && `Calibrated: ${falseAlarms(calibration.same, calibration.margin)}.`;
    return markup`<tr><th scope="row">${shard}</th><td class="wide">${whichMachine(machine)}</td><td class="number">${grouped(measured)}</td><td class="wide">${held.passed ? `${marks.confirmed} passed` : `${marks.refuted} failed`}: ${held.says}${calibrated && markup`<small>${calibrated}</small>`}</td></tr>`;
  });
  return markup`<section id="machines"><h2>Where it was measured</h2><p>${facts.join(' · ')}</p><p>${apartMeaning}</p>${table('The machines', 'machines', ['shard', 'machine', 'cases', 'controls'], rows)}</section>`;
}

function whichMachine({ environment: found, started, seconds, seed }: MachineReport): Markup {
  const { cpu, cores, memory, load, platform } = found;
  const busy = load === undefined ? [] : [`load ${load.toFixed(2)} then`];
  const when = [`began ${moment(started)}`, ...busy, `took ${elapsed(seconds)}`, `seed ${seed}`];
  return markup`${[cpu, count(cores, 'core'), roundBytes(memory), platform].join(', ')}<small>${when.join(', ')}</small>`;
}
