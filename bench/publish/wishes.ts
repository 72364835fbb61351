/** What may be asked of `npm run publish-report`, and its help. */
import { parseArgs } from 'node:util';
import { positiveNumber, wholeNumber } from '../commands/values.ts';
import { TouchstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { listed } from '../../reports/words.ts';
import { PRIMARY, RUNTIMES, type PublishedRuntime } from './places.ts';

export type Wishes =
  | { readonly is: 'help' }
  /** Everything that is published is told anew. */
  | { readonly is: 'retell' }
  /** Results files that have been measured already. */
  | { readonly is: 'files'; readonly files: readonly string[] }
  | Measuring;

export interface Measuring {
  readonly is: 'measure';
  readonly runtimes: readonly PublishedRuntime[];
  /** Whether to go on where an earlier one has stopped. */
  readonly resume: boolean;
  /** What was typed and is handed on to `run`. */
  readonly typed: readonly string[];
}

/** @throws {TouchstoneError} ARGUMENT_UNKNOWN, ARGUMENT_INVALID */
export function readWishes(argv: readonly string[]): Wishes {
  const { values, positionals: files } = orExplain(() =>
    parseArgs({ args: [...argv], options, allowPositionals: true }),
  );
  if (values.help) return { is: 'help' };
  const { retell = false, resume = false, runtime, rounds, seconds, patience, wait, force } = values;
  const measuring = Object.keys(values).filter((name) => name !== 'retell');
  if (retell) {
    refuseBeside('--retell tells what is published, and measures nothing', [...measuring.map(dashed), ...files]);
    return { is: 'retell' };
  }
  if (files.length > 0) {
    refuseBeside('results files have been measured already', measuring.map(dashed));
    return { is: 'files', files };
  }
  if (rounds !== undefined) wholeNumber('rounds', rounds, 1);
  if (seconds !== undefined) positiveNumber('seconds', seconds);
  if (patience !== undefined) positiveNumber('patience', patience);
  const typed = [
    ...(rounds === undefined ? [] : ['--rounds', rounds]),
    ...(seconds === undefined ? [] : ['--seconds', seconds]),
    ...(patience === undefined ? [] : ['--patience', patience]),
    ...(wait ? ['--wait'] : []),
    ...(force ? ['--force'] : []),
  ];
  return { is: 'measure', runtimes: runtimesOf(runtime), resume, typed };
}

const options = {
  runtime: { type: 'string', multiple: true },
  resume: { type: 'boolean' },
  retell: { type: 'boolean' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  patience: { type: 'string' },
  wait: { type: 'boolean' },
  force: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function dashed(name: string): string {
  return `--${name}`;
}

function refuseBeside(says: string, others: readonly string[]): void {
  if (others.length > 0) throw invalid(`There is ${others.join(' ')} beside it: ${says}.`, 'Leave one of them out.');
}

/** In the order of the columns; all of them where none is named. */
function runtimesOf(asked: readonly string[] = RUNTIMES): PublishedRuntime[] {
  for (const one of asked) {
    if (RUNTIMES.some((known) => known === one)) continue;
    const near = nearest(one, RUNTIMES);
    const hint = near === undefined ? '' : `Did you mean ${near}? `;
    throw invalid(`"${one}" is none of the runtimes that are published.`, `${hint}They are ${RUNTIMES.join(', ')}.`);
  }
  return RUNTIMES.filter((one) => asked.includes(one));
}

function orExplain<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const unknown = /Unknown option '(-+[^']+)'/.exec(error.message)?.[1];
    const says = unknown === undefined ? error.message.split(/(?<=\.) |\n/)[0]! : `There is no option ${unknown}.`;
    const code = unknown === undefined ? 'ARGUMENT_INVALID' : 'ARGUMENT_UNKNOWN';
    throw new TouchstoneError(code, says, SEE_HELP, { cause: error });
  }
}

function invalid(says: string, remedy: string): TouchstoneError {
  return new TouchstoneError('ARGUMENT_INVALID', says, `${remedy} ${SEE_HELP}`);
}

const SEE_HELP = 'See npm run publish-report -- --help.';

export const HELP = `Usage: npm run publish-report -- [FILE…] [OPTIONS]

Measures all claims on ${listed(RUNTIMES)}, one after another,
and publishes each run as soon as it is whole: its results and its page, of ${PRIMARY} every format, the matrix of all that
are published, and the README.

  --runtime NAME   this one only; may be given again (all of them, about 20 minutes each)
  --resume         go on where an earlier one has stopped: what is whole stands, what is not begun begins
  --retell         measure nothing, and tell everything that is published anew
  --rounds N       at most N rounds a case (as run takes them)
  --seconds N      after so long no case gets more than the fewest rounds, for each runtime (as run takes it)
  --patience N     seconds that a contender may stay silent before it counts as hung (10)
  --wait           where another run measures on this machine, begin after it
  --force          begin beside it all the same; the report says so
  --help           this text

Examples:
  npm run publish-report
  npm run publish-report -- --resume
  npm run publish-report -- --runtime node@22 --runtime bun
  npm run publish-report -- reports/out/bench/results.ndjson
  npm run retell-report

FILE… are results files of whole runs that have been measured already: each takes the place of its runtime.
What is not measured stays published as it is, and the matrix says at which commit each of them was measured.

Exit codes: 0 all that was asked for is published; 3 something is not, and why is said at the end; 130 interrupted: what
is whole is published, and --resume goes on.
`;
