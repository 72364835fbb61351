/** Measures one runtime to be published, in a folder of its own, or goes on with what an earlier publication has left there. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parseOptions } from '../commands/options.ts';
import { explainDamage, readResults } from '../read-results.ts';
import { RUN_OPTIONS } from '../commands/run-options.ts';
import { run } from '../commands/run.ts';
import { wholeRun } from '../commands/run-on-each.ts';
import type { Streams } from '../commands/terminal.ts';
import { runIn } from '../shards/runs-in.ts';
import * as units from '../../reports/units.ts';
import { folderOf, type Place, type PublishedRuntime } from './places.ts';
import type { Measuring } from './wishes.ts';

/**
 * @returns the results file
 * @throws {TouchstoneError} as `run` does; what had been measured until then is kept
 */
export async function measureOn(
  runtime: PublishedRuntime,
  wishes: Measuring,
  { work, claims }: Place,
  streams: Streams,
): Promise<Buffer> {
  const out = join(work, folderOf(runtime));
  const results = resultsOf(work, runtime);
  const there = wishes.resume && existsSync(results);
  if (there && sayWhole(results, streams)) return readResults(results);
  const words = [
    ...(there ? ['--resume'] : []),
    ...wishes.typed,
    '--runtime',
    runtime,
    '--out',
    out,
    ...(claims === undefined ? [] : ['--claims', claims]),
  ];
  // It is told to nobody here, but in the files that are published.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await run(parseOptions(words, RUN_OPTIONS, 'run'), { ...streams, out: nowhere });
  return readResults(results);
}

/** Forgets what had been measured, so that the next publication begins anew. */
export function forget(runtimes: readonly PublishedRuntime[], { work }: Place): void {
  for (const runtime of runtimes) rmSync(resultsOf(work, runtime), { force: true });
}

function resultsOf(work: string, runtime: PublishedRuntime): string {
  return join(work, folderOf(runtime), 'results.ndjson');
}

/** Whether the run there has come to its end. */
function sayWhole(results: string, { err }: Pick<Streams, 'err'>): boolean {
  const records = explainDamage(results, () => wholeRun(readResults(results)));
  if (!records) return false;
  const { started, environment } = runIn(records);
  const commit = environment.commit === undefined ? '' : `, at commit ${environment.commit}`;
  err.write(`${results} is whole, and stands as it is: measured ${units.moment(started)}${commit}\n`);
  return true;
}
