/** The tables of the page: every change with its reason, verdicts before and now, and what was not compared. */

import {
  changeName,
  changeRatio,
  changeText,
  drawnAs,
  foldStandings,
  standingWords,
  valueText,
} from '../../comparison.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import { metricTextOf } from '../../metrics.ts';
import type { ChangeReport, ComparisonReport, Interval, Verdict, VerdictChange } from '../../model.ts';
import { marks } from '../../standings.ts';
import { grouped, interval, point } from '../../units.ts';
import { badge, table } from '../html/tables.ts';

export function changeTable(caption: string, all: readonly ChangeReport[], report: ComparisonReport): Markup {
  const rows = all.map((one) => {
    const values = one.values.map(({ name, value }) => `${name} ${valueText(one, value)}`);
    const metric = one.metric === 'time' ? [] : [metricTextOf(one).measure];
    const twin = one.twin ? [`The twin reads ${interval(one.twin)}.`] : [];
    return markup`<tr><th scope="row">${one.claim}${small([changeName(one, report), ...metric])}</th><td>${changeBadge(one)}</td><td class="figures">${changeRatio(one)}${small(twin)}</td><td class="number">${grouped(one.rounds.length)}</td><td class="wide">${one.reason}${small(values)}</td></tr>`;
  });
  return table(caption, 'changes', ['claim and contender', 'change', 'ratio', 'rounds', 'why'], rows);
}

/** A change in a word, with its mark and its colour. */
function changeBadge({ is }: ChangeReport): Markup {
  return markup`<span class="verdict ${drawnAs[is]}">${changeText(is)}</span>`;
}

export function verdictTable(all: readonly VerdictChange[]): Markup {
  const rows = all.map(
    ({ claim, says, given, before, now, ratioBefore, ratioNow }) =>
      markup`<tr><th scope="row">${claim}${small([says, point(given)].filter((each) => each !== ''))}</th><td>${verdict(before, ratioBefore)}</td><td>${verdict(now, ratioNow)}</td></tr>`,
  );
  return table('Verdicts before and now', 'flips', ['claim', 'before', 'now'], rows);
}

function verdict(is: Verdict, ratio: Interval | undefined): Markup {
  return markup`${badge(is)}${small(ratio ? [interval(ratio)] : [])}`;
}

export function standingTable({ standings }: ComparisonReport): Markup {
  const rows = foldStandings(standings).map(({ is, says, names }) => {
    const mark = is === 'broken' ? `${marks.broken} ` : '';
    return markup`<tr><th scope="row">${mark}${standingWords[is]}${small(says === undefined ? [] : [says])}</th><td class="wide">${names.join(' · ')}</td></tr>`;
  });
  return table('What was not compared', 'standings', ['why', 'what'], rows);
}

function small(sentences: readonly string[]): Content {
  return sentences.map((sentence) => markup`<small>${sentence}</small>`);
}
