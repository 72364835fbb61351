/** Specifies the limits of a process that measures: what is silent is given up, and so is what never comes to its end. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { chooseClaims } from '../../../bench/commands/choose.ts';
import { exitCodeOf } from '../../../bench/commands/tell.ts';
import { chance } from '../../../bench/harness/schedule/chance.ts';
import { measure } from '../../../bench/harness/schedule/measure.ts';
import { Broken, MeasuredProcess, type ProcessOptions } from '../../../bench/harness/process/measured-process.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { madeRunRecord } from '../../support/made-run.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { claimOf, LONG, PLAIN, recordsOf, toyProjects } from '../../support/touchstone.ts';

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

  /** A child in a group of its own, with the standard error of the process that measures; its number is written down. */
  const leaves = (pids: string) => `
    const { spawn } = await import('node:child_process');
    const { appendFileSync } = await import('node:fs');
    const child = spawn('sleep', ['1000'], { detached: true, stdio: ['ignore', 'ignore', 'inherit'] });
    appendFileSync(${JSON.stringify(pids)}, child.pid + '\\n');
    child.unref();`;

  for (const [title, contender, ends] of [
    ['dies', 'process.exit(7);', true],
    ['is to close what it holds', 'return Object.assign(() => 1, { [Symbol.asyncDispose]: async () => {} });', false],
    ['cannot close it', 'return Object.assign(() => 1, { [Symbol.asyncDispose]: () => { throw 1; } });', false],
  ] as const) {
    it(`that ${title} comes to its end, also where a child has left its group and holds on to it`, async function () {
      this.timeout(LONG);
      const { root } = make({});
      const pids = `${root}/pids`;
      writeFileSync(
        `${root}/claims/one.js`,
        claimOf({ a: '() => () => 1', b: `async () => { ${leaves(pids)} ${contender} }` }),
      );
      const module = pathToFileURL(`${root}/claims/one.js`).href;
      const job = { module, given: {}, metric: 'time', contenders: ['a', 'b'], turn: 1e6, prove: true } as const;
      try {
        await using held = new MeasuredProcess({ patience: 10_000 });
        const asked = held.ask({ do: 'prepare', job }, 'prepared');
        if (!ends) expect((await asked).prepared.closes).to.equal(true);
        else expect(await rejectionOf(asked)).to.include({ code: 'PROCESS_DIED', contender: 'b' });
      } finally {
        if (existsSync(pids)) process.kill(Number(readFileSync(pids, 'utf8')), 'SIGKILL');
      }
    });
  }

  it('is ended also where its folder cannot be removed', async () => {
    const { root } = make({});
    const original = process.env['TMPDIR'];
    process.env['TMPDIR'] = `${root}/tmp`;
    const held = new MeasuredProcess({ patience: 60_000 });
    process.env['TMPDIR'] = original;
    renameSync(`${root}/tmp`, `${root}/moved`);
    writeFileSync(`${root}/tmp`, 'a file');
    await held.kill();
    expect(readFileSync(`${root}/tmp`, 'utf8')).to.equal('a file');
  });

  it('that has used up its memory is told from others, with what V8 says of it', async function () {
    this.timeout(LONG);
    const greedy = '() => () => { const all = []; for (;;) all.push({ more: all.length }); }';
    const error = await breakageOf(greedy, { flags: ['--max-old-space-size=16'] });
    expect(error).to.be.instanceOf(Broken).that.includes({ code: 'PROCESS_DIED', stage: 'proving', contender: 'b' });
    expect((error as Broken).message).to.match(/^the process ended while proving "b" \(killed by SIGABRT\): .*heap/);
    expect((error as Broken).remedy).to.contain('memory');
  });

  it('and has used up its memory does not keep the others from being measured', async function () {
    this.timeout(LONG);
    const greedy =
      "({ n }) => { const all = ['x'.repeat(100)]; return () => { while (n > 1) all.push({ ...all }); return 1; }; }";
    const table = 'given: { n: [1, 2] },';
    const { root } = make({
      'claims/greedy.js': claimOf({ a: '() => () => 1', b: greedy }, table),
      'claims/plain.js': PLAIN,
    });
    const records = await measureIn(`${root}/claims`, ['--max-old-space-size=16']);
    const told = recordsOf(records, 'broken').map((one) => `${one.claim} ${one.case} ${one.code}`);
    expect(told).to.deep.equal(['greedy n=2 PROCESS_DIED']);
    expect(recordsOf(records, 'stop').map((one) => `${one.claim} ${one.case}`)).to.deep.equal(['greedy n=1', 'plain ']);
    expect(exitCodeOf(judgeRun(records), { assert: false, strict: false })).to.equal(3);
  });
});

/** A run of one round for each case, in processes that are started with flags. */
async function measureIn(folder: string, flags: readonly string[]): Promise<ResultRecord[]> {
  const selection = { quick: false, parameters: {} };
  const choice = await chooseClaims({ patterns: [], selection, folder, controls: undefined, patience: 60_000 });
  const plan = { rounds: { fewest: 1, most: 1 }, looks: [1], solos: 0, turn: 1e6 };
  const records: ResultRecord[] = [
    madeRunRecord(),
    ...choice.claims.map((claim) => ({ kind: 'claim', claim }) as const),
  ];
  await measure({
    claims: choice.claims,
    sourceOf: (claim) => ({ module: choice.files.get(claim)!.module }),
    plan,
    marginOf: () => 0.05,
    write: (record) => records.push(record),
    tell: () => undefined,
    chance: chance(1),
    at: () => 0,
    patience: 60_000,
    flags,
  });
  return records;
}
