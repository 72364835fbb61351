/** Doubts about the answers: whether they are what the claim says. */
import type { Doubt } from '../../../reports/model.ts';
import type { Evidence } from '../evidence.ts';

export function unexpectedAnswers({ answers }: Evidence): Doubt | undefined {
  const entries = Object.entries(answers);
  const right = entries.filter(([, { right: is, wrongBecause }]) => is && wrongBecause !== undefined);
  const wrong = entries.filter(([, { right: is, wrongBecause }]) => !is && wrongBecause === undefined);
  const parts = [
    ...right.map(([name]) => `"${name}" answers rightly, though the claim says it would not`),
    ...wrong.map(([name]) => `"${name}" answers wrongly, which the claim does not say`),
  ];
  if (parts.length === 0) return undefined;
  return { code: 'unexpected-answer', says: `${parts.join('; ')}.`, advice: 'Mend the contender, or the claim.' };
}
