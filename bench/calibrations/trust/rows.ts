/** Rows of the table of trust: what was wanted, and what was reached. */
import * as units from '../../../reports/units.ts';
import type { CalibrationComparison } from '../../calibration.ts';
import { TURN } from '../../harness/schedule/defaults.ts';
import type { Surroundings, Subject } from '../../harness/schedule/round.ts';
import { tInterval } from '../../stats/interval.ts';
import { mean, median } from '../../stats/sample.ts';

export interface Row {
  readonly what: string;
  readonly wanted: string;
  readonly reached: string;
  readonly kept: boolean;
}

/** What a row is measured with. */
export interface Setting {
  readonly around: Surroundings;
  /** Whether a neighbour burns the processors: then less is wanted. */
  readonly busy: boolean;
  /** So many times, or a tenth of it where it is only tried out. */
  readonly times: (many: number) => number;
  readonly tell: (text: string) => void;
}

/** Contenders of a module beside the programs, by its path from there. */
export function subjectOf(path: string, contenders: readonly string[], given: Subject['given'] = {}): Subject {
  const [favours, over = favours] = contenders as [string, string?];
  const module = new URL(`../${path}`, import.meta.url).href;
  return { claim: 'trust', case: '', module, given, metric: 'time', contenders, favours, over, turn: TURN };
}

/** How often an effect was found, the right way round. */
export function found(what: string, all: readonly CalibrationComparison[], least: number): Row {
  const right = all.filter(({ logs }) => tInterval(logs).low > 0).length;
  const share = right / all.length;
  const reached = `${right} of ${all.length} (${units.share(share)}); read ${units.share(Math.expm1(median(all.map(({ logs }) => mean(logs)))))}`;
  return { what, wanted: `at least ${units.share(least)}`, reached, kept: share >= least };
}

/** A share that is not to be exceeded. */
export function atMost(what: string, many: number, of: number, most: number): Row {
  const reached = `${many} of ${of} (${units.share(many / of)})`;
  return { what, wanted: `at most ${units.share(most)}`, reached, kept: many / of <= most };
}

/** An error that is not to be exceeded. */
export function within(what: string, error: number, most: number): Row {
  return { what, wanted: `at most ${units.share(most)}`, reached: units.share(error), kept: error <= most };
}
