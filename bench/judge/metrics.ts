/** The metrics beside the one that a claim is about: the interval of each ratio, or why there is none. */
import { metricTextOf } from '../../reports/metrics.ts';
import type { Figure, Interval, MetricReport } from '../../reports/model.ts';
import { METRICS, type Metric } from '../claim.ts';
import { asRatio, tInterval } from '../stats/interval.ts';
import { compareProbes, valuesOf, type Probed } from '../stats/probes.ts';
import { hasCpuTimes, perCall, roundLog } from '../stats/rounds.ts';
import { median, quantile } from '../stats/sample.ts';
import type { Evidence } from './evidence.ts';

/** All that could be told, without the claim's own metric; empty where no probe was asked for. */
export function metricsOf(evidence: Evidence): MetricReport[] {
  if (evidence.probes.length === 0 || evidence.byAnswers) return [];
  const others = METRICS.filter((metric) => metric !== evidence.claim.metric && metric !== 'time');
  return others.flatMap((metric) => (metric === 'cpu time' && byTurns(evidence)) || byProbes(evidence, metric) || []);
}

/** The turns tell processor time far better than the probes: in them the contenders share a process, and its luck. */
function byTurns({ claim, deciding, pair, level }: Evidence): MetricReport | undefined {
  if (deciding.length < 2 || !deciding.every(hasCpuTimes)) return undefined;
  const names = claim.contenders.map(({ name }) => name).filter((name) => deciding.every(({ turns }) => name in turns));
  return {
    metric: 'cpu time',
    ratio: asRatio(
      tInterval(
        deciding.map((round) => roundLog(round, pair, 'cpu')),
        1 - level,
      ),
    ),
    values: names.map((name) => ({
      name,
      value: typical(deciding.map((round) => median(perCall(round, name, pair.batches, 'cpu'))))!,
    })),
  };
}

function byProbes({ probes, pair, claim }: Evidence, metric: Metric): MetricReport | undefined {
  const probed = compareProbes(probes, pair, metric);
  if (!probed) return undefined;
  const values = claim.contenders.flatMap(({ name }) => {
    const value = typical(valuesOf(probes, name, metric));
    return value ? [{ name, value }] : [];
  });
  const value = (name: string) => values.find((one) => one.name === name)!.value.estimate;
  const told = probed.logs.length >= 2;
  const zeros = probed.zeros !== 'none';
  return {
    metric,
    ...(told && { ratio: asRatio(tInterval(probed.logs)) }),
    ...(zeros && { says: sayZeros(probed, { metric }, pair, value) }),
    values,
  };
}

/** The median of the rounds and the range of their middle half; `undefined` where there is none. */
export function typical(values: readonly number[]): Interval | undefined {
  if (values.length === 0) return undefined;
  return { estimate: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/**
 * Why there is no ratio: `concat allocates nothing, join 1.2 KiB`.
 *
 * @param valueOf what a contender typically has of the metric
 */
export function sayZeros(
  { zeros }: Probed,
  about: { readonly metric: Metric; readonly figure?: Figure | undefined },
  { favours, over }: { favours: string; over: string },
  valueOf: (contender: string) => number,
): string {
  const { none, neither, figure } = metricTextOf(about);
  if (zeros === 'both') return neither;
  if (zeros === 'some') return 'no ratio: some of the rounds read 0';
  const [without, other] = valueOf(favours) === 0 ? [favours, over] : [over, favours];
  if (zeros === 'near') {
    return `no ratio: ${without} reads 0, and ${other} with ${figure(valueOf(other))} too little to be told from it`;
  }
  return `${without} ${none}, ${other} ${figure(valueOf(other))}`;
}
