/** What a format that goes into a file is. */

import type { RunReport, Samples } from './model.ts';

export interface Format {
  /** The name of the file: `report.csv`. */
  readonly file: string;
  readonly write: (report: RunReport, samples: Samples) => string;
}
