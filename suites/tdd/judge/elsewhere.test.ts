/** The figures of others, held against made ones: which way each of them goes, and what it comes to in a sentence. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { ElsewhereDescription } from '../../../bench/results.ts';
import { logsAbout, madeRun, type MadeCase, type MadeClaim } from '../../support/made-run.ts';

const source = 'https://example.com/figures';
const says = 'quick takes 12 ms and slow 20 ms';
const wins = logsAbout(0.5);
const [loses, level, unsure] = [wins.map((log) => -log), logsAbout(0, 8, 0.005), logsAbout(0.05, 8, 0.2)];
const control = (truth = 0): MadeClaim => ({
  id: 'controls/same',
  control: true,
  known: 1,
  cases: [{ logs: logsAbout(truth) }],
});

/** The claim with what others say of its cases, judged; all of the cases unless some are named. */
function held(
  cases: readonly MadeCase[],
  verdict: ElsewhereDescription['verdict'],
  more: Partial<ElsewhereDescription> = {},
  claim: Partial<MadeClaim> = {},
) {
  const given = cases.map((one, n) => ({ ...one, given: { n } }));
  const ids = given.map((_, n) => `n=${n}`);
  const elsewhere = [{ source, says, verdict, cases: ids, ...more }];
  const { claims } = judgeRun(madeRun([control(), { axes: { n: ids }, cases: given, elsewhere, ...claim }]));
  return claims[0]!.elsewhere![0]!;
}

const answers = { quick: { right: false, shown: '1' }, slow: { right: true, shown: '2' } };
/** Plainly on one side of 1, and by less than the margin. */
const [little, littleLess] = [logsAbout(0.02, 8, 0.002), logsAbout(-0.02, 8, 0.002)];

suite('what others have published', () => {
  test('is missing where a claim names nothing', () => {
    expect(judgeRun(madeRun([{ cases: [{ logs: wins }] }])).claims[0]).not.to.have.property('elsewhere');
  });

  const rows: readonly (readonly [string, MadeCase, readonly string[], RegExp])[] = [
    [
      'the favoured one wins',
      { logs: wins },
      ['agrees', 'disagrees', 'disagrees'],
      /: quick is faster than slow here by 1\.6\d*×/,
    ],
    [
      'the baseline wins',
      { logs: loses },
      ['disagrees', 'agrees', 'disagrees'],
      /: slow is faster than quick here by 1\.6\d*×/,
    ],
    [
      'neither wins',
      { logs: level },
      ['untold', 'untold', 'agrees'],
      /whatever difference there is here is smaller than the margin of 5 %, and who wins by it cannot be told$/,
    ],
    [
      'the favoured one wins by less than the margin',
      { logs: little },
      ['agrees', 'disagrees', 'agrees'],
      /: quick is faster than slow here by 1\.02\d*× \[.*\], less than the margin of 5 %$/,
    ],
    [
      'the baseline wins by less than the margin',
      { logs: littleLess },
      ['disagrees', 'agrees', 'agrees'],
      /: slow is faster than quick here by 1\.02\d*× \[.*\], less than the margin of 5 %$/,
    ],
    [
      'it cannot be told',
      { logs: unsure },
      ['untold', 'untold', 'untold'],
      /^could not be told: it could not be told here$/,
    ],
    [
      'an answer is wrong',
      { logs: wins, answers },
      ['untold', 'untold', 'untold'],
      /^could not be told: an answer is wrong here, so that no figure decides$/,
    ],
  ];
  for (const [here, one, expected, sentence] of rows) {
    test(`where ${here} here: ${expected.join(', ')}, where the favoured one, the baseline or neither wins there`, () => {
      const all = (['confirmed', 'refuted', 'equivalent'] as const).map((verdict) => held([one], verdict));
      expect(all.map(({ is }) => is)).to.deep.equal(expected);
      for (const { sentence: said } of all) expect(said).to.match(sentence);
    });
  }

  test('is held against no figure of a machine whose controls failed', () => {
    const claim: MadeClaim = {
      cases: [{ logs: wins }],
      atLeast: 1.2,
      elsewhere: [{ source, says, verdict: 'refuted', cases: [''] }],
    };
    const [one] = judgeRun(madeRun([control(0.3), claim])).claims[0]!.elsewhere!;
    expect(one).to.include({ is: 'untold', sentence: 'could not be told: it could not be told here' });
  });

  test('goes by who wins where a claim asks for a least ratio, and not by whether that is reached', () => {
    const least = { atLeast: 2 };
    expect(held([{ logs: wins }], 'confirmed', {}, least).is).to.equal('agrees');
    expect(held([{ logs: loses }], 'refuted', {}, { atLeast: 0.5 }).is).to.equal('agrees');
    expect(held([{ logs: loses }], 'confirmed', {}, { atLeast: 0.5 }).is).to.equal('disagrees');
    expect(held([{ logs: level }], 'equivalent', {}, { atLeast: 0.5 }).is).to.equal('agrees');
    expect(held([{ logs: unsure }], 'confirmed', {}, { atLeast: 0.5 }).is).to.equal('untold');
  });

  test('disagrees where one of its cases does, and says where and how', () => {
    const four = [{ logs: wins }, { logs: loses }, { logs: wins }, { logs: unsure }];
    const { is, sentence, cases } = held(four, 'confirmed');
    expect(is).to.equal('disagrees');
    expect(sentence).to.match(
      /^disagrees at 1 of 4 cases, agrees at 2, could not be told at 1; at n=1 slow is faster than quick here by 1\.6\d*× \[.*\]$/,
    );
    expect(cases.map((one) => `${one.case} ${one.is}`)).to.deep.equal([
      'n=0 agrees',
      'n=1 disagrees',
      'n=2 agrees',
      'n=3 untold',
    ]);
  });

  test('names two of the cases that disagree', () => {
    const { sentence } = held([{ logs: loses }, { logs: loses }, { logs: loses }], 'confirmed');
    expect(sentence).to.match(/^disagrees at 3 of 3 cases; at n=0 slow .*; at n=1 slow (?!.* at n=2)/);
  });

  test('agrees where one of its cases does and none disagrees, and is untold where none tells', () => {
    expect(held([{ logs: wins }, { logs: unsure }], 'confirmed')).to.include({
      is: 'agrees',
      sentence: 'agrees at 1 of 2 cases, could not be told at 1',
    });
    expect(held([{ logs: unsure }, { logs: unsure }], 'confirmed')).to.include({
      is: 'untold',
      sentence: 'could not be told at 2 of 2 cases',
    });
  });

  test('is held against its own cases only, and says where there is none', () => {
    const two = [{ logs: wins }, { logs: loses }];
    expect(held(two, 'confirmed', { cases: ['n=0'] }).is).to.equal('agrees');
    expect(held(two, 'confirmed', { cases: [] })).to.include({ is: 'untold', sentence: 'none of its cases was asked' });
    expect(held([{ logs: wins }, {}], 'confirmed', { cases: ['n=1'] })).to.include({
      is: 'untold',
      sentence: 'none of its cases was measured',
    });
  });

  test('is not asked where the machine lacks something for the claim', () => {
    const claim = {
      lacks: 'it needs 4 processors',
      cases: [],
      elsewhere: [{ source, says, verdict: 'confirmed' as const, cases: [] }],
    };
    const [one] = judgeRun(madeRun([claim])).claims[0]!.elsewhere!;
    expect(one).to.include({ is: 'untold', sentence: 'not asked here' });
  });

  test('says which runtime it is of where it disagrees and that is another one', () => {
    const sentence = (on: string, verdict: 'confirmed' | 'refuted') => held([{ logs: wins }], verdict, { on }).sentence;
    expect(sentence('node@16', 'refuted')).to.match(/; they measured on node@16, and this is Node\.js 22\.12\.0$/);
    expect(sentence('node@2', 'refuted')).to.match(/; they measured on node@2, /);
    for (const on of ['node@22', 'node@22.12', 'node@22.12.0'])
      expect(sentence(on, 'refuted')).not.to.contain('they measured');
    expect(sentence('node@16', 'confirmed')).not.to.contain('they measured');
  });

  test('keeps what the claim says of it', () => {
    const one = held([{ logs: loses }], 'confirmed', { on: 'node@16', differs: 'they time the start as well' });
    expect(one).to.include({
      source,
      says,
      verdict: 'confirmed',
      on: 'node@16',
      differs: 'they time the start as well',
    });
    expect(held([{ logs: loses }], 'confirmed')).not.to.have.any.keys('on', 'differs');
  });
});
