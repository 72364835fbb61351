/** What a process of Node.js is: its threads, its processors, its memory (rows PR1, PR5, PR6 and PR10). */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { AboutProcess } from '../../../fixtures/processes/answering-child.ts';
import { IpcChannel } from '../../../fixtures/processes/ipc-channel.ts';
import { forkModule } from '../../../fixtures/processes/start.ts';
import { ownChildren, smallEnvironment } from '../../support/own-child.ts';
import { compiled, inline, run } from '../../support/program.ts';

/** Whether a process can be bound to one processor here; where not, the child runs on all of them. */
const bindable = process.platform === 'linux' && spawnSync('taskset', ['--version']).error === undefined;

interface Record {
  readonly threads: readonly string[] | null;
  readonly processors: { readonly present: number; readonly usable: number };
  readonly workers: number;
  readonly send: string;
  readonly channel: string;
}

describe('a process of Node.js, bound to one processor where that is possible', () => {
  let record: Record;

  before(async () => {
    const program = inline(`
      import fs from 'node:fs';
      import { countProcessors, workersToStart } from ${JSON.stringify(compiled('fixtures/processes/worker-count.ts'))};
      import { IpcChannel } from ${JSON.stringify(compiled('fixtures/processes/ipc-channel.ts'))};
      const threads = fs.existsSync('/proc/self/task') ? fs.readdirSync('/proc/self/task') : null;
      let channel = 'open';
      try { new IpcChannel(process); } catch (error) { channel = error.code; }
      console.log(JSON.stringify({
        threads, processors: countProcessors(), workers: workersToStart(), send: typeof process.send, channel,
      }));`);
    const command = bindable ? 'taskset' : process.execPath;
    const { stdout } = await run(bindable ? ['-c', firstProcessor(), process.execPath, ...program] : program, {
      command,
    });
    record = JSON.parse(stdout) as Record;
  });

  it('PR1: has more threads than the single one that is claimed, though JavaScript runs on one', () => {
    if (record.threads === null) expect(process.platform).not.to.equal('linux');
    else expect(record.threads).to.have.length.above(1);
  });

  it('PR5: may use one processor, and starts one worker, not os.cpus().length as claimed', () => {
    expect(record.workers).to.equal(record.processors.usable);
    if (bindable) expect(record.processors.usable).to.equal(1);
    else expect(record.processors.usable).to.be.at.most(record.processors.present);
  });

  it('PR10: has no process.send where it was not started with a channel, and we refuse to open one', () => {
    expect([record.send, record.channel]).to.deep.equal(['undefined', 'CHANNEL_CLOSED']);
  });
});

describe('a forked process', () => {
  const fork = ownChildren();

  it('PR6: is a new Node.js with a memory of its own: what either sets, the other has not', async () => {
    Reflect.set(globalThis, 'mark', 'of the parent');
    const running = fork('fixtures/processes/answering-child.ts');
    const channel = new IpcChannel(running.child);
    const first = (await channel.ask({ about: 'process' })) as AboutProcess;
    expect(first.mark).to.equal(undefined);
    await channel.ask({ mark: 'of the child' });
    expect(await channel.ask({ about: 'process' })).to.have.property('mark', 'of the child');
    expect(Reflect.get(globalThis, 'mark')).to.equal('of the parent');
    Reflect.deleteProperty(globalThis, 'mark');

    expect(first.pid).to.equal(running.child.pid).and.not.to.equal(process.pid);
    expect(first.ppid).to.equal(process.pid);
    expect(first.execPath).to.equal(process.execPath);
    running.child.disconnect();
    expect(await running.finished).to.include({ code: 0, signal: null });
  });

  it('PR6: is started anew from its file, with arguments, flags and environment of its own', async () => {
    const running = forkModule(new URL(compiled('fixtures/processes/answering-child.ts')), ['--one', 'two'], {
      env: smallEnvironment,
      execArgv: ['--no-warnings'],
    });
    const { argv } = (await new IpcChannel(running.child).ask({ about: 'process' })) as AboutProcess;
    expect(argv.slice(2)).to.deep.equal(['--one', 'two']);
    expect(running.child.spawnargs.slice(1)).to.deep.equal(['--no-warnings', ...argv.slice(1)]);
    expect(await running.end()).to.have.property('signal', 'SIGTERM');
  });
});

/** One that we may run on ourselves. */
function firstProcessor(): string {
  const list = /^Cpus_allowed_list:\s*(\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'));
  return list?.[1] ?? '0';
}
