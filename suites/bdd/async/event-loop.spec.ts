/** The event loop by hand against the real one: random programs, recorded in one fresh process and repeated (row X10). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Phase, Step } from '../../../fixtures/async/phases.ts';
import { randomProgram } from '../../support/random-programs.ts';
import { repeatByHand, type Recording } from '../../support/replay.ts';
import { compiled, runInline } from '../../support/program.ts';

const PROGRAMS = 150;

describe('the event loop by hand, and that of Node.js', () => {
  let recordings: readonly Recording[] = [];

  before(async () => {
    const { stdout, stderr } = await runInline(`
      import { randomProgram } from '${compiled('suites/support/random-programs.ts')}';
      import { recordInNode } from '${compiled('suites/support/replay.ts')}';
      const recordings = [];
      for (let seed = 1; seed <= ${PROGRAMS}; seed++) recordings.push(await recordInNode(randomProgram(seed)));
      process.stdout.write(JSON.stringify(recordings));`);
    expect(stdout, stderr).to.match(/^\[/);
    recordings = JSON.parse(stdout) as Recording[];
  });

  it(`X10: come to the callbacks of ${PROGRAMS} random programs in the same order and the same iterations`, () => {
    expect(recordings).to.have.length(PROGRAMS);
    for (const [index, recording] of recordings.entries()) {
      const program = randomProgram(index + 1);
      expect(repeatByHand(program, recording), `seed ${index + 1}: ${JSON.stringify(program)}`).to.deep.equal(
        recording.order,
      );
    }
  });

  it('are compared in all phases, nested in each other', () => {
    const pairs = new Set<string>();
    const walk = (steps: readonly Step[], owner?: Phase): void => {
      for (const { phase, next = [] } of steps) {
        if (owner) pairs.add(`${owner} > ${phase}`);
        walk(next, phase);
      }
    };
    for (let seed = 1; seed <= PROGRAMS; seed++) walk(randomProgram(seed));
    expect(pairs.size).to.equal(36);
    expect(recordings.reduce((sum, { starts }) => sum + starts.length, 0)).to.be.greaterThan(100);
  });

  it('part where something else was recorded: the order decides, and not the record', () => {
    const program: Step[] = [
      { phase: 'nextTick', name: 'tick' },
      { phase: 'check', name: 'immediate' },
    ];
    const order = ['1 start', '2 immediate', '2 tick'];
    expect(repeatByHand(program, { order, starts: [] })).to.deep.equal(['1 start', '1 tick', '2 immediate']);
  });

  it('part where a request never comes: what was found until then is the answer', () => {
    const program: Step[] = [{ phase: 'poll', name: 'late' }];
    const recorded = { order: ['1 start', '5 late'], starts: [] };
    expect(repeatByHand(program, recorded)).to.deep.equal(recorded.order);
    const unknown = (): unknown => repeatByHand([{ phase: 'poll', name: 'other' }], recorded);
    expect(unknown).to.throw().with.property('code', 'ERR_NOT_RECORDED');
  });
});
