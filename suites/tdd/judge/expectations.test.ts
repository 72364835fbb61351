/** What claims expect of a run and when they grow old, judged from made records: what is met, what is not, what is open. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { askedOf, exitCodeOf, worstOf } from '../../../bench/commands/tell.ts';
import { parseOptions } from '../../../bench/commands/options.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import { logsAbout, madeRun, type MadeCase, type MadeClaim } from '../../support/made-run.ts';
import { madeShards } from '../../support/made-shards.ts';

const [wins, loses, same] = [logsAbout(0.5), logsAbout(-0.5), logsAbout(0)];
const open = logsAbout(0.05, 8, 0.2);
const control = (truth = 0): MadeClaim => ({
  id: 'controls/same',
  control: true,
  known: 1,
  says: 'the same',
  cases: [{ logs: logsAbout(truth) }],
});
/** A claim with a case for each, in the order given. */
const claimOf = (...cases: readonly MadeCase[]): MadeClaim => ({
  axes: { n: cases.map((_, at) => at) },
  cases: cases.map((one, at) => ({ ...one, given: { n: at } })),
});
const judged = (...claims: readonly MadeClaim[]) => judgeRun(madeRun(claims));
const code = (report: ReturnType<typeof judged>, ...options: string[]) =>
  exitCodeOf(report, askedOf(parseOptions(options, ['assert', 'strict'], 'run')));

suite('what claims expect', () => {
  test('is nothing of a run whose claims expect nothing', () => {
    expect(judged(claimOf({ logs: wins }))).not.to.have.property('expectations');
  });

  const rows: readonly (readonly [string, readonly MadeCase[], string, string])[] = [
    ['one that is met', [{ logs: wins, expects: 'confirmed' }], 'met', 'The one expected verdict was found.'],
    [
      'each verdict that can be expected',
      [
        { logs: wins, expects: 'confirmed' },
        { logs: loses, expects: 'refuted' },
        { logs: same, expects: 'equivalent' },
      ],
      'met',
      'All 3 expected verdicts were found.',
    ],
    [
      'another verdict',
      [
        { logs: wins, expects: 'refuted' },
        { logs: same, expects: 'confirmed' },
        { logs: wins, expects: 'confirmed' },
      ],
      'unmet',
      'Of 3 expected verdicts 1 was found and 2 are others.',
    ],
    [
      'what cannot be told, or was not measured',
      [{ logs: open, expects: 'confirmed' }, { expects: 'confirmed' }, { logs: wins, expects: 'confirmed' }],
      'open',
      'Of 3 expected verdicts 1 was found and 2 could not be told.',
    ],
    [
      'another verdict beside what cannot be told',
      [{ logs: open, expects: 'confirmed' }, { logs: loses, expects: 'confirmed' }, { logs: wins }],
      'unmet',
      'Of 2 expected verdicts 1 is another and 1 could not be told.',
    ],
  ];
  for (const [what, cases, outcome, sentence] of rows) {
    test(`of ${what}: ${outcome}`, () => {
      const { expectations } = judged(control(), claimOf(...cases));
      expect(expectations).to.include({ outcome, sentence });
    });
  }

  test('stands beside each verdict, and changes none of them', () => {
    const plain = judged(claimOf({ logs: wins }, { logs: loses }));
    const { claims } = judged(claimOf({ logs: wins, expects: 'refuted' }, { logs: loses }));
    expect(claims[0]!.cases.map(({ verdict, expected }) => [verdict, expected])).to.deep.equal([
      ['confirmed', 'refuted'],
      ['refuted', undefined],
    ]);
    const { expected: _, ...first } = claims[0]!.cases[0]!;
    expect(first).to.deep.equal(plain.claims[0]!.cases[0]!);
  });

  test('names what is not as expected, with what was found', () => {
    const report = judged(claimOf({ logs: wins, expects: 'confirmed' }, { logs: wins, expects: 'equivalent' }));
    const [unmet, ...more] = report.expectations!.unmet;
    const { reason, ratio } = report.claims[0]!.cases[1]!;
    expect(more).to.deep.equal([]);
    expect(unmet).to.deep.equal({
      claim: 'made/claim-0',
      says: 'one beats the other',
      case: 'n=1',
      given: { n: 1 },
      expected: 'equivalent',
      verdict: 'confirmed',
      ratio,
      reason,
    });
  });

  test('is not asserted where the controls failed, not even of what the answers decide', () => {
    const answers = { quick: { right: false, shown: '1' }, slow: { right: true, shown: '2' } };
    const report = judged(
      control(0.3),
      claimOf({ logs: wins, answers, expects: 'confirmed' }, { logs: wins, expects: 'confirmed' }),
    );
    expect(report.claims[0]!.cases[0]!.verdict).to.equal('refuted');
    expect(report.expectations).to.deep.equal({
      outcome: 'vetoed',
      sentence: 'The controls failed, and of 2 expected verdicts none is asserted.',
      met: 0,
      open: 2,
      unmet: [],
    });
    expect([code(report, '--assert'), code(report, '--assert', '--strict')]).to.deep.equal([0, 2]);
  });

  test('of a run whose shards were merged is not asserted of the machine whose controls failed', () => {
    const claim = claimOf({ logs: wins, expects: 'refuted' }, { logs: wins, expects: 'refuted' });
    const shards = madeShards([control(), claim], { claims: (index) => [control(index === 2 ? 0.3 : 0), claim] });
    const { expectations } = judgeRun(shards.flat());
    expect(expectations).to.include({ outcome: 'unmet', open: 1 });
    expect(expectations!.unmet.map((one) => one.case)).to.deep.equal(['n=0']);
  });

  test('of a shard by itself is only what it measures', () => {
    const claim = claimOf({ logs: wins, expects: 'confirmed' }, { logs: wins, expects: 'confirmed' });
    const [first] = madeShards([control(), claim]);
    expect(judgeRun(first!).expectations).to.include({ outcome: 'met', met: 1, open: 0 });
  });
});

suite('the exit code of a run', () => {
  const [met, unmet] = [claimOf({ logs: wins, expects: 'confirmed' }), claimOf({ logs: wins, expects: 'refuted' })];
  const unsure = claimOf({ logs: open, expects: 'confirmed' });
  const missing = claimOf({ logs: wins, expects: 'confirmed' }, { expects: 'confirmed' });
  const broken: MadeClaim = { id: 'made/broken', cases: [{}], broken: [{}] };
  const rows: readonly (readonly [string, readonly MadeClaim[], readonly number[]])[] = [
    ['all is as expected', [met], [0, 0, 0, 0]],
    ['a verdict is another one', [unmet], [0, 1, 0, 1]],
    ['one cannot be told', [unsure], [0, 0, 2, 2]],
    ['one cannot be told and another is another one', [unsure, unmet], [0, 1, 2, 1]],
    ['one was not measured', [missing], [0, 0, 0, 2]],
    ['nothing is expected', [claimOf({ logs: wins })], [0, 0, 0, 0]],
    ['something broke', [met, broken], [3, 3, 3, 3]],
    ['something broke, and a verdict is another one', [unmet, broken], [3, 1, 3, 1]],
  ];
  for (const [what, claims, codes] of rows) {
    test(`is ${codes.join(', ')} without options, with --assert, --strict and both, where ${what}`, () => {
      const report = judged(control(), ...claims);
      const all = [[], ['--assert'], ['--strict'], ['--assert', '--strict']].map((options) => code(report, ...options));
      expect(all).to.deep.equal(codes);
    });
  }

  test('of several is that of what was found, then of what broke, then of what could not be told', () => {
    expect([[0, 2, 3, 1], [3, 2, 0], [2, 0], [0, 0], []].map(worstOf)).to.deep.equal([1, 3, 2, 0, 0]);
  });
});

suite('the day on which a claim has to be looked at again', () => {
  const doubtsOf = (expires: string | undefined, started: string, doubting = true) => {
    const claims = [{ cases: [{ logs: wins }], ...(expires !== undefined && { expires }) }];
    return judgeRun(madeRun(claims, { run: { started } }), undefined, { doubting }).claims[0]!.doubts;
  };

  test('raises no doubt before it comes, and none where there is no such day', () => {
    expect(doubtsOf('2027-06-30', '2027-06-29T23:59:59.999Z')).to.equal(undefined);
    expect(doubtsOf(undefined, '2027-07-01T00:00:00.000Z')).to.equal(undefined);
  });

  test('raises one from then on, by the day of the run in UTC and not by that on which it is judged', () => {
    for (const started of ['2027-06-30T00:00:00.000Z', '2027-06-29T22:30:00.000-02:00', '2031-01-01T00:00:00.000Z']) {
      const [doubt] = doubtsOf('2027-06-30', started)!;
      const day = new Date(started).toISOString().slice(0, 10);
      expect(doubt!.code).to.equal('expired');
      expect(doubt!.says).to.equal(`The claim was to be looked at again by 2027-06-30, and this run is of ${day}.`);
    }
  });

  test('is not looked at where no doubts are looked for', () => {
    expect(doubtsOf('2027-06-30', '2031-01-01T00:00:00.000Z', false)).to.equal(undefined);
  });
});
