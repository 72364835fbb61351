/** Processes as the workers of a supervisor, from the outside: plain forks, without a cluster. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { forkedWorkers } from '../../../fixtures/processes/process-workers.ts';
import { Supervisor } from '../../../fixtures/processes/supervisor.ts';
import { compiled } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { isThere } from '../../support/process-there.ts';

const file = new URL(compiled('fixtures/processes/http-worker.ts'));

describe('forked workers', () => {
  const directory = temporaryDirectory();

  it('are ready, answer pings, and finish when they are asked to, by their own will', async () => {
    const health = { everyMs: 1, withinMs: 60_000 };
    const supervisor = new Supervisor({ workers: 1, start: counted(forkedWorkers(file)), health });
    await supervisor.start();
    const [pid] = supervisor.pids;
    await answers(2);
    const exit = once(supervisor, 'exit');
    await supervisor.stop();
    expect((await exit)[0]).to.include({ pid, code: 0, signal: null, voluntary: true, why: 'asked' });
    expect(isThere(pid!)).to.equal(false);
  });

  it('that are killed are told from those, and with a limit of 0 there is no other', async () => {
    const start = forkedWorkers(file);
    const backOff = { firstMs: 0, mostMs: 0, wellAfterMs: 0 };
    const supervisor = new Supervisor({ workers: 1, start, limit: { most: 0, withinMs: 1 }, backOff });
    await supervisor.start();
    const [exit, gaveUp] = [once(supervisor, 'exit'), once(supervisor, 'giveUp')];
    process.kill(supervisor.pids[0]!, 'SIGKILL');
    expect((await exit)[0]).to.include({ code: null, signal: 'SIGKILL', voluntary: false, why: 'by itself' });
    expect((await gaveUp)[0]).to.have.property('code', 'ERR_TOO_MANY_RESTARTS');
    expect(supervisor.state).to.equal('gave up');
    await supervisor.stop();
  });

  it('that cannot be started end with the error of the system', async () => {
    const start = forkedWorkers(file, [], { execPath: '/nowhere/node' });
    const supervisor = new Supervisor({ workers: 1, start });
    const exit = once(supervisor, 'exit');
    void supervisor.start();
    const [{ error, pid, why }] = (await exit) as [{ error: NodeJS.ErrnoException; pid: unknown; why: string }];
    expect([error.code, pid, why]).to.deep.equal(['ENOENT', undefined, 'by itself']);
    await supervisor.stop();
  });

  it('finish when their channel closes: no supervisor leaves an orphan behind', async () => {
    child = fork(file);
    await once(child, 'message');
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).to.deep.equal([0, null]);
  });

  it('let go of what they have once, however often they are asked to finish', async () => {
    const worker = directory.write(
      'worker.mjs',
      `import http from 'node:http';
      import { underSupervision } from '${compiled('fixtures/processes/under-supervision.ts')}';
      const server = http.createServer();
      underSupervision(server, () => console.log('let go'));
      // Asked once more at once: a second message from outside may find the channel closed.
      process.once('message', (asked) => process.emit('message', asked));
      server.listen(0, '127.0.0.1');`,
    );
    child = fork(worker, [], { silent: true });
    const said = text(child.stdout!);
    await once(child, 'message');
    child.send({ supervision: 'finish' });
    expect(await said).to.equal('let go\n');
  });

  let child: ChildProcess | undefined;
  after(() => child?.kill('SIGKILL'));
});

const wanted: (() => void)[] = [];

/** Counts the answers to pings. */
function counted(start: ReturnType<typeof forkedWorkers>): ReturnType<typeof forkedWorkers> {
  return (told) =>
    start({
      ...told,
      alive() {
        told.alive();
        wanted.shift()?.();
      },
    });
}

function answers(count: number): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, () => new Promise<void>((resolve) => wanted.push(resolve))));
}
