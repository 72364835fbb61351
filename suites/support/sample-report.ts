/** A run made by hand that has everything a format must show: every verdict, doubt, breakage, and hostile text. */

import type {
  BreakageReport,
  CaseReport,
  ClaimReport,
  ContenderReport,
  DiagnosisReport,
  Doubt,
  Drawing,
  DrawnCell,
  Interval,
  MetricReport,
  RunReport,
  Verdict,
} from '../../reports/model.ts';
import { madeDiagnosis } from './made-diagnosis.ts';

/** The run with every kind of claim; give fields to replace them. */
export function sampleReport(overrides: Partial<RunReport> = {}): RunReport {
  const claims = overrides.claims ?? [concat(), wrongAnswers(), sharedSlab(), syncStalls(), unloadable(), hostile()];
  return {
    version: '0.1.0',
    id: '2026-11-22-1253-a1b2',
    started: '2026-11-22T12:53:10.000Z',
    seconds: 125,
    seed: 42,
    quick: false,
    complete: true,
    environment: {
      runtime: 'Node.js 20.20.2',
      v8: '11.3.244.8',
      platform: 'linux x64',
      cpu: 'Intel Xeon E5-2690 v4 @ 2.60GHz',
      cores: 2,
      memory: 8_254_468_096,
      load: 0.42,
      commit: 'ffcfed3c0ffee0123456789abcdef0123456789a',
    },
    controls: { passed: true, says: 'the same against the same is not told apart, and twice the work reads 2.01×.' },
    comparisons: 15,
    smallestEffect: 0.021,
    counts: add(claims),
    sentence: '8 confirmed, 2 refuted, 2 equivalent, 3 inconclusive; one claim could not be measured',
    doubts: [],
    controlClaims: [control('same-against-same', true), control('twice-the-work', true)],
    broken: [],
    ...overrides,
    claims,
  };
}

/** A run that nobody may rely on: identical code was told apart. */
export function failedControls(): RunReport {
  return sampleReport({
    controls: { passed: false, says: 'the same against the same reads 1.09× [1.07, 1.11].' },
    controlClaims: [control('same-against-same', false), control('twice-the-work', true)],
  });
}

/** A quick run that was cut short, with a breakage and a doubt of its own. */
export function incompleteRun(): RunReport {
  return sampleReport({
    complete: false,
    quick: true,
    claims: [concat()],
    broken: [broken('bench/claims/files/torn.ts', 'loading')],
    doubts: [doubt('busy-machine', 'The load average was 3.1 on 2 cores.', 'Run it again when the machine is idle.')],
    sentence: 'cut short: 2 confirmed, 1 refuted, 1 equivalent, 2 inconclusive',
  });
}

/** A run in which nothing was measured. */
export function nothingMeasured(): RunReport {
  const { smallestEffect: _, ...report } = sampleReport({
    claims: [],
    controlClaims: [],
    comparisons: 0,
    seconds: 0.4,
  });
  return {
    ...report,
    controls: { passed: true, says: 'no control was run.' },
    sentence: 'nothing was measured',
  };
}

/** Text that tries to get out of HTML, Markdown, a table, a line and a terminal. */
export const hostileText =
  '<script>alert("x")</script> | `code` & *bold* _low_ [link](javascript:x) 日本語 👩‍👩‍👧 @everyone #1 $x$ \u001b[31mred\u202e\nnext';

/** The claim that crosses: all four verdicts, solo rounds that decide, landmarks. */
export function concat(): ClaimReport {
  const cases = [
    measured({ chunks: 4, bytes: 1024 }, 'confirmed', [2.31, 2.28, 2.34]),
    measured({ chunks: 4, bytes: 4096 }, 'equivalent', [1.004, 0.992, 1.016]),
    measured({ chunks: 4, bytes: 65_536 }, 'refuted', [0.71, 0.69, 0.73]),
    measured({ chunks: 256, bytes: 1024 }, 'confirmed', [3.41, 3.3, 3.52], {
      decidedBy: 'apart',
      apartRatio: { estimate: 3.41, low: 3.3, high: 3.52 },
      doubts: [disturb],
    }),
    measured({ chunks: 256, bytes: 4096 }, 'inconclusive', [1.07, 0.98, 1.17], {
      moreRounds: 24,
      doubts: [few, humps],
    }),
    measured({ chunks: 256, bytes: 65_536 }, 'inconclusive', [0.97, 0.9, 1.05], {
      clock: 'cpu',
      otherClock: { estimate: 1.01, low: 0.8, high: 1.27 },
      moreRounds: 40,
      doubts: [few],
    }),
  ];
  return claim('buffers/concat-beats-joining', cases, {
    says: 'Buffer.concat beats joining decoded strings',
    because: 'joining decodes every chunk by itself; concat copies bytes once and decodes once',
    source: 'notes: Buffer › concatenation',
    quote: 'Never decode chunk by chunk: concat first, decode once.',
    favours: 'concat',
    over: 'join',
    sentence: 'confirmed at 2 of 6; the winner changes between 1 KiB and 4 KiB',
    axes: { chunks: [4, 256], bytes: [1024, 4096, 65_536] },
    crossingAxis: 'bytes',
    landmarks: [{ at: 8192, name: 'the size of the pool' }],
    crossings: [
      {
        axis: 'bytes',
        given: { chunks: 4 },
        between: [1024, 4096],
        verdicts: ['confirmed', 'equivalent'],
        estimate: 4180,
        says: 'concat wins up to 1 KiB; from 4 KiB on neither',
      },
    ],
    contenders: [
      {
        name: 'concat',
        code: '({ chunks, bytes }) => {\n  const parts = chunked(chunks, bytes);\n  return () => Buffer.concat(parts).toString();\n}',
      },
      {
        name: 'join',
        code: "({ chunks, bytes }) => {\n  const parts = chunked(chunks, bytes);\n  return () => parts.map((part) => part.toString()).join('');\n}",
      },
    ],
  });
}

/** Wrong answers: one that the claim names, which is only not ranked, and one that it does not, which refutes. */
export function wrongAnswers(): ClaimReport {
  const appended = (wrongBecause?: string): ContenderReport => ({
    ...contender('appended', 'other', [41, 40, 42]),
    answer: 'wrong',
    shown: '"caf\ufffd\ufffd"',
    ...(wrongBecause === undefined ? {} : { wrongBecause }),
  });
  const said = 'it cuts a character of two bytes in half';
  const first = measured({ encoding: 'ascii' }, 'confirmed', [1.62, 1.58, 1.66]);
  const second = measured({ encoding: 'utf8' }, 'confirmed', [1.21, 1.18, 1.24]);
  const { ratio: _, ...third } = measured({ encoding: 'utf16le' }, 'refuted', [1, 1, 1]);
  return claim(
    'streams/decoder-beats-appending',
    [
      { ...first, contenders: [...first.contenders, appended(said)] },
      { ...second, contenders: [...second.contenders, appended(said)] },
      {
        ...third,
        ground: 'answers',
        reason: 'concat answers wrongly, and the claim does not say so.',
        together: [],
        apart: [],
        contenders: [...third.contenders.map(({ value: _value, ...rest }) => rest), appended()],
      },
    ],
    {
      says: 'A StringDecoder beats appending chunks to a string',
      source: 'the manual: String decoder',
      sentence: 'confirmed at 2 of 3; refuted by its answers at encoding=utf16le',
      axes: { encoding: ['ascii', 'utf8', 'utf16le'] },
    },
  );
}

/** A claim without parameters. */
export function sharedSlab(): ClaimReport {
  const diagnoses = [
    { contender: 'concat', ...madeDiagnosis({ tiers: { deopts: [wrongMap] } }) },
    { contender: 'join', failed: 'the process ended while loading "join" (exit code 7)' },
  ];
  return claim(
    'buffers/small-buffers-share-a-slab',
    [measured({}, 'equivalent', [1.012, 0.999, 1.025], { diagnoses })],
    {
      says: 'Buffer.allocUnsafe of 16 bytes is no slower than a slice',
      source: '',
      sentence: 'equivalent: the difference is smaller than 5 %',
    },
  );
}

/** A claim about the event loop rather than about time a call. */
export function syncStalls(): ClaimReport {
  const sizes = [4096, 1_048_576, 104_857_600];
  const cases = sizes.map((size, at) =>
    measured({ size }, 'confirmed', [4 * 10 ** at, 3.6 * 10 ** at, 4.4 * 10 ** at], {
      doubts: at === 0 ? [doubt('coarse-clock', 'A turn lasts 40 steps of the clock.', 'Ask for longer turns.')] : [],
    }),
  );
  return claim('files/sync-stalls-the-loop', cases, {
    says: 'readFile keeps the event loop free where readFileSync stalls it',
    metric: 'loop delay',
    favours: 'readFile',
    over: 'readFileSync',
    margin: 0.1,
    sentence: 'confirmed at 3 of 3',
    axes: { size: sizes },
    crossingAxis: 'size',
    contenders: [
      { name: 'readFile', code: '' },
      { name: 'readFileSync', code: '' },
    ],
  });
}

/** Two cells, of which one is copied into another space; a third space stays empty. */
export function drawnCopy(): Drawing {
  const free = (at: number, bytes: number): DrawnCell => ({ at, bytes, label: '', state: 'free' });
  const idle = { name: 'old', bytes: 64, cells: [free(0, 64)] };
  const space = (name: string, cells: readonly DrawnCell[]) => ({ name, bytes: 64, cells });
  const cell = (label: string, at: number, bytes: number, state: DrawnCell['state']): DrawnCell => {
    return { at, bytes, label, state };
  };
  const x = cell('x', 16, 32, 'allocated');
  const steps = [
    {
      says: 'Two cells lie in one space.',
      spaces: [space('from', [cell('a', 0, 16, 'allocated'), x, free(48, 16)]), space('to', [free(0, 64)]), idle],
    },
    {
      says: 'a is copied.',
      spaces: [
        space('from', [cell('a', 0, 16, 'forwarded'), { ...x, state: 'dead' }, free(48, 16)]),
        space('to', [{ ...cell('a', 0, 16, 'moved'), cameFrom: { space: 'from', at: 0 } }, free(16, 48)]),
        idle,
      ],
    },
  ];
  return { title: 'A copy', steps };
}

/** A claim about memory, with metrics beside it, one of them without a ratio, and a case in which nothing is allocated. */
export function allocatesLess(): ClaimReport {
  const flat = { estimate: 1024, low: 1020, high: 1030 };
  const none = { estimate: 0, low: 0, high: 0 };
  const metrics: MetricReport[] = [
    {
      metric: 'gc count',
      says: 'concat causes no garbage collection, join 1 in 1000',
      values: [
        { name: 'concat', value: none },
        { name: 'join', value: { estimate: 0.001, low: 0.0009, high: 0.0011 } },
      ],
    },
    {
      metric: 'resident memory',
      ratio: { estimate: 3.28, low: 3.25, high: 3.32 },
      values: [
        { name: 'concat', value: { estimate: 42_600_000, low: 42_000_000, high: 43_000_000 } },
        { name: 'join', value: { estimate: 139_600_000, low: 139_000_000, high: 140_000_000 } },
      ],
    },
  ];
  const first = measured({ chunks: 4 }, 'confirmed', [2.33, 2.3, 2.36], { metrics });
  const { ratio: _, ...second } = measured({ chunks: 1 }, 'equivalent', [1, 1, 1], {
    reason: 'neither allocates anything, in any of 6 rounds.',
    together: [],
  });
  const valued = (one: CaseReport, value: Interval): CaseReport => ({
    ...one,
    contenders: one.contenders.map((each) => ({ ...each, value })),
  });
  return claim('buffers/concat-allocates-less', [valued(first, flat), valued(second, none)], {
    says: 'Buffer.concat allocates less than joining',
    metric: 'allocated',
    sentence: 'confirmed at 1 of 2, equivalent at 1',
    axes: { chunks: [4, 1] },
  });
}

/** A claim of which nothing could be measured. */
export function unloadable(): ClaimReport {
  return claim('wasm/adds-faster', [], {
    says: 'WebAssembly adds faster than JavaScript',
    sentence: 'could not be measured',
    broken: [
      broken('wasm/adds-faster', 'compiling'),
      { ...broken('wasm/adds-faster', 'proving'), case: 'n=1', contender: 'wasm' },
    ],
  });
}

/** Every text of it is {@link hostileText}, and one name is very long. */
export function hostile(): ClaimReport {
  const axis = 'a|<b>`c`';
  const given = { [axis]: hostileText, name: 'very-long-'.repeat(12) };
  const one = measured(given, 'inconclusive', [1.3, 0.6, 2.9], {
    reason: hostileText,
    doubts: [doubt('hostile', hostileText, hostileText)],
    moreRounds: 12_000,
  });
  return claim(
    'hostile/<script>|`x`',
    [
      {
        ...one,
        diagnoses: [hostileDiagnosis()],
        contenders: [
          ...one.contenders,
          { ...contender(hostileText, 'other', [1, 1, 1]), answer: 'wrong', shown: hostileText },
        ],
      },
      measured({ [axis]: '漢字'.repeat(20), name: 'b' }, 'confirmed', [1.4, 1.3, 1.5]),
    ],
    {
      says: hostileText,
      because: hostileText,
      source: hostileText,
      quote: hostileText,
      sentence: hostileText,
      favours: '<favours>',
      over: '<over>',
      axes: { [axis]: [hostileText], name: ['b'] },
      contenders: [{ name: hostileText, code: `const a = "</code></pre>${hostileText}";\n\`\`\`\n// end` }],
      broken: [{ ...broken(hostileText, 'proving'), says: hostileText, remedy: hostileText, case: hostileText }],
    },
  );
}

/** Every text in it comes from somebody's code, or from V8. */
function hostileDiagnosis(): DiagnosisReport {
  const seen = { name: hostileText, place: `/${hostileText}:1` };
  const { tiers, profile } = madeDiagnosis({
    tiers: { deopts: [{ ...seen, reason: hostileText, timed: true, times: 12_000 }] },
    profile: { functions: [{ ...seen, share: 0.9, native: 0.9 }], sites: [{ ...seen, share: 1 }] },
  });
  return { contender: hostileText, tiers, profile, failed: hostileText };
}

/** One judged case; its rounds lie around the ratio, in an order that looks like chance and is always the same. */
export function measured(
  given: CaseReport['given'],
  verdict: Verdict,
  [estimate, low, high]: readonly [number, number, number],
  overrides: Partial<CaseReport> = {},
): CaseReport {
  const rounds = (many: number) =>
    Array.from({ length: many }, (_, at) => estimate * (high / low) ** (Math.sin(at * 12.9898) * 1.6));
  return {
    id: Object.entries(given)
      .map(([axis, value]) => `${axis}=${value}`)
      .join(' '),
    given,
    verdict,
    ground: 'measured',
    reason: `The interval says ${verdict}.`,
    ratio: { estimate, low, high },
    together: rounds(12),
    apart: rounds(6),
    decidedBy: 'together',
    clock: 'wall',
    contenders: [
      contender('concat', 'favoured', [1240, 1210, 1290]),
      contender('join', 'baseline', [1240 * estimate, 1240 * low, 1240 * high]),
    ],
    doubts: [],
    ...overrides,
  };
}

/** A claim over its cases; the counts are those of the cases. */
export function claim(id: string, cases: readonly CaseReport[], overrides: Partial<ClaimReport> = {}): ClaimReport {
  const favours = overrides.favours ?? 'concat';
  const over = overrides.over ?? 'join';
  return {
    id,
    topic: id.split('/')[0] ?? '',
    says: 'One beats the other',
    because: 'it does less',
    source: 'notes',
    metric: 'time',
    margin: 0.05,
    favours,
    over,
    sentence: 'judged',
    counts: countsOf(cases),
    axes: {},
    crossings: [],
    landmarks: [],
    contenders: [
      { name: favours, code: '() => () => 1' },
      { name: over, code: '() => () => 2' },
    ],
    broken: [],
    ...overrides,
    cases: cases.map((one) => ({
      ...one,
      contenders: one.contenders.map((each) => ({
        ...each,
        name: each.role === 'favoured' ? favours : each.role === 'baseline' ? over : each.name,
      })),
    })),
  };
}

const wrongMap = { name: 'hot', place: 'bench/claims/made/a.ts:14', reason: 'wrong map', timed: false, times: 2 };
const few = doubt('few-rounds', 'Only 6 rounds were measured.', 'Measure longer.');
const humps = doubt('two-humps', 'The rounds lie in two heaps.', 'Look at the single rounds.');
const disturb = doubt(
  'disturb-each-other',
  'In one process concat reads 2.1× [2.0, 2.2], in processes of their own 3.41× [3.3, 3.52].',
  'Rely on the rounds that were measured apart.',
);

function doubt(code: string, says: string, advice: string): Doubt {
  return { code, says, advice };
}

function broken(claimId: string, stage: string): BreakageReport {
  const says = 'The module could not be found.';
  return { claim: claimId, stage, code: 'CLAIM_BROKEN', says, remedy: 'Check the path of its imports.' };
}

function contender(
  name: string,
  role: ContenderReport['role'],
  [estimate, low, high]: readonly [number, number, number],
): ContenderReport {
  const value: Interval = { estimate, low, high };
  const shown = '"x".repeat(4096)';
  const times = { estimate: estimate / 1240, low: low / 1240, high: high / 1240 };
  return { name, role, answer: 'right', shown, value, ...(role === 'favoured' ? {} : { timesFavoured: times }) };
}

function control(name: string, passed: boolean): ClaimReport {
  const same = name === 'same-against-same';
  const [estimate, low, high] = same ? (passed ? [1.001, 0.998, 1.004] : [1.09, 1.07, 1.11]) : [2.01, 1.99, 2.03];
  return claim(`controls/${name}`, [measured({}, same && passed ? 'equivalent' : 'confirmed', [estimate, low, high])], {
    says: same ? 'The same is as fast as the same' : 'Once the work beats twice the work',
    source: '',
    sentence: `it reads ${estimate}× [${low}, ${high}]`,
    control: { known: same ? [1, 1] : [1.9, 2.1], passed },
  });
}

function countsOf(cases: readonly CaseReport[]): Record<Verdict, number> {
  const counts = { confirmed: 0, refuted: 0, equivalent: 0, inconclusive: 0 };
  for (const { verdict } of cases) counts[verdict] += 1;
  return counts;
}

function add(claims: readonly ClaimReport[]): Record<Verdict, number> {
  return countsOf(claims.flatMap(({ cases }) => cases));
}
