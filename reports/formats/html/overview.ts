/** All claims at a glance: a table by topic, with the interval of every case on one axis, and what narrows it down. */

import { axis, type SharedAxis, sharedAxis, strip } from '../../charts/strip.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { CaseReport, ClaimReport } from '../../model.ts';
import { interval, point, share } from '../../units.ts';
import { marks, type Standing, standing, standings, verdicts } from '../../standings.ts';
import { extremes } from '../../words.ts';
import { badge } from './tables.ts';

/** `anchor` names the section of the claim at a place of the list. */
export function overview(claims: readonly ClaimReport[], anchor: (at: number) => string): Markup {
  const shared = sharedAxis(claims);
  const topics = Array.from(new Set(claims.map(({ topic }) => topic)));
  const groups = topics.map((topic) => {
    const rows = claims.flatMap((claim, at) => (claim.topic === topic ? [row(claim, anchor(at), shared)] : []));
    return markup`<tbody data-topic="${topic}"><tr class="group"><th scope="rowgroup" colspan="4">${topic}</th></tr>${rows}</tbody>`;
  });
  return markup`<section class="overview" aria-labelledby="overview-title">
<h2 id="overview-title">All claims at a glance</h2>
${narrowing(claims, topics)}
<table class="verdicts">
<caption>${caption()}</caption>
<thead><tr><th scope="col">claim</th><th scope="col">verdict</th><th scope="col" class="strip">ratio${axis(shared)}</th><th scope="col">from, to</th></tr></thead>
${groups}</table>
</section>`;
}

function caption(): string {
  return `Each line is the 95 % interval of a case, on one logarithmic axis: to the right of 1× the favoured contender wins. ● confirmed, ❘ refuted, ■ equivalent, ○ inconclusive; an arrow is what lies beyond the axis, the band is the margin of the claim (${share(0.05)} unless it says otherwise), or what lies between 1× and the least ratio that it asks for.`;
}

/** Shown by the script alone, as nothing else could make it work. */
function narrowing(claims: readonly ClaimReport[], topics: readonly string[]): Markup {
  const options = topics.map((topic) => markup`<option>${topic}</option>`);
  const found = standings.filter((stands) => claims.some((claim) => verdictsOf(claim).includes(stands)));
  const boxes = found.map(
    (stands) =>
      markup`<label class="${stands}"><input type="checkbox" name="verdict" value="${stands}">${marks[stands]} ${stands}</label>`,
  );
  return markup`<form class="narrow" hidden aria-label="Narrow the claims down">
<label>Topic <select name="topic"><option value="">all topics</option>${options}</select></label>
<label>Words <input type="search" name="words" placeholder="concat, slab …" aria-keyshortcuts="/" autocomplete="off"></label>
<fieldset><legend>Only those with a case that is</legend>${boxes}</fieldset>
<button type="reset">Show all</button>
<p role="status"></p>
</form>`;
}

/** The verdicts that any of its cases has, and whether something broke; where there is no case, how it stands. */
function verdictsOf(claim: ClaimReport): readonly Standing[] {
  const had: Standing[] = verdicts.filter((verdict) => claim.counts[verdict] > 0);
  if (claim.broken.length > 0) had.push('broken');
  return had.length === 0 ? [standing(claim)] : had;
}

function row(claim: ClaimReport, anchor: string, shared: SharedAxis): Markup {
  return markup`<tr data-claim="${anchor}" data-verdicts="${verdictsOf(claim).join(' ')}"><th scope="row"><a href="#${anchor}">${claim.says}</a></th><td>${badge(standing(claim))}<small>${claim.sentence}</small></td><td class="strip">${strip(claim, shared)}</td><td class="figures">${figures(claim)}</td></tr>`;
}

function figures(claim: ClaimReport): Content {
  const { weakest, strongest } = extremes(claim);
  if (!weakest?.ratio || !strongest?.ratio) return '–';
  return weakest === strongest ? figure(weakest) : [figure(weakest), figure(strongest)];
}

/** The estimate, and smaller what is to be known of it. */
function figure({ ratio, given }: CaseReport): Content {
  const [estimate = '–', ...rest] = ratio ? interval(ratio).split(' ') : [];
  return markup`<span>${estimate} <small>${rest.join('\u00A0')}</small><small>${point(given)}</small></span>`;
}
