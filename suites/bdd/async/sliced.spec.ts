/** Long work beside input from another process, from the outside (rows P11, U2, U3, U4). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { compiled, inline, run } from '../../support/program.ts';

/**
 * The same work in four ways, one after the other: it counts to its end, or until the input has been heard. The input is
 * there before: its first byte has been read, and the others came with it.
 */
const PROGRAM = `
  import fs from 'node:fs';
  import { atOnce, sliced, yieldings } from '${compiled('fixtures/async/sliced.ts')}';
  for (let read = 0; read === 0; ) {
    try {
      read = fs.readSync(0, Buffer.alloc(1));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
  let input = '';
  process.stdin.setEncoding('utf8').on('data', (text) => (input += text));
  function* work(most) {
    let steps = 0;
    while (input === '' && steps < most) yield (steps += 1);
    return input === '' ? 'nothing came in ' + steps + ' steps' : 'came: ' + input;
  }
  const seen = {};
  seen.nextTick = await sliced(work(5000), { budgetMs: 0, yieldTo: yieldings.nextTick });
  seen.microtask = await sliced(work(5000), { budgetMs: 0, yieldTo: yieldings.microtask });
  seen.atOnce = atOnce(work(5000));
  seen.immediate = await sliced(work(1e7), { budgetMs: 0 });
  process.stdin.destroy();
  console.log(JSON.stringify(seen));`;

describe('long work in a program that is sent something', () => {
  let seen: Readonly<Record<string, string>> = {};

  before(async () => {
    const { stdout, stderr } = await run(inline(PROGRAM), { input: ' hello' });
    expect(stdout, stderr).to.match(/^\{/);
    seen = JSON.parse(stdout) as Record<string, string>;
  });

  it('P11, U2: hears nothing as long as it goes on in one piece', () => {
    expect(seen['atOnce']).to.equal('nothing came in 5000 steps');
  });

  for (const way of ['nextTick', 'microtask']) {
    it(`U4: hears nothing between slices by ${way} either, though any deferral would do, as claimed`, () => {
      expect(seen[way]).to.equal('nothing came in 5000 steps');
    });
  }

  it('U3: hears it between slices by immediates', () => {
    expect(seen['immediate']).to.equal('came: hello');
  });
});
