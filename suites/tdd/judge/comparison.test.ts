/** A comparison, judged from records that say what is wanted: changes, twins, answers, verdicts, standings, the outcome. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { isComparison, judgeComparison } from '../../../bench/judge/comparison.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import { readRecords, writeRecord } from '../../../bench/results-file.ts';
import type { BrokenRecord, ResultRecord, Standing } from '../../../bench/results.ts';
import type { ChangeReport } from '../../../reports/model.ts';
import { madeComparison, madeRuntimes, type MadeComparison } from '../../support/made-comparison.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';
import { sampleComparison, sampleComparisonRecords } from '../../support/sample-comparison.ts';

const judge = (made: MadeComparison, margin?: number) => judgeComparison(madeComparison(made), { margin });
const only = (made: MadeComparison['changes'][number]): ChangeReport => judge({ changes: [made] }).changes[0]!;
const slow = { given: { bytes: 16 }, logs: logsAbout(Math.log(1.21), 8, 0.01) };
const equal = { given: { bytes: 64 }, logs: logsAbout(0) };
const quick = { given: { bytes: 256 }, logs: logsAbout(-0.2) };

const ANSWERED = '"quick" answered 1 at first, and 2 after its turns';

/** Of one version of a contender at bytes=16, as a synthetic claim breaks. */
function breakage(claim: string, contender: string): BrokenRecord {
  const says = ANSWERED.replace('quick', contender);
  const where = { claim, case: 'bytes=16', contender, stage: 'proving' };
  return { kind: 'broken', ...where, code: 'ANSWER_CHANGES', says, remedy: 'Mend it.' };
}

/** Beside a case that passes. */
function judgedWith(...broken: readonly BrokenRecord[]) {
  const verdicts = [{ claim: 'made/claim', cases: [] }];
  return judge({ changes: [equal, { given: { bytes: 16 } }], verdicts, broken });
}

suite('judging a comparison', () => {
  test('the records of one are known from those of a run of claims', () => {
    expect(isComparison(sampleComparisonRecords())).to.equal(true);
    expect(isComparison(madeRun([{ cases: [{ logs: logsAbout(0.3) }] }]))).to.equal(false);
    expect(() => judgeComparison(madeRun([]))).to.throw(RangeError, 'of a run of claims');
  });

  test('what it makes is a results file that can be read back', () => {
    const records = sampleComparisonRecords();
    expect(readRecords(records.map(writeRecord).join(''))).to.deep.equal(JSON.parse(JSON.stringify(records)));
  });

  test('names the one that is slower, with its size, and tells what else there is', () => {
    const { outcome, sentence, counts, changes, comparisons } = judge({ changes: [slow, equal, quick] });
    expect(outcome).to.equal('regression');
    expect(sentence).to.match(
      /^1 of 3 comparisons is slower: made\/claim, quick, at bytes=16 B, by 1\.21\d?× \[1\.\d+, 1\.\d+\]\.$/,
    );
    expect(counts).to.deep.equal({ slower: 1, faster: 1, equivalent: 1, inconclusive: 0 });
    expect(changes.map(({ is, notSlower }) => [is, notSlower])).to.deep.equal([
      ['slower', false],
      ['equivalent', true],
      ['faster', true],
    ]);
    expect(comparisons).to.equal(3);
  });

  test('passes where nothing is slower, also where one is neither equivalent nor shown to be faster', () => {
    const unsure = { contender: 'slow', logs: logsAbout(-0.05, 8, 0.01) };
    const { outcome, sentence, changes } = judge({ changes: [equal, quick, unsure] });
    expect(outcome).to.equal('pass');
    expect(sentence).to.equal('Nothing is slower by more than 5 %: 1 of 3 equivalent, 1 faster, 1 not slower.');
    expect(changes[2]).to.include({ is: 'inconclusive', notSlower: true });
    expect(changes[2]!.reason).to.contain('shown not to be slower by more than 5 %');
  });

  test('is inconclusive where one may be slower, and says how many rounds would tell', () => {
    const { outcome, sentence, changes } = judge({ changes: [equal, { logs: logsAbout(0.03, 8, 0.05) }] });
    expect(outcome).to.equal('inconclusive');
    expect(sentence).to.match(/^1 of 2 comparisons could not be told, and may be slower: made\/claim, quick, 1\.03×/);
    expect(changes[1]!.moreRounds).to.be.greaterThan(8);
    expect(changes[1]!.reason).to.contain(`about ${changes[1]!.moreRounds} further rounds would settle it`);
  });

  test('one by itself that is not told among all others says so', () => {
    const border = { logs: logsAbout(Math.log(1.05) + 0.03, 8, 0.03) };
    expect(only(border).is).to.equal('slower');
    const among = judge({ changes: [border, ...Array.from({ length: 9 }, (_, at) => ({ ...equal, given: { at } }))] });
    expect(among.changes[0]!.is).to.equal('inconclusive');
    expect(among.changes[0]!.reason).to.contain('by itself it would be slower');
  });

  test('tells the smallest slow-down that it could have found, which is more than the tolerance', () => {
    const [one, many] = [1, 9].map((comparisons) =>
      judge({ changes: Array.from({ length: comparisons }, (_, at) => ({ ...equal, given: { at } })) }),
    );
    expect(one!.smallestEffect).to.be.within(0.05, 0.06);
    expect(many!.smallestEffect).to.be.above(one!.smallestEffect!);
    const noisy = judge({ changes: [{ logs: logsAbout(0, 8, 0.1) }] });
    expect(noisy.smallestEffect).to.be.above(0.1);
  });

  test('another tolerance judges anew: the option before the run, the run before the claim', () => {
    const changes = [{ ...slow, margin: 0.5 }];
    expect(judge({ changes }).changes[0]).to.include({ is: 'equivalent', tolerance: 0.5 });
    const plan = { ...madePlan(), margin: 0.1 };
    expect(judge({ changes, run: { plan } }).changes[0]).to.include({ is: 'slower', tolerance: 0.1 });
    expect(judge({ changes, run: { plan } }, 0.3).changes[0]).to.include({ is: 'equivalent', tolerance: 0.3 });
  });

  test('below six rounds nothing is told', () => {
    const { is, reason } = only({ logs: logsAbout(1, 5) });
    expect([is, reason]).to.deep.equal([
      'inconclusive',
      'it takes 6 rounds to tell, and there are 5; about 1 further round would settle it.',
    ]);
  });

  test('the values are those of the versions, under the names that were asked for', () => {
    const { values, side } = only(slow);
    expect(side).to.equal('the working tree');
    expect(values.map(({ name }) => name)).to.deep.equal(['main', 'the working tree']);
    expect(values[1]!.value.estimate / values[0]!.value.estimate).to.be.closeTo(1.21, 0.01);
    expect(values[0]!.value.estimate).to.be.closeTo(110_000, 1);
    const same = { name: 'main', commit: 'd'.repeat(40) };
    const { baseline, sides } = judge({ changes: [slow], comparison: { base: same, head: same } });
    expect([baseline.name, sides[0]!.name]).to.deep.equal(['main (base)', 'main (head)']);
  });
});

suite('judging metrics beside time', () => {
  const values = (head: number, base = 1000) => ({
    base: Array<number>(8).fill(base),
    head: Array<number>(8).fill(head),
    twin: Array<number>(8).fill(base),
  });

  test('bytes are told as bytes', () => {
    const { sentence, changes } = judge({ changes: [{ metric: 'allocated', values: values(1300) }] });
    expect(sentence).to.contain('is slower: made/claim, quick, by 1.30').and.to.contain('the bytes allocated a call');
    expect(changes[0]!.reason).to.contain('has 1.30× [1.30, 1.30] the bytes allocated a call of main');
  });

  test('who allocated nothing and allocates now is slower beyond any tolerance', () => {
    const { is, reason, ratio } = only({ metric: 'allocated', values: values(400, 0) });
    expect([is, ratio]).to.deep.equal(['slower', undefined]);
    expect(reason).to.equal(
      'main allocates nothing, the working tree 400 B: so in all of 8 rounds, and beyond any tolerance.',
    );
    expect(only({ metric: 'allocated', values: values(0, 400) }).is).to.equal('faster');
    expect(only({ metric: 'allocated', values: values(0, 0) }).is).to.equal('equivalent');
  });

  test('a figure has the name that the claim gives it', () => {
    const figure = { name: 'bytes on the wire', unit: 'bytes' } as const;
    expect(only({ metric: 'figure', figure, values: values(1300) })).to.deep.include({ is: 'slower', figure });
  });
});

function madePlan() {
  return (madeRun([])[0] as Extract<ResultRecord, { kind: 'run' }>).plan;
}

suite('twins', () => {
  test('a twin that differs by more than is tolerated makes everything inconclusive, and nothing red', () => {
    const { outcome, controls, changes, sentence } = judge({ changes: [slow, { ...equal, twin: logsAbout(0.2) }] });
    expect(outcome).to.equal('inconclusive');
    expect(controls.passed).to.equal(false);
    expect(sentence).to.match(/^The machine is not fit to compare: the twin of main reads 1\.22/);
    expect(changes.map(({ is, notSlower }) => [is, notSlower])).to.deep.equal([
      ['inconclusive', false],
      ['inconclusive', false],
    ]);
  });

  test('one that differs by less is a doubt in words', () => {
    const { outcome, controls, doubts } = judge({ changes: [slow, { ...equal, twin: logsAbout(0.02) }] });
    expect([outcome, controls.passed]).to.deep.equal(['regression', true]);
    expect(doubts.map(({ code }) => code)).to.deep.equal(['twin-differs']);
    expect(doubts[0]!.says).to.contain('made/claim, quick, at bytes=64 B by 1.020×');
  });

  test('both are what a side is compared with: what only the luck of the base shows is half', () => {
    const { is, ratio, twin, rounds } = only({ logs: logsAbout(0.08, 8, 0.001), twin: logsAbout(0.048, 8, 0.001, 3) });
    expect(is).to.equal('slower');
    expect(ratio!.estimate).to.be.closeTo(Math.exp(0.056), 1e-3);
    expect(rounds).to.have.length(8);
    expect(twin!.estimate).to.be.closeTo(Math.exp(0.048), 1e-3);
    const less = only({ logs: logsAbout(0.06, 8, 0.001), twin: logsAbout(0.048, 8, 0.001, 3) });
    expect([less.is, less.notSlower]).to.deep.equal(['equivalent', true]);
  });

  test('a twin that answers otherwise leaves nothing to compare', () => {
    const answers = {
      base: { right: true, shown: '1' },
      head: { right: true, shown: '1' },
      twin: { right: false, shown: '2' },
    };
    const { is, reason } = only({ ...slow, answers });
    expect(is).to.equal('inconclusive');
    expect(reason).to.equal('main answers 1, and 2 when it is asked once more: its answer cannot be compared.');
  });

  test('controls that fail veto everything as well', () => {
    const { outcome, controls } = judge({ changes: [slow], control: 1 });
    expect([outcome, controls.passed]).to.deep.equal(['inconclusive', false]);
    expect(controls.says).to.contain('twice the work takes twice the time');
  });
});

suite('answers', () => {
  const answers = { base: { right: true, shown: '"/a/b"' }, head: { right: false, shown: '"/a"' } };

  test('whoever answers otherwise is not ranked', () => {
    const { is, ground, reason, ratio, rounds, values } = only({ ...slow, answers });
    expect([is, ground, ratio, rounds, values]).to.deep.equal(['inconclusive', 'answers', undefined, [], []]);
    expect(reason).to.equal('the working tree answers "/a", main answers "/a/b": they do not do the same.');
  });

  test('it is no question, and the others are not held to more for it', () => {
    const { comparisons, outcome, sentence } = judge({ changes: [{ ...slow, answers }, equal] });
    expect([comparisons, outcome]).to.deep.equal([1, 'inconclusive']);
    expect(sentence).to.contain('bytes=16 B, whose answers differ; 1 equivalent');
  });
});

suite('verdicts before and now', () => {
  const cases = [
    { given: { bytes: 16 }, before: logsAbout(0.4), now: logsAbout(-0.2) },
    { given: { bytes: 64 }, before: logsAbout(0.4), now: logsAbout(0.3) },
    { given: { bytes: 256 }, before: logsAbout(0.4), now: logsAbout(0.1, 8, 0.2) },
    { given: { bytes: 1024 }, before: logsAbout(0.4) },
  ];
  const verdicts = [{ claim: 'made/claim', cases }];

  test('one that is told and another now has flipped; one that cannot be told has not', () => {
    const found = judge({ changes: [equal], verdicts });
    expect(found.verdicts.map(({ case: at, before, now, flipped }) => [at, before, now, flipped])).to.deep.equal([
      ['bytes=16', 'confirmed', 'refuted', true],
      ['bytes=64', 'confirmed', 'confirmed', false],
      ['bytes=256', 'confirmed', 'inconclusive', false],
    ]);
    expect(found.sentence).to.match(/; 1 verdict became another\.$/);
    expect(found.outcome).to.equal('pass');
  });

  test('where the machine is not fit none is told', () => {
    const found = judge({ changes: [{ ...equal, twin: logsAbout(0.2) }], verdicts });
    expect(new Set(found.verdicts.map(({ now }) => now))).to.deep.equal(new Set(['inconclusive']));
  });

  test('another tolerance changes no verdict: those have the margins of their claims', () => {
    const now = judge({ changes: [equal], verdicts }, 3).verdicts.map((one) => one.now);
    expect(now).to.deep.equal(['refuted', 'confirmed', 'inconclusive']);
  });
});

suite('what was not compared', () => {
  const standings: Standing[] = [
    { claim: 'a/one', is: 'compared' },
    { claim: 'a/two', is: 'unchanged' },
    { claim: 'a/three', contender: 'new', is: 'new' },
    { claim: 'a/four', is: 'broken', says: 'at the base: it does not compile' },
  ];

  test('stands there with its reason, but what was compared does not', () => {
    const { standings: told } = judge({ changes: [equal], comparison: { standings } });
    expect(told).to.deep.equal(standings.slice(1));
  });

  test('a case that broke, and one that was not reached, stand there too', () => {
    const { standings: told, outcome, broken } = sampleComparison();
    expect(told.filter(({ claim }) => claim === 'web/too-late')).to.deep.equal([
      {
        claim: 'web/too-late',
        contender: 'router',
        case: 'routes=10',
        is: 'broken',
        says: 'at the working tree: It threw: no such route',
      },
    ]);
    expect([outcome, broken.length]).to.deep.equal(['regression', 1]);
    const cut = judge({ changes: [equal, { given: { bytes: 16 } }], complete: false });
    expect(cut.standings).to.deep.equal([
      { claim: 'made/claim', contender: 'quick', case: 'bytes=16', is: 'unmeasured' },
    ]);
    expect([cut.complete, cut.doubts.map(({ code }) => code)]).to.deep.equal([false, ['cut-short']]);
    expect(cut.doubts[0]!.advice).to.equal('Run it again to the end.');
  });

  test('what the run did not come to may be slower: it passes nothing, and the sentence says so', () => {
    const changes = [equal, { given: { bytes: 16 } }];
    const cut = judge({ changes, complete: false });
    expect([cut.outcome, cut.sentence]).to.deep.equal([
      'inconclusive',
      '1 comparison was not measured; of the others nothing is slower by more than 5 %: 1 equivalent.',
    ]);
    // What is another shard’s is not missing in this one.
    const ours = { index: 1, of: 2, split: 'x', cases: { 'made/claim#quick': ['bytes=64'] } };
    const shard = judge({ changes, run: { shard: ours } });
    expect([shard.outcome, shard.standings]).to.deep.equal(['pass', []]);
  });

  test('what breaks is told of the contender that somebody wrote, and of the side that it broke at', () => {
    const said = (...broken: readonly BrokenRecord[]) =>
      judgedWith(...broken).broken.map((told) => [told.claim, told.contender, told.side, told.says]);
    const atHead = ['made/claim', 'quick', 'the working tree', `${ANSWERED}.`];
    expect(said(breakage('made/claim#quick', 'head'))).to.deep.equal([atHead]);
    // It breaks as itself, and in the claim as the head has it.
    expect(said(breakage('made/claim#quick', 'head'), breakage('made/claim@head', 'quick'))).to.deep.equal([atHead]);
    expect(said(breakage('made/new', 'quick'))).to.deep.equal([['made/new', ...atHead.slice(1)]]);
  });

  test('what is broken at the base is listed and fails nothing, whether the head mends it or not', () => {
    for (const version of ['base', 'twin']) {
      const before = [breakage('made/claim#quick', version), breakage('made/claim@base', 'quick')];
      for (const broken of [before, [...before, breakage('made/claim@head', 'quick')]]) {
        const { broken: told, outcome, standings: listed } = judgedWith(...broken);
        expect([told, outcome]).to.deep.equal([[], 'pass']);
        expect(listed).to.deep.equal([
          { claim: 'made/claim', contender: 'quick', case: 'bytes=16', is: 'broken', says: `at main: ${ANSWERED}` },
        ]);
      }
    }
  });

  test('nothing that reaches a change is nothing to measure, and a pass', () => {
    const unchanged = { changes: [], comparison: { changedOnly: true, standings: standings.slice(1, 2) } };
    const { outcome, sentence, comparisons } = judge(unchanged);
    expect([outcome, comparisons]).to.deep.equal(['nothing to measure', 0]);
    expect(sentence).to.equal('Nothing to measure: no claim reaches what has changed.');
    expect(judge({ changes: [] }).sentence).to.equal('Nothing to measure: there is no claim that both sides have.');
  });

  test('nothing measured though something was to be is broken, as is a breakage beside what passes', () => {
    const none = judge({ changes: [{ given: { bytes: 16 } }], complete: false });
    expect([none.outcome, none.sentence]).to.deep.equal(['broken', 'Nothing was compared.']);
    const onlyBroken = judge({ changes: [], comparison: { standings: standings.slice(3) } });
    expect(onlyBroken.outcome).to.equal('broken');
    const { broken } = sampleComparison();
    const one = { kind: 'broken', ...broken[0]!, says: 'It threw' } as const;
    const beside = judge({ changes: [equal], broken: [one] });
    expect([beside.outcome, beside.sentence]).to.deep.equal([
      'broken',
      'Nothing is slower by more than 5 %: 1 equivalent; 1 breakage.',
    ]);
  });

  test('a claim that one side cannot compile is listed, and does not fail the others', () => {
    expect(judge({ changes: [equal], comparison: { standings } }).outcome).to.equal('pass');
  });
});

suite('runtimes', () => {
  const runtimes = ['Node.js 22.21.1', 'Bun 1.3.2', 'Deno 2.5.6'];
  const changes = [
    { given: { bytes: 16 }, logs: { 'Bun 1.3.2': logsAbout(-0.4), 'Deno 2.5.6': logsAbout(0.3) } },
    { given: { bytes: 64 }, logs: { 'Bun 1.3.2': logsAbout(0.2), 'Deno 2.5.6': logsAbout(0) } },
  ];

  test('each is told of against the first, by rounds with a process each', () => {
    const report = judgeComparison(madeRuntimes({ runtimes, changes }));
    expect(report.changes.map(({ side, is }) => `${side} ${is}`)).to.deep.equal([
      'Bun 1.3.2 faster',
      'Deno 2.5.6 slower',
      'Bun 1.3.2 slower',
      'Deno 2.5.6 equivalent',
    ]);
    expect([report.comparisons, report.of, report.baseline.name]).to.deep.equal([4, 'runtimes', 'Node.js 22.21.1']);
    expect(report.sentence).to.equal(
      'Against Node.js 22.21.1 Bun 1.3.2 is faster at 1 of 2 and slower at 1; Deno 2.5.6 is equivalent at 1 of 2 and slower at 1.',
    );
  });

  test('the slower one of them is no regression', () => {
    expect(judgeComparison(madeRuntimes({ runtimes, changes })).outcome).to.equal('pass');
    const unsure = [{ logs: { 'Bun 1.3.2': logsAbout(-0.05, 8, 0.05), 'Deno 2.5.6': logsAbout(0) } }];
    expect(judgeComparison(madeRuntimes({ runtimes, changes: unsure })).outcome).to.equal('inconclusive');
  });
});

suite('several machines', () => {
  const shard = (made: MadeComparison, id: string) => madeComparison({ ...made, run: { id } });
  const other = { claim: 'made/other', logs: logsAbout(0.3) };

  test('are corrected together, and each has its own controls and twins', () => {
    const report = judgeComparison([
      ...shard({ changes: [slow, equal] }, 'one'),
      ...shard({ changes: [other] }, 'two'),
    ]);
    expect(report.changes.map(({ claim, is }) => `${claim} ${is}`)).to.deep.equal([
      'made/claim slower',
      'made/claim equivalent',
      'made/other slower',
    ]);
    expect([report.comparisons, report.environments.length, report.id]).to.deep.equal([3, 2, 'one']);
  });

  test('one that is not fit tells nothing, and the other one all the same', () => {
    const unfit = { changes: [{ ...other, twin: logsAbout(0.2) }] };
    const report = judgeComparison([...shard({ changes: [slow] }, 'one'), ...shard(unfit, 'two')]);
    expect(report.changes.map(({ is }) => is)).to.deep.equal(['slower', 'inconclusive']);
    expect([report.outcome, report.controls.passed]).to.deep.equal(['regression', false]);
  });

  test('what is not believed of one makes nothing easier to tell of another', () => {
    // Once the plainer ones are answered it is told; where they are not believed they stay questions.
    const border = { logs: logsAbout(Math.log(1.05) + 0.03, 8, 0.03) };
    const two = { changes: [other, { ...other, contender: 'slow' }] };
    const beside = (shards: MadeComparison) =>
      judgeComparison([...shard({ changes: [border] }, 'one'), ...shard(shards, 'two')]);
    expect(beside(two).changes[0]!.is).to.equal('slower');
    const unfit = beside({
      changes: [...two.changes, { contender: 'odd', logs: logsAbout(0.3), twin: logsAbout(0.3) }],
    });
    expect([unfit.changes[0]!.is, unfit.comparisons]).to.deep.equal(['inconclusive', 4]);
  });
});

suite('a comparison as a run', () => {
  test('judging it as claims would take each version for a contender: the same figures, turned round', () => {
    const records = madeComparison({ changes: [slow] });
    const [claim] = judgeRun(records, undefined, { doubting: false }).claims;
    const change = judgeComparison(records).changes[0]!;
    expect(claim!.cases[0]!.ratio!.estimate).to.be.closeTo(1 / change.ratio!.estimate, 1e-9);
  });
});
