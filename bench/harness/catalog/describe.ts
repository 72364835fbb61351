/**
 * The process that loads claims and describes them as data. Claims are other people's code: they may not parse, throw, or
 * never end, and none of that may happen to the process that steers.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Claim, RuntimeName, Value } from '../../claim.ts';
import { sentenceOf } from '../../errors.ts';
import type { CaseDescription, ClaimDescription } from '../../results.ts';
import { casesOf, leftOut, UnknownValue, type Selection } from './cases.ts';
import { faultOf } from './faults.ts';
import type { ClaimFile } from './find.ts';
import { placeIn } from '../process/place.ts';
import type { Untold } from '../process/runtime.ts';
import { faultOfDescription } from '../../schema/claim.ts';

export interface DescribeCommand {
  readonly files: readonly ClaimFile[];
  readonly selection: Selection;
  /** The metrics that this runtime cannot tell. */
  readonly untold?: Untold | undefined;
}

export type DescribeReply =
  | { readonly is: 'loading'; readonly id: string }
  | { readonly is: 'described'; readonly claim: ClaimDescription }
  /** A value was asked for that an axis of the claim does not take. */
  | {
      readonly is: 'refused';
      readonly id: string;
      readonly axis: string;
      readonly text: string;
      readonly known: readonly Value[];
    }
  | { readonly is: 'invalid'; readonly id: string; readonly says: string }
  | { readonly is: 'unloadable'; readonly id: string; readonly says: string; readonly place?: string | undefined };

process.on('message', (command: DescribeCommand) => {
  void describeAll(command).finally(() => process.disconnect());
});
process.on('SIGINT', () => undefined);
// A claim may have left something open that would keep this process alive.
process.on('disconnect', () => process.exit());

async function describeAll({ files, selection, untold }: DescribeCommand): Promise<void> {
  for (const file of files) {
    await tell({ is: 'loading', id: file.id });
    try {
      const loaded = (await import(file.module)) as { default?: unknown };
      const says = faultOf(loaded.default);
      const claim = says === undefined ? describe(file, loaded.default as Claim, selection, untold) : undefined;
      const fault = says ?? faultOfDescription(claim);
      if (claim && fault === undefined) await tell({ is: 'described', claim });
      else await tell({ is: 'invalid', id: file.id, says: fault ?? '' });
    } catch (error) {
      if (error instanceof UnknownValue) {
        const { axis, text, known } = error;
        await tell({ is: 'refused', id: file.id, axis, text, known });
      } else await tell({ is: 'unloadable', id: file.id, says: sentenceOf(error), place: placeOf(error, file) });
    }
  }
}

/** An error of syntax has no stack that names its place; only the checker of Node.js says it. */
function placeOf(error: unknown, { module }: ClaimFile): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const written = /^file:\/\/\S+:\d+$/m.exec(error.stack ?? '')?.[0];
  const { bun, deno } = process.versions;
  const checks = bun === undefined && deno === undefined;
  if (!(error instanceof SyntaxError) || !checks || written !== undefined) return written ?? placeIn(error.stack ?? '');
  const { stderr } = spawnSync(process.execPath, ['--check', fileURLToPath(module)], { encoding: 'utf8' });
  return /^(?:file:|[A-Z]:\\|\/).*:\d+$/m.exec(stderr)?.[0];
}

function describe(file: ClaimFile, claim: Claim, selection: Selection, untold?: Untold): ClaimDescription {
  const { says, because, source, quote, margin, atLeast, favours, over, known, crossing, figure } = claim;
  const lacks =
    claim.lacks?.() ?? untold?.[claim.load ? 'served' : 'alone'][claim.metric ?? 'time'] ?? leftOut(claim, selection);
  // What is asked of the claims must not change what they are held against.
  const { axes, cases: points } = casesOf(claim, file.control ? { ...selection, parameters: {} } : selection);
  const cases = points.map((given) => caseOf(claim, given));
  return {
    id: file.id,
    file: file.file,
    control: file.control,
    says,
    because,
    source,
    ...(quote !== undefined && { quote }),
    metric: claim.metric ?? 'time',
    ...(figure && { figure: { name: figure.name, unit: figure.unit } }),
    ...(lacks !== undefined && { lacks }),
    ...(margin !== undefined && { margin }),
    ...(atLeast !== undefined && { atLeast }),
    favours,
    over,
    ...(known !== undefined && { known }),
    axes,
    ...(crossing !== undefined && { crossing }),
    landmarks: (claim.landmarks?.() ?? []).map(({ at, name }) => ({ at, name })),
    contenders: Object.entries(claim.contenders).map(([name, code]) => ({ name, code: String(code) })),
    cases: lacks === undefined ? cases : [],
    ...(claim.drawings && { drawings: claim.drawings() }),
    ...knowledgeOf(claim, cases),
  };
}

/** What is known of a claim beside what a run measures. */
function knowledgeOf(
  { favours, expires, changes, elsewhere }: Claim,
  cases: readonly CaseDescription[],
): Pick<ClaimDescription, 'expires' | 'changes' | 'elsewhere'> {
  return {
    ...(expires !== undefined && { expires }),
    ...(changes && { changes: changes.map(({ since, says, source }) => ({ since, says, source })) }),
    ...(elsewhere && {
      elsewhere: elsewhere.map(({ source, says, wins, at = {}, on, differs }) => {
        const about = cases.filter(({ given }) => Object.entries(at).every(([axis, value]) => given[axis] === value));
        const lost = wins === 'neither' ? 'equivalent' : 'refuted';
        return {
          source,
          says,
          verdict: wins === favours ? 'confirmed' : lost,
          cases: about.map(({ id }) => id),
          ...(on !== undefined && { on }),
          ...(differs !== undefined && { differs }),
        };
      }),
    }),
  };
}

function caseOf({ load, expects }: Claim, given: Readonly<Record<string, Value>>): CaseDescription {
  const id = caseId(given);
  const expected = typeof expects === 'function' ? expects(given, thisRuntime()) : expects;
  const told = { id, given, ...(expected !== undefined && { expects: expected }) };
  if (!load) return told;
  const { connections, rate, turn = 250, turns = 3, sweep } = load(given);
  return {
    ...told,
    load: { connections, ...(rate !== undefined && { rate }), turn, turns, ...(sweep && { sweep }) },
  };
}

function thisRuntime(): RuntimeName {
  const { bun, deno, node } = process.versions;
  const [is, version] = bun ? (['bun', bun] as const) : deno ? (['deno', deno] as const) : (['node', node] as const);
  return { is, major: Number.parseInt(version, 10) };
}

function caseId(given: Readonly<Record<string, Value>>): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Resolves when it is on its way: what is still to be sent when the channel is closed would be lost. */
function tell(reply: DescribeReply): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(reply, () => resolve());
  });
}
