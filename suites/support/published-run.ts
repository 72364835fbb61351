/** The published run on the primary runtime, judged, with its samples: read once a process. */
import { readResults } from '../../bench/read-results.ts';
import { judgeRun } from '../../bench/judge/run.ts';
import { samplesOf } from '../../bench/judge/samples.ts';
import { HERE, PRIMARY, resultsIn } from '../../bench/publish/places.ts';
import { readRecords } from '../../bench/results-file.ts';
import type { RunReport, Samples } from '../../reports/model.ts';

let run: { readonly report: RunReport; readonly samples: Samples } | undefined;

export function publishedRun(): { readonly report: RunReport; readonly samples: Samples } {
  if (!run) {
    const bytes = readResults(resultsIn(HERE.published, PRIMARY));
    const records = readRecords(bytes);
    run = { report: judgeRun(records), samples: samplesOf(records, { name: 'results.ndjson', bytes }) };
  }
  return run;
}
