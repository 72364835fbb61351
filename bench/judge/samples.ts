/** The single turns of a run, case by case, as plots show them: nothing is judged here. */
import type { CaseSamples, Samples } from '../../reports/model.ts';
import type { CaseRecord, ClaimDescription, ResultRecord, RoundRecord } from '../results.ts';
import { splitByRun } from '../shards/runs-in.ts';
import { cycleLogs, decidingClock, perCycle, type Pair } from '../stats/rounds.ts';
import { groupedByCase, keyOfCase } from './evidence.ts';

/**
 * @param records of one results file, checked by `readRecords`
 * @param file the results file itself
 */
export function samplesOf(records: readonly ResultRecord[], file?: Samples['file']): Samples {
  const parts = splitByRun(records).map(samplesOfRun);
  return {
    // A case was measured by one shard; a control by all of them, and the first is shown.
    of: (claim, at) => parts.map((of) => of(claim, at)).find((found) => found !== undefined),
    ...(file && { file }),
  };
}

function samplesOfRun(records: readonly ResultRecord[]): Samples['of'] {
  const claims = new Map(records.flatMap((one) => (one.kind === 'claim' ? [[one.claim.id, one.claim]] : [])));
  const cases = new Map(records.flatMap((one) => (one.kind === 'case' ? [[keyOfCase(one), one]] : [])));
  const rounds = groupedByCase(records.filter((one) => one.kind === 'round'));
  return (claim, at) => {
    const key = keyOfCase({ claim, case: at });
    const [asked, found, measured] = [claims.get(claim), cases.get(key), rounds.get(key)];
    return asked && found && measured && samplesOfCase(asked, found, measured);
  };
}

function samplesOfCase(
  { favours, over, metric, contenders }: ClaimDescription,
  { batches, waits }: CaseRecord,
  rounds: readonly RoundRecord[],
): CaseSamples {
  const pair: Pair = { favours, over, batches };
  const clock = decidingClock(rounds, pair, { metric, waits });
  return {
    processes: rounds.map((round) => ({
      apart: !round.together,
      ratios: cycleLogs(round, pair, clock).map(Math.exp),
      turns: contenders
        .filter(({ name }) => name in round.turns)
        .map(({ name }) => ({
          name,
          values: perCycle(round, name, batches, clock).map((value) => value ?? Number.NaN),
        })),
    })),
  };
}
