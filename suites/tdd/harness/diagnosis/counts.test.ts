/** What is counted over a log, from the inside: tiers, throwing back, and where time went. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { countLog } from '../../../../bench/harness/diagnosis/look.ts';
import { created, explained, thrownBack, tick } from '../../../support/made-log.ts';

const HARNESS = new URL('../../../../bench/harness/worker/timing.js', import.meta.url).href;

// Who lies where: the loop and its caller are the harness's, `concat` is Node.js's.
const [HOT, LOOP, BATCH, CONCAT, LOW] = [1000, 2000, 3000, 4000, 5000];
const CODE = [
  created({ address: LOW, of: 'hot file:///nowhere/a.js:12:5', id: 0x9000, mark: '~' }),
  created({ address: HOT, of: 'hot file:///nowhere/a.js:12:5', id: 0x9000, mark: '*' }),
  created({ address: LOOP, of: 'loop :3:21', mark: '*' }),
  created({ address: BATCH, of: `batch ${HARNESS}:60:10`, mark: '*' }),
  created({ address: CONCAT, of: 'concat node:buffer:577:32', mark: '+' }),
];
const STACK = [LOOP + 50, BATCH + 50];
const hot = tick([HOT + 5, ...STACK]);
const concat = tick([CONCAT + 5, HOT + 50, ...STACK]);
const loop = tick([LOOP + 5, BATCH + 50]);
const times = (many: number, line: string) => Array<string>(many).fill(line);

interface Parts {
  readonly warming?: readonly string[];
  readonly turns?: readonly string[];
  readonly after?: readonly string[];
}

function count({ warming = [], turns = [], after = [] }: Parts) {
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  const before = text([...CODE, ...warming]);
  const round = text(turns);
  return countLog(before + round + text(after), before.length, before.length + round.length);
}

suite('the tiers that a contender ran in', () => {
  test('are those of its turns, what Node.js does for it included', () => {
    const { tiers } = count({
      warming: times(50, tick([LOW + 5, ...STACK])),
      turns: [...times(30, hot), ...times(10, concat)],
    });
    expect(tiers.samples).to.equal(40);
    expect(tiers.shares).to.deep.equal({ interpreter: 0, baseline: 0, maglev: 0.25, turbofan: 0.75 });
    expect(tiers.functions).to.deep.equal([
      { name: 'hot', place: '/nowhere/a.js:12', tier: 'turbofan', share: 0.75 },
      { name: 'concat', place: 'node:buffer:577', tier: 'maglev', share: 0.25 },
    ]);
  });

  test('leave the harness out, but for the loop, into which the contender may be inlined', () => {
    const { tiers } = count({ turns: [...times(30, loop), ...times(30, tick([BATCH + 5])), ...times(10, hot)] });
    expect(tiers.samples).to.equal(40);
    expect(tiers.functions.map(({ name }) => name)).to.deep.equal(['hot']);
  });

  test('are told apart from those of half a second later', () => {
    const { tiers } = count({ turns: times(30, tick([LOW + 5, ...STACK])), after: times(30, hot) });
    expect([tiers.shares.interpreter, tiers.later.turbofan]).to.deep.equal([1, 1]);
  });

  test('are those of later where the turns were too short to be seen', () => {
    const { tiers } = count({ turns: times(3, tick([LOW + 5, ...STACK])), after: times(40, hot) });
    expect(tiers).to.deep.include({ samples: 40 });
    expect(tiers.shares.turbofan).to.equal(1);
  });

  test('are none where it was never seen', () => {
    const { tiers } = count({});
    expect(tiers).to.deep.equal({
      samples: 0,
      shares: { interpreter: 0, baseline: 0, maglev: 0, turbofan: 0 },
      later: { interpreter: 0, baseline: 0, maglev: 0, turbofan: 0 },
      functions: [],
      deopts: [],
    });
  });
});

suite('code that is thrown away', () => {
  const where = '<file:///nowhere/a.js:14:9>';
  const back = thrownBack(HOT, { where });

  test('is counted by place and reason, while warming up and during turns apart', () => {
    const { tiers } = count({ warming: [back, back], turns: [back], after: [back] });
    const told = { name: 'hot', place: '/nowhere/a.js:14', reason: 'wrong map' };
    expect(tiers.deopts).to.deep.equal([
      { ...told, timed: false, times: 2 },
      { ...told, timed: true, times: 1 },
    ]);
  });

  test('counts where a function of the contender is inlined into the loop, under its own name', () => {
    const { tiers } = count({
      warming: [
        explained(LOOP, [[0, 0]], [{ id: 0x9000 }]),
        thrownBack(LOOP, { where: `${where} inlined at <unknown:3:53>`, inlining: 0 }),
      ],
    });
    expect(tiers.deopts).to.have.length(1);
    expect(tiers.deopts[0]).to.include({ name: 'hot', place: '/nowhere/a.js:14' });
  });

  for (const [what, line] of [
    ['belongs to the harness', thrownBack(BATCH, { where: `<${HARNESS}:61:1>` })],
    ['belongs to Node.js alone', thrownBack(CONCAT, { where: '<node:buffer:580:1>' })],
    ['makes way for better code', thrownBack(HOT, { where, reason: 'prepare for on stack replacement (OSR)' })],
    ['is of no function that is known', thrownBack(77, { where })],
  ] as const) {
    test(`does not count where it ${what}`, () => {
      expect(count({ warming: [line] }).tiers.deopts).to.deep.equal([]);
    });
  }

  test('does not count where something that it relied on changed, but better code had already replaced it', () => {
    const better = created({ address: 6000, of: 'hot file:///nowhere/a.js:12:5', id: 0x9000, mark: '*' });
    const changed = (address: number) =>
      thrownBack(address, { where, kind: 'dependency-change', reason: 'code dependencies' });
    const { tiers } = count({ warming: [better, changed(HOT), changed(6000)] });
    expect(tiers.deopts.map(({ times: many }) => many)).to.deep.equal([1]);
  });
});

suite('where time went', () => {
  test('is told by function, after the turns of the round, and the rest by what it was', () => {
    const { time } = count({
      turns: times(100, hot),
      after: [
        ...times(5, hot),
        ...times(2, concat),
        ...times(1, loop),
        tick([BATCH + 5]),
        tick([7], 1),
        ...times(2, tick([7])),
      ],
    });
    expect(time).to.deep.equal({
      samples: 12,
      collecting: 1 / 12,
      harness: 2 / 12,
      outside: 2 / 12,
      functions: [
        { name: 'hot', place: '/nowhere/a.js:12', share: 5 / 12, native: 0 },
        { name: 'concat', place: 'node:buffer:577', share: 2 / 12, native: 0 },
      ],
    });
  });

  test('counts built-ins and native code to whoever called them, and says how much of it that was', () => {
    const { time } = count({ after: [hot, tick([7, HOT + 50, ...STACK]), tick([7, 8, HOT + 50, ...STACK]), hot] });
    expect(time.functions).to.deep.equal([{ name: 'hot', place: '/nowhere/a.js:12', share: 1, native: 0.5 }]);
  });

  test('takes nothing of the interpreter for native, whose every step is a built-in', () => {
    const { time } = count({ after: [tick([7, LOW + 50, ...STACK])] });
    expect(time.functions[0]).to.include({ share: 1, native: 0 });
  });

  test('counts what Node.js does for the harness to the harness', () => {
    const { time } = count({ after: [tick([CONCAT + 5, BATCH + 50])] });
    expect([time.harness, time.functions]).to.deep.equal([1, []]);
  });
});
