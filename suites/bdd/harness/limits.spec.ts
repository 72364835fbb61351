/** Specifies the limits of a process that measures: what is silent is given up, and so is what never comes to its end. */
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Broken, MeasuredProcess, type ProcessOptions } from '../../../bench/harness/measured-process.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { claimOf, LONG, toyProjects } from '../../support/touchstone.ts';

describe('A process that measures', () => {
  const { make } = toyProjects();

  /** What comes of getting such a contender ready. */
  async function breakageOf(contender: string, options: Omit<ProcessOptions, 'patience'>): Promise<unknown> {
    const { root } = make({ 'claims/one.js': claimOf({ a: '() => () => 1', b: contender }) });
    await using held = new MeasuredProcess({ patience: 60_000, ...options });
    const module = pathToFileURL(`${root}/claims/one.js`).href;
    const job = { module, given: {}, metric: 'time', contenders: ['a', 'b'], turn: 1e6, prove: true } as const;
    return await rejectionOf(held.ask({ do: 'prepare', job }, 'prepared'));
  }

  it('is ended after its lifetime, also if it says all the time that it goes on', async function () {
    this.timeout(LONG);
    const lively = `() => () => new Promise(() => {
      setInterval(() => process.send({ is: 'doing', stage: 'proving', contender: 'b' }), 10);
    })`;
    const error = await breakageOf(lively, { lifetime: 1000 });
    expect(error).to.be.instanceOf(Broken).that.includes({
      code: 'CONTENDER_NEVER_ENDED',
      stage: 'proving',
      contender: 'b',
      message: 'the process was still not done after 1 s, while proving',
    });
  });

  it('that has used up its memory is told from others, with what V8 says of it', async function () {
    this.timeout(LONG);
    const greedy = '() => () => { const all = []; for (;;) all.push({ more: all.length }); }';
    const error = await breakageOf(greedy, { flags: ['--max-old-space-size=16'] });
    expect(error).to.be.instanceOf(Broken).that.includes({ code: 'PROCESS_DIED', stage: 'proving', contender: 'b' });
    expect((error as Broken).message).to.match(/^the process ended while proving "b" \(killed by SIGABRT\): .*heap/);
    expect((error as Broken).remedy).to.contain('memory');
  });
});
