/** A program under --inspect, debugged from outside over its protocol: one program for all tests (rows D2, D3, G17). */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';

import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { stub } from 'sinon';

import { breakAt, enableDebugger, evaluate, localsOf, nextPause } from '../../../fixtures/debugging/breakpoints.ts';
import { connect, targetsOf } from '../../../fixtures/debugging/connect.ts';
import { readProfile } from '../../../fixtures/debugging/cpu-profile.ts';
import { startInspected, type Inspected } from '../../../fixtures/debugging/inspected-program.ts';
import type { ProtocolClient } from '../../../fixtures/debugging/protocol-client.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { listening } from '../../support/server.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** It lives until its standard input ends. */
const PROGRAM = `function greet(name) {
  const greeting = 'hello ' + name;
  for (const mark of '!') { const name = greeting + mark;
    return name; }
}
globalThis.greet = greet;
globalThis.spin = function spin(times) {
  let sum = 0;
  for (let i = 0; i < times; i++) sum += Math.sqrt(i);
  return sum;
};
process.stdin.resume();
`;
/** Where V8 counts for coverage, it gives a caller samples of what it calls: the property keeps `spawn` from adding it. */
const env = { PATH: process.env['PATH'], NODE_V8_COVERAGE: undefined };

describe('D2: a program that is started with --inspect', () => {
  const directory = temporaryDirectory();
  let program: Inspected;
  let client: ProtocolClient;
  let url: string;
  let atExit: Function[];

  before(async () => {
    const known = process.listeners('exit');
    const file = directory.write('app.cjs', PROGRAM);
    url = pathToFileURL(file).href;
    program = await startInspected([file], { env });
    atExit = process.listeners('exit').filter((listener) => !known.includes(listener));
    client = await connect(program.url);
    await client.command('Runtime.enable');
  });
  after(async () => {
    client?.close();
    await program?.[Symbol.asyncDispose]();
  });

  it('listens on this machine only, at an address with an id that nobody can guess', () => {
    expect(program.url).to.match(/^ws:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('is listed at /json/list, as chrome://inspect shows it', async () => {
    const targets = await targetsOf(program.host);
    expect(targets).to.have.length(1);
    expect(targets[0]).to.include({ type: 'node', url, webSocketDebuggerUrl: program.url });
  });

  it('lets nobody in who does not know the id', async () => {
    const error = await rejectionOf(connect(`ws://${program.host}/00000000-0000-0000-0000-000000000000`));
    expect(error).to.have.property('code', 'ERR_PROTOCOL_CLOSED');
  });

  it('evaluates expressions, and tells what they throw', async () => {
    expect(await evaluate(client, '6 * 7')).to.equal(42);
    expect(await evaluate(client, 'process.pid')).to.equal(program.process.pid);
    const error = await rejectionOf(evaluate(client, 'null.x'));
    expect(error).to.have.property('code', 'ERR_EVALUATION');
    expect(error.message).to.include('TypeError: Cannot read properties of null');
  });

  it('refuses a command that is none, with the code of JSON-RPC', async () => {
    expect(await rejectionOf(client.command('No.such'))).to.include({ code: 'ERR_PROTOCOL', protocolCode: -32601 });
  });

  it('stops at a breakpoint in its file, where the local variables can be read, and goes on', async () => {
    const scripts = await enableDebugger(client);
    const breakpoint = await breakAt(client, url, 4);
    const pause = nextPause(client, scripts);
    const greeted = evaluate(client, "greet('world')");
    const { hit, frames } = await pause;
    const [innermost] = frames;
    expect(hit).to.deep.equal([breakpoint]);
    expect(innermost).to.include({ name: 'greet', line: 4, url });
    // That of the loop's block hides the function's own `name`.
    const locals = { name: 'hello world!', mark: '!', greeting: 'hello world' };
    expect(await localsOf(client, innermost!)).to.deep.equal(locals);
    expect(await evaluate(client, 'name.length', innermost)).to.equal(12);
    await client.command('Debugger.resume');
    expect(await greeted).to.equal('hello world!');
    await client.command('Debugger.disable');
  });

  it('G17: is profiled over the protocol: the function that ran all the time has most of it', async () => {
    await client.command('Profiler.enable');
    await client.command('Profiler.setSamplingInterval', { interval: 200 });
    await client.command('Profiler.start');
    await evaluate(client, 'spin(2e7)');
    const { profile } = await client.command('Profiler.stop');
    const first = readProfile(profile).find(({ beside }) => !beside);
    expect(first).to.include({ name: 'spin', url, line: 7 });
    expect(first!.samples).to.be.above(0);
  });

  it('D3: is not stopped by it, and not debugged by anybody: claimed to be the built-in debugger, it is the server of one', async () => {
    // The last line has been reached with no debugger there; and nothing asks for commands.
    await using other = await startInspected(['--eval', "console.log('ran to its end')"], { env });
    const said: string[] = [];
    for await (const chunk of other.process.stdout) said.push(String(chunk));
    expect(said.join('')).to.equal('ran to its end\n');
  });

  it('does not outlive the process that has started it', async () => {
    expect(atExit).to.have.length(1);
    const ended = once(program.process, 'exit');
    atExit[0]!();
    expect(await ended).to.deep.equal([null, 'SIGKILL']);
    await program[Symbol.asyncDispose]();
    expect(process.listeners('exit')).to.not.include(atExit[0]);
  });
});

describe('D2: what cannot be debugged', () => {
  it('is not waited for without end: it listens, and never answers', async () => {
    await using silent = await listening(createServer());
    const error = await rejectionOf(connect(`ws://127.0.0.1:${silent.port}/it`, { limitMs: 1 }));
    expect(error).to.have.property('code', 'ERR_PROTOCOL_CLOSED');
    expect(error.message).to.include('handshake has timed out');
    const unlisted = await rejectionOf(targetsOf(`127.0.0.1:${silent.port}`, { limitMs: 1 }));
    expect(unlisted).to.have.property('code', 'ERR_PROTOCOL_TIMEOUT');
  });

  it('is told from a list of targets, whatever it answers', async () => {
    for (const [status, body] of [
      [404, '[]'],
      [200, 'no JSON'],
      [200, '{}'],
      [200, '[{"id":"a"}]'],
    ] as const) {
      await using other = await listening(createHttpServer((_, response) => response.writeHead(status).end(body)));
      const error = await rejectionOf(targetsOf(new URL(other.url).host));
      expect(error, body).to.have.property('code', 'ERR_NO_TARGETS');
    }
  });

  it('is told with what node said', async () => {
    const error = await rejectionOf(startInspected(['--no-such-flag'], { env }));
    expect(error).to.have.property('code', 'ERR_NOT_INSPECTED');
    expect(error.message).to.include('bad option: --no-such-flag');
    const node = stub(process, 'execPath').value('/nowhere/node');
    const unstarted = await rejectionOf(startInspected([], { env })).finally(() => node.restore());
    expect(unstarted).to.have.property('code', 'ERR_NOT_INSPECTED');
    expect(unstarted.message).to.include('could not be started');
  });
});
