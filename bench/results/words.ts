/** What all records speak in: values and metrics. */

export type Value = string | number | boolean;

export type Metric =
  | 'time'
  | 'loop delay'
  | 'cpu time'
  | 'allocated'
  | 'gc count'
  | 'gc time'
  | 'loop utilisation'
  | 'resident memory'
  | 'external memory'
  | 'first call'
  | 'context switches'
  | 'figure'
  | 'throughput'
  | 'latency p50'
  | 'latency p99'
  | 'errors'
  | 'retained';
