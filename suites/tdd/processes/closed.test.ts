/** The very end of a child, put together from its parts in every order. */
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { assert, spy } from 'sinon';
import { closed } from '../../../fixtures/processes/closed.ts';

/** A child whose parts end one by one. */
function make(): { end: Record<string, () => void>; child: ChildProcess } {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const child = Object.assign(new EventEmitter(), { stdout, stderr, connected: true });
  const end = {
    output: () => void stdout.destroy(),
    errors: () => void stderr.destroy(),
    process: () => void child.emit('exit', 0, null),
    channel: () => {
      child.connected = false;
      child.emit('disconnect');
    },
  };
  return { end, child: child as unknown as ChildProcess };
}

function* ordersOf(names: readonly string[]): Generator<string[]> {
  if (names.length === 0) yield [];
  for (const first of names) {
    for (const rest of ordersOf(names.filter((name) => name !== first))) yield [first, ...rest];
  }
}

/** Lets streams emit their 'close'. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

suite('the end of a child', () => {
  test('comes with the last of its process, its two pipes and its channel, in whatever order they end', async () => {
    for (const order of ordersOf(['process', 'output', 'errors', 'channel'])) {
      const { end, child } = make();
      let over = false;
      const ending = closed(child).finally(() => (over = true));
      for (const name of order) {
        expect(over, `before ${name} of ${order.join(', ')}`).to.equal(false);
        end[name]!();
        await settle();
      }
      expect(over, order.join(', ')).to.equal(true);
      expect(await ending).to.deep.equal({ code: 0, signal: null });
    }
  });

  test("is told by 'close' where a channel closes without a 'disconnect', as with a handle on its way", async () => {
    const { end, child } = make();
    const ending = closed(child);
    for (const part of ['output', 'errors', 'process']) end[part]!();
    await settle();
    Object.assign(child, { connected: false });
    child.emit('close', 0, null);
    expect(await ending).to.deep.equal({ code: 0, signal: null });
  });

  test('needs no pipes and no channel where there are none', async () => {
    const child = Object.assign(new EventEmitter(), { stdout: null, stderr: null, connected: false });
    const ending = closed(child as unknown as ChildProcess);
    child.emit('exit', null, 'SIGTERM');
    expect(await ending).to.deep.equal({ code: null, signal: 'SIGTERM' });
  });

  test('is waited for: an open channel keeps the process alive, whatever was written to it', async () => {
    const alive = spy();
    const { child } = make();
    void closed(Object.assign(child, { channel: { ref: alive, unref: () => {} } }));
    assert.calledOnce(alive);
  });

  test('comes also where the channel cannot be kept open, as in Bun', async () => {
    const { end, child } = make();
    const ending = closed(Object.assign(child, { channel: {} as ChildProcess['channel'] }));
    for (const part of Object.values(end)) part();
    expect(await ending).to.deep.equal({ code: 0, signal: null });
  });

  test('is at once where it was never started, and later errors are for others to hear', async () => {
    const { child } = make();
    const ending = closed(child);
    const error = new Error('ENOENT');
    child.emit('error', error);
    expect(await ending).to.deep.equal({ code: null, signal: null, error });
    const started = make().child;
    void closed(started);
    started.emit('spawn');
    expect(() => started.emit('error', error)).to.throw('ENOENT');
  });
});
