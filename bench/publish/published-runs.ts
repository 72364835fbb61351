/** The runs that are published, or are to be: read, judged, and refused where they are not fit for it. */
import { existsSync } from 'node:fs';
import { explainDamage, readResults } from '../read-results.ts';
import { TouchstoneError } from '../errors.ts';
import { judgeRun } from '../judge/run.ts';
import { readRecords } from '../results-file.ts';
import type { ResultRecord } from '../results.ts';
import { runIn } from '../shards/runs-in.ts';
import type { RunReport } from '../../reports/model.ts';
import { resultsIn, RUNTIMES, type Place, type PublishedRuntime } from './places.ts';

export interface PublishedRun {
  readonly runtime: PublishedRuntime;
  /** The results file. */
  readonly bytes: Buffer;
  readonly records: readonly ResultRecord[];
  readonly report: RunReport;
}

/**
 * What lies there, in the order of the columns.
 *
 * @param but what need not be read
 * @throws {TouchstoneError} RESULTS_DAMAGED, RESULTS_TOO_NEW; NOT_TO_PUBLISH where one lies in the place of another
 */
export function readPublished({ published }: Place, but: readonly PublishedRuntime[] = []): PublishedRun[] {
  const there = RUNTIMES.filter((runtime) => !but.includes(runtime) && existsSync(resultsIn(published, runtime)));
  return there.map((runtime) => {
    const file = resultsIn(published, runtime);
    return asRunOf(runtime, fitRun(readResults(file), file), file);
  });
}

/**
 * @param file the name of what is read, for whoever has to mend it
 * @throws {TouchstoneError} NOT_TO_PUBLISH, and why; RESULTS_DAMAGED, RESULTS_TOO_NEW
 */
export function fitRun(bytes: Buffer, file: string): PublishedRun {
  const records = explainDamage(file, () => readRecords(bytes));
  const { comparison, arguments: words, options = {} } = runIn(records);
  if (comparison) throw refused(file, `it compares ${comparison.of}, and has no verdicts on claims`);
  const report = judgeRun(records);
  const runtime = runtimeOf(report);
  const why = whyNot(report, words.length > 0 || options['param'] !== undefined);
  if (why !== undefined) throw refused(file, why);
  if (runtime === undefined) {
    throw refused(
      file,
      `${report.environment.runtime} is none of the runtimes that are published, ${RUNTIMES.join(', ')}`,
    );
  }
  return { runtime, bytes, records, report };
}

/** @throws {TouchstoneError} NOT_TO_PUBLISH where it is a run on another runtime */
export function asRunOf(wanted: PublishedRuntime, run: PublishedRun, file: string): PublishedRun {
  if (run.runtime === wanted) return run;
  throw refused(file, `it is a run on ${run.report.environment.runtime}, and ${wanted} is to be told`);
}

function whyNot({ complete, quick, shard, controls }: RunReport, partly: boolean): string | undefined {
  if (!complete) return 'it did not come to its end';
  if (shard) return `it is shard ${shard.index} of ${shard.of}`;
  if (quick) return 'it is a quick run, which asks a part of the table';
  if (partly) return 'it was asked for a part of the claims';
  return controls.passed ? undefined : `its controls failed: ${controls.says.replace(/[.]$/, '')}`;
}

function runtimeOf({ environment: { runtime } }: RunReport): PublishedRuntime | undefined {
  const [, family = '', major = ''] = /^(Node\.js|Bun|Deno) (\d+)\./.exec(runtime) ?? [];
  const name = family === 'Node.js' ? `node@${major}` : family.toLowerCase();
  return RUNTIMES.find((one) => one === name);
}

function refused(file: string, why: string): TouchstoneError {
  const remedy =
    'What is published is a whole run of all claims whose controls passed: npm run publish-report -- --runtime NAME.';
  return new TouchstoneError('NOT_TO_PUBLISH', `${file} cannot be published: ${why}.`, remedy);
}
