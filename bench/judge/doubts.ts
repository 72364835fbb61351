/** The list of doubts: reasons for which a figure may not be trusted, one function each, one sentence, and what to do about it. */
import type { Doubt, RunReport } from '../../reports/model.ts';
import type { Environment, ResultRecord } from '../results.ts';
import { deleted, unexpectedAnswers } from './doubts/answers.ts';
import { clocksDisagree, coarseClock } from './doubts/clock.ts';
import { notAlone, resumed } from './doubts/history.ts';
import { failedRequests, fellBehind, notLoaded } from './doubts/load.ts';
import { busyMachine, busyMeanwhile, limited, processorTaken, throttled } from './doubts/machine.ts';
import { stillClimbing, thrownBack } from './doubts/tiers.ts';
import { disturbEachOther, notSettled, sharedModules, stillChanging, unwatched } from './doubts/processes.ts';
import {
  drift,
  fastestDisagrees,
  fewRounds,
  onlyAlone,
  signsDisagree,
  twoHumps,
  twoHumpsWithin,
} from './doubts/rounds.ts';
import { controlsFailed, cutShort } from './doubts/run.ts';
import type { Evidence } from './evidence.ts';

/** Everything that speaks against a case's figures. */
export function doubtsOf(evidence: Evidence, adjusted: number | undefined, environment: Environment): Doubt[] {
  if (evidence.probed) return raised(probeDoubts(evidence, adjusted));
  return raised([
    fewRounds(evidence),
    onlyAlone(evidence, adjusted),
    disturbEachOther(evidence),
    unwatched(evidence),
    notSettled(evidence),
    stillChanging(evidence),
    processorTaken(evidence),
    stillClimbing(evidence),
    thrownBack(evidence),
    coarseClock(evidence, environment),
    clocksDisagree(evidence),
    fastestDisagrees(evidence),
    drift(evidence),
    twoHumps(evidence),
    twoHumpsWithin(evidence),
    signsDisagree(evidence),
    sharedModules(evidence),
    deleted(evidence),
    unexpectedAnswers(evidence),
  ]);
}

/** What speaks against the whole run. */
export function runDoubts(
  records: readonly ResultRecord[],
  environment: Environment,
  complete: boolean,
  controls: RunReport['controls'],
): Doubt[] {
  const rounds = records.filter((one) => one.kind === 'round');
  const hasMeasured = records.some(({ kind }) => kind === 'round' || kind === 'probe');
  return raised([
    controlsFailed(controls),
    cutShort(complete, !records.some((one) => one.kind === 'run' && one.comparison)),
    resumed(records),
    notAlone(records),
    hasMeasured ? busyMachine(environment) : undefined,
    busyMeanwhile(environment, rounds),
    throttled(rounds),
    limited(rounds),
  ]);
}

/** Where probes decide, there are no turns, and each contender has processes of its own. */
function probeDoubts(evidence: Evidence, adjusted: number | undefined): (Doubt | undefined)[] {
  const found = [
    fewRounds(evidence),
    onlyAlone(evidence, adjusted),
    notLoaded(evidence),
    fellBehind(evidence),
    failedRequests(evidence),
    unexpectedAnswers(evidence),
  ];
  return evidence.logs.length === 0 ? found : [...found, drift(evidence), twoHumps(evidence), signsDisagree(evidence)];
}

function raised(asked: readonly (Doubt | undefined)[]): Doubt[] {
  return asked.filter((doubt) => doubt !== undefined);
}
