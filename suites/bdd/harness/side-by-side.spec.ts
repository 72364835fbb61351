/** Specifies what becomes of rounds that get ready side by side, and who takes turns in their cycles. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { chance } from '../../../bench/harness/schedule/chance.ts';
import { roundsTogether, type Subject, type Taken } from '../../../bench/harness/schedule/round.ts';
import type { RoundRecord } from '../../../bench/results.ts';
import { fine, spoiled } from '../../support/broken-claims.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { claimOf, LONG, toyProjects } from '../../support/touchstone.ts';

describe('A round whose processes got ready beside those of another', () => {
  const { make } = toyProjects();

  it('is kept before the turns of the other begin, and is not lost where those break', async function () {
    this.timeout(LONG);
    const { root } = make({});
    const stop = `${root}/stop`;
    const b = `() => () => { if (existsSync(${JSON.stringify(stop)})) throw new Error('stopped'); return 1; }`;
    writeFileSync(`${root}/claims/one.js`, `import { existsSync } from 'node:fs';\n${spoiled(b)}`);
    const subject: Subject = {
      claim: 'one',
      case: '',
      module: pathToFileURL(`${root}/claims/one.js`).href,
      given: {},
      metric: 'time',
      contenders: ['a', 'b'],
      favours: 'a',
      over: 'b',
      turn: 1e6,
    };
    const around = { chance: chance(1), at: () => 0, patience: 60_000 };
    const kept: RoundRecord[] = [];
    const taken = roundsTogether(subject, undefined, 2, around, ({ record }) => {
      kept.push(record);
      writeFileSync(stop, '');
    });
    expect(await rejectionOf(taken)).to.include({ code: 'CONTENDER_THREW', stage: 'taking turns', contender: 'b' });
    expect(kept).to.have.length(1);
  });

  it('has a turn of each of the two that are compared in every cycle, and of one that rests in every fourth', async function () {
    this.timeout(LONG);
    const { root } = make({});
    writeFileSync(`${root}/claims/one.js`, claimOf({ a: fine, b: fine, c: fine }));
    const module = pathToFileURL(`${root}/claims/one.js`).href;
    const contenders = ['a', 'b', 'c'];
    const compared = { given: {}, metric: 'time', contenders, favours: 'a', over: 'b', turn: 1e5 } as const;
    const kept: RoundRecord[] = [];
    const around = { chance: chance(1), at: () => 0, patience: 60_000 };
    const subject = { claim: 'one', case: '', module, ...compared };
    for (const resting of [['c'], undefined]) {
      await roundsTogether({ ...subject, resting }, undefined, 1, around, ({ record }) => kept.push(record));
    }
    const [rested, awake] = kept as [RoundRecord, RoundRecord];
    const cycles = rested.order.length;
    expect(cycles).to.be.at.least(5);
    expect(contenders.map((name) => rested.turns[name]!.wall.length)).to.deep.equal([
      cycles,
      cycles,
      Math.ceil(cycles / 4),
    ]);
    const ofC = rested.loaded.indexOf('c');
    expect(rested.order.flatMap((cycle, at) => (cycle.includes(ofC) ? [at % 4] : [])).every((at) => at === 0)).to.equal(
      true,
    );
    expect(new Set(contenders.map((name) => awake.turns[name]!.wall.length))).to.deep.equal(
      new Set([awake.order.length]),
    );
  });

  it('finds what a call costs that does nothing in the first processes, and in no later ones', async function () {
    this.timeout(LONG);
    const { root } = make({});
    writeFileSync(`${root}/claims/one.js`, claimOf({ a: fine, b: fine }));
    const module = pathToFileURL(`${root}/claims/one.js`).href;
    const pair = { contenders: ['a', 'b'], favours: 'a', over: 'b' };
    const subject = { claim: 'one', case: '', module, given: {}, metric: 'time', turn: 1e5, ...pair } as const;
    const around = { chance: chance(1), at: () => 0, patience: 60_000 };
    const taken: Taken[] = [];
    await roundsTogether(subject, undefined, 1, around, (one) => taken.push(one));
    await roundsTogether(subject, taken[0]!.found, 1, around, (one) => taken.push(one));
    expect(taken.map(({ record }) => Object.keys(record.nothing ?? {}).toSorted())).to.deep.equal([['a', 'b'], []]);
  });
});
