/** Doubts about the answers: whether they are what the claim says, and whether work was done for them. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { perCall } from '../../stats/rounds.ts';
import { median } from '../../stats/sample.ts';
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

/** Below so many times the cost of nothing, work cannot be told from its absence. */
const NEAR_NOTHING = 3;

/**
 * Whether work was left out (nobody needs what it gives) or folded into a constant (its input never changes): what is
 * left then costs as much as nothing. Work that is as cheap by nature looks the same, which is why it is a question.
 * The floor is the least of all processes: what comes on top of it is noise, or a loop that was not optimised yet.
 */
export function deleted({ byAnswers, claim, together, deciding, pair }: Evidence): Doubt | undefined {
  if (byAnswers) return undefined;
  const near = claim.contenders.flatMap(({ name }) => {
    // Only processes with all contenders look for it.
    const floors = together.flatMap(({ nothing }) => nothing?.[name] ?? []);
    if (floors.length === 0) return [];
    // Solo rounds have the two that are compared.
    const taken = deciding.every(({ turns }) => name in turns) ? deciding : together;
    const floor = Math.min(...floors);
    const cost = median(taken.map((round) => median(perCall(round, name, pair.batches, 'wall'))));
    return cost <= NEAR_NOTHING * floor ? [{ name, cost, floor }] : [];
  });
  if (near.length === 0) return undefined;
  const said = near.map(({ name, cost, floor }) => {
    return `"${name}" takes ${units.duration(cost)} a call, and a call that does nothing ${units.duration(floor)}`;
  });
  return {
    code: 'deleted',
    says: `${said.join('; ')}: was the work deleted, or folded into a constant?`,
    advice:
      'Return something that depends on all of the work, and vary the input from call to call; or do more of it in one call.',
  };
}
