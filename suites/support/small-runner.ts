/** Runs a tree of suites with the small runner of `fixtures/testing`, and keeps what it tells in a form to compare. */
import { runSuites } from '../../fixtures/testing/run-suites.ts';
import type { Registry } from '../../fixtures/testing/suite-tree.ts';

export interface Told {
  /** A line for each event, such as `pass adds numbers`. */
  readonly events: readonly string[];
  readonly failed: number;
}

export async function runHere(root: Registry['root']): Promise<Told> {
  const events: string[] = [];
  const { failed } = await runSuites(root, ({ is, title }) => events.push(`${is} ${title}`));
  return { events, failed };
}
