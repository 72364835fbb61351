/** What may be asked of `touchstone run`, and the plan that comes of it. */
import { randomInt } from 'node:crypto';
import type { Choice } from './choose.ts';
import type { Given, OptionName, Parsed } from './options.ts';
import { decisive } from './resume.ts';
import { milliseconds, oneOf, parameters, positiveNumber, share, wholeNumber } from './values.ts';
import { TouchstoneError } from '../errors.ts';
import { MOST_ROUNDS, MOST_ROUNDS_IN_TIME, PATIENCE, SOLO_ROUNDS, TURN } from '../harness/schedule/defaults.ts';
import type { Wanted } from '../harness/diagnosis/diagnose.ts';
import { BENCH_REPORTS, COMPARE_REPORTS } from '../reports-folder.ts';
import type { Plan } from '../results.ts';
import type { Share } from '../shards/take.ts';
import { planLooks } from '../stats/stopping.ts';
import { FEWEST_ROUNDS } from '../stats/verdict.ts';

export const RUN_OPTIONS = [
  'quick',
  'rounds',
  'margin',
  'param',
  'runtime',
  'across',
  'metrics',
  'tiers',
  'why',
  'seed',
  'seconds',
  'patience',
  'shard',
  'costs',
  'limit',
  'resume',
  'wait',
  'force',
  'assert',
  'strict',
  'json',
  'out',
  'claims',
  'help',
] as const satisfies readonly OptionName[];

/**
 * Seconds after which no case gets more than the fewest rounds: so many for each case, and so many at the least and at the
 * most. And what a round takes, as a rule.
 */
const SECONDS = { aCase: 5, least: 120, most: 1170, aRound: 0.35 };

export interface RunOptions {
  readonly quick: boolean;
  readonly parameters: Record<string, string[]>;
  /** What is to run the claims, as it was typed; none for what runs this process. */
  readonly runtimes: readonly string[];
  /** What is compared with one another instead of asking what each claim says of it. */
  readonly across: 'runtimes' | undefined;
  readonly seed: number;
  /** Milliseconds. */
  readonly patience: number;
  readonly out: string;
  readonly claims: string | undefined;
  readonly shard: Share | undefined;
  /** The results file by which shards are split. */
  readonly costs: string | undefined;
  /** Without the seconds, and how the 5 % are spent, which depend on what there is to measure. */
  readonly plan: Plan;
  /** After which no case gets more than the fewest rounds, where that was asked for. */
  readonly seconds: number | undefined;
  /** Whether there is such a limit where none was asked for. */
  readonly timed: boolean;
  readonly wanted: Wanted;
  readonly arguments: readonly string[];
  /** As they were typed. */
  readonly decisive: Given;
}

/** @throws {TouchstoneError} ARGUMENT_INVALID */
export function readOptions(parsed: Parsed): RunOptions {
  const read = <T>(name: OptionName, as: (name: OptionName, text: string) => T): T | undefined => {
    const text = parsed.text(name);
    return text === undefined ? undefined : as(name, text);
  };
  const quick = parsed.has('quick');
  refuseLoneCosts(parsed);
  const rounds = read('rounds', (name, text) => wholeNumber(name, text, 1));
  const margin = read('margin', share);
  const most = rounds ?? (quick ? FEWEST_ROUNDS : MOST_ROUNDS);
  const fewest = Math.min(FEWEST_ROUNDS, most);
  return {
    quick,
    parameters: parameters(parsed.texts('param')),
    runtimes: parsed.texts('runtime'),
    across: read('across', across),
    seed: read('seed', (name, text) => wholeNumber(name, text, 0)) ?? randomInt(2 ** 31),
    patience: read('patience', milliseconds) ?? PATIENCE,
    out: parsed.text('out') ?? (parsed.has('across') ? COMPARE_REPORTS : BENCH_REPORTS),
    claims: parsed.text('claims'),
    shard: read('shard', oneOf),
    costs: parsed.text('costs'),
    arguments: parsed.words,
    decisive: decisive(parsed),
    seconds: read('seconds', positiveNumber),
    timed: rounds === undefined,
    wanted: { tiers: parsed.has('tiers'), why: parsed.has('why') },
    plan: {
      rounds: { fewest, most },
      looks: planLooks(fewest, most),
      solos: quick ? 0 : Math.min(SOLO_ROUNDS, most),
      turn: TURN,
      ...(parsed.has('metrics') && { probes: Math.min(FEWEST_ROUNDS, most) }),
      ...(margin !== undefined && { margin }),
    },
  };
}

function across(name: OptionName, text: string): 'runtimes' {
  if (text === 'runtimes') return text;
  throw new TouchstoneError(
    'ARGUMENT_INVALID',
    `--${name} takes runtimes, not "${text}".`,
    'Revisions are compared by touchstone compare.',
  );
}

/** @throws {TouchstoneError} ARGUMENT_INVALID where costs are named, and nothing is split by them */
export function refuseLoneCosts(parsed: Parsed): void {
  if (!parsed.has('costs') || parsed.has('shard')) return;
  const says = '--costs says how shards are split, and no --shard is asked for.';
  throw new TouchstoneError('ARGUMENT_INVALID', says, 'Add --shard I/N, or leave it out.');
}

/**
 * The plan, with the time that so many cases are given. Where it is not enough for all of them to be looked at to the end,
 * the 5 % are spent evenly over the looks: then it goes where it settles most.
 *
 * @param claims of the whole run
 * @param part those that are measured here, where others are elsewhere: the shards of a run have one way of spending
 * @param least seconds, where none were asked for
 */
export function planFor(
  { plan, seconds, timed, shard }: Pick<RunOptions, 'plan' | 'seconds' | 'timed' | 'shard'>,
  { claims, part = claims }: { claims: Choice['claims']; part?: Choice['claims'] },
  least = SECONDS.least,
): Plan {
  if (seconds === undefined && !timed) return plan;
  const [cases, here] = [claims, part].map((some) => some.flatMap((claim) => claim.cases).length) as [number, number];
  const usual = Math.min(SECONDS.most, Math.max(least, SECONDS.aCase * here));
  const limited = { ...plan, seconds: seconds ?? usual };
  const granted = seconds === undefined ? Math.max(least, SECONDS.aCase * cases) : seconds * (shard?.of ?? 1);
  const { fewest, most } = plan.rounds;
  if (plan.looks.length <= 1 || granted >= cases * most * SECONDS.aRound) return limited;
  const later = timed ? MOST_ROUNDS_IN_TIME : most;
  const looks = planLooks(fewest, later, 'evenly');
  return { ...limited, rounds: { fewest, most: later }, looks, spending: 'evenly' };
}
