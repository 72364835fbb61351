/** Where probes come in the schedule of a run, as what decides and as what is read beside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';
import type { ClaimDescription, ResultRecord } from '../../../../bench/results.ts';
import type { Script } from '../../../support/scripted-rounds.ts';
import { claimOf, clear, countOf, scriptedRun, unclear } from '../../../support/scripted-run.ts';

suite('a case about what probes read', () => {
  const probed = (metric: ClaimDescription['metric'] = 'allocated') => [{ ...claimOf('a'), metric }];
  const noTurns = () => {
    throw new Error('no turn is wanted');
  };

  test('is proved once, and then takes probe rounds only', async () => {
    const probe = (_: unknown, round: number) => [10, 20 + round / 100] as const;
    const { asked, stops, records } = await scriptedRun({ claims: probed(), script: { together: noTurns, probe } });
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
    const { stops } = await scriptedRun({ claims: probed(), script: { together: noTurns, probe } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
  });

  test('keeps the number of calls that its first round found', async () => {
    const { records } = await scriptedRun({ claims: probed(), script: { together: noTurns, probe: () => [1, 2] } });
    const calls = records.flatMap((one) => (one.kind === 'probe' ? [one.calls] : []));
    expect(new Set(calls)).to.deep.equal(new Set([7]));
  });

  test('ends plainly where one always has none, as soon as chance is ruled out', async () => {
    const script: Script = { together: noTurns, probe: () => [0, 20_000] };
    expect((await scriptedRun({ claims: probed(), script })).stops).to.deep.equal([['a', 'n=1', 'plain', 6]]);
    const many = [{ ...claimOf('a', [1, 2, 3]), metric: 'allocated' as const }];
    const { stops } = await scriptedRun({ claims: many, script });
    expect(stops.map(([, , why, rounds]) => [why, rounds])).to.deep.equal([1, 2, 3].map(() => ['plain', 9]));
  });

  test('goes on to the cap where one always has none, and the other hardly more than can be told from it', async () => {
    const { stops } = await scriptedRun({ claims: probed(), script: { together: noTurns, probe: () => [0, 2000] } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
  });

  test('goes on to the cap where a 0 comes and goes', async () => {
    const probe = (_: unknown, round: number) => [round % 2, 20] as const;
    const { stops } = await scriptedRun({ claims: probed('gc time'), script: { together: noTurns, probe } });
    expect(stops).to.deep.equal([['a', 'n=1', 'cap', 18]]);
  });

  test('is told by its counts where none of the events comes and goes', async () => {
    const probe = (_: unknown, round: number) => [round % 2, 20] as const;
    const { stops } = await scriptedRun({ claims: probed('gc count'), script: { together: noTurns, probe } });
    expect(stops.map(([, , why]) => why)).to.deep.equal(['plain']);
  });

  test('ends by answers where the proof finds a wrong one', async () => {
    const answers = { quick: { right: true, shown: '1' }, slow: { right: false, wrongBecause: 'torn', shown: '2' } };
    const { stops } = await scriptedRun({
      claims: probed(),
      script: { together: noTurns, probe: () => [1, 2], answers },
    });
    expect(stops).to.deep.equal([['a', 'n=1', 'answers', 6]]);
  });

  test('about processor time takes turns', async () => {
    const { asked } = await scriptedRun({
      claims: probed('cpu time'),
      script: { together: (_, round) => clear(round) },
    });
    expect(asked.every((one) => !one.startsWith('pro'))).to.equal(true);
  });
});

suite('a run that reads the metrics beside time', () => {
  const claims = [claimOf('a', [1, 2]), { ...claimOf('controls/c'), control: true }];
  const script: Script = { together: (_, round) => unclear(round), probe: () => [1, 2] };

  test('probes every case of a claim after all turns, as often as was asked', async () => {
    const { asked } = await scriptedRun({ claims, script, plan: { probes: 3 } });
    const probes = ['n=1', 'n=2'].flatMap((id) => Array.from({ length: 3 }, () => `probe a ${id}`));
    expect(asked.slice(-6)).to.deep.equal(probes);
    expect(countOf(asked.slice(0, -6), 'probe a n=1')).to.equal(0);
  });

  test('takes the same turns as one that does not, also where the time runs out', async () => {
    for (const plan of [{}, { seconds: 30 }]) {
      const without = await scriptedRun({ claims, script, plan, pace: 1000 });
      const withProbes = await scriptedRun({ claims, script, plan: { ...plan, probes: 3 }, pace: 1000 });
      expect(withProbes.asked.slice(0, without.asked.length)).to.deep.equal(without.asked);
      const measured = (records: readonly ResultRecord[]) => records.filter(({ kind }) => kind !== 'probe');
      expect(measured(withProbes.records)).to.deep.equal(measured(without.records));
    }
  });

  test('does not probe again what was decided by probes', async () => {
    const probed = [{ ...claimOf('a'), metric: 'allocated' as const }];
    const { asked } = await scriptedRun({ claims: probed, script, plan: { probes: 6 } });
    expect(countOf(asked, 'probe a n=1')).to.equal(6);
  });

  test('does not probe what is decided by answers', async () => {
    const answers = { quick: { right: true, shown: '1' }, slow: { right: false, wrongBecause: 'torn', shown: '2' } };
    const { asked } = await scriptedRun({ claims, script: { ...script, answers }, plan: { probes: 3 } });
    expect(asked.filter((one) => one.startsWith('probe'))).to.deep.equal([]);
  });

  test('tells that a probe broke, and goes on', async () => {
    const threw = new Broken('CONTENDER_THREW', { stage: 'probing', contender: 'slow' }, 'Error: no', 'Look.');
    const probe: Script['probe'] = ({ case: id }) => {
      if (id === 'n=1') throw threw;
      return [1, 2];
    };
    const { asked, records, told } = await scriptedRun({ claims, script: { ...script, probe }, plan: { probes: 3 } });
    expect(records.find(({ kind }) => kind === 'broken')).to.include({ case: 'n=1', stage: 'probing' });
    expect(countOf(asked, 'probe a n=2')).to.equal(3);
    expect(told.filter(({ is }) => is === 'broken')).to.have.length(1);
  });
});
