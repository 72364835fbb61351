/** The records of a comparison, made from wanted log ratios, so that what is judged is known. */
import type {
  Answer,
  BrokenRecord,
  CaseRecord,
  ClaimDescription,
  ClaimRecord,
  Comparison,
  Metric,
  ProbeRecord,
  ResultRecord,
  RevisionsCompared,
  RoundRecord,
  RunRecord,
  StandsFor,
  Value,
} from '../../bench/results.ts';
import { logsAbout, madeRun } from './made-run.ts';

/** One contender at one case, at the base, at the head and at the base once more. */
export interface MadeChange extends Partial<Pick<ClaimDescription, 'metric' | 'figure' | 'margin' | 'says' | 'file'>> {
  readonly claim?: string;
  readonly contender?: string;
  readonly given?: Readonly<Record<string, Value>>;
  /** log(head / base), one a round; none: it was not measured. */
  readonly logs?: readonly number[];
  /** log(twin / base), of the same rounds; about 0 by default. */
  readonly twin?: readonly number[];
  readonly answers?: Readonly<Record<string, Answer>>;
  /** What probes read in place of log ratios, one a round. */
  readonly values?: Readonly<Record<string, readonly number[]>>;
}

export interface MadeVerdict {
  readonly claim: string;
  /** One log ratio a round, above 0 where the favoured contender wins; none: that side does not have the case. */
  readonly cases: readonly {
    readonly given?: Readonly<Record<string, Value>>;
    readonly before?: readonly number[];
    readonly now?: readonly number[];
  }[];
}

export interface MadeComparison {
  readonly changes: readonly MadeChange[];
  readonly verdicts?: readonly MadeVerdict[];
  readonly comparison?: Partial<RevisionsCompared>;
  readonly run?: Partial<RunRecord>;
  readonly broken?: readonly BrokenRecord[];
  readonly complete?: boolean;
  /** What the control that does twice the work reads; by default twice. */
  readonly control?: number;
}

/** Of a base called `main` and the working tree. */
export function madeComparison({ changes, verdicts = [], comparison = {}, ...rest }: MadeComparison): ResultRecord[] {
  const compared: RevisionsCompared = {
    of: 'revisions',
    base: { name: 'main', commit: 'b'.repeat(40), subject: 'what was there before' },
    head: { name: 'the working tree', commit: 'c'.repeat(40), subject: 'what is new', changed: true },
    changedOnly: false,
    standings: [],
    ...comparison,
  };
  const names = ['base', 'head', 'twin'];
  const made = changes.map((one) => changeRecords(one, names, ['head'], revisionLogs(one)));
  return assemble(compared, [...made, ...verdicts.flatMap(verdictRecords)], rest);
}

export interface MadeRuntimes extends Omit<MadeComparison, 'changes' | 'verdicts' | 'comparison'> {
  /** The first is the baseline; of each other one log(it / baseline), one a round, contender by contender. */
  readonly runtimes: readonly string[];
  readonly changes: readonly (Omit<MadeChange, 'logs' | 'twin'> & {
    readonly logs: Readonly<Record<string, readonly number[]>>;
  })[];
}

/** Of runtimes, none of which can be in one process with another. */
export function madeRuntimes({ runtimes, changes, ...rest }: MadeRuntimes): ResultRecord[] {
  const compared: Comparison = {
    of: 'runtimes',
    runtimes: runtimes.map((name) => ({ name, asked: name, versions: {} })),
    standings: [],
  };
  const made = changes.map(({ logs, ...one }) => changeRecords(one, runtimes, runtimes.slice(1), logs));
  return assemble(compared, made, rest);
}

interface Made {
  readonly claims: readonly ClaimRecord[];
  readonly rest: readonly ResultRecord[];
}

function assemble(
  comparison: Comparison,
  made: readonly Made[],
  { run = {}, broken = [], complete = true, control = 2 }: Omit<MadeComparison, 'changes'>,
): ResultRecord[] {
  const known = { id: 'controls/twice-the-work', control: true, known: 2, says: 'twice the work takes twice the time' };
  const [first, ...others] = madeRun([{ ...known, margin: 0.25, cases: [{ logs: logsAbout(Math.log(control)) }] }], {
    complete: false,
    run: { ...run, comparison },
  });
  return [
    first!,
    ...joined(made.flatMap((one) => one.claims)),
    ...others,
    ...made.flatMap((one) => one.rest),
    ...broken,
    ...(complete ? [{ kind: 'end', at: 90_000, complete: true } as const] : []),
  ];
}

/** Each claim once, with all of its cases. */
function joined(claims: readonly ClaimRecord[]): ClaimRecord[] {
  const found = new Map<string, ClaimRecord>();
  for (const one of claims) {
    const { claim } = one;
    const cases = [...(found.get(claim.id)?.claim.cases ?? []), ...claim.cases];
    found.set(claim.id, { ...one, claim: { ...claim, cases } });
  }
  return [...found.values()];
}

function revisionLogs({ logs, twin }: MadeChange): Readonly<Record<string, readonly number[]>> | undefined {
  return logs && { head: logs, twin: twin ?? logsAbout(0, logs.length, 0.002, 9) };
}

function changeRecords(
  { claim = 'made/claim', contender = 'quick', given = {}, answers = {}, values, ...about }: MadeChange,
  names: readonly string[],
  sides: readonly string[],
  logs: Readonly<Record<string, readonly number[]>> | undefined,
): Made {
  const at = Object.entries(given)
    .map(([axis, value]) => `${axis}=${value}`)
    .join(' ');
  const { metric = 'time', figure, margin, says = 'one beats the other', file } = about;
  const description: ClaimDescription = {
    id: `${claim}#${contender}`,
    file: file ?? `bench/claims/${claim}.ts`,
    control: false,
    says,
    because: 'it does less',
    source: 'made up',
    metric,
    ...(figure && { figure }),
    ...(margin !== undefined && { margin }),
    favours: sides[0]!,
    over: names[0]!,
    ...(sides.length > 1 && { sides }),
    axes: {},
    landmarks: [],
    contenders: names.map((name) => ({ name, code: '() => 1' })),
    cases: [{ id: at, given }],
  };
  const standsFor: StandsFor = { is: 'contender', claim, contender };
  const where = { claim: description.id, case: at };
  const batches = Object.fromEntries(names.map((name) => [name, 10]));
  const record: CaseRecord = { kind: 'case', ...where, batches, cycles: 3, waits: false, answers, shared: [] };
  const together = sides.length === 1 && names.includes('twin');
  const rounds = logs ? roundsOf(where, names, logs, together) : values ? probesOf(where, metric, values) : [];
  return {
    claims: [{ kind: 'claim', claim: description, standsFor }],
    rest: rounds.length > 0 ? [record, ...rounds] : [],
  };
}

/** Three cycles that all say what is wanted. */
function roundsOf(
  where: { claim: string; case: string },
  names: readonly string[],
  logs: Readonly<Record<string, readonly number[]>>,
  together: boolean,
): RoundRecord[] {
  const [first] = Object.values(logs);
  return first!.map((_, round): RoundRecord => {
    const turns = names.map((name) => {
      const wall = [1e6, 1.1e6, 1.2e6].map((time) => time * Math.exp(logs[name]?.[round] ?? 0));
      return [name, { wall, cpu: wall, switches: [0, 0, 0], settled: true }] as const;
    });
    const order = [0, 1, 2].map(() => names.map((_name, index) => index));
    return { kind: 'round', ...where, together, at: 1000, loaded: names, order, turns: Object.fromEntries(turns) };
  });
}

function probesOf(
  where: { claim: string; case: string },
  metric: Metric,
  values: Readonly<Record<string, readonly number[]>>,
): ProbeRecord[] {
  const names = Object.keys(values);
  return values[names[0]!]!.map((_, round) => {
    const read = names.map((name) => [name, { [metric]: values[name]![round] }] as const);
    return { kind: 'probe', ...where, at: 1000, loaded: names, calls: 1000, values: Object.fromEntries(read) };
  });
}

/** The claim itself, as each side has it. */
function verdictRecords({ claim, cases }: MadeVerdict): Made[] {
  return (['base', 'head'] as const).map((side) => {
    const own = cases.flatMap(({ given = {}, before, now }) => {
      const logs = side === 'base' ? before : now;
      return logs ? [{ given, logs }] : [];
    });
    const [, ...records] = madeRun([{ id: `${claim}@${side}`, cases: own }], { complete: false });
    const standsFor: StandsFor = { is: 'verdict', claim, side };
    const claims = records.flatMap((one) => (one.kind === 'claim' ? [{ ...one, standsFor }] : []));
    return { claims, rest: records.filter((one) => one.kind !== 'claim') };
  });
}
