/** Doubts about load: whether it reached the servers, and whether they kept up with it. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import type { Load, Metric } from '../../results.ts';
import { valuesOf } from '../../stats/probes.ts';
import { median } from '../../stats/sample.ts';
import type { Evidence } from '../evidence.ts';

/** Whoever is idle for more than a tenth of the time could answer more. */
export const BUSY = 0.9;

/**
 * In a closed model a server that is faster than whoever loads it waits for requests: then both throughputs are that of the
 * generator, and their ratio is drawn towards 1.
 */
export function notLoaded(evidence: Evidence): Doubt | undefined {
  if (evidence.claim.metric !== 'throughput' || loadOf(evidence)?.rate !== undefined) return undefined;
  const idle = eachOf(evidence, 'loop utilisation').filter(({ value }) => value < BUSY);
  if (idle.length === 0) return undefined;
  const said = idle.map(({ name, value }) => `"${name}" was idle for ${units.share(1 - value)} of the time`);
  return {
    code: 'not-loaded',
    says: `${said.join(', ')}: there its throughput is that of whoever loads it.`,
    advice: 'Load it with more connections, or ask for the processor time of a request.',
  };
}

/** How much of the rate has to be answered for the latency not to be that of a queue which grows as long as it is watched. */
const KEPT_UP = 0.95;

/** In an open model a server that answers fewer requests than come has no latency of its own. */
export function fellBehind(evidence: Evidence): Doubt | undefined {
  const rate = loadOf(evidence)?.rate;
  if (rate === undefined) return undefined;
  const behind = eachOf(evidence, 'throughput').filter(({ value }) => 1e9 / value < KEPT_UP * rate);
  if (behind.length === 0) return undefined;
  const said = behind.map(({ name, value }) => `"${name}" answered ${units.plain(1e9 / value)}`);
  return {
    code: 'fell-behind',
    says: `Of ${units.plain(rate)} requests a second, ${said.join(', ')}: the others queued up, for as long as the turn took.`,
    advice: 'Ask for a lower rate, at which both keep up; or for their throughput.',
  };
}

/** A share of errors that is worth a word. */
const FEW = 0.001;

/** What has no right answer is left out of throughput and latency: whoever fails fast looks fast. */
export function failedRequests(evidence: Evidence): Doubt | undefined {
  if (evidence.claim.metric === 'errors') return undefined;
  const failing = eachOf(evidence, 'errors').filter(({ value }) => value > FEW);
  if (failing.length === 0) return undefined;
  const said = failing.map(({ name, value }) => `${units.share(value)} of those to "${name}"`);
  return {
    code: 'failed-requests',
    says: `Requests had no right answer: ${said.join(', ')}. The figures are about the others.`,
    advice: 'Look at what the server answers under load, and at its limits.',
  };
}

function loadOf({ claim, id }: Evidence): Load | undefined {
  return claim.cases.find((one) => one.id === id)?.load;
}

/** The median round of each of the two that are compared, where it was told. */
function eachOf({ claim, probes }: Evidence, metric: Metric): { readonly name: string; readonly value: number }[] {
  return [claim.favours, claim.over].flatMap((name) => {
    const values = valuesOf(probes, name, metric);
    return values.length === 0 ? [] : [{ name, value: median(values) }];
  });
}
