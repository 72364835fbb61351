/** Doubts about the processes that measured: what the contenders do to each other there, and whether they were warm. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { asRatio, tInterval } from '../../stats/interval.ts';
import { FEWEST_APART, hints } from '../../stats/contagion.ts';
import { perCall } from '../../stats/rounds.ts';
import { shownChange } from '../../stats/trend.ts';
import { FEWEST_ROUNDS } from '../../stats/verdict.ts';
import type { Evidence } from '../evidence.ts';

export function disturbEachOther({ watch, togetherLogs, apartLogs, level }: Evidence): Doubt | undefined {
  if (!watch?.disturbed) return undefined;
  const together = units.interval(asRatio(tInterval(togetherLogs, 1 - level)));
  const apart = units.interval(asRatio(tInterval(apartLogs, 1 - level)));
  return {
    code: 'disturb-each-other',
    says: `The contenders disturb each other: ${together} in one process, ${apart} in processes of their own.`,
    advice:
      'In one process they share its memory, and the code of Node.js itself. The figure from processes of their own decides; it is less precise, and more rounds make it better.',
  };
}

/** Two solo rounds that say what the others do are enough: more are taken where they hint at something else. */
export function unwatched({ byAnswers, togetherLogs, apartLogs, margin }: Evidence): Doubt | undefined {
  const { length: taken } = apartLogs;
  if (byAnswers || taken >= FEWEST_ROUNDS) return undefined;
  const hinted = hints(togetherLogs, apartLogs, margin);
  if (taken >= FEWEST_APART && !hinted) return undefined;
  const rounds = units.count(taken, 'solo round');
  const few = `${taken === 1 ? 'is' : 'are'} too few to see whether the contenders disturb each other`;
  return {
    code: 'unwatched',
    says: hinted ? `${rounds} ${few}, and hint that they do.` : `${rounds} ${few}.`,
    advice: `Measure without --quick, and with --rounds ${FEWEST_ROUNDS} or more.`,
  };
}

export function notSettled({ together, pair }: Evidence): Doubt | undefined {
  const restless = [pair.favours, pair.over].filter(
    (name) => together.filter((round) => round.turns[name]?.settled === false).length > together.length / 2,
  );
  if (restless.length === 0) return undefined;
  return {
    code: 'not-settled',
    says: `${restless.map((name) => `"${name}"`).join(' and ')} had not become steady when the turns began.`,
    advice: 'What is compared may be the way to the optimised code rather than that code.',
  };
}

/** Settled or not when it began: a process whose turns go on changing in one direction has not. */
export function stillChanging({ byAnswers, deciding, pair, clock, margin }: Evidence): Doubt | undefined {
  if (byAnswers) return undefined;
  const changes = [pair.favours, pair.over].flatMap((name) => {
    const change = shownChange(deciding.map((round) => perCall(round, name, pair.batches, clock).map(Math.log)));
    return change === undefined || Math.abs(change) < margin ? [] : [{ name, change }];
  });
  if (changes.length === 0) return undefined;
  const said = changes.map(({ name, change }) => {
    return `"${name}" became ${units.share(Math.expm1(Math.abs(change)))} ${change < 0 ? 'faster' : 'slower'}`;
  });
  return {
    code: 'still-changing',
    says: `From the first turn of a process to its last ${said.join(' and ')}.`,
    advice:
      'What becomes faster is still being compiled; what becomes slower fills something, a cache or the memory: the figure is that of the middle of the way.',
  };
}

export function sharedModules({ shared }: Evidence): Doubt | undefined {
  if (shared.length === 0) return undefined;
  const names = shared.map((path) => /node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(path)?.[1] ?? path);
  return {
    code: 'shared-modules',
    says: `The contenders share CommonJS modules: ${[...new Set(names)].slice(0, 3).join(', ')}.`,
    advice: 'They may teach each other’s inline caches there; the solo rounds would show it.',
  };
}
