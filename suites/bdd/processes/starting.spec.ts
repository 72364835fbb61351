/** The four ways to start a child, ours and Node's own side by side (rows PR2, PR7, PR8, PR9 and PR17). */
import cp from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ChildFault } from '../../../fixtures/processes/child-fault.ts';
import { execLine, execProgram, forkModule, spawnProgram } from '../../../fixtures/processes/start.ts';
import { smallEnvironment } from '../../support/own-child.ts';
import { compiled } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** What Node's own callback gives: `execFile` answers the same for `exec`, which is made of it. */
type Callback = { code?: string; killed?: boolean; signal?: string; stdout: string; stderr: string };

const [exec, execFile] = [promisify(cp.exec), promisify(cp.execFile)];

describe('starting a child', () => {
  const directory = temporaryDirectory();
  const faultOf = async (finished: Promise<unknown>) => (await rejectionOf(finished)) as ChildFault;

  it('PR7: exec has the shell work it out, execFile and spawn pass on the text, in Node.js and here', async () => {
    const sum = '$((1+1))';
    expect((await exec(`echo ${sum}`)).stdout).to.equal('2\n');
    expect((await execFile('echo', [sum])).stdout).to.equal(`${sum}\n`);
    expect((await execLine(`echo ${sum}`).finished).stdout).to.equal('2\n');
    expect((await execProgram('echo', [sum]).finished).stdout).to.equal(`${sum}\n`);
    expect((await spawnProgram('echo', [sum]).finished).stdout).to.equal(`${sum}\n`);
  });

  it('PR7: what somebody else has written is a command in exec, and a text in execFile', async () => {
    const name = 'x; echo injected';
    expect((await execLine(`echo ${name}`).finished).stdout).to.equal('x\ninjected\n');
    expect((await execProgram('echo', [name]).finished).stdout).to.equal('x; echo injected\n');
  });

  it('PR7: an executable file needs its x bit: without it EACCES, with it its #! line runs it', async () => {
    const script = directory.write('script', '#!/bin/sh\necho ran with "$1"\n');
    expect(await rejectionOf(execFile(script, ['a b']))).to.have.property('code', 'EACCES');
    const fault = await faultOf(execProgram(script, ['a b']).finished);
    expect(fault).to.have.property('code', 'CHILD_NOT_STARTED');
    expect(fault.cause).to.have.property('code', 'EACCES');
    fs.chmodSync(script, 0o755);
    expect((await execProgram(script, ['a b']).finished).stdout).to.equal('ran with a b\n');
  });

  it('PR7: a program that is not there gives error and close, and never exit; a shell has an exit code for it', async () => {
    const child = cp.spawn('no-such-program');
    const events: string[] = [];
    for (const event of ['spawn', 'error', 'exit']) child.on(event, () => events.push(event));
    await new Promise((resolve) => {
      child.once('close', resolve);
    });
    expect([events, child.pid]).to.deep.equal([['error'], undefined]);

    const fault = await faultOf(spawnProgram('no-such-program', ['a', 'b']).finished);
    expect(fault).to.include({ code: 'CHILD_NOT_STARTED', exitCode: null, signal: null });
    expect(fault.cause).to.have.property('code', 'ENOENT');
    expect(await faultOf(execLine('no-such-program').finished)).to.include({ code: 'CHILD_FAILED', exitCode: 127 });
  });

  it('what the system refuses is one and the same fault, whether Node.js throws it or tells it', async () => {
    const cwd = directory.write('no-directory', '');
    const fault = await faultOf((async () => await spawnProgram('true', [], { cwd }).finished)());
    expect(fault).to.include({ code: 'CHILD_NOT_STARTED', exitCode: null, signal: null });
    expect(fault.cause).to.have.property('code', 'ENOTDIR');
  });

  it('a failure tells the exit code, what was written, and what was asked', async () => {
    const fault = await faultOf(spawnProgram('sh', ['-c', 'echo out; echo bad >&2; exit 3']).finished);
    expect(fault).to.include({ name: 'ChildFault', code: 'CHILD_FAILED', exitCode: 3, signal: null });
    expect([fault.stdout, fault.stderr]).to.deep.equal(['out\n', 'bad\n']);
    expect(fault.asked).to.deep.equal({ way: 'spawn', command: 'sh', args: ['-c', 'echo out; echo bad >&2; exit 3'] });
    expect(fault.message).to.match(/^spawn of `sh -c .*`: expected exit code 0, got 3\. Its last words: bad$/);
    expect(await faultOf(execLine('kill -USR1 $$').finished)).to.include({ exitCode: null, signal: 'SIGUSR1' });
  });

  it('a child reads its input, or need not, and gets the directory and the environment it is given', async () => {
    expect((await spawnProgram('cat', [], { input: 'read me' }).finished).stdout).to.equal('read me');
    expect((await spawnProgram('true', [], { input: Buffer.alloc(300_000) }).finished).code).to.equal(0);
    const { stdout } = await execLine('pwd; echo $WORD', { cwd: directory.path, env: { WORD: 'given' } }).finished;
    expect(stdout).to.equal(`${directory.path}\ngiven\n`);
  });

  it('all that it writes is there at its end, or it is left to the caller to read', async () => {
    const much = await spawnProgram('head', ['-c', '300000', '/dev/zero']).finished;
    expect(much.stdout).to.have.length(300_000);
    const own = spawnProgram('head', ['-c', '3000000', '/dev/zero'], { collect: false });
    let bytes = 0;
    own.child.stdout?.on('data', (chunk: Buffer) => (bytes += chunk.length));
    expect(await own.finished).to.include({ code: 0, stdout: '' });
    expect(bytes).to.equal(3_000_000);
  });

  it('PR8: spawn and fork take a timeout and a signal, which they are claimed not to', async () => {
    const spawned = cp.spawn('sleep', ['60'], { timeout: 1 });
    const forked = cp.fork(new URL(compiled('fixtures/processes/answering-child.ts')), { timeout: 1 });
    expect(await Promise.all([once(spawned, 'exit'), once(forked, 'exit')])).to.deep.equal([
      [null, 'SIGTERM'],
      [null, 'SIGTERM'],
    ]);
    const aborter = new AbortController();
    const aborted = cp.spawn('sleep', ['60'], { signal: aborter.signal });
    const failed = rejectionOf(once(aborted, 'exit'));
    aborter.abort();
    expect(await failed).to.have.property('name', 'AbortError');
  });

  it('PR9: exec and execFile have a callback, with a timeout and a limit of output', async () => {
    const late = (await rejectionOf(execFile('sleep', ['60'], { timeout: 1 }))) as unknown as Callback;
    expect(late).to.include({ killed: true, signal: 'SIGTERM' });
    const loud = (await rejectionOf(exec('exec yes', { maxBuffer: 10 }))) as unknown as Callback;
    expect(loud).to.include({ code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER', stdout: 'y\ny\ny\ny\ny\n' });
    const ours = await faultOf(execLine('yes', { outputLimit: 10 }).finished);
    expect(ours).to.include({ code: 'CHILD_TOO_LOUD', signal: 'SIGTERM', stdout: loud.stdout });
  });

  it('PR9: the limit of maxBuffer is 1 MiB, and so is ours', async () => {
    const [at, above] = [2 ** 20, 2 ** 20 + 1].map((bytes) => ['-c', String(bytes), '/dev/zero'] as const);
    expect((await execFile('head', [...at!])).stdout).to.have.length(2 ** 20);
    expect((await execProgram('head', at).finished).stdout).to.have.length(2 ** 20);
    const error = await rejectionOf(execFile('head', [...above!]));
    expect(error).to.have.property('code', 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER');
    expect(await faultOf(execProgram('head', above).finished)).to.have.property('code', 'CHILD_TOO_LOUD');
  });

  it('PR17: child1.js, as claimed, is not child.js: fork starts all the same, and the child says MODULE_NOT_FOUND', async () => {
    directory.write('child.js', '');
    const fault = await faultOf(forkModule(directory.join('child1.js'), [], { env: smallEnvironment }).finished);
    expect(fault).to.include({ code: 'CHILD_FAILED', exitCode: 1 });
    expect(fault.stderr).to.include("code: 'MODULE_NOT_FOUND'").and.to.include('child1.js');
  });

  it('PR2: an exception that nobody catches ends the process, with all that it had still to do', async () => {
    const code = `
      setInterval(() => {}, 1000);
      setImmediate(() => { throw new Error('caught by nobody'); });
      process.on('exit', (code) => console.log('ends with', code));`;
    const fault = await faultOf(spawnProgram(process.execPath, ['-e', code], { env: smallEnvironment }).finished);
    expect(fault).to.include({ exitCode: 1, signal: null, stdout: 'ends with 1\n' });
    expect(fault.stderr).to.include('Error: caught by nobody');
  });
});
