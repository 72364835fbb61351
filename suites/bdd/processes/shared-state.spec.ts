/** State told by a notifier, from the outside: two real processes subscribe to this one (row C5). */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { StateHolder, type Notice, type Request } from '../../../fixtures/processes/shared-state.ts';
import { stateChannel } from '../../../fixtures/processes/state-channel.ts';
import { compiled } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('state that processes share', () => {
  const directory = temporaryDirectory();
  const holder = new StateHolder();
  let children: ChildProcess[] = [];

  before(async () => {
    // Tells what it sees, at every change; sets what it is told to.
    const worker = directory.write(
      'worker.mjs',
      `import { stateChannel } from '${compiled('fixtures/processes/state-channel.ts')}';
      import { StateView } from '${compiled('fixtures/processes/state-view.ts')}';
      const view = new StateView(stateChannel(process), () => process.send({ sees: view.snapshot() }));
      process.on('message', ({ set }) => set && view.set(...set));
      view.subscribe();`,
    );
    holder.set('leader', 'nobody');
    children = [fork(worker), fork(worker)];
    const seen = children.map((child) => sees(child, 1));
    for (const child of children) holder.serve(stateChannel<Request, Notice>(child));
    await Promise.all(seen);
  });
  after(() => {
    for (const child of children) child.kill();
  });

  it('C5: tells every subscriber of a change that one of them asked for', async () => {
    const seen = children.map((child) => sees(child, 2));
    children[0]!.send({ set: ['leader', 'first'] });
    const whole = { version: 2, values: { leader: 'first' } };
    expect(await Promise.all(seen)).to.deep.equal([whole, whole]);
    expect(holder.snapshot()).to.deep.equal(whole);
    expect(holder.uselessPolls).to.equal(0);
  });

  it('C5: drops a subscriber that died, and tells the other', async () => {
    const ended = [once(children[0]!, 'exit'), once(children[0]!, 'disconnect')];
    children[0]!.kill('SIGKILL');
    await Promise.all(ended);
    expect(holder.subscribers).to.equal(1);
    const seen = sees(children[1]!, 3);
    holder.set('leader', 'second');
    expect(await seen).to.deep.equal({ version: 3, values: { leader: 'second' } });
  });

  it('C5: a subscriber that lets go of its channel is dropped too, and can end', async () => {
    const ended = once(children[1]!, 'exit');
    children[1]!.disconnect();
    expect(await ended).to.deep.equal([0, null]);
    holder.set('leader', 'nobody');
    expect(holder.subscribers).to.equal(0);
  });
});

/** What the child says that it sees, once it has come to a version. */
function sees(child: ChildProcess, version: number): Promise<unknown> {
  return new Promise((resolve) => {
    const hear = ({ sees: seen }: { sees?: { version: number } }): void => {
      if (seen?.version !== version) return;
      child.off('message', hear);
      resolve(seen);
    };
    child.on('message', hear);
  });
}
