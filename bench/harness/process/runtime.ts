/** What runs a process that measures: a binary, how it is asked to run a module, and what it cannot tell. */
import type { Metric } from '../../claim.ts';
import type { Values } from '../worker/messages.ts';

export interface Runtime {
  /** The binary, as an absolute path. */
  readonly path: string;
  /** What goes before the module: `deno` takes `run --allow-all`. */
  readonly before: readonly string[];
  /** What it is given of the environment besides, by the process's own folder. */
  readonly environment?: ((folder: string) => NodeJS.ProcessEnv) | undefined;
  /** The metrics that it cannot tell, as was found out in a process of it; missing where nobody has looked. */
  readonly untold?: Untold | undefined;
}

/** Why a metric cannot be told, as a sentence without a full stop: of a contender by itself, and of a server under load. */
export interface Untold {
  readonly alone: Reasons;
  readonly served: Reasons;
}

export type Reasons = Readonly<Partial<Record<Metric, string | undefined>>>;

/** What was read, without what the runtime cannot tell, whatever figure it gave. */
export function believed(values: Values, untold: Reasons | undefined): Values {
  if (!untold) return values;
  return Object.fromEntries(Object.entries(values).filter(([metric]) => untold[metric as Metric] === undefined));
}
