/** The inside of each contender on the page: its tiers, its time and its memory, each part with a bar of its share. */

import {
  aside,
  diagnosed,
  othersOf,
  sayDiagnosis,
  sayFunction,
  sayMemory,
  sayTime,
  sayThrownBack,
  sayTiers,
  tierNames,
  tiersFromTheTop,
} from '../../diagnosis.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import type { ClaimReport, DiagnosisReport, ProfileReport, TiersReport } from '../../model.ts';
import { point, share } from '../../units.ts';
import { table } from './tables.ts';

/** `undefined` where none was asked for. */
export function diagnosisTable({ cases }: ClaimReport): Markup | undefined {
  const rows = diagnosed(cases).flatMap(({ id, given, diagnoses }) =>
    diagnoses.map(
      (one) =>
        markup`<tr><td>${id === '' ? 'the only case' : point(given)}</td><td>${one.contender}</td><td class="inside">${inside(one)}</td></tr>`,
    ),
  );
  if (rows.length === 0) return undefined;
  return table(aside, 'diagnoses', ['case', 'contender', 'inside'], rows);
}

function inside(one: DiagnosisReport): Content {
  const { tiers, profile } = one;
  const unknown = sayDiagnosis(one).find(({ label }) => label === 'unknown');
  return [
    tiers && part('V8', tierParts(tiers), `${sayTiers(tiers)}; ${sayThrownBack(tiers)}`),
    profile && part('time', timeParts(profile), sayTime(profile)),
    profile && part('memory', memoryParts(profile), sayMemory(profile)),
    unknown && markup`<p>${unknown.says}</p>`,
  ];
}

/** The bar repeats what the words say, so it is hidden from whoever is read to. */
function part(label: string, parts: readonly { name: string; share: number }[], says: string): Markup {
  const pieces = parts.map(
    ({ name, share: width }, at) =>
      markup`<i class="stroke-${at % 6}" style="width:${(width * 100).toFixed(1)}%" title="${share(width)} ${name}"></i>`,
  );
  return markup`<p><b>${label}</b>${parts.length === 0 ? undefined : markup`<span class="parts" aria-hidden="true">${pieces}</span>`}${says}</p>`;
}

function tierParts({ shares }: TiersReport) {
  return tiersFromTheTop.flatMap((tier) => (shares[tier] > 0 ? [{ name: tierNames[tier], share: shares[tier] }] : []));
}

function timeParts(profile: ProfileReport) {
  return [...profile.functions.map((one) => ({ name: sayFunction(one), share: one.share })), ...othersOf(profile)];
}

function memoryParts({ sites }: ProfileReport) {
  return sites.map((one) => ({ name: sayFunction(one), share: one.share }));
}
