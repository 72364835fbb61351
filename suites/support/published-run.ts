/** The published run, judged, with its samples: read once a process. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judgeRun } from '../../bench/judge/run.ts';
import { samplesOf } from '../../bench/judge/samples.ts';
import { readRecords } from '../../bench/results-file.ts';
import type { RunReport, Samples } from '../../reports/model.ts';

const folder = fileURLToPath(new URL('../../../reports/published/', import.meta.url));

let run: { readonly report: RunReport; readonly samples: Samples } | undefined;

export function publishedRun(): { readonly report: RunReport; readonly samples: Samples } {
  if (!run) {
    const bytes = readFileSync(`${folder}results.ndjson`);
    const records = readRecords(bytes);
    run = { report: judgeRun(records), samples: samplesOf(records, { name: 'results.ndjson', bytes }) };
  }
  return run;
}
