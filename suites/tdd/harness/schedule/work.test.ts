/** The work that a run still holds, from the inside: what is taken, what must come, and what may. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';
import { workIn, workOfDiagnosing, type Task } from '../../../../bench/harness/schedule/work.ts';
import type { Plan } from '../../../../bench/results.ts';
import { claimOf, clear, scriptedRun, unclear } from '../../../support/scripted-run.ts';
import type { Script } from '../../../support/scripted-rounds.ts';

const plan: Plan = { rounds: { fewest: 6, most: 18 }, looks: [6, 9, 12, 15, 18], solos: 6, turn: 1e6 };
const turns: Task = {
  claim: claimOf('a'),
  load: undefined,
  rounds: 0,
  probes: 0,
  state: 'without a look',
  wantsProbes: false,
};
const probed: Task = { ...turns, claim: { ...claimOf('b'), metric: 'allocated' } };
const load = { connections: 16, turn: 400, turns: 3 };
const loaded: Task = {
  ...turns,
  claim: { ...claimOf('c'), metric: 'throughput', cases: [{ id: 'n=1', given: {}, load }] },
  load,
};

suite('the work of a run', () => {
  for (const [title, task, first] of [
    ['is as many rounds of turns as a first look takes, with as many solo rounds', turns, 12 * 300],
    ['is a process for every contender where probes decide', probed, 6 * 2 * 200],
    ['is the turns of load and those before them', loaded, 6 * 2 * (3 + 4) * 400],
    ['is those of a sweep too', { ...loaded, load: { ...load, sweep: [1, 4, 16] } }, 6 * 2 * (3 + 4 + 3) * 400],
    ['is less by the rounds that have been taken', { ...turns, rounds: 4 }, 4 * 300],
  ] as const) {
    test(title, () => {
      expect(workIn([task], plan).first).to.equal(first);
    });
  }

  test('holds later looks for cases that are open, and for a third of those without a look', () => {
    const open: Task = { ...turns, rounds: 9, state: 'open' };
    expect(workIn([open], plan)).to.include({ first: 0, later: 9 * 300, taken: 15 * 300 });
    expect(workIn([turns], plan)).to.include({ first: 12 * 300, later: (12 * 300) / 3, taken: 0 });
    expect(workIn([{ ...open, state: 'over' }], plan)).to.include({ first: 0, later: 0, taken: 15 * 300 });
  });

  test('expects as many of the later cases to stay open as of those so far', () => {
    const looked = (state: Task['state']) => Array.from({ length: 30 }, (): Task => ({ ...turns, rounds: 18, state }));
    const later = (tasks: readonly Task[]) => workIn([...tasks, turns], plan).later / (12 * 300);
    expect(later(looked('open'))).to.be.closeTo(0.94, 0.01);
    expect(later(looked('over'))).to.be.closeTo(0.03, 0.01);
  });

  test('holds the metrics beside where they are wanted, less what has been read', () => {
    const wanting: Task = { ...turns, rounds: 6, state: 'over', probes: 2, wantsProbes: true };
    expect(workIn([wanting], { ...plan, probes: 6 })).to.include({
      beside: 4 * 2 * 200,
      taken: 12 * 300 + 2 * 2 * 200,
    });
    expect(workIn([{ ...wanting, wantsProbes: false }], { ...plan, probes: 6 }).beside).to.equal(0);
    expect(workOfDiagnosing(3)).to.equal(3 * workOfDiagnosing(1));
  });
});

suite('the work that a run tells of', () => {
  const claims = [claimOf('a', [1, 2]), claimOf('b')];
  const script: Script = {
    together: ({ claim }, round) => (claim === 'b' ? clear(round) : unclear(round)),
    probe: () => [1, 2],
  };
  const rest = ({ first, later, beside }: ReturnType<typeof workIn>) => first + later + beside;

  test('is all of it at the beginning, and nothing at the end', async () => {
    const { told } = await scriptedRun({ claims, script, plan: { probes: 3 } });
    expect(told[0]!.work).to.include({ taken: 0, first: 3 * 12 * 300, beside: 3 * 3 * 2 * 200 });
    expect(rest(told.at(-1)!.work)).to.equal(0);
    for (const [at, { work }] of told.entries()) {
      if (at > 0) expect(work.taken).to.be.at.least(told[at - 1]!.work.taken);
    }
  });

  test('counts the cases whose other metrics are read', async () => {
    const { told } = await scriptedRun({ claims, script, plan: { probes: 2 } });
    const far = told.filter(({ is }) => is === 'probing').map(({ probed: one, toProbe }) => `${one}/${toProbe}`);
    expect(far).to.deep.equal(['1/3', '1/3', '1/3', '2/3', '2/3', '2/3', '3/3', '3/3', '3/3']);
  });

  test('leaves out what is done where a run goes on', async () => {
    const whole = await scriptedRun({ claims, script });
    const described = claims.map((claim) => ({ kind: 'claim' as const, claim }));
    const past = [...described, ...whole.records.slice(0, 30)];
    const { told } = await scriptedRun({ claims, script, past });
    expect(told[0]!.work.taken).to.be.above(0);
    expect(told[0]!.work.first).to.be.below(3 * 12 * 300);
    expect(rest(told.at(-1)!.work)).to.equal(0);
  });

  test('leaves out what broke', async () => {
    const together: Script['together'] = ({ claim }, round) => {
      if (claim === 'a')
        throw new Broken('CONTENDER_THREW', { stage: 'proving', contender: 'slow' }, 'Error: no', 'Look.');
      return clear(round);
    };
    const { told } = await scriptedRun({ claims, script: { ...script, together }, plan: { probes: 3 } });
    const first = told.find(({ is }) => is === 'broken');
    expect(first!.work).to.include({ first: 2 * 12 * 300, beside: 2 * 3 * 2 * 200 });
    expect(rest(told.at(-1)!.work)).to.equal(0);
  });
});
