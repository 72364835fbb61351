/** Judged claims that have, together, everything a format must show: every verdict, doubt, breakage, and hostile text. */

import type {
  CaseReport,
  ClaimReport,
  ContenderReport,
  DiagnosisReport,
  Drawing,
  DrawnCell,
  Interval,
  MetricReport,
} from '../../reports/model.ts';
import { broken, claim, contender, doubt, measured } from './made-claim-report.ts';
import { madeDiagnosis } from './made-diagnosis.ts';

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
        low: 3900,
        high: 4490,
        says: 'concat wins at 1 KiB, neither at 4 KiB, even at about 4.1 KiB [3.8 KiB, 4.4 KiB]',
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

/** A claim about servers under load, at two rates and over connections. */
export function answersMore(): ClaimReport {
  const points = [1, 16].map((connections) => ({
    connections,
    throughput: { estimate: 1e6 / connections, low: 0.9e6 / connections, high: 1.1e6 / connections },
  }));
  const closed = { connections: 16, turn: 400, turns: 3 };
  const sweeps = ['concat', 'join'].map((name) => ({
    contender: name,
    points,
    says: `${name}: more connections brought more answers, up to the 16 connections that were tried`,
  }));
  return claim(
    'web/answers-more',
    [
      measured({ rate: 'as it comes' }, 'confirmed', [2, 1.9, 2.1], { load: closed, sweeps }),
      measured({ rate: 'fixed' }, 'confirmed', [2, 1.9, 2.1], { load: { ...closed, rate: 1000 } }),
    ],
    { says: 'A server that concatenates answers more', metric: 'throughput', axes: { rate: ['as it comes', 'fixed'] } },
  );
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
        load: { connections: 16, turn: 400, turns: 3 },
        sweeps: [{ contender: hostileText, points: [], says: hostileText }],
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

const wrongMap = { name: 'hot', place: 'bench/claims/made/a.ts:14', reason: 'wrong map', timed: false, times: 2 };

const few = doubt('few-rounds', 'Only 6 rounds were measured.', 'Measure longer.');

const humps = doubt('two-humps', 'The rounds lie in two heaps.', 'Look at the single rounds.');

const disturb = doubt(
  'disturb-each-other',
  'In one process concat reads 2.1× [2.0, 2.2], in processes of their own 3.41× [3.3, 3.52].',
  'Rely on the rounds that were measured apart.',
);
