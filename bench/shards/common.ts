/** What all shards of a run have in common: told one by one where two differ, and as a digest. */
import { createHash } from 'node:crypto';
import type { ClaimRecord, Comparison, RunRecord } from '../results.ts';
import { commitOf } from './runs-in.ts';

/** A shard as its results file has it. */
export interface Measured {
  readonly run: RunRecord;
  readonly claims: readonly ClaimRecord[];
}

/** Options that differ from shard to shard, or name what lies elsewhere on each machine and is compared by itself. */
const OWN: ReadonlySet<string> = new Set(['shard', 'costs', 'seed', 'claims', 'runtime']);

/** By what it is called. */
type Common = ReadonlyMap<string, string>;

/**
 * Enough of SHA-256 for nobody to meet the same twice by accident. The commit is left out, and compared by itself: a run that
 * is resumed may have got another one, and is still what was begun.
 *
 * @param shards the cases of each
 */
export function digestOf(measured: Measured, shards: readonly unknown[]): string {
  const common = [...commonOf(measured)].filter(([name]) => name !== COMMIT);
  return createHash('sha256')
    .update(JSON.stringify([common, shards]))
    .digest('hex')
    .slice(0, 16);
}

/** `the commit is ffcfed3 in a.ndjson and 90d9ae2 in b.ndjson`, for each thing in which two shards differ. */
export function differencesOf(
  one: Measured & { readonly file: string },
  other: Measured & { readonly file: string },
): string[] {
  const [here, there] = [commonOf(one), commonOf(other)];
  const names = new Set([...here.keys(), ...there.keys()]);
  return [...names].flatMap((name) => {
    const [is, isThere] = [here.get(name), there.get(name)];
    if (is === isThere) return [];
    return `${name} is ${is ?? NOT_THERE} in ${one.file} and ${isThere ?? NOT_THERE} in ${other.file}`;
  });
}

const NOT_THERE = 'not there';
const COMMIT = 'the commit';

function commonOf({ run, claims }: Measured): Common {
  const { version, code, environment, quick, plan } = run;
  const { seconds: _ofTheMachine, ...rest } = plan;
  const options = Object.entries(run.options ?? {}).filter(([name]) => !OWN.has(name));
  const found: [string, string | undefined][] = [
    ['the version of touchstone', version],
    [COMMIT, commitOf(run)],
    ['the code of touchstone', code],
    ['the runtime', `${environment.runtime} (V8 ${environment.versions['v8'] ?? 'none'})`],
    ['what is set', sayEach(environment.features)],
    ['what was asked for', run.arguments.length === 0 ? 'everything' : run.arguments.join(' ')],
    ...options.map(([name, values]): [string, string] => [`--${name}`, values.join(' ') || 'given']),
    ...ofComparison(run.comparison),
    ...claims.flatMap(ofClaim),
    ['the plan', JSON.stringify({ quick, ...rest })],
  ];
  return new Map(found.filter((one): one is [string, string] => one[1] !== undefined));
}

function ofComparison(comparison: Comparison | undefined): [string, string][] {
  if (!comparison) return [];
  if (comparison.of === 'runtimes') {
    const told = comparison.runtimes.map(({ name, versions }) => `${name} (V8 ${versions['v8'] ?? 'none'})`);
    return [['what is compared', told.join(', ')]];
  }
  const { base, head, changedOnly } = comparison;
  const now = `${head.commit}${head.changed === true ? '+' : ''}`;
  return [
    ['the base', base.commit],
    ['the head', now],
    ['what is compared', changedOnly ? 'what has changed' : 'everything'],
  ];
}

/** What its machine lacks for it is no difference by itself: the cases are. */
function ofClaim({ claim, code, standsFor }: ClaimRecord): [string, string][] {
  const { id, favours, over, sides, cases, margin, atLeast } = claim;
  const points = cases.map((one) => (one.id === '' ? 'the only one' : one.id));
  return [
    [`the code of ${id}`, code ?? 'not written down'],
    [`the list of the cases of ${id}`, points.length === 0 ? 'empty' : points.join(' | ')],
    [`what is compared of ${id}`, JSON.stringify([favours, over, sides, margin, atLeast, standsFor])],
  ];
}

function sayEach(values: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(values).map(([name, value]) => `${name}=${String(value)}`);
  return told.length === 0 ? 'nothing' : told.join(' ');
}
