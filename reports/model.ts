/**
 * The judged run that every format draws: plain data, judged and worded, not yet formatted. Imports nothing of ours but its
 * own parts.
 *
 * Values are in the units of their metric, see {@link Metric}. A ratio is value(over) / value(favours): above 1 the
 * favoured contender won. Shares are fractions (0.05 is 5 %). Lists are in the order in which they are to be shown.
 */

export type * from './model/calibration.ts';
export type * from './model/case.ts';
export type * from './model/claim.ts';
export type * from './model/comparison.ts';
export type * from './model/diagnosis.ts';
export type * from './model/drawing.ts';
export type * from './model/environment.ts';
export type * from './model/history.ts';
export type * from './model/front-page.ts';
export type * from './model/life.ts';
export type * from './model/matrix.ts';
export type * from './model/run.ts';
export type * from './model/samples.ts';
export type * from './model/tests.ts';
export type * from './model/words.ts';
