/** What runs a process that measures: a binary, and how it is asked to run a module. */

export interface Runtime {
  /** The binary, as an absolute path. */
  readonly path: string;
  /** What goes before the module: `deno` takes `run --allow-all`. */
  readonly before: readonly string[];
}
