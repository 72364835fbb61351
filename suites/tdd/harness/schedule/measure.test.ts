/** The run's schedule: which round comes next, and when a case ends. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { chance } from '../../../../bench/harness/schedule/chance.ts';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';
import { measure, type Progress } from '../../../../bench/harness/schedule/measure.ts';
import type { ClaimDescription, Plan, ResultRecord } from '../../../../bench/results.ts';
import { planLooks } from '../../../../bench/stats/stopping.ts';
import { scriptedRounds, type Script } from '../../../support/scripted-rounds.ts';

/** Log ratios that never become clear: to either side in turn. */
const unclear = (round: number) => (round % 2 === 0 ? 0.5 : -0.5);
/** Clear and precise from the first look on. */
const clear = (round: number) => 0.5 + round * 1e-4;

function claimOf(id: string, cases: readonly number[] = [1]): ClaimDescription {
  return {
    id,
    file: `${id}.ts`,
    control: false,
    says: id,
    because: 'a test',
    source: 'a test',
    metric: 'time',
    favours: 'quick',
    over: 'slow',
    axes: { n: cases },
    landmarks: [],
    contenders: [
      { name: 'quick', code: '' },
      { name: 'slow', code: '' },
    ],
    cases: cases.map((n) => ({ id: `n=${n}`, given: { n } })),
  };
}

interface Setting {
  readonly claims?: readonly ClaimDescription[];
  readonly script: Script;
  readonly plan?: Partial<Plan>;
  /** Milliseconds that pass with every round. */
  readonly pace?: number;
  /** It goes on with these. */
  readonly past?: readonly ResultRecord[];
}

async function run({ claims = [claimOf('a')], script, plan = {}, pace = 0, past = [] }: Setting) {
  const records: ResultRecord[] = [];
  const told: Progress[] = [];
  const { rounds, asked, cycles } = scriptedRounds(script, past);
  const most = plan.rounds?.most ?? 18;
  await measure({
    claims,
    past,
    moduleOf: (id) => id,
    plan: { rounds: { fewest: 6, most }, looks: planLooks(6, most), solos: 6, turn: 1e6, ...plan },
    marginOf: () => 0.05,
    write: (record) => records.push(record),
    tell: (progress) => told.push(progress),
    rounds,
    chance: chance(1),
    at: () => asked.length * pace,
    patience: 1000,
  });
  const stops = records.flatMap((one) => (one.kind === 'stop' ? [[one.claim, one.case, one.why, one.rounds]] : []));
  return { records, told, asked, stops, cycles };
}

const countOf = (asked: readonly string[], wanted: string) => asked.filter((one) => one === wanted).length;

suite('the schedule of a run', () => {
  test('a precise case ends at the first look, with as many solo rounds', async () => {
    const { asked, stops } = await run({ script: { together: (_, round) => clear(round) } });
    expect(stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
    expect(countOf(asked, 'together a n=1')).to.equal(6);
    expect(countOf(asked, 'apart a n=1')).to.equal(6);
  });

  test('a plain case ends at the first look, however wide its interval is', async () => {
    const { stops } = await run({ script: { together: (_, round) => 3 + 0.2 * Math.sign(unclear(round)) } });
    expect(stops).to.deep.equal([['a', 'n=1', 'plain', 6]]);
  });

  test('a case that never becomes clear ends at the cap, without more solo rounds', async () => {
    const { asked, stops } = await run({ script: { together: (_, round) => unclear(round) } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
    expect(countOf(asked, 'together a n=1')).to.equal(18);
    expect(countOf(asked, 'apart a n=1')).to.equal(6);
  });

  test('from the second look on, rounds have as many cycles as tell most: many where turns differ more than processes', async () => {
    const cost = { ready: 100e6, turns: 10e6 };
    const noisy = [-2, -1, 0, 1, 2];
    const steady = [-0.002, -0.001, 0, 0.001, 0.002];
    const ofTurns = await run({ script: { together: (_, round) => 0.1 * unclear(round), cycles: noisy, cost } });
    const ofProcesses = await run({ script: { together: (_, round) => unclear(round), cycles: steady, cost } });
    expect(ofTurns.cycles.slice(0, 7)).to.deep.equal([undefined, undefined, 1, 1, 1, 1, 150]);
    expect(ofProcesses.cycles.slice(0, 7)).to.deep.equal([undefined, undefined, 1, 1, 1, 1, 5]);
  });

  test('every case has its first look before any has a second', async () => {
    const claims = [claimOf('a', [1, 2]), claimOf('b')];
    const { asked } = await run({ claims, script: { together: (_, round) => unclear(round) } });
    const last = asked.lastIndexOf('apart b n=1');
    expect(countOf(asked.slice(0, last), 'together a n=1')).to.equal(6);
    expect(countOf(asked.slice(0, last), 'together a n=2')).to.equal(6);
    expect(asked.slice(last + 1).slice(0, 3)).to.deep.equal(Array.from({ length: 3 }, () => 'together a n=1'));
  });

  test('later looks are only for the cases that are still open', async () => {
    const claims = [claimOf('a', [1, 2])];
    const together: Script['together'] = ({ case: id }, round) => (id === 'n=1' ? clear(round) : unclear(round));
    const { stops } = await run({ claims, script: { together } });
    expect(stops).to.deep.equal([
      ['a', 'n=1', 'precise', 6],
      ['a', 'n=2', 'cap', 18],
    ]);
  });

  test('when the time is used up, what is open ends with the rounds that it has', async () => {
    const setting = { script: { together: (_: unknown, round: number) => unclear(round) }, plan: { seconds: 13 } };
    const { stops } = await run({ ...setting, claims: [claimOf('a', [1, 2])], pace: 1000 });
    expect(stops).to.deep.equal([
      ['a', 'n=1', 'time', 6],
      ['a', 'n=2', 'time', 6],
    ]);
  });

  test('the time never takes the first look from a case', async () => {
    const setting = { script: { together: (_: unknown, round: number) => clear(round) }, plan: { seconds: 1 } };
    const { stops } = await run({ ...setting, claims: [claimOf('a', [1, 2, 3])], pace: 1000 });
    expect(stops.map(([, , , rounds]) => rounds)).to.deep.equal([6, 6, 6]);
  });

  test('a wrong answer ends a case by answers, without solo rounds', async () => {
    const answers = { quick: { right: true, shown: '1' }, slow: { right: false, wrongBecause: 'torn', shown: '2' } };
    const { asked, stops } = await run({ script: { together: (_, round) => unclear(round), answers } });
    expect(stops).to.deep.equal([['a', 'n=1', 'answers', 6]]);
    expect(countOf(asked, 'apart a n=1')).to.equal(0);
  });

  test('where the contenders disturb each other, later rounds are taken apart too', async () => {
    const script = {
      together: (_: unknown, round: number) => 0.001 * unclear(round),
      apart: (_: unknown, round: number) => 0.5 + 0.3 * unclear(round),
    };
    const { asked, stops } = await run({ script });
    expect(stops[0]![3]).to.be.above(6);
    expect(countOf(asked, 'apart a n=1')).to.equal(stops[0]![3]);
  });

  test('the more cases a run has, the more precise they must be to end', async () => {
    const script = { together: (_: unknown, round: number) => 0.036 * unclear(round) };
    const lone = await run({ script });
    expect(lone.stops[0]!.slice(2)).to.deep.equal(['precise', 6]);
    const many = await run({
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

  test('with fewer rounds than a verdict takes, it stops at the cap', async () => {
    const plan = { rounds: { fewest: 2, most: 2 }, looks: [2], solos: 0 };
    const { asked, stops } = await run({ script: { together: (_, round) => clear(round) }, plan });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 2]]);
    expect(asked).to.deep.equal(['together a n=1', 'together a n=1']);
  });
});

suite('a case about what probes read', () => {
  const probed = (metric: ClaimDescription['metric'] = 'allocated') => [{ ...claimOf('a'), metric }];
  const noTurns = () => {
    throw new Error('no turn is wanted');
  };

  test('is proved once, and then takes probe rounds only', async () => {
    const probe = (_: unknown, round: number) => [10, 20 + round / 100] as const;
    const { asked, stops, records } = await run({ claims: probed(), script: { together: noTurns, probe } });
    expect(asked).to.deep.equal(['prove a n=1', ...Array.from({ length: 6 }, () => 'probe a n=1')]);
    expect(stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
    expect(records.map(({ kind }) => kind)).to.deep.equal([
      'case',
      ...Array.from({ length: 6 }, () => 'probe'),
      'stop',
    ]);
  });

  test('goes on to the cap where its rounds spread', async () => {
    const probe = (_: unknown, round: number) => [10, round % 2 === 0 ? 5 : 20] as const;
    const { stops } = await run({ claims: probed(), script: { together: noTurns, probe } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
  });

  test('keeps the number of calls that its first round found', async () => {
    const { records } = await run({ claims: probed(), script: { together: noTurns, probe: () => [1, 2] } });
    const calls = records.flatMap((one) => (one.kind === 'probe' ? [one.calls] : []));
    expect(new Set(calls)).to.deep.equal(new Set([7]));
  });

  test('ends plainly where one always has none, as soon as chance is ruled out', async () => {
    const script: Script = { together: noTurns, probe: () => [0, 20_000] };
    expect((await run({ claims: probed(), script })).stops).to.deep.equal([['a', 'n=1', 'plain', 6]]);
    const many = [{ ...claimOf('a', [1, 2, 3]), metric: 'allocated' as const }];
    const { stops } = await run({ claims: many, script });
    expect(stops.map(([, , why, rounds]) => [why, rounds])).to.deep.equal([1, 2, 3].map(() => ['plain', 9]));
  });

  test('goes on to the cap where one always has none, and the other hardly more than can be told from it', async () => {
    const { stops } = await run({ claims: probed(), script: { together: noTurns, probe: () => [0, 2000] } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
  });

  test('goes on to the cap where a 0 comes and goes', async () => {
    const probe = (_: unknown, round: number) => [round % 2, 20] as const;
    const { stops } = await run({ claims: probed('gc time'), script: { together: noTurns, probe } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
  });

  test('is told by its counts where none of the events comes and goes', async () => {
    const probe = (_: unknown, round: number) => [round % 2, 20] as const;
    const { stops } = await run({ claims: probed('gc count'), script: { together: noTurns, probe } });
    expect(stops.map(([, , why]) => why)).to.deep.equal(['plain']);
  });

  test('ends by answers where the proof finds a wrong one', async () => {
    const answers = { quick: { right: true, shown: '1' }, slow: { right: false, wrongBecause: 'torn', shown: '2' } };
    const { stops } = await run({ claims: probed(), script: { together: noTurns, probe: () => [1, 2], answers } });
    expect(stops).to.deep.equal([['a', 'n=1', 'answers', 6]]);
  });

  test('about processor time takes turns', async () => {
    const { asked } = await run({ claims: probed('cpu time'), script: { together: (_, round) => clear(round) } });
    expect(asked.every((one) => !one.startsWith('pro'))).to.equal(true);
  });
});

suite('a run that reads the metrics beside time', () => {
  const claims = [claimOf('a', [1, 2]), { ...claimOf('controls/c'), control: true }];
  const script: Script = { together: (_, round) => unclear(round), probe: () => [1, 2] };

  test('probes every case of a claim after all turns, as often as was asked', async () => {
    const { asked } = await run({ claims, script, plan: { probes: 3 } });
    const probes = ['n=1', 'n=2'].flatMap((id) => Array.from({ length: 3 }, () => `probe a ${id}`));
    expect(asked.slice(-6)).to.deep.equal(probes);
    expect(countOf(asked.slice(0, -6), 'probe a n=1')).to.equal(0);
  });

  test('takes the same turns as one that does not, also where the time runs out', async () => {
    for (const plan of [{}, { seconds: 30 }]) {
      const without = await run({ claims, script, plan, pace: 1000 });
      const withProbes = await run({ claims, script, plan: { ...plan, probes: 3 }, pace: 1000 });
      expect(withProbes.asked.slice(0, without.asked.length)).to.deep.equal(without.asked);
      const measured = (records: readonly ResultRecord[]) => records.filter(({ kind }) => kind !== 'probe');
      expect(measured(withProbes.records)).to.deep.equal(measured(without.records));
    }
  });

  test('does not probe again what was decided by probes', async () => {
    const probed = [{ ...claimOf('a'), metric: 'allocated' as const }];
    const { asked } = await run({ claims: probed, script, plan: { probes: 6 } });
    expect(countOf(asked, 'probe a n=1')).to.equal(6);
  });

  test('does not probe what is decided by answers', async () => {
    const answers = { quick: { right: true, shown: '1' }, slow: { right: false, wrongBecause: 'torn', shown: '2' } };
    const { asked } = await run({ claims, script: { ...script, answers }, plan: { probes: 3 } });
    expect(asked.filter((one) => one.startsWith('probe'))).to.deep.equal([]);
  });

  test('tells that a probe broke, and goes on', async () => {
    const threw = new Broken('CONTENDER_THREW', { stage: 'probing', contender: 'slow' }, 'Error: no', 'Look.');
    const probe: Script['probe'] = ({ case: id }) => {
      if (id === 'n=1') throw threw;
      return [1, 2];
    };
    const { asked, records, told } = await run({ claims, script: { ...script, probe }, plan: { probes: 3 } });
    expect(records.find(({ kind }) => kind === 'broken')).to.include({ case: 'n=1', stage: 'probing' });
    expect(countOf(asked, 'probe a n=2')).to.equal(3);
    expect(told.filter(({ is }) => is === 'broken')).to.have.length(1);
  });
});

suite('a run in which something breaks', () => {
  const threw = new Broken('CONTENDER_THREW', { stage: 'proving', contender: 'slow' }, 'Error: no', 'Look.');
  const hung = new Broken('CONTENDER_NEVER_ENDED', { stage: 'proving', contender: 'slow' }, 'silent', 'Look.');

  function breaking(error: Error, at: string): Script {
    return {
      together: ({ case: id }, round) => {
        if (id === at) throw error;
        return clear(round);
      },
    };
  }

  test('goes on with the other cases of a claim that threw', async () => {
    const { records, stops } = await run({ claims: [claimOf('a', [1, 2])], script: breaking(threw, 'n=1') });
    expect(stops).to.deep.equal([['a', 'n=2', 'precise', 6]]);
    expect(records.find(({ kind }) => kind === 'broken')).to.deep.equal({
      kind: 'broken',
      claim: 'a',
      case: 'n=1',
      contender: 'slow',
      stage: 'proving',
      code: 'CONTENDER_THREW',
      says: 'Error: no',
      remedy: 'Look.',
    });
  });

  test('gives up the other cases of a claim that hung, and goes on with other claims', async () => {
    const claims = [claimOf('a', [1, 2]), claimOf('b', [2])];
    const { stops, told } = await run({ claims, script: breaking(hung, 'n=1') });
    expect(stops).to.deep.equal([['b', 'n=2', 'precise', 6]]);
    expect(told.at(-1)).to.include({ done: 3, cases: 3, open: 0 });
  });

  test('keeps what a case had when a later round breaks', async () => {
    const together = (_: unknown, round: number) => {
      if (round >= 7) throw threw;
      return unclear(round);
    };
    const { records, stops } = await run({ script: { together } });
    expect(stops[0]!.slice(2)).to.deep.equal(['cap', 7]);
    expect(records.filter(({ kind }) => kind === 'broken')).to.have.length.above(0);
  });

  test('looks no more at the cases of a claim that hung later, and goes on with other claims', async () => {
    const together: Script['together'] = ({ claim, case: id }, round) => {
      if (claim === 'a' && id === 'n=1' && round >= 6) throw hung;
      return unclear(round);
    };
    const claims = [claimOf('a', [1, 2]), claimOf('b')];
    const { asked, stops, told } = await run({ claims, script: { together } });
    expect(stops).to.deep.equal([['b', 'n=1', 'cap', 18]]);
    expect(countOf(asked, 'together a n=2')).to.equal(6);
    expect(told.filter(({ is, case: id }) => is === 'looked' && id === 'n=2')).to.have.length(1);
    expect(told.at(-1)).to.include({ open: 0 });
  });

  test('breaks a case whose answer is right in one process and wrong in another', async () => {
    // The fifth and the sixth have got ready side by side; neither can be judged.
    const { records } = await run({ script: { together: (_, round) => unclear(round), changesAt: 5 } });
    expect(records.filter((one) => one.kind === 'round' && one.together)).to.have.length(4);
    expect(records.find(({ kind }) => kind === 'broken')).to.include({
      code: 'ANSWER_CHANGES',
      contender: 'slow',
      stage: 'proving',
    });
  });

  test('throws on what is no breakage', async () => {
    const bug = new TypeError('a bug');
    const caught = await run({ script: breaking(bug, 'n=1') }).catch((error: unknown) => error);
    expect(caught).to.equal(bug);
  });
});

suite('a run that goes on', () => {
  const threw = new Broken('CONTENDER_THREW', { stage: 'proving', contender: 'slow' }, 'Error: no', 'Look.');
  const hung = new Broken('CONTENDER_NEVER_ENDED', { stage: 'proving', contender: 'slow' }, 'silent', 'Look.');
  const claims = [claimOf('a', [1, 2, 3]), claimOf('b', [1, 2])];
  const script: Script = {
    together: ({ claim, case: id }, round) => {
      if (claim === 'b' && id === 'n=1') throw hung;
      if (claim === 'a' && id === 'n=2' && round === 4) throw threw;
      return id === 'n=1' ? clear(round) : 0.05 * unclear(round);
    },
    apart: ({ case: id }, round) => (id === 'n=3' ? 0.5 + 0.3 * unclear(round) : clear(round)),
    cycles: [-0.01, 0.02, -0.01, 0.01, -0.01],
    cost: { ready: 1e8, turns: 1e7 },
  };

  test('does what it would have done, wherever it was interrupted', async () => {
    const whole = (await run({ claims, script })).records;
    const kinds = new Set(whole.map(({ kind }) => kind));
    expect([...kinds]).to.have.members(['case', 'round', 'stop', 'broken']);
    for (let cut = 0; cut <= whole.length; cut++) {
      // Rounds of processes that got ready side by side are written one right after the other.
      if (isTogether(whole[cut]) && (isTogether(whole[cut - 1]) || whole[cut - 1]?.kind === 'case')) continue;
      const past = whole.slice(0, cut);
      const { records } = await run({ claims, script, past });
      expect([...past, ...records], `cut behind ${cut} of ${whole.length} records`).to.deep.equal(whole);
    }
  });

  test('does what it would have done with probes too, and takes back those that it has', async () => {
    const many = [claimOf('a', [1, 2]), { ...claimOf('p'), metric: 'allocated' as const }];
    const probing: Script = {
      together: (_, round) => clear(round),
      probe: (_, round) => [10, 20 + 5 * unclear(round) + round],
    };
    const setting = { claims: many, script: probing, plan: { probes: 3 } };
    const whole = (await run(setting)).records;
    const probed = whole.flatMap((one) => (one.kind === 'probe' ? [one.claim] : []));
    expect(probed.slice(-7)).to.deep.equal(['p', ...Array.from({ length: 6 }, () => 'a')]);
    for (let cut = whole.findIndex(({ kind }) => kind === 'probe'); cut <= whole.length; cut++) {
      // Rounds of processes that got ready side by side are written one right after the other.
      if (isTogether(whole[cut])) continue;
      const past = whole.slice(0, cut);
      const { records } = await run({ ...setting, past });
      expect([...past, ...records], `cut behind ${cut} of ${whole.length} records`).to.deep.equal(whole);
    }
  });

  test('behind the first of two rounds that got ready side by side takes the other, and nothing twice', async () => {
    const whole = (await run({ script })).records;
    const past = whole.slice(0, indexOfTogether(whole, 3) + 1);
    const { asked, stops } = await run({ script, past });
    expect(countOf(asked, 'together a n=1')).to.equal(3);
    expect(countOf(asked, 'apart a n=1')).to.equal(4);
    expect(stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
  });

  test('between two looks keeps to the number of cycles that the rounds since the last one had', async () => {
    const cost = { ready: 100e6, turns: 10e6 };
    const noisy: Script = { together: (_, round) => 0.1 * unclear(round), cycles: [-2, -1, 0, 1, 2], cost };
    const { records, cycles } = await run({ script: noisy });
    const [afterLook, between] = [6, 8].map((count) => records.slice(0, indexOfTogether(records, count) + 1));
    expect((await run({ script: noisy, past: afterLook! })).cycles[0])
      .to.equal(cycles[6])
      .and.equal(150);
    expect((await run({ script: noisy, past: between! })).cycles[0]).to.equal(5);
  });

  test('measures nothing again of a case that has ended', async () => {
    const before = await run({ claims, script });
    const { asked } = await run({ claims, script, past: before.records });
    expect(asked).to.deep.equal([]);
  });

  /** Of the n-th of them, from 1. */
  function indexOfTogether(records: readonly ResultRecord[], nth: number): number {
    return records.flatMap((record, index) => (isTogether(record) ? [index] : []))[nth - 1]!;
  }

  function isTogether(record: ResultRecord | undefined): boolean {
    return record?.kind === 'round' && record.together;
  }
});

suite('the progress of a run', () => {
  test('tells of every case that it begins, of its rounds and of its look', async () => {
    const { told } = await run({ script: { together: (_, round) => clear(round) } });
    expect(told.map(({ is }) => is).filter((is) => is !== 'round')).to.deep.equal(['begins', 'looked']);
    expect(told.findLast(({ is }) => is === 'round')).to.include({ rounds: 6, done: 0, cases: 1 });
    expect(told.at(-1)).to.include({ is: 'looked', done: 1, open: 0 });
  });

  test('counts the cases that are open after their look', async () => {
    const { told } = await run({ claims: [claimOf('a', [1, 2])], script: { together: (_, round) => unclear(round) } });
    const looked = told.filter(({ is }) => is === 'looked');
    expect(looked.map(({ open }) => open).slice(0, 2)).to.deep.equal([1, 2]);
    expect(looked.at(-1)!.open).to.equal(0);
  });
});
