/** The end of a child and of what it has started, with time that passes by hand (rows PR8 and PR9). */
import cp from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import fs from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ChildFault } from '../../../fixtures/processes/child-fault.ts';
import type { RunningChild } from '../../../fixtures/processes/running-child.ts';
import { execLine, spawnProgram, type StartOptions } from '../../../fixtures/processes/start.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { madeClock } from '../../support/made-clock.ts';
import { compiled, runInline } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Starts a line and waits until it has written something: until its traps are set. */
async function ready(line: string, options: StartOptions = {}): Promise<RunningChild> {
  const running = execLine(line, options);
  await once(running.child.stdout!, 'data');
  return running;
}

function called(): { promise: Promise<Error | null>; callback: (error: Error | null) => void } {
  let callback!: (error: Error | null) => void;
  const promise = new Promise<Error | null>((resolve) => {
    callback = resolve;
  });
  return { promise, callback };
}

// The sleeping processes hold the pipe of the standard output. So that `end` is over without a timer having gone off
// says that none of them is left.
describe('ending a child', () => {
  const directory = temporaryDirectory();

  it('asks with SIGTERM, and is no fault', async () => {
    const clock = madeClock();
    const running = await ready('echo ready; exec sleep 60', { clock });
    const ending = running.end();
    expect(clock.waiting).to.deep.equal([2000]);
    expect(await ending).to.include({ code: null, signal: 'SIGTERM', stdout: 'ready\n' });
    expect(await running.finished).to.deep.equal(await running.end());
    expect(clock.waiting).to.deep.equal([]);
  });

  it('lets it clean up, and tells the code that it ends with', async () => {
    const running = await ready(`trap 'echo cleaned; exit 7' TERM; sleep 60 & echo ready; wait`);
    expect(await running.end()).to.include({ code: 7, signal: null, stdout: 'ready\ncleaned\n' });
  });

  it('kills what does not listen when the grace is over', async () => {
    const clock = madeClock();
    const running = await ready(`trap '' TERM; echo ready; while :; do sleep 60; done`, { clock, graceMs: 700 });
    const ending = running.end();
    expect(clock.waiting).to.deep.equal([700]);
    clock.fire();
    expect(await ending).to.include({ code: null, signal: 'SIGKILL' });
  });

  it('ends the whole group: what the shell has started too', async () => {
    const clock = madeClock();
    const running = await ready('sleep 60 & sleep 61 & echo ready; wait', { clock });
    expect(await running.end()).to.have.property('signal', 'SIGTERM');
    expect(clock.waiting).to.deep.equal([]);
  });

  it('PR9: what ends a child of Node’s own exec ends the shell, and what that runs lives on', async () => {
    const file = directory.join('pid');
    const { promise, callback } = called();
    cp.exec(`sleep 60 & echo $! > ${file}; echo more than a byte; wait`, { maxBuffer: 1 }, callback);
    expect(await promise).to.include({ code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' });
    process.kill(Number(fs.readFileSync(file, 'utf8')), 'SIGKILL'); // throws if it has not outlived the shell
  });

  it('closes the pipes that a process holds which has left the group', async () => {
    const clock = madeClock();
    const running = await ready(`setsid sh -c 'echo $$; exec sleep 60' & wait`, { clock });
    const ending = running.end();
    await once(running.child, 'exit');
    clock.fire();
    clock.fire();
    const { signal, stdout } = await ending;
    expect(signal).to.equal('SIGTERM');
    expect(clock.waiting).to.deep.equal([]);
    process.kill(Number(stdout), 'SIGKILL'); // throws if it has not outlived it
  });

  it('PR8: a time that is over ends it, and the fault tells what came before', async () => {
    const clock = madeClock();
    const running = await ready('echo begun; exec sleep 60', { clock, timeoutMs: 5000 });
    expect(clock.waiting).to.deep.equal([5000]);
    clock.fire();
    const fault = (await rejectionOf(running.finished)) as ChildFault;
    expect(fault).to.include({ code: 'CHILD_TIMED_OUT', signal: 'SIGTERM', exitCode: null, stdout: 'begun\n' });
    expect(fault.message).to.include('within 5000 ms');
    expect(clock.waiting).to.deep.equal([]);
  });

  it('an end in time takes the timer away', async () => {
    const clock = madeClock();
    await spawnProgram('true', [], { clock, timeoutMs: 5000 }).finished;
    expect(clock.waiting).to.deep.equal([]);
  });

  it('PR8: a signal that is aborted ends it, with the reason as the cause, and one that was before starts nothing', async () => {
    const aborter = new AbortController();
    await spawnProgram('true', [], { signal: aborter.signal }).finished;
    expect(getEventListeners(aborter.signal, 'abort')).to.deep.equal([]);
    const running = await ready('echo ready; exec sleep 60', { signal: aborter.signal });
    aborter.abort(new Error('no longer wanted'));
    const fault = (await rejectionOf(running.finished)) as ChildFault;
    expect(fault).to.include({ code: 'CHILD_ABORTED', signal: 'SIGTERM' });
    expect(fault.cause).to.have.property('message', 'no longer wanted');
    expect(() => spawnProgram('true', [], { signal: aborter.signal })).to.throw('no longer wanted');
  });

  it('numbers that are none are refused before anything is started', () => {
    for (const options of [{ timeoutMs: 0 }, { timeoutMs: 2 ** 31 }, { graceMs: -1 }, { outputLimit: 0.5 }]) {
      expect(() => spawnProgram('true', [], options))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  const without = fifosPossible ? '' : ' (skipped: mkfifo is not installed)';
  (fifosPossible ? it : it.skip)(`a child does not outlive a process of ours that ends${without}`, async () => {
    const pipe = makeFifo(directory.join('held'));
    const reading = text(fs.createReadStream(pipe));
    const line = `exec 3>${pipe}; echo held >&3; echo ready; exec sleep 60`;
    const parent = await runInline(`
      import { execLine } from ${JSON.stringify(compiled('fixtures/processes/start.ts'))};
      execLine(${JSON.stringify(line)}).child.stdout.once('data', () => process.exit(0));`);
    expect(parent.code).to.equal(0);
    expect(await reading).to.equal('held\n'); // its end comes when nobody has the pipe any more
  });
});
