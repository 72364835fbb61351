/** The run’s schedule: which round comes next, when a case ends, and what is told meanwhile. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Script } from '../../../support/scripted-rounds.ts';
import { claimOf, clear, countOf, scriptedRun, unclear } from '../../../support/scripted-run.ts';

suite('the schedule of a run', () => {
  test('a precise case ends at the first look, with two solo rounds that say the same', async () => {
    const { asked, stops } = await scriptedRun({ script: { together: (_, round) => clear(round) } });
    expect(stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
    expect(countOf(asked, 'together a n=1')).to.equal(6);
    expect(countOf(asked, 'apart a n=1')).to.equal(2);
  });

  test('solo rounds go on up to six where the first two lie apart, and no further where nothing is shown', async () => {
    const together = (_: unknown, round: number) => clear(round);
    const far = [1, 1.4, 0.6, 1.2, 0.5, 0.7];
    const hinted = await scriptedRun({ script: { together, apart: (_, round) => far[round]! } });
    expect(countOf(hinted.asked, 'apart a n=1')).to.equal(6);
    expect(hinted.stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
    const near = await scriptedRun({ script: { together, apart: (_, round) => clear(round) + 0.04 } });
    expect(countOf(near.asked, 'apart a n=1')).to.equal(2);
  });

  test('what the last rounds before a look hint at is looked into before it', async () => {
    const script = {
      together: (_: unknown, round: number) => (round < 4 ? 0.5 : 2),
      apart: (_: unknown, round: number) => 0.5 + round * 1e-3,
    };
    const { asked } = await scriptedRun({ script, plan: { looks: [6], rounds: { fewest: 6, most: 6 } } });
    expect(asked.slice(2, 4)).to.deep.equal(['apart a n=1', 'apart a n=1']);
    expect(asked.slice(-4)).to.deep.equal(Array.from({ length: 4 }, () => 'apart a n=1'));
  });

  test('a plain case ends at the first look, however wide its interval is', async () => {
    const { stops } = await scriptedRun({ script: { together: (_, round) => 3 + 0.2 * Math.sign(unclear(round)) } });
    expect(stops).to.deep.equal([['a', 'n=1', 'plain', 6]]);
  });

  test('where versions are compared, the baseline and its twin are one', async () => {
    const claims = [{ ...claimOf('a'), contenders: ['quick', 'slow', 'twin'].map((name) => ({ name, code: '' })) }];
    const together = (_: unknown, round: number) => 3 + 0.2 * Math.sign(unclear(round));
    const stopsFor = async (twin: (round: number) => number, source = {}) =>
      (await scriptedRun({ claims, script: { together, twin }, source })).stops;
    expect(await stopsFor((round) => together(0, round), { origins: {} })).to.deep.equal([['a', 'n=1', 'plain', 6]]);
    const wild = (round: number) => 12 * unclear(round);
    expect(await stopsFor(wild, { origins: {} })).to.deep.equal([['a', 'n=1', 'cap', 18]]);
    // A contender of that name in a claim of anybody's is no twin.
    expect(await stopsFor(wild)).to.deep.equal([['a', 'n=1', 'plain', 6]]);
  });

  test('a case that never becomes clear ends at the cap, without more solo rounds', async () => {
    const { asked, stops } = await scriptedRun({ script: { together: (_, round) => unclear(round) } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
    expect(countOf(asked, 'together a n=1')).to.equal(18);
    expect(countOf(asked, 'apart a n=1')).to.equal(2);
  });

  test('from the second look on, rounds have as many cycles as tell most: many where turns differ more than processes', async () => {
    const cost = { ready: 100e6, turns: 10e6 };
    const noisy = [-2, -1, 0, 1, 2];
    const steady = [-0.002, -0.001, 0, 0.001, 0.002];
    const ofTurns = await scriptedRun({
      script: { together: (_, round) => 0.1 * unclear(round), cycles: noisy, cost },
    });
    const ofProcesses = await scriptedRun({ script: { together: (_, round) => unclear(round), cycles: steady, cost } });
    expect(ofTurns.cycles.slice(0, 7)).to.deep.equal([undefined, undefined, 1, 1, 1, 1, 150]);
    expect(ofProcesses.cycles.slice(0, 7)).to.deep.equal([undefined, undefined, 1, 1, 1, 1, 5]);
  });

  test('every case has its first look before any has a second', async () => {
    const claims = [claimOf('a', [1, 2]), claimOf('b')];
    const { asked } = await scriptedRun({ claims, script: { together: (_, round) => unclear(round) } });
    const seconds = ['a n=1', 'a n=2', 'b n=1'].map((one) => {
      return asked.flatMap((each, at) => (each === `together ${one}` ? [at] : []))[6]!;
    });
    const first = Math.min(...seconds);
    for (const one of ['a n=1', 'a n=2', 'b n=1'])
      expect(countOf(asked.slice(0, first), `together ${one}`)).to.equal(6);
    expect(asked.slice(first, first + 3)).to.deep.equal(Array.from({ length: 3 }, () => 'together a n=1'));
  });

  test('later looks are only for the cases that are still open', async () => {
    const claims = [claimOf('a', [1, 2])];
    const together: Script['together'] = ({ case: id }, round) => (id === 'n=1' ? clear(round) : unclear(round));
    const { stops } = await scriptedRun({ claims, script: { together } });
    expect(stops).to.deep.equal([
      ['a', 'n=1', 'precise', 6],
      ['a', 'n=2', 'cap', 18],
    ]);
  });

  test('when the time is used up, what is open ends with the rounds that it has', async () => {
    const setting = { script: { together: (_: unknown, round: number) => unclear(round) }, plan: { seconds: 13 } };
    const { stops } = await scriptedRun({ ...setting, claims: [claimOf('a', [1, 2])], pace: 1000 });
    expect(stops).to.deep.equal([
      ['a', 'n=1', 'time', 6],
      ['a', 'n=2', 'time', 6],
    ]);
  });

  test('the time never takes the first look from a case', async () => {
    const setting = { script: { together: (_: unknown, round: number) => clear(round) }, plan: { seconds: 1 } };
    const { stops } = await scriptedRun({ ...setting, claims: [claimOf('a', [1, 2, 3])], pace: 1000 });
    expect(stops.map(([, , , rounds]) => rounds)).to.deep.equal([6, 6, 6]);
  });

  test('a wrong answer ends a case by answers, without solo rounds', async () => {
    const answers = { quick: { right: true, shown: '1' }, slow: { right: false, wrongBecause: 'torn', shown: '2' } };
    const { asked, stops } = await scriptedRun({ script: { together: (_, round) => unclear(round), answers } });
    expect(stops).to.deep.equal([['a', 'n=1', 'answers', 6]]);
    expect(countOf(asked, 'apart a n=1')).to.equal(0);
  });

  test('where the contenders disturb each other, later rounds are taken apart too', async () => {
    const script = {
      together: (_: unknown, round: number) => 0.001 * unclear(round),
      apart: (_: unknown, round: number) => 0.5 + 0.3 * unclear(round),
    };
    const { asked, stops } = await scriptedRun({ script });
    expect(stops[0]![3]).to.be.above(6);
    expect(countOf(asked, 'apart a n=1')).to.equal(stops[0]![3]);
  });

  test('the more cases a run has, the more precise they must be to end', async () => {
    const script = { together: (_: unknown, round: number) => 0.036 * unclear(round) };
    const lone = await scriptedRun({ script });
    expect(lone.stops[0]!.slice(2)).to.deep.equal(['precise', 6]);
    const many = await scriptedRun({
      script,
      claims: [
        claimOf(
          'a',
          Array.from({ length: 40 }, (_, n) => n),
        ),
      ],
    });
    expect(many.stops.every(([, , , rounds]) => Number(rounds) > 6)).to.equal(true);
  });

  test('spent evenly, what is shown leaves more of the 5 % to the others, without another round', async () => {
    const looks = [6, 10, 15, 25, 40];
    const plan = { looks, rounds: { fewest: 6, most: 40 }, solos: 0, spending: 'evenly' } as const;
    // Alone the last is shown at its share among 2 comparisons, and not among 40.
    const together: Script['together'] = ({ case: id }, round) =>
      id === 'n=0' ? 0.3 + 0.2 * unclear(round) : 3 + 0.2 * unclear(round);
    const cases = Array.from({ length: 40 }, (_, n) => n);
    const { stops } = await scriptedRun({ claims: [claimOf('a', cases)], script: { together }, plan });
    expect(stops.slice(0, 39).every(([, id, why, rounds]) => id !== 'n=0' && why === 'plain' && rounds === 6)).to.equal(
      true,
    );
    expect(stops[39]).to.deep.equal(['a', 'n=0', 'plain', 6]);
    const open: Script['together'] = (subject, round) =>
      subject.case === 'n=0' ? together(subject, round) : 20 * unclear(round);
    const amidOpen = await scriptedRun({ claims: [claimOf('a', cases)], script: { together: open }, plan });
    expect(amidOpen.stops.find(([, id]) => id === 'n=0')![3]).to.be.above(6);
  });

  test('contenders that no process can hold together have a process each in every round', async () => {
    const script: Script = { together: (_, round) => clear(round) };
    const { asked, stops } = await scriptedRun({ script, source: { runtimes: {} } });
    expect(asked).to.deep.equal(Array.from({ length: 6 }, () => 'across a n=1'));
    expect(stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
  });

  test('with fewer rounds than a verdict takes, it stops at the cap', async () => {
    const plan = { rounds: { fewest: 2, most: 2 }, looks: [2], solos: 0 };
    const { asked, stops } = await scriptedRun({ script: { together: (_, round) => clear(round) }, plan });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 2]]);
    expect(asked).to.deep.equal(['together a n=1', 'together a n=1']);
  });
});

suite('the progress of a run', () => {
  test('tells of every case that it begins, of its rounds and of its look', async () => {
    const { told } = await scriptedRun({ script: { together: (_, round) => clear(round) } });
    expect(told.map(({ is }) => is).filter((is) => is !== 'round')).to.deep.equal(['begins', 'looked']);
    expect(told.findLast(({ is }) => is === 'round')).to.include({ rounds: 6, done: 0, cases: 1 });
    expect(told.at(-1)).to.include({ is: 'looked', done: 1, open: 0 });
  });

  test('counts the cases that are open after their look', async () => {
    const { told } = await scriptedRun({
      claims: [claimOf('a', [1, 2])],
      script: { together: (_, round) => unclear(round) },
    });
    const looked = told.filter(({ is }) => is === 'looked');
    expect(looked.map(({ open }) => open).slice(0, 2)).to.deep.equal([1, 2]);
    expect(looked.at(-1)!.open).to.equal(0);
  });
});
