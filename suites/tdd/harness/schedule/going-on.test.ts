/** A run that was interrupted, and goes on as if it had not been. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';
import type { ResultRecord } from '../../../../bench/results.ts';
import type { Script } from '../../../support/scripted-rounds.ts';
import { claimOf, clear, countOf, scriptedRun, unclear } from '../../../support/scripted-run.ts';

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
    const whole = (await scriptedRun({ claims, script })).records;
    const kinds = new Set(whole.map(({ kind }) => kind));
    expect([...kinds]).to.have.members(['case', 'round', 'stop', 'broken']);
    for (let cut = 0; cut <= whole.length; cut++) {
      // Rounds of processes that got ready side by side are written one right after the other.
      if (isTogether(whole[cut]) && (isTogether(whole[cut - 1]) || whole[cut - 1]?.kind === 'case')) continue;
      const past = whole.slice(0, cut);
      const { records } = await scriptedRun({ claims, script, past });
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
    const whole = (await scriptedRun(setting)).records;
    const probed = whole.flatMap((one) => (one.kind === 'probe' ? [one.claim] : []));
    expect(probed.slice(-7)).to.deep.equal(['p', ...Array.from({ length: 6 }, () => 'a')]);
    for (let cut = whole.findIndex(({ kind }) => kind === 'probe'); cut <= whole.length; cut++) {
      // Rounds of processes that got ready side by side are written one right after the other.
      if (isTogether(whole[cut])) continue;
      const past = whole.slice(0, cut);
      const { records } = await scriptedRun({ ...setting, past });
      expect([...past, ...records], `cut behind ${cut} of ${whole.length} records`).to.deep.equal(whole);
    }
  });

  test('behind the first of two rounds that got ready side by side takes the other, and nothing twice', async () => {
    const whole = (await scriptedRun({ script })).records;
    const past = whole.slice(0, indexOfTogether(whole, 3) + 1);
    const { asked, stops } = await scriptedRun({ script, past });
    expect(countOf(asked, 'together a n=1')).to.equal(3);
    expect(countOf(asked, 'apart a n=1')).to.equal(0);
    expect(stops).to.deep.equal([['a', 'n=1', 'precise', 6]]);
  });

  test('between two looks keeps to the number of cycles that the rounds since the last one had', async () => {
    const cost = { ready: 100e6, turns: 10e6 };
    const noisy: Script = { together: (_, round) => 0.1 * unclear(round), cycles: [-2, -1, 0, 1, 2], cost };
    const { records, cycles } = await scriptedRun({ script: noisy });
    const [afterLook, between] = [6, 8].map((count) => records.slice(0, indexOfTogether(records, count) + 1));
    expect((await scriptedRun({ script: noisy, past: afterLook! })).cycles[0])
      .to.equal(cycles[6])
      .and.equal(150);
    expect((await scriptedRun({ script: noisy, past: between! })).cycles[0]).to.equal(5);
  });

  test('measures nothing again of a case that has ended', async () => {
    const before = await scriptedRun({ claims, script });
    const { asked } = await scriptedRun({ claims, script, past: before.records });
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
