/** The runs of a history in the order of time, each of them once. */
import type { HistoryRun } from '../../../reports/model.ts';
import type { Outline } from './outline.ts';

export interface Joined {
  readonly outline: Outline;
  readonly files: readonly string[];
}

/**
 * A run that lies there more than once counts once: two copies would look like two runs that agree. Where one of them is
 * shorter (it was copied before the run was resumed), the longer one is taken.
 */
export function joinTwins(outlines: readonly Outline[]): Joined[] {
  const runs = new Map<string, Joined>();
  for (const outline of outlines) {
    const key = JSON.stringify([outline.run.id, outline.run.started]);
    const twin = runs.get(key);
    const files = [...(twin?.files ?? []), outline.file];
    runs.set(key, { files, outline: twin && twin.outline.records >= outline.records ? twin.outline : outline });
  }
  const time = ({ outline: { run } }: Joined) => Date.parse(run.started);
  return [...runs.values()].toSorted((a, b) => time(a) - time(b) || (a.outline.run.id < b.outline.run.id ? -1 : 1));
}

export function runOf({ outline, files }: Joined): HistoryRun {
  const { run, environment, quick, complete, fit } = outline;
  const { runtime, commit } = environment;
  const where = { id: run.id, started: run.started, ...(commit !== undefined && { commit }), runtime };
  return { ...where, files, quick, complete, fit };
}
