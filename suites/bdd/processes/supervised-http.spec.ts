/** An HTTP server of several processes under a supervisor, from the outside: requests, signals, and no process left. */
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { holdRequest, whoAnswers } from '../../support/held-request.ts';
import { compiled } from '../../support/program.ts';
import { isThere } from '../../support/process-there.ts';
import { tellingProgram, type TellingProgram, type Told } from '../../support/telling-program.ts';

describe('an HTTP server under a supervisor', () => {
  let [program, standing]: [TellingProgram?, TellingProgram?] = [];
  let port = 0;
  let hung: Promise<{ pid: number }>;
  const supervised = (): TellingProgram => program!;

  before(async () => {
    const file = compiled('fixtures/processes/supervised-http.ts');
    const backOff = { firstMs: 2, mostMs: 2, wellAfterMs: 1 };
    program = tellingProgram(file, [JSON.stringify({ workers: 2, backOff })]);
    standing = tellingProgram(file, [JSON.stringify({ workers: 1, backOff, health: { everyMs: 10, withinMs: 1000 } })]);
    await supervised().until(({ event }) => event === 'started');
    port = portOf(await supervised().until(({ event }) => event === 'listening'));
    hung = hang(standing);
  });
  after(async () => {
    await program?.[Symbol.asyncDispose]();
    await standing?.[Symbol.asyncDispose]();
  });

  it('is reloaded without losing a request: those under way, those in between', async () => {
    const { told, until, kill } = supervised();
    const since = told.length;
    const old = pidsOf(told);
    const held = await holdRequest(port);
    const { slot } = told.find(({ event, pid }) => event === 'start' && pid === held.pid)!;

    const loop = requestsUntil(port, async () => {
      kill('SIGHUP');
      // The old worker has to finish from now on, and cannot: our request is not complete.
      await until((one) => one.event === 'ready' && one['slot'] === slot, since);
      expect(told.slice(since).filter(({ event, pid }) => event === 'exit' && pid === held.pid)).to.deep.equal([]);
      expect(await held.end('the end')).to.equal('begin, the end');
      await until(({ event }) => event === 'reloaded', since);
    });
    const { failed, answeredBy } = await loop;

    expect(failed).to.deep.equal([]);
    const fresh = pidsOf(told.slice(since));
    expect([fresh.length, fresh.some((pid) => old.includes(pid))]).to.deep.equal([2, false]);
    expect([...answeredBy].every((pid) => [...old, ...fresh].includes(pid))).to.equal(true);
    expect(fresh).to.include((await whoAnswers(port, '/')).pid);
    const whys = told.slice(since).filter(({ event }) => event === 'exit');
    expect(whys.map(({ why }) => why)).to.deep.equal(['asked', 'asked']);
  });

  it('replaces a worker that crashes, while the other one answers', async () => {
    const { told, until } = supervised();
    const since = told.length;
    const error = await whoAnswers(port, '/die').catch((reason: NodeJS.ErrnoException) => reason);
    expect(error).to.have.property('code', 'ECONNRESET');
    const exit = await until(({ event }) => event === 'exit', since);
    expect(exit).to.include({ code: 7, why: 'by itself', voluntary: false });
    for (let request = 0; request < 10; request++) expect((await whoAnswers(port, '/')).pid).not.to.equal(exit['pid']);
    const ready = await until(({ event }) => event === 'ready', since);
    expect(ready['slot']).to.equal(exit['slot']);
    expect(ready['pid']).not.to.equal(exit['pid']);
  });

  it('C2: one with a fault that nobody caught says so, has its successor at once, and ends with the code 1', async () => {
    const { told, until } = supervised();
    const since = told.length;
    const { pid } = await whoAnswers(port, '/throw');
    const exit = await until(({ event }) => event === 'exit', since);
    expect(exit).to.include({ pid, code: 1, why: 'leaving' });
    await until(({ event }) => event === 'ready', since);
    const events = told.slice(since).map(({ event }) => event);
    expect(events.slice(0, 2)).to.deep.equal(['leaving', 'start']);
    expect(events).not.to.include('restart');
  });

  it('answers the last request when SIGTERM comes, then ends, and leaves no process behind', async () => {
    const { told, until, kill, ended, pid: primary } = supervised();
    const since = told.length;
    const held = await holdRequest(port);
    kill('SIGTERM');
    const first = await until(({ event }) => event === 'exit', since);
    expect(first['pid']).not.to.equal(held.pid);
    expect(await held.end('the last')).to.equal('begin, the last');
    expect(await ended).to.deep.equal({ code: 0, signal: null });
    expect(told.slice(since).map(({ event }) => event)).to.deep.equal(['exit', 'exit', 'stopped']);
    expect(told.slice(since, -1).every(({ why }) => why === 'asked')).to.equal(true);
    const pids = [primary, ...pidsOf(told)];
    expect(pids).to.have.length(1 + 2 + 2 + 1 + 1);
    expect(pids.filter((pid) => isThere(pid))).to.deep.equal([]);
  });

  it('kills and replaces one whose event loop stands still', async () => {
    const { until } = standing!;
    const { pid } = await hung;
    const exit = await until(isExit);
    expect(exit).to.include({ pid, signal: 'SIGKILL', why: 'did not answer' });
    await until((one) => one.event === 'ready' && one['pid'] !== pid);
  });

  it('answers the last request also when Ctrl-C comes, which a terminal sends to the workers too', async () => {
    const { told, until, ended, pid } = standing!;
    // There was no other worker when it was killed: the new one has another port.
    const held = await holdRequest(portOf(await until(({ event }) => event === 'listening', told.findIndex(isExit))));
    process.kill(-pid, 'SIGINT');
    expect(await held.end('the last')).to.equal('begin, the last');
    expect(await ended).to.deep.equal({ code: 0, signal: null });
  });
});

describe('an HTTP server under a supervisor whose starter ends', () => {
  it('ends too, with its workers', async () => {
    await using program = tellingProgram(compiled('fixtures/processes/supervised-http.ts'), ['{"workers":1}']);
    await program.until(({ event }) => event === 'started');
    program.letGo();
    expect(await program.ended).to.deep.equal({ code: 0, signal: null });
    expect(pidsOf(program.told).filter((pid) => isThere(pid))).to.deep.equal([]);
  });
});

/** Makes the only worker stand still. That it does so takes a while to show: the other tests go on meanwhile. */
async function hang({ until }: TellingProgram): Promise<{ pid: number }> {
  const listening = await until(({ event }) => event === 'listening');
  await until(({ event }) => event === 'started');
  return whoAnswers(portOf(listening), '/hang');
}

function isExit({ event }: Told): boolean {
  return event === 'exit';
}

function pidsOf(told: readonly Told[]): number[] {
  return told.filter(({ event }) => event === 'start').map(({ pid }) => Number(pid));
}

function portOf(listening: Told): number {
  return Number(listening['port']);
}

/** Requests on connections of their own, two at a time, while something goes on. */
async function requestsUntil(
  port: number,
  happens: () => Promise<void>,
): Promise<{ failed: unknown[]; answeredBy: Set<number> }> {
  const failed: unknown[] = [];
  const answeredBy = new Set<number>();
  const over = new AbortController();
  const loop = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await whoAnswers(port, '/').then(
        ({ pid }) => answeredBy.add(pid),
        (error: unknown) => failed.push(error),
      );
    }
  };
  const loops = [loop(), loop()];
  try {
    await happens();
  } finally {
    over.abort();
    await Promise.all(loops);
  }
  return { failed, answeredBy };
}
