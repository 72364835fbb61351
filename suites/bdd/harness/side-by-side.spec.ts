/** Specifies what becomes of a round beside which another breaks. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { chance } from '../../../bench/harness/schedule/chance.ts';
import { roundsTogether, type Subject } from '../../../bench/harness/schedule/round.ts';
import type { RoundRecord } from '../../../bench/results.ts';
import { spoiled } from '../../support/broken-claims.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { LONG, toyProjects } from '../../support/touchstone.ts';

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
});
