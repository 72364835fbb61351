/** Runs on several runtimes, put together by hand: what each of them says of a claim is given, and the matrix is judged. */
import { matrixOf } from '../../bench/judge/matrix.ts';
import { countVerdicts } from '../../bench/judge/claim.ts';
import { evenAt } from '../../reports/crossings.ts';
import type {
  ClaimReport,
  CrossingReport,
  EnvironmentReport,
  MatrixReport,
  RunReport,
  Verdict,
  VersionChange,
} from '../../reports/model.ts';
import { broken, claim, measured } from './made-claim-report.ts';
import { sampleReport } from './sample-report.ts';

/** A letter a case: `c`onfirmed, `r`efuted, `e`quivalent, `?` inconclusive, `.` not measured. */
export type Verdicts = string;

const words: Readonly<Record<string, Verdict>> = { c: 'confirmed', r: 'refuted', e: 'equivalent', '?': 'inconclusive' };
const ratios = {
  confirmed: [2.31, 2.28, 2.34],
  refuted: [0.71, 0.69, 0.73],
  equivalent: [1.004, 0.992, 1.016],
  inconclusive: [1.07, 0.98, 1.17],
} as const;

/** A claim with a case for each letter, `bytes=1`, `bytes=2` …; with one letter it has no parameters. */
export function claimOf(id: string, verdicts: Verdicts, overrides: Partial<ClaimReport> = {}): ClaimReport {
  const letters = verdicts.split('');
  const cases = letters.flatMap((letter, at) => {
    const verdict = words[letter];
    return verdict ? [measured(letters.length > 1 ? { bytes: at + 1 } : {}, verdict, ratios[verdict])] : [];
  });
  const axes = letters.length > 1 ? { bytes: letters.map((_, at) => at + 1) } : {};
  return claim(id, cases, { says: `What ${id} says`, axes, ...overrides });
}

/** A run on a runtime, by the verdicts on each of its claims. */
export function runOn(
  runtime: string,
  claims: Readonly<Record<string, Verdicts | ClaimReport>>,
  {
    environment = {},
    ...overrides
  }: Partial<Omit<RunReport, 'environment'>> & { environment?: Partial<EnvironmentReport> } = {},
): { readonly asked: string; readonly report: RunReport } {
  const all = Object.entries(claims).map(([id, one]) => (typeof one === 'string' ? claimOf(id, one) : one));
  const report = sampleReport({ id: `run on ${runtime}`, claims: all, ...overrides });
  const engine = runtime.startsWith('Bun ') ? 'JavaScriptCore' : report.environment.engine;
  const whole = { ...report, environment: { ...report.environment, runtime, engine, ...environment } };
  return { asked: runtime, report: { ...whole, counts: countVerdicts(all.flatMap(({ cases }) => cases)) } };
}

/** The verdicts on one claim, runtime by runtime. */
export function matrixOfOne(verdicts: Readonly<Record<string, Verdicts>>): MatrixReport {
  return matrixOf(
    Object.entries(verdicts).map(([runtime, letters]) => runOn(runtime, { 'a/b': letters })),
    [],
  );
}

/** The claim whose winner may change over its size; where both are told, that stands in its report as judging has it. */
function crossing(verdicts: Verdicts, even: Pick<CrossingReport, 'estimate' | 'low' | 'high'>): ClaimReport {
  const told = verdicts.split('').map((letter) => words[letter]);
  const nth = told.findIndex((verdict, at) => verdict !== told[at + 1]);
  const [first, second] = told.slice(nth);
  const between = [nth + 1, nth + 2] as const;
  const at = evenAt({ axis: 'bytes', between, ...even });
  const says = `${first}, then ${second}${at === undefined ? '' : `, even at ${at}`}`;
  const crossings =
    first && second ? [{ axis: 'bytes', given: {}, between, verdicts: [first, second], ...even, says } as const] : [];
  return claimOf('buffers/concat-beats-joining', verdicts, { crossingAxis: 'bytes', crossings, changes });
}

/** One that explains what differs, one that shows nowhere, and one of a version that nobody measured. */
const changes: readonly VersionChange[] = [
  { since: 'node@24', says: 'texts are joined as ropes', source: 'https://github.com/example/engine/pull/61' },
  { since: 'node@22.4', says: 'copies are aligned', source: 'https://example.org/engine/aligned' },
  { since: 'bun@2', says: 'texts are copied once', source: 'the notes of the release' },
];

/** Six runtimes, of which one could not be fetched: claims that agree, differ, cannot be told, lack a metric, broke. */
export function sampleMatrix(): MatrixReport {
  const lacking = { metric: 'allocated', sentence: 'could not be measured' } as const;
  const untold = broken('memory/allocates-less', 'probing');
  const onBun = claimOf('memory/allocates-less', '.', {
    ...lacking,
    broken: [{ ...untold, code: 'METRIC_MISSING', says: '"allocated" cannot be told here.' }],
  });
  const builtin = claimOf('modules/core-first', '.', {
    lacks: 'needs the builtin punycode, which this Node.js no longer has',
    sentence: 'not asked here: needs the builtin punycode, which this Node.js no longer has',
  });
  const run = (
    runtime: string,
    concat: Verdicts,
    even: Pick<CrossingReport, 'estimate' | 'low' | 'high'>,
    more: Readonly<Record<string, Verdicts | ClaimReport>> = {},
  ) =>
    runOn(runtime, {
      'async/await-is-slower': 'r',
      'buffers/concat-beats-joining': crossing(concat, even),
      'buffers/slab': runtime.startsWith('Bun') ? '?' : 'c',
      'files/told-once': runtime.includes('22') ? 'c' : '?',
      'memory/allocates-less': claimOf('memory/allocates-less', 'ce', { metric: 'allocated' }),
      'modules/core-first': 'cc',
      ...more,
    });
  const runs = [
    run('Node.js 20.20.2', 'cc?', {}),
    run('Node.js 22.21.1', 'cce', {}),
    run('Node.js 24.11.0', 'rce', { estimate: 1.3, low: 1.2, high: 1.4 }),
    run('Node.js 26.1.0', 'rrc', { estimate: 2.5, low: 2.4, high: 2.6 }, { 'modules/core-first': builtin }),
    run('Bun 1.3.2', '?c.', {}, { 'memory/allocates-less': onBun }),
  ];
  const missing = [{ asked: 'deno@2', says: 'could not be fetched: the registry is out of reach' }];
  return matrixOf(runs, missing);
}
