/** A CPU profile that a program leaves behind, read without any other tool (rows G17 and G18). */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

import { expect } from 'chai';
import { describe, it } from 'mocha';

import { readProfile } from '../../../fixtures/debugging/cpu-profile.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** The loop of the notes, with a number that is not 0. */
const PROGRAM = `
function loop(times) {
  const list = [];
  for (let i = 0; i < times; i++) list[i % 100] = Math.sqrt(i);
  return list;
}
function never() {
  // The notes print 000000, which is an old octal 0.
  for (i = 0; i < 000000; i++) never.ran = true;
}
never();
loop(1e7);
if (never.ran) throw new Error('it ran');
`;

describe('a profile of a whole program', () => {
  const directory = temporaryDirectory();

  it('G17: is written by --cpu-prof and read from its JSON: there is no v8.log and no linux-tick-processor, as claimed', async () => {
    const file = directory.write('app.cjs', PROGRAM);
    const folder = directory.fresh();
    const flags = [
      '--cpu-prof',
      `--cpu-prof-dir=${folder}`,
      '--cpu-prof-name=it.cpuprofile',
      '--cpu-prof-interval=200',
    ];
    const { code, stderr } = await run([...flags, file], {
      cwd: folder,
      // Where V8 counts for coverage, it gives a caller samples of what it calls.
      env: { NODE_V8_COVERAGE: undefined },
    });
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const functions = readProfile(JSON.parse(readFileSync(`${folder}/it.cpuprofile`, 'utf8')));
    const own = functions.filter(({ url }) => url.endsWith('/app.cjs'));
    expect(own[0]).to.include({ name: 'loop', line: 2 });
    // A sample may find `never` while it is called and compiled; in its loop it stays for none.
    const never = own.find(({ name }) => name === 'never')?.samples ?? 0;
    expect(own[0]!.samples).to.be.above(never);
  });

  it('G18: the loop up to 000000 never runs, and in strict mode it is a SyntaxError, claimed to be a load', () => {
    const turns = (head: string): unknown =>
      new Script(`${head} let turns = 0; for (let i = 0; i < 000000; i++) turns++; turns`).runInNewContext();
    expect(turns('')).to.equal(0);
    expect(() => turns("'use strict';")).to.throw(SyntaxError, 'Octal literals are not allowed in strict mode');
  });
});
