/** Of which runtimes runs are published, and where they lie: a folder for each, below one that tells all of them together. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKED } from '../packed-results.ts';
import { PUBLISH_REPORTS } from '../reports-folder.ts';

/** As they are asked for, in the order of their columns. */
export const RUNTIMES = ['node@20', 'node@22', 'node@24', 'node@26', 'bun', 'deno'] as const;
export type PublishedRuntime = (typeof RUNTIMES)[number];

/** The one that is told in every format; of the others a page, and the results. */
export const PRIMARY: PublishedRuntime = 'node@20';

/** In the root of a project. */
export const PUBLISHED_REPORTS = join('reports', 'published');

/** Where a publication reads and writes. */
export interface Place {
  /** What is published. */
  readonly published: string;
  /** What is being measured for it: ignored by git. */
  readonly work: string;
  /** The README that is cut from it. */
  readonly readme: string;
  /** The folder of claims, where they are not those of touchstone itself. */
  readonly claims?: string;
}

/** The root of touchstone itself: this file is dist/bench/publish/places.js. */
const HOME = fileURLToPath(new URL('../../../', import.meta.url));

export const HERE: Place = {
  published: join(HOME, PUBLISHED_REPORTS),
  work: join(HOME, PUBLISH_REPORTS),
  readme: join(HOME, 'README.md'),
};

/** `node-22` for `node@22`. */
export function folderOf(runtime: PublishedRuntime): string {
  return runtime.replace('@', '-');
}

/** Where the results of a runtime lie in the folder of what is published. */
export function resultsIn(published: string, runtime: PublishedRuntime): string {
  return join(published, folderOf(runtime), `results.ndjson${PACKED}`);
}
