/** The options of every command: how they are parsed, what their values may be, and what the help says of them. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { TouchstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';

interface OptionText {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** The value's name in the help. */
  readonly value?: string;
  readonly help: string;
}

export const OPTIONS = {
  quick: { type: 'boolean', help: 'a first look: fewer cases, no solo rounds' },
  rounds: { type: 'string', value: 'N', help: 'at most N rounds a case, however long that takes (6 give a verdict)' },
  margin: {
    type: 'string',
    value: 'SHARE',
    help: 'the smallest effect that matters: 5% or 0.05 (each claim has its own)',
  },
  param: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    help: 'ask at these values only: --param bytes=16,1024',
  },
  runtime: {
    type: 'string',
    multiple: true,
    value: 'SPEC',
    help: 'measure with node@22, bun, deno@2 or a binary; each has a run of its own',
  },
  across: {
    type: 'string',
    value: 'runtimes',
    help: 'compare each contender across the runtimes, in turns, with the first of them',
  },
  metrics: { type: 'boolean', help: 'read also what a call costs in memory, collections and loop' },
  tiers: { type: 'boolean', help: 'say which tier of V8 each contender ran in, and how often it was thrown back' },
  why: { type: 'boolean', help: 'say where the time and the memory of each contender went' },
  seed: { type: 'string', value: 'N', help: 'the seed of every shuffled order (a new one each time)' },
  seconds: {
    type: 'string',
    value: 'N',
    help: 'after so long no case gets more than the fewest rounds (5 a case, at most 1170)',
  },
  patience: {
    type: 'string',
    value: 'SECONDS',
    help: 'how long a contender may stay silent before it counts as hung (10)',
  },
  shard: {
    type: 'string',
    value: 'I/N',
    help: 'measure only the Ith of N shards, on this machine; touchstone merge joins them',
  },
  costs: {
    type: 'string',
    value: 'FILE',
    help: 'the results file by whose times shards are split (the published run)',
  },
  limit: { type: 'string', value: 'SECONDS', help: 'end after so long, whatever is left (124)' },
  wait: { type: 'boolean', help: 'where another run measures on this machine, begin after it' },
  force: { type: 'boolean', help: 'begin beside it all the same; the report says so' },
  resume: { type: 'boolean', help: 'go on with the run in --out that was interrupted or killed' },
  comparisons: {
    type: 'string',
    value: 'N',
    help: 'how often the same is compared with itself; each slow-down half as often (10)',
  },
  each: { type: 'string', value: 'SECONDS', help: 'how long a comparison takes (3)' },
  work: { type: 'string', value: 'NAMES', help: 'these kinds of work only: arithmetic,concat,join,read' },
  more: { type: 'string', value: 'SHARES', help: 'how much more work is to be found (1%,2%,5%,10%), or none' },
  neighbour: { type: 'boolean', help: 'burn all processors in bursts meanwhile, to see what is left' },
  history: {
    type: 'string',
    value: 'DIR',
    help: 'all results files in this folder: each claim over time, and what changed',
  },
  matrix: { type: 'boolean', help: 'the files beside each other: claims down, runtimes across, where verdicts differ' },
  only: {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    help: 'these claims only: a part of a name or path, * stands for anything',
  },
  changed: { type: 'boolean', help: 'only claims that reach a file that has changed' },
  tolerance: {
    type: 'string',
    value: 'SHARE',
    help: 'the slow-down that is tolerated: 5% or 0.05 (the margin of each claim)',
  },
  assert: { type: 'boolean', help: 'exit with 1 where a verdict is not the one that its claim expects' },
  strict: { type: 'boolean', help: 'exit with 2 where a verdict is inconclusive' },
  json: { type: 'boolean', help: 'print JSON instead of a table' },
  out: { type: 'string', value: 'DIR', help: 'where the reports are written' },
  claims: { type: 'string', value: 'DIR', help: 'the folder of claims (those of touchstone itself)' },
  'no-browser': { type: 'boolean', help: 'only say where the page lies' },
  help: { type: 'boolean', help: 'this text' },
} as const satisfies Record<string, OptionText>;

export type OptionName = keyof typeof OPTIONS;

export interface Parsed {
  readonly words: string[];
  readonly has: (name: OptionName) => boolean;
  readonly text: (name: OptionName) => string | undefined;
  readonly texts: (name: OptionName) => readonly string[];
  /** Every option that was given, with its values; a switch has none. */
  readonly given: Given;
}

export type Given = Readonly<Record<string, readonly string[]>>;

/** @throws {TouchstoneError} ARGUMENT_UNKNOWN, with the nearest option that there is; ARGUMENT_INVALID */
export function parseOptions(argv: readonly string[], allowed: readonly OptionName[], command: string): Parsed {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    allowed.map((name) => {
      const { type, multiple = false } = OPTIONS[name] as OptionText;
      return [name, { type, multiple, ...(name === 'help' && { short: 'h' }) }];
    }),
  );
  const { positionals, values } = orExplain(
    () => {
      const parsed = parseArgs({ args: [...argv], options, strict: true, allowPositionals: true, tokens: true });
      refuseRepeats(parsed.tokens, command);
      return parsed;
    },
    allowed,
    command,
  );
  const given = Object.entries(values).map(([name, value]) => {
    return [name, value === true ? [] : [value].flat().map(String)] as const;
  });
  return parsedOf(positionals, Object.fromEntries(given));
}

/** The same of what has been parsed before. */
export function parsedOf(words: readonly string[], given: Given): Parsed {
  return {
    words: [...words],
    has: (name) => given[name] !== undefined,
    text: (name) => given[name]?.[0],
    texts: (name) => given[name] ?? [],
    given,
  };
}

type Token = { kind: string; name?: string };

function refuseRepeats(tokens: readonly Token[], command: string): void {
  const seen = new Set<string>();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || name === undefined || mayRepeat(name)) continue;
    if (seen.has(name)) {
      throw new TouchstoneError('ARGUMENT_INVALID', `--${name} is given twice.`, `See touchstone ${command} --help.`);
    }
    seen.add(name);
  }
}

function mayRepeat(name: string): boolean {
  return Object.hasOwn(OPTIONS, name) && (OPTIONS[name as OptionName] as OptionText).multiple === true;
}

function orExplain<T>(parse: () => T, allowed: readonly string[], command: string): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TouchstoneError || !(error instanceof Error)) throw error;
    const help = `See touchstone ${command} --help.`;
    const unknown = /Unknown option '(-+[^']+)'/.exec(error.message)?.[1];
    if (unknown === undefined) {
      const [first = error.message] = error.message.split(/(?<=\.) |\n/);
      throw new TouchstoneError('ARGUMENT_INVALID', first, help, { cause: error });
    }
    throw new TouchstoneError(
      'ARGUMENT_UNKNOWN',
      `There is no option ${unknown} for ${command}.`,
      suggest(unknown, allowed, help),
      {
        cause: error,
      },
    );
  }
}

function suggest(unknown: string, allowed: readonly string[], otherwise: string): string {
  const near = nearest(unknown.replace(/^-+/, ''), allowed);
  return near === undefined ? otherwise : `Did you mean --${near}?`;
}
