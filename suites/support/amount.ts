/** How much a stress suite takes: little in every run, and as much as an environment variable says where one does. */
import { wholeNumber } from '../../fixtures/data/checks.ts';

export interface Amount {
  readonly count: number;
  /** Whether the environment has said it: then there is no hurry, and figures are told. */
  readonly asked: boolean;
  /** Prints a line of figures below the title of the test, where they were asked for. */
  readonly tell: (figures: string) => void;
}

/**
 * `amount('WORKER_KILLS', 3)` is 3, unless TOUCHSTONE_WORKER_KILLS is set. All of them stand in CONTRIBUTING.md.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a variable that is no whole number from 1 on
 */
export function amount(name: string, little: number, env: NodeJS.ProcessEnv = process.env): Amount {
  const variable = `TOUCHSTONE_${name}`;
  const said = env[variable];
  const count = said === undefined ? little : wholeNumber(Number(said), variable, 1);
  const asked = said !== undefined;
  return { count, asked, tell: (figures) => void (asked && console.log(`      ${figures}`)) };
}
