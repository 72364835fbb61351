/** What the suites say, as a page that reads like a document: by topic, first from the inside, then from the outside. */

import { page } from '../formats/html/page.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { DialectReport, PartReport, SuiteReport, TestReport, TestsReport, TopicReport } from '../model.ts';
import { count, duration, elapsed, grouped as figure, moment } from '../units.ts';
import {
  dialectNames,
  failedTests,
  fullTitle,
  marks,
  notRunText,
  placeText,
  sentence,
  skippedTests,
  type Told,
} from './each.ts';
import { grouped } from './topics.ts';

export function specification(report: TestsReport): string {
  const body = markup`${top(report)}
<main>
${failures(report)}
${skipped(report)}
${contents(report)}
${report.topics.map(topic)}
</main>
<footer class="quiet">Told by the suites themselves: <code>npm test</code> writes this page anew.</footer>`;
  return page({ title: `Specification: ${sentence(report)}`, body, style });
}

/** `content-visibility` spares the browser what nobody looks at yet; on paper everything is drawn. */
const style = `
.passed { color: var(--confirmed); } .failed { color: var(--refuted); } .skipped { color: var(--inconclusive); }
.spec ul { list-style: none; margin: .15rem 0 .5rem; padding-left: 1.4rem; } .spec section > ul { padding-left: 0; }
.spec li { margin: .15rem 0; text-indent: -1.2rem; padding-left: 1.2rem; max-width: 48rem; } .spec li > ul { text-indent: 0; padding-left: 1.3rem; }
.spec li > b { font-weight: 600; } .spec li > i { font-style: normal; }
.spec .group { font-weight: 600; text-indent: 0; padding-left: 0; margin-top: .6rem; } .spec .group > ul { font-weight: 400; }
.spec h3 { border-bottom: 1px solid var(--rule); padding-bottom: .3rem; font-size: 1.1rem; }
.spec h4, .spec h5 { margin: 1.1rem 0 .2rem; font: 600 1rem/1.35 var(--sans); } .spec h4.part { margin-top: 2.2rem; font: 600 1.25rem/1.3 var(--serif); }
.spec .file { margin: 0 0 -.7rem; font-size: .8rem; } .spec small { color: var(--quiet); white-space: nowrap; }
.spec section { margin-top: 1.6rem; content-visibility: auto; contain-intrinsic-size: auto 400px; }
pre.message { white-space: pre-wrap; overflow-wrap: anywhere; }
.failure { border-left: 3px solid var(--refuted); padding-left: 1rem; margin: 1.5rem 0; } .failure pre { margin: .5rem 0; }
.diff .plus { color: var(--confirmed); } .diff .minus { color: var(--refuted); }
.tally.three { grid-template-columns: repeat(3, 1fr); } table.topics td, table.topics th { padding: .3rem 1rem .3rem 0; }
@media print { .spec section { content-visibility: visible; } }
`;

function top(report: TestsReport): Markup {
  const { counts, started, seconds, node, topics } = report;
  const facts = [`Node.js ${node}`, moment(started), elapsed(seconds), count(topics.length, 'topic')];
  const tally = (['passed', 'failed', 'skipped'] as const).map(
    (state) =>
      markup`<li class="${counts[state] > 0 ? state : 'quiet'}"><b>${figure(counts[state])}</b><span aria-hidden="true">${marks[state]}</span> ${state}</li>`,
  );
  return markup`<header>
<p class="eyebrow">Touchstone: what its suites say</p>
<h1>${headline(report)}</h1>
<p class="quiet">${facts.join(' · ')}</p>
${report.complete ? undefined : markup`<p class="warning grave" role="note">The run was interrupted: what had been told until then is here.</p>`}
<ul class="tally three" aria-label="Tests by what became of them">${tally}</ul>
</header>`;
}

function headline({ counts, complete }: TestsReport): string {
  const { passed, failed, skipped: left } = counts;
  const all = passed + failed + left;
  if (all === 0) return 'No test ran';
  if (failed > 0) return `${figure(failed)} of ${count(all, 'test')} failed`;
  const but = left > 0 ? `, ${figure(left)} ${left === 1 ? 'was' : 'were'} skipped` : '';
  return left === 0 && complete ? `All ${count(all, 'test')} passed` : `${count(passed, 'test')} passed${but}`;
}

function failures(report: TestsReport): Content {
  const failed = failedTests(report);
  if (failed.length === 0) return undefined;
  return markup`<section id="failures"><h2 class="failed">${marks.failed} Failed</h2>
${failed.map(failure)}</section>`;
}

function failure(told: Told): Markup {
  const errors = (told.test.errors ?? []).map(
    (error) => markup`<p class="quiet"><code>${placeText(told, error)}</code></p>
${error.place?.code === undefined ? undefined : markup`<pre tabindex="0">${error.place.code}</pre>`}
<pre tabindex="0" class="failed message">${error.message}</pre>
${error.diff === undefined ? undefined : diff(error.diff)}
${error.stack === undefined ? undefined : markup`<details><summary>Stack</summary><pre tabindex="0">${error.stack}</pre></details>`}
`,
  );
  return markup`<div class="failure"><p><b>${fullTitle(told)}</b> <span class="quiet">${told.topic}, ${told.dialect}</span></p>
${note(told.test)}${errors}</div>
`;
}

function diff(text: string): Markup {
  const lines = text.split('\n').map((line) => {
    const kind = line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : undefined;
    return kind ? markup`<span class="${kind}">${line}</span>\n` : markup`${line}\n`;
  });
  return markup`<pre tabindex="0" class="diff"><span class="plus">+ expected</span>  <span class="minus">- actual</span>\n${lines}</pre>`;
}

function note(test: TestReport): Content {
  const text = notRunText(test);
  return text === undefined ? undefined : markup`<p>${text}.</p>`;
}

function skipped(report: TestsReport): Content {
  const reasons = skippedTests(report);
  if (reasons.length === 0) return undefined;
  const items = reasons.map(({ why, tests }) => {
    const told = tests.map((one) => markup`<li>${one.topic}, ${one.dialect}: ${fullTitle(one)}</li>\n`);
    return markup`<li><b>${why}</b>: ${count(tests.length, 'test')}
<details${tests.length <= 5 ? markup` open` : undefined}><summary>Which</summary><ul class="notes">${told}</ul></details></li>\n`;
  });
  return markup`<section id="skipped"><h2 class="skipped">${marks.skipped} Skipped</h2><ul class="notes">${items}</ul></section>`;
}

function contents({ topics }: TestsReport): Content {
  if (topics.length === 0) return undefined;
  const cell = (one: TopicReport, which: DialectReport['dialect']) => {
    const found = one.dialects.find(({ dialect }) => dialect === which);
    const all = found ? found.counts.passed + found.counts.failed + found.counts.skipped : 0;
    return found
      ? markup`<td class="number"><a href="#${anchor(one, which)}">${figure(all)}</a></td>`
      : markup`<td class="number">–</td>`;
  };
  const rows = topics.map(
    (one) =>
      markup`<tr><th scope="row"><a href="#${anchor(one)}">${one.name}</a></th>${cell(one, 'tdd')}${cell(one, 'bdd')}<td>${outcome(one)}</td></tr>\n`,
  );
  return markup`<nav aria-labelledby="contents"><section><h2 id="contents">Topics</h2>
<div class="scroll"><table class="topics"><thead><tr><th scope="col">topic</th><th scope="col" class="number">TDD</th><th scope="col" class="number">BDD</th><th scope="col">of them</th></tr></thead><tbody>
${rows}</tbody></table></div></section></nav>`;
}

function outcome({ counts: { passed, failed, skipped: left } }: TopicReport): Content {
  const told = [
    failed > 0 ? markup`<span class="failed">${marks.failed} ${figure(failed)} failed</span> ` : undefined,
    left > 0 ? markup`<span class="skipped">${marks.skipped} ${figure(left)} skipped</span> ` : undefined,
  ];
  const rest = failed === 0 && left === 0 ? 'all' : figure(passed);
  return [...told, markup`<span class="passed">${marks.passed} ${rest} passed</span>`];
}

function anchor({ name }: TopicReport, dialect?: string): string {
  return dialect === undefined ? `topic-${name}` : `topic-${name}/${dialect}`;
}

function topic(one: TopicReport): Markup {
  const dialects = one.dialects.map(
    (told) => markup`<h3 id="${anchor(one, told.dialect)}">${dialectNames[told.dialect]}</h3>
${told.parts.map(part)}`,
  );
  return markup`<section class="claim spec" id="${anchor(one)}"><h2>${one.name}</h2>
${dialects}</section>
`;
}

/** A file is named once above all of its suites. */
function part({ name, suites }: PartReport): Content {
  const files = [...grouped(suites, ({ file }) => file)].map(([file, told]) => {
    const where = file === '' ? undefined : markup`<p class="file quiet"><code>${file}</code></p>\n`;
    return markup`<section>${where}${told.map((suite) => [heading(suite, name), list(suite)])}</section>\n`;
  });
  return name === '' ? files : [markup`<h4 class="part">${name}</h4>\n`, files];
}

function heading({ title }: SuiteReport, folder: string): Markup {
  return folder === '' ? markup`<h4>${prose(title)}</h4>` : markup`<h5>${prose(title)}</h5>`;
}

function list({ tests, suites }: SuiteReport): Markup {
  const inner = suites.map((suite) => markup`<li class="group">${prose(suite.title)}${list(suite)}</li>\n`);
  return markup`<ul>${tests.map(item)}${inner}</ul>`;
}

/** What stands between backticks is code. */
function prose(title: string): Content {
  const parts = title.split('`');
  if (parts.length % 2 === 0) return title;
  return parts.map((text, at) => (at % 2 === 0 ? text : markup`<code>${text}</code>`));
}

/** That it passed is seen in the mark and heard in its label; everything else is written out. */
function item(test: TestReport): Markup {
  const { title, state, slow, ms, why } = test;
  if (state === 'passed') {
    const time = slow ? markup` <small>${duration(ms * 1e6)}</small>` : undefined;
    return markup`<li><i class="passed" role="img" aria-label="passed">✓</i> ${prose(title)}${time}</li>\n`;
  }
  const reason = state === 'skipped' ? markup` <small>${why}</small>` : undefined;
  return markup`<li><b class="${state}">${marks[state]} ${state}</b> ${prose(title)}${reason}</li>\n`;
}
