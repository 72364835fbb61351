/** The command as a function: arguments and streams in, an exit code out. */
import { calibrate, CALIBRATE_OPTIONS } from './commands/calibrate.ts';
import { COMPARE_OPTIONS } from './commands/compare/options.ts';
import { list, LIST_OPTIONS } from './commands/list.ts';
import { commandHelp, generalHelp, type CommandText } from './commands/help.ts';
import { merge, MERGE_OPTIONS } from './commands/merge.ts';
import { open, OPEN_OPTIONS } from './commands/open.ts';
import { parseOptions, type Parsed } from './commands/options.ts';
import { report, REPORT_OPTIONS } from './commands/report.ts';
import { run } from './commands/run.ts';
import { RUN_OPTIONS } from './commands/run-options.ts';
import { runtimes, RUNTIMES_OPTIONS } from './commands/runtimes.ts';
import { orTellError } from './commands/tell-error.ts';
import type { Streams } from './commands/terminal.ts';
import { tryOut, TRY_OPTIONS } from './commands/try.ts';
import { version } from './commands/about.ts';
import { TouchstoneError } from './errors.ts';
import { nearest } from './nearest.ts';

interface Command extends CommandText {
  readonly act: (parsed: Parsed, streams: Streams) => Promise<number>;
}

const EXIT_CODES = [
  'Exit codes: 0 measured and told; 1 a verdict is not the expected one (with --assert); 2 inconclusive (with --strict);',
  '3 something broke or nothing ran; 124 the time of --limit was up; 130 interrupted.',
];

const QUIET_NPM = 'npm prints lines of its own before the JSON, unless it is asked to be silent: npm run -s.';

const COMMANDS: Readonly<Record<string, Command>> = {
  run: {
    usage: 'run [PATTERN…] [OPTIONS]',
    does: 'Measures the claims whose name or path contains a pattern (all of them without one; * stands for anything).',
    options: RUN_OPTIONS,
    examples: [
      'touchstone run',
      'touchstone run buffers/concat --quick',
      'touchstone run files --param together=64 --margin 10%',
      'touchstone run buffers --runtime node@22 --runtime node@26 --runtime bun --runtime deno',
      'touchstone run buffers --assert',
      'touchstone run --resume',
      'touchstone run --shard 2/3',
      'npm run -s bench -- --json > run.json',
    ],
    notes: [...EXIT_CODES, QUIET_NPM],
    act: run,
  },
  compare: {
    usage: 'compare [BASE [HEAD]] [OPTIONS]',
    does: 'Measures every contender of every claim at two revisions, in turns, and tells what became slower or faster. HEAD is the working tree as it is, BASE where it left the main branch, unless they are named.',
    options: COMPARE_OPTIONS,
    examples: [
      'touchstone compare',
      'touchstone compare main --changed',
      'touchstone compare v1.2.0 v1.3.0 --only buffers --tolerance 2%',
    ],
    notes: [
      'Exit codes: 0 nothing is slower by more than is tolerated; 1 something is; 2 something could not be told (with',
      '--strict); 3 something broke or nothing could be compared; 124 the time of --limit was up; 130 interrupted.',
    ],
    act: async (...asked) => (await import('./commands/compare.ts')).compare(...asked),
  },
  list: {
    usage: 'list [PATTERN…] [OPTIONS]',
    does: 'Lists the claims and the table of parameters that each is asked at.',
    options: LIST_OPTIONS,
    examples: ['touchstone list', 'touchstone list buffers'],
    act: list,
  },
  try: {
    usage: 'try CLAIM [OPTIONS]',
    does: 'Runs the first case of a claim in this process, and calls the others once, for whoever writes or debugs it. It is no measurement.',
    options: TRY_OPTIONS,
    examples: ['touchstone try buffers/concat', 'touchstone try buffers/concat --param text=torn --param bytes=16'],
    act: tryOut,
  },
  calibrate: {
    usage: 'calibrate [OPTIONS]',
    does: 'Compares what is known, over and over: how often this machine is wrong, and what it can find in how long.',
    options: CALIBRATE_OPTIONS,
    examples: [
      'touchstone calibrate',
      'touchstone calibrate --work arithmetic --more 1% --comparisons 40 --each 4',
      'touchstone calibrate --neighbour',
    ],
    notes: ['Exit codes: 0 calibrated; 3 something broke; 130 interrupted.'],
    act: calibrate,
  },
  report: {
    usage: 'report FILE… [OPTIONS]',
    does: 'Judges results files anew, without measuring, and tells. With --out the report is written in every format.',
    options: REPORT_OPTIONS,
    examples: [
      'touchstone report reports/out/bench/results.ndjson',
      'touchstone report results.ndjson --margin 10% --out told',
      'touchstone report mine.ndjson theirs.ndjson',
      'npm run -s touchstone -- report before.ndjson after.ndjson --json > runs.json',
      'touchstone report node20.ndjson node24.ndjson --matrix --out told',
      'touchstone report --history nightly',
    ],
    notes: [
      ...EXIT_CODES,
      'Files may be packed by gzip. With --json one file is told as an object, and several as one array.',
      'A matrix takes a results file for each runtime; with --out it is written as a page, Markdown, JSON and CSV.',
      'Several files, such as those of two people, are told beside each other as a matrix is, and never mixed.',
      'A history is written to --out (reports/out/history): a page to look at, and the same as JSON. With --json it is',
      'printed, and written only where --out is given. What cannot be read is listed, and the rest is told.',
      QUIET_NPM,
    ],
    act: report,
  },
  merge: {
    usage: 'merge FILE… [OPTIONS]',
    does: 'Joins the results files of all shards of a run (run --shard I/N, compare --shard I/N) into one, and tells it in every format.',
    options: MERGE_OPTIONS,
    examples: [
      'touchstone run --shard 1/2 --out one',
      'touchstone run --shard 2/2 --out two',
      'touchstone merge one/results.ndjson two/results.ndjson',
    ],
    notes: [
      ...EXIT_CODES,
      'Of a comparison as compare: 1 where something is slower.',
      'All shards must be of one run: the same claims, options, commit and runtime. Their machines may differ: each case',
      'was measured on one of them, and no ratio crosses two.',
    ],
    act: merge,
  },
  runtimes: {
    usage: 'runtimes [list | add SPEC… | remove SPEC…] [OPTIONS]',
    does: 'Lists the runtimes that run --runtime has at hand, fetches the newest of others, and removes what was fetched.',
    options: RUNTIMES_OPTIONS,
    examples: [
      'touchstone runtimes',
      'touchstone runtimes add node@22 node@24.11 bun deno@2',
      'touchstone runtimes remove node@22',
    ],
    notes: [
      'They are packages of a single binary, which npm fetches and verifies. No script of theirs is run, and each is',
      'started once and must be what was asked for. They lie in the folder for caches, or in TOUCHSTONE_CACHE.',
      'Exit codes: 0 done; 3 something could not be fetched or found; 130 interrupted.',
    ],
    act: runtimes,
  },
  open: {
    usage: 'open [DIR] [OPTIONS]',
    does: 'Opens the page that leads to all reports: the bench, the tests, their coverage. Elsewhere it says where that is.',
    options: OPEN_OPTIONS,
    examples: ['touchstone open', 'npm run report', 'touchstone open --no-browser'],
    notes: ['No browser is opened in CI, over SSH, without a display, and where the output is not a terminal.'],
    act: open,
  },
};

/**
 * @param argv what was typed after `touchstone`
 * @returns the exit code: 0, 1 (a regression, or not as asserted), 2 (inconclusive, where asked for), 3 (broken, or nothing ran), 124 (the time was up), 130
 *   (interrupted)
 */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  return orTellError(() => act(argv, streams), streams);
}

async function act([name, ...rest]: readonly string[], streams: Streams): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    streams.out.write(generalHelp(COMMANDS));
    return name === undefined ? 3 : 0;
  }
  if (name === '--version' || name === '-v') {
    streams.out.write(`${version()}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const near = nearest(name, Object.keys(COMMANDS));
    const code = name.startsWith('-') ? 'ARGUMENT_UNKNOWN' : 'NOTHING_MATCHES';
    const remedy = `${near === undefined ? '' : `Did you mean ${near}? `}See touchstone --help.`;
    throw new TouchstoneError(code, `There is no command "${name}".`, remedy);
  }
  const parsed = parseOptions(rest, command.options, name);
  if (!parsed.has('help')) return command.act(parsed, streams);
  streams.out.write(commandHelp(command));
  return 0;
}
