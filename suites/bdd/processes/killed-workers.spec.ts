/**
 * Workers of a cluster that are killed again and again while requests come, from the outside: whoever has reached a living
 * one is answered, and nobody waits for a dead one.
 *
 * Here three of them are killed. To see one killed every second, for 30 s:
 * `TOUCHSTONE_WORKER_KILLS=30 npx mocha --no-config --timeout 120000 dist/suites/bdd/processes/killed-workers.spec.js`
 */
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { amount } from '../../support/amount.ts';
import { holdRequest, type HeldRequest } from '../../support/held-request.ts';
import { isThere } from '../../support/process-there.ts';
import { compiled } from '../../support/program.ts';
import { tellingProgram, type TellingProgram } from '../../support/telling-program.ts';

const KILLS = amount('WORKER_KILLS', 3);
const WORKERS = 2;
/** Of a request, in milliseconds: one that a dead worker keeps would reach it. */
const LIMIT_MS = 10_000;

interface Call {
  readonly outcome: 'right' | 'wrong' | 'hung' | 'failed';
  readonly code?: string | undefined;
  /** Who answered, or had answered the last one on its connection; undefined where nobody had. */
  readonly pid: number | undefined;
  /** Workers whose end was known when it began … */
  readonly goneBefore: number;
  /** … and those that had been killed when it ended. */
  readonly killedAfter: number;
}

describe(`a cluster whose workers are killed ${KILLS.count} times under load`, () => {
  const killed: number[] = [];
  const gone: number[] = [];
  let program: TellingProgram;
  let port: number;

  before(async () => {
    const backOff = { firstMs: 1, mostMs: 1, wellAfterMs: 1 };
    const limit = { most: KILLS.count, withinMs: 3_600_000 };
    const options = JSON.stringify({ workers: WORKERS, backOff, limit });
    program = tellingProgram(compiled('fixtures/processes/supervised-http.ts'), [options]);
    await program.until(({ event }) => event === 'started');
    port = Number((await program.until(({ event }) => event === 'listening'))['port']);
  });
  after(() => program?.[Symbol.asyncDispose]());

  it('loses no request that a living one has, lets none hang, and has as many workers as before', async () => {
    const over = new AbortController();
    const loops = [kept(), fresh(), fresh()].map((call) => callUntil(call, over.signal));
    try {
      for (let kill = 0; kill < KILLS.count; kill++) {
        await Promise.all([killOne(), KILLS.asked && setTimeout(1000)]);
      }
    } finally {
      over.abort();
    }
    const calls = (await Promise.all(loops)).flat();

    const failed = calls.filter(({ outcome }) => outcome === 'failed');
    expect(calls.filter(({ outcome }) => outcome === 'hung' || outcome === 'wrong')).to.deep.equal([]);
    // On a kept connection it is known who has failed; on a new one, that somebody was killed meanwhile.
    const unexplained = failed.filter(({ pid, goneBefore, killedAfter }) =>
      pid === undefined ? killedAfter === goneBefore : !killed.includes(pid),
    );
    expect(unexplained).to.deep.equal([]);
    // EPIPE is the same, to who writes at that moment.
    expect(failed.filter(({ code }) => code !== 'ECONNRESET' && code !== 'EPIPE')).to.deep.equal([]);
    expect([killed.length, living()]).to.deep.equal([KILLS.count, WORKERS]);
    KILLS.tell(`${calls.length} requests, ${failed.length} of them at workers that were killed`);
  });

  it('ends in an orderly way afterwards, and leaves no process behind', async () => {
    program.kill('SIGTERM');
    expect(await program.ended).to.deep.equal({ code: 0, signal: null });
    const pids = program.told.filter(({ event }) => event === 'start').map(({ pid }) => Number(pid));
    expect(pids).to.have.length(WORKERS + KILLS.count);
    expect(pids.filter((pid) => isThere(pid))).to.deep.equal([]);
  });

  function living(): number {
    const count = (name: string): number => program.told.filter(({ event }) => event === name).length;
    return count('ready') - count('exit');
  }

  /** Kills one that has a request, sees that it fails and that those of the others do not, and waits for the successor. */
  async function killOne(): Promise<void> {
    const since = program.told.length;
    const held: HeldRequest[] = [];
    while (new Set(held.map(({ pid }) => pid)).size < 2) {
      held.push(...(await Promise.all(Array.from({ length: 4 }, () => holdRequest(port)))));
    }
    const victim = held[0]!.pid;
    killed.push(victim);
    process.kill(victim, 'SIGKILL');
    const ends = held.map(({ pid, broken, end }) => (pid === victim ? broken : end('the end')));
    const expected = held.map(({ pid }) => (pid === victim ? 'ECONNRESET' : 'begin, the end'));
    expect(await Promise.all(ends)).to.deep.equal(expected);
    await program.until(({ event, pid }) => event === 'exit' && pid === victim, since);
    gone.push(victim);
    await program.until(({ event }) => event === 'ready', since);
  }

  async function callUntil(call: () => Promise<Call>, signal: AbortSignal): Promise<Call[]> {
    const calls: Call[] = [];
    while (!signal.aborted) calls.push(await call());
    return calls;
  }

  /** Requests on one connection, as long as that lasts. */
  function kept(): () => Promise<Call> {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    let last: number | undefined;
    return async () => {
      const call = await ask(agent, last);
      last = call.pid;
      return call;
    };
  }

  /** Requests on a connection each. */
  function fresh(): () => Promise<Call> {
    return () => ask(false, undefined);
  }

  async function ask(agent: http.Agent | false, last: number | undefined): Promise<Call> {
    const goneBefore = [...gone];
    const request = http.get({ port, host: '127.0.0.1', agent, timeout: LIMIT_MS });
    let hung = false;
    request.once('timeout', () => {
      hung = true;
      request.destroy();
    });
    const told = (outcome: Call['outcome'], pid?: number, code?: string): Call => {
      return { outcome, pid, code, goneBefore: goneBefore.length, killedAfter: killed.length };
    };
    try {
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      const pid = Number(response.headers['x-pid']);
      const right = (await text(response)) === String(pid) && response.statusCode === 200 && !goneBefore.includes(pid);
      return told(right ? 'right' : 'wrong', pid);
    } catch (error) {
      const pid = request.reusedSocket ? last : undefined;
      return told(hung ? 'hung' : 'failed', pid, (error as NodeJS.ErrnoException).code);
    }
  }
});
