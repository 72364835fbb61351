/** Specifies the session of `node inspect` with a debugger that is held in the hand (row D3). */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';

import { expect } from 'chai';
import { beforeEach, suite, test } from 'mocha';
import { stub } from 'sinon';

import { InspectSession, startInspectSession } from '../../../fixtures/debugging/inspect-session.ts';
import { madeClock, type MadeClock } from '../../support/made-clock.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** The other side: what it was told, and what it says. It has no pid, so that no signal reaches it. */
class Debugger extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();

  async told(): Promise<string> {
    for (;;) {
      const text = this.stdin.read() as Buffer | null;
      if (text !== null) return text.toString();
      await once(this.stdin, 'readable');
    }
  }
  say(text: string): void {
    this.stdout.write(`${text}\ndebug> `);
  }
  end(): void {
    this.emit('exit', 0, null);
    for (const stream of [this.stdout, this.stderr]) stream.destroy();
  }
}

suite('D3: a session of node inspect', () => {
  let other: Debugger;
  let clock: MadeClock;
  let session: InspectSession;

  beforeEach(() => {
    other = new Debugger();
    clock = madeClock();
    const child = other as unknown as ChildProcessWithoutNullStreams;
    session = new InspectSession(child, { limitMs: 500, clock });
  });

  test('says one command after the other, also where both are given at once', async () => {
    const [first, second] = [session.say('exec 1', /\d/), session.say('exec 2', /\d/)];
    expect(await other.told()).to.equal('exec 1\n');
    other.say('1');
    expect(await first).to.equal('1');
    expect(await other.told()).to.equal('exec 2\n');
    other.say('2');
    expect(await second).to.equal('2');
    expect(clock.owed).to.equal(0);
  });

  test('gives a command so much time and no more', async () => {
    const answer = session.say('exec 1', /\d/);
    await other.told();
    clock.advance(500);
    const error = await rejectionOf(answer);
    expect(error).to.have.property('code', 'ERR_SESSION_TIMEOUT');
    expect(error.message).to.include('500 ms');
  });

  test('rejects what waits, and what waits behind it, when the debugger ends', async () => {
    const waiting = [session.say('exec 1', /\d/), session.say('exec 2', /\d/)];
    other.end();
    for (const one of waiting) expect(await rejectionOf(one)).to.have.property('code', 'ERR_SESSION_ENDED');
    expect(clock.owed).to.equal(0);
    await session[Symbol.asyncDispose]();
  });

  test('cannot be had where node cannot be started, and says so', async () => {
    const listeners = process.listenerCount('exit');
    const node = stub(process, 'execPath').value('/nowhere/node');
    const error = await rejectionOf(startInspectSession('app.js')).finally(() => node.restore());
    expect(error).to.have.property('code', 'ERR_SESSION_ENDED');
    expect(error.message).to.include('ENOENT');
    expect(process.listenerCount('exit')).to.equal(listeners);
  });
});
