/** What a server costs its process, read in this one. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { collector } from '../../../../bench/harness/worker/heap.ts';
import { Meter } from '../../../../bench/harness/worker/meter.ts';

/** Keeps the loop from going round until the clock of the process says so. */
function compute(milliseconds: number): void {
  const { user } = process.cpuUsage();
  while (process.cpuUsage().user - user < milliseconds * 1000);
}

const aRoundOfTheLoop = () => new Promise((resolve) => setTimeout(resolve, 1));

suite('the meter of a server', () => {
  test('reads what was used since the reading before', async () => {
    const meter = new Meter();
    const first = await meter.read(false);
    expect(first).to.include({ grown: 0 }).and.not.have.any.keys('stall', 'used');
    await aRoundOfTheLoop();
    compute(20);
    await aRoundOfTheLoop();
    const second = await meter.read(false);
    expect(second.cpu - first.cpu).to.be.at.least(20e6);
    expect(second.busy).to.be.above(0).and.at.most(1);
    // Twenty milliseconds of processor time take no less of any other clock.
    expect(second.stall).to.be.at.least(15e6);
    await aRoundOfTheLoop();
    await aRoundOfTheLoop();
    const third = await meter.read(false);
    expect(third.cpu).to.be.at.least(second.cpu);
    expect(third.stall).to.be.at.least(0);
  });

  test('tells by how much memory has grown at its peak, also when it is free again', async function () {
    const meter = new Meter();
    await meter.read(false);
    let held: Buffer | undefined = Buffer.alloc(64 * 1024 * 1024, 1);
    expect(held[5]).to.equal(1);
    held = undefined;
    collector()?.();
    const { grown } = await meter.read(false);
    expect(grown).to.be.above(32 * 1024 * 1024);
  });

  test('tells what is in use behind a forced collection where it is asked to', async () => {
    const meter = new Meter();
    const { used: before } = await meter.read(true);
    const kept = Array.from({ length: 200_000 }, (_, at) => ({ at }));
    const { used: after } = await meter.read(true);
    expect(after! - before!).to.be.above(200_000 * 16);
    expect(kept).to.have.length(200_000);
    expect(await meter.read(false)).to.not.have.property('used');
  });
});
