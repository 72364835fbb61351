/** `npm run publish-report` as a function: measures each runtime, and publishes what is whole. */
import { tellError, orTellError } from '../commands/tell-error.ts';
import { readResults } from '../read-results.ts';
import type { Streams } from '../commands/terminal.ts';
import { TouchstoneError } from '../errors.ts';
import { writeFiles } from '../write-files.ts';
import { commonFiles, reportFiles, resultsFile } from './files.ts';
import { forget, measureOn } from './measure.ts';
import { HERE, RUNTIMES, type Place, type PublishedRuntime } from './places.ts';
import { asRunOf, fitRun, readPublished, type PublishedRun } from './published-runs.ts';
import { HELP, readWishes, type Measuring } from './wishes.ts';

/**
 * @param measure measures one of them, and returns its results file
 * @returns the exit code: 0, 3 (not everything is published that was asked for), 130 (interrupted)
 */
export function publish(
  argv: readonly string[],
  streams: Streams,
  place: Place = HERE,
  measure: typeof measureOn = measureOn,
): Promise<number> {
  return orTellError(async () => {
    const wishes = readWishes(argv);
    if (wishes.is === 'retell') return retell(place, streams);
    if (wishes.is === 'files') return publishFiles(wishes.files, place, streams);
    if (wishes.is === 'measure') return publishEach(wishes, place, streams, measure);
    streams.out.write(HELP);
    return 0;
  }, streams);
}

async function retell(place: Place, streams: Streams): Promise<number> {
  const runs = readPublished(place);
  const files = await Promise.all(runs.map((run) => reportFiles(run, place)));
  write([...files.flat(), ...commonFiles(runs, place)], streams);
  return 0;
}

/** All of them or none. */
async function publishFiles(paths: readonly string[], place: Place, streams: Streams): Promise<number> {
  const runs = paths.map((path) => fitRun(readResults(path), path));
  await publishRuns(runs, place, streams);
  return 0;
}

/** What may be wrong with one runtime, and says nothing of the others. */
const OF_ONE: ReadonlySet<string> = new Set([
  'RUNTIME_NOT_FOUND',
  'RUNTIME_UNUSABLE',
  'RESUME_REFUSED',
  'NOT_TO_PUBLISH',
]);

async function publishEach(
  wishes: Measuring,
  place: Place,
  streams: Streams,
  measure: typeof measureOn,
): Promise<number> {
  const { runtimes } = wishes;
  // Two hours later it would be late to find that something else cannot be told.
  commonFiles(readPublished(place, runtimes), place);
  const missed: TouchstoneError[] = [];
  for (const [index, runtime] of runtimes.entries()) {
    streams.err.write(`\n${runtime} (${index + 1} of ${runtimes.length})\n`);
    try {
      const run = fitRun(await measure(runtime, wishes, place, streams), runtime);
      await publishRuns([asRunOf(runtime, run, runtime)], place, streams);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      if (!OF_ONE.has(error.code)) throw goesOn(error);
      missed.push(error);
    }
  }
  for (const error of missed) await tellError(error, streams.err);
  if (missed.length > 0) return 3;
  if (runtimes.length === RUNTIMES.length) forget(runtimes, place);
  return 0;
}

/** Writes them, and what tells them together with those that are published already. */
async function publishRuns(runs: readonly PublishedRun[], place: Place, streams: Streams): Promise<void> {
  const fresh = new Map<PublishedRuntime, PublishedRun>();
  for (const run of runs) {
    if (fresh.has(run.runtime)) throw twice(run);
    fresh.set(run.runtime, run);
  }
  const others = readPublished(place, [...fresh.keys()]);
  const all = [...others, ...runs].toSorted((a, b) => RUNTIMES.indexOf(a.runtime) - RUNTIMES.indexOf(b.runtime));
  const files = await Promise.all(
    runs.map(async (run) => [resultsFile(run, place), ...(await reportFiles(run, place))]),
  );
  write([...files.flat(), ...commonFiles(all, place)], streams);
}

function write(files: Parameters<typeof writeFiles>[0], { err }: Pick<Streams, 'err'>): void {
  writeFiles(files, 'Make room, and publish again.');
  err.write(files.map(({ path }) => `published: ${path}\n`).join(''));
}

function twice({ report }: PublishedRun): TouchstoneError {
  const says = `Two of these files are of ${report.environment.runtime}, and one run of each runtime is published.`;
  return new TouchstoneError('ARGUMENT_INVALID', says, 'Leave one of them out.');
}

function goesOn(error: TouchstoneError): TouchstoneError {
  if (error.code !== 'INTERRUPTED') return error;
  const remedy = 'What was whole before is published; npm run publish-report -- --resume goes on.';
  return new TouchstoneError(error.code, error.message, remedy, { cause: error });
}
