/** Specifies the programs that documents name as the source of their figures: they run, and print them. */
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { run } from '../../support/program.ts';
import { LONG } from '../../support/touchstone.ts';

const program = (name: string) => fileURLToPath(new URL(`../../../bench/calibrations/${name}.js`, import.meta.url));

describe('A program of the calibrations', () => {
  it('look-levels prints what is missed at the nominal level and at those in use', async function () {
    this.timeout(LONG);
    const { code, stdout } = await run([program('look-levels'), '20'], { timeoutMs: LONG });
    expect(code).to.equal(0);
    expect(stdout.match(/^told at 5 %/gm)).to.have.length(2);
    expect(stdout.match(/^as it is told(\t\d+\.\d %){9}$/gm)).to.have.length(2);
  });

  it('shape-of-rounds prints how the rounds of the published run lean, and follow each other', async function () {
    this.timeout(LONG);
    const { code, stdout } = await run([program('shape-of-rounds')], { timeoutMs: LONG });
    expect(code).to.equal(0);
    expect(stdout).to.match(/^skewness, over \d+ cases, at 5, 25, 50, 75 and 95 %: (-?\d\.\d\d(, )?){5}$/m);
    expect(stdout).to.match(/^autocorrelation at lag 1, over \d+ cases/m);
  });
});
