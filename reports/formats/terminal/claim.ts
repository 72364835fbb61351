/** One claim on the terminal: what is said beside what is measured, its cases, and everything that spoils them. */

import { crossingSentence } from '../../crossings.ts';
import { sayKnees, sayLoads } from '../../load.ts';
import type { ClaimReport } from '../../model.ts';
import { oneLine } from '../../text.ts';
import { count, parameter } from '../../units.ts';
import { breakage, dashes, foldDoubts, remarkMeanings, wrongAnswers } from '../../notes.ts';
import { marks, standing } from '../../standings.ts';
import { range, ratioMeaning } from '../../words.ts';
import { caseLines } from './cases.ts';
import { concordMarks, elsewhereText, sayElsewhere } from '../../life.ts';
import { diagnosisLines } from './diagnoses.ts';
import { hang, type Ink, inks, type Line } from './ink.ts';
import { metricLines } from './metrics.ts';

export function claimLines(claim: ClaimReport, columns: number): Line[] {
  const stands = standing(claim);
  const folded = foldDoubts(claim.cases);
  const mark = { text: `${marks[stands]} `, ink: inks[stands] };
  return [
    ...hang(mark, claim.says, columns, 'bold'),
    ...hang({ text: '  ' }, claim.sentence, columns, inks[stands]),
    ...labelled('they say', said(claim), columns),
    ...labelled('measured', measured(claim), columns),
    ...labelled('because', claim.because, columns),
    ...labelled('claim', claim.id, columns),
    ...labelled('others', sayElsewhere(claim), columns),
    ...(claim.doubts ?? []).flatMap(({ says, advice }) => labelled('doubt', `${says} ${advice}`, columns)),
    [],
    ...caseLines(claim, folded, columns),
    ...spaced(metricLines(claim, columns)),
    ...diagnosisLines(claim, columns),
    ...spaced([
      ...wrongAnswers(claim.cases).flatMap((wrong) => noted(marks.refuted, wrong, columns, inks.refuted)),
      ...dashes(claim.cases).flatMap((reason) => noted('–', reason, columns)),
      ...claim.crossings.flatMap((crossing) => noted('↔', crossingSentence(crossing), columns)),
      ...landmarkLines(claim, columns),
      ...[...sayLoads(claim), ...sayKnees(claim)].flatMap((sentence) => noted('»', sentence, columns)),
      ...(claim.elsewhere ?? []).flatMap((one) =>
        one.is === 'disagrees' ? noted(concordMarks.disagrees, elsewhereText(one), columns, 'magenta') : [],
      ),
      ...folded.flatMap(({ letter, code, cases, says, advice }) =>
        noted(letter, `${code}, ${count(cases, 'case')}: ${says} ${advice}`, columns, 'dim'),
      ),
      ...remarkMeanings(claim.cases).flatMap((meaning) => hang({ text: '  ' }, meaning, columns, 'dim')),
      ...claim.broken.flatMap((one) => noted(marks.broken, breakage(one), columns, inks.broken)),
    ]),
  ];
}

function said({ source, quote }: ClaimReport): string {
  return quote === undefined ? source : `“${oneLine(quote)}” (${source})`;
}

function measured(claim: ClaimReport): string {
  const found = range(claim);
  return found === undefined ? '' : `${found}. ${ratioMeaning(claim)}`;
}

function landmarkLines({ crossingAxis, landmarks }: ClaimReport, columns: number): Line[] {
  if (crossingAxis === undefined || landmarks.length === 0) return [];
  const told = landmarks.map(({ at, name }) => `${parameter(crossingAxis, at)} is ${name}`);
  return noted('|', `On the axis ${crossingAxis}: ${told.join('; ')}.`, columns, 'dim');
}

function labelled(label: string, text: string, columns: number): Line[] {
  return oneLine(text) === '' ? [] : hang({ text: `  ${label.padEnd(8)}  `, ink: 'dim' }, text, columns);
}

function noted(mark: string, text: string, columns: number, ink: Ink = 'plain'): Line[] {
  return hang({ text: `  ${mark}  `, ink: ink === 'dim' ? 'bold' : ink }, text, columns, ink);
}

function spaced(lines: Line[]): Line[] {
  return lines.length === 0 ? [] : [[], ...lines];
}
