/**
 * Judges many runs as a history: from what is kept of each run to the model that is drawn. Runs of different machines are
 * kept apart, because what differs between two machines is no change of the code.
 */
import type { HistoryReport, MachineHistory } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import { FEWEST_RUNS, fewestFor } from '../stats/change-points.ts';
import { courseOf, countedIn, seriesOf } from './history/lines.ts';
import { isSameMachine, marksOf, nameOfMachine } from './history/machine.ts';
import { joinTwins, runOf, type Joined } from './history/runs.ts';
import type { Outline } from './history/outline.ts';

export interface Gathered {
  readonly version: string;
  readonly folder: string;
  readonly outlines: readonly Outline[];
  readonly unread: HistoryReport['unread'];
}

export function judgeHistory({ version, folder, outlines, unread }: Gathered): HistoryReport {
  const groups = groupByMachine(joinTwins(outlines)).toSorted((a, b) => b.length - a.length);
  const machines = groups.map((group) => ({ group, series: seriesOf(group.map(({ outline }) => outline)) }));
  const questions = machines.reduce((sum, { series }) => sum + countedIn(series), 0);
  const judged = machines.map(({ group, series }): MachineHistory => {
    const environments = group.map(({ outline }) => outline);
    return {
      name: nameOfMachine(environments.at(-1)!.environment),
      runs: group.map(runOf),
      marks: marksOf(environments),
      lines: series.map((one) => courseOf(one, questions)),
    };
  });
  return {
    version,
    folder,
    sentence: sayHistory(judged, questions),
    method: sayMethod(questions),
    machines: judged,
    unread,
  };
}

/** A run is of the machine whose last run was like it. */
function groupByMachine(runs: readonly Joined[]): Joined[][] {
  const groups: Joined[][] = [];
  for (const one of runs) {
    const group = groups.find((each) => isSameMachine(each.at(-1)!.outline.environment, one.outline.environment));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

function sayHistory(machines: readonly MachineHistory[], questions: number): string {
  const runs = machines.flatMap((machine) => machine.runs);
  if (runs.length === 0) return 'No results file could be read.';
  const lines = machines.flatMap((machine) => machine.lines);
  const days = runs.map(({ started }) => started.slice(0, 10)).toSorted();
  const [first, last] = [days[0]!, days.at(-1)!];
  const when = first === last ? `on ${first}` : `${first} to ${last}`;
  const claims = units.count(new Set(lines.map(({ claim }) => claim)).size, 'claim');
  const over = `${claims} over ${units.count(runs.length, 'run')} on ${units.count(machines.length, 'machine')}, ${when}`;
  if (!lines.some(({ pieces }) => pieces.some(({ enough }) => enough))) {
    return `Too few runs to tell changes, which takes ${FEWEST_RUNS} of one question on one machine: ${over}.`;
  }
  const fewest = fewestFor(questions);
  if (!lines.some(({ pieces }) => pieces.some(({ counted }) => counted >= fewest))) {
    return `Too few runs to be certain of a change, which takes ${fewest} among ${units.count(questions, 'line')}: ${over}.`;
  }
  const changes = lines.flatMap((line) => line.changes.filter(({ certain }) => certain)).length;
  const drifts = lines.flatMap((line) => line.drifts.filter(({ certain }) => certain)).length;
  const drifting = drifts === 0 ? '' : ` and ${units.count(drifts, 'slow drift')}`;
  const found = changes === 0 ? 'No change was' : `${units.count(changes, 'change')}${drifting}`;
  if (changes > 0) return `${found} found in ${over}.`;
  return `${drifts === 0 ? found : `${units.count(drifts, 'slow drift')} and no sudden change`}${drifts === 0 ? ' shown' : ' found'} in ${over}.`;
}

function sayMethod(questions: number): string[] {
  const corrected = `Probabilities are multiplied by the ${units.count(questions, 'line')} that had enough runs (Bonferroni): a change that is shown by itself, but not among so many, is called possible. Among so many, no change in fewer than ${fewestFor(questions)} runs can be more than that.`;
  return [
    'Changes are found by circular binary segmentation (Olshen et al. 2004): a line is cut where the weighted means of its parts differ most, if the same runs in random order differ as much in at most 5 of 100 cases (permutation test), and by more than the margin of the claim.',
    ...(questions === 0 ? [] : [corrected]),
    `It takes ${FEWEST_RUNS} runs, and three of a new level: a bad night is no change. Runs weigh as much as they are exact, how far runs vary beyond their intervals is estimated from them, and outliers are brought in.`,
    'It supposes that runs do not depend on their order otherwise: on a machine where each resembles the one before it, more is found than there is. Where a straight line tells more than steps, it is called a drift. Runs whose controls failed are shown, and do not count.',
  ];
}
