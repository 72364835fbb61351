/** Where everything goes, unless it is asked otherwise. */
import { join } from 'node:path';

/** The front page, beside the folders `bench`, `tests`, `coverage`, `compare` and `history`. */
export const REPORTS = join('reports', 'out');

/** The reports of a run, and its results. */
export const BENCH_REPORTS = join(REPORTS, 'bench');

/** What has changed from one revision to another, or differs between runtimes. */
export const COMPARE_REPORTS = join(REPORTS, 'compare');

/** What is being measured to be published. */
export const PUBLISH_REPORTS = join(REPORTS, 'publish');

/** What many runs say over time. */
export const HISTORY_REPORTS = join(REPORTS, 'history');
