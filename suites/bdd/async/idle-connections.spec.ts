/** Connections that say nothing, held by one loop, by threads and by processes: threads and memory are counted (P1, U1). */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { ClientRequest } from '../../../fixtures/async/idle-clients.ts';
import { ownChildren } from '../../support/own-child.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { skip } from '../../support/skip.ts';

interface Held {
  readonly kind: string;
  readonly connections: number;
  /** Threads with one connection, and with all of them; null where the system does not count them. */
  readonly threads: readonly [number | null, number | null];
  readonly bytes: readonly [number | null, number | null];
  /** Whether of several texts at once each came back as it was. */
  readonly same: boolean;
  readonly refused: readonly string[];
}

const program = inline(`
  import { ConnectionHolder } from ${JSON.stringify(compiled('fixtures/async/idle-connections.ts'))};
  // In turn: threads and memory are those of the whole process.
  const held = [await hold('one loop', 200), await hold('threads', 3), await hold('processes', 2)];
  console.log(JSON.stringify(held));

  async function hold(kind, more) {
    const holder = new ConnectionHolder(kind);
    const early = [];
    for (const refused of [holder.echo('too early'), holder.open(0)]) early.push(await refused.catch(({ code }) => code));
    await holder.open(1);
    const [threads, bytes] = [[holder.threads()], [await holder.bytes()]];
    await holder.open(more);
    threads.push(holder.threads());
    bytes.push(await holder.bytes());
    const said = ['still there', 'a', '\\u6f22\\u5b57 \\u{1f600} \\ud800', 'long '.repeat(50_000)];
    const heard = await Promise.all(said.map((text) => holder.echo(text)));
    const refused = [...early, await holder.echo('').catch(({ code }) => code)];
    const { connections } = holder;
    const open = [holder.open(1), holder.echo('late')].map((late) => late.catch(({ code }) => code));
    await holder.close();
    await holder[Symbol.asyncDispose](); // closed already
    open.push(...[holder.open(1), holder.echo('later')].map((late) => late.catch(({ code }) => code)));
    refused.push(...(await Promise.all(open)));
    return { kind, connections, threads, bytes, same: heard.every((text, index) => text === said[index]), refused };
  }`);

describe('connections that say nothing', () => {
  let held: readonly Held[];
  let counted: boolean;

  before(async () => {
    const { code, stdout, stderr } = await run(program);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    held = JSON.parse(stdout) as Held[];
    counted = held.every(({ threads }) => threads[0] !== null);
  });

  const more = (index: number): number => held[index]!.threads[1]! - held[index]!.threads[0]!;

  it('are open, and are answered when they say something after all, whatever it is, and several at once', () => {
    expect(held.map(({ kind, connections }) => [kind, connections])).to.deep.equal([
      ['one loop', 201],
      ['threads', 4],
      ['processes', 3],
    ]);
    expect(held.map(({ same }) => same)).to.deep.equal([true, true, true]);
  });

  it('refuse what cannot be answered; what is open when they are closed fails, and they stay closed', () => {
    const closed = Array<string>(4).fill('ERR_HOLDER_CLOSED');
    for (const { kind, refused } of held) {
      expect(refused, kind).to.deep.equal([
        'ERR_NOT_CONNECTED',
        'ERR_OUT_OF_RANGE',
        'ERR_INVALID_ARG_VALUE',
        ...closed,
      ]);
    }
  });

  it('P1, U1: 200 more of them take not one thread more on one loop', function () {
    if (!counted) skip(this, 'threads are counted in /proc');
    expect(more(0)).to.equal(0);
  });

  it('U1, X2: each takes a thread where each has one, and several where each has a process', function () {
    if (!counted) skip(this, 'threads are counted in /proc');
    expect(more(1)).to.equal(3);
    expect(more(2)).to.be.at.least(2 * 2);
  });

  it('U1: 200 on one loop take less memory than 3 threads or 2 processes', function () {
    if (held.some(({ bytes }) => bytes[0] === null)) skip(this, 'memory is told in /proc');
    const [loop, threads, processes] = held.map(({ bytes }) => bytes[1]! - bytes[0]!);
    expect(loop).to.be.below(threads!);
    expect(loop).to.be.below(processes!);
  });
});

describe('clients whose connection ends', () => {
  const fork = ownChildren();

  it('say so, and live on', async () => {
    const accepted: Socket[] = [];
    const server = createServer((socket) => accepted.push(socket.on('data', (chunk) => socket.write(chunk))));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { child } = fork('fixtures/async/idle-clients.ts');
    const ask = async (request: ClientRequest): Promise<unknown> => {
      child.send(request);
      return ((await once(child, 'message')) as unknown[])[0];
    };
    const { port } = server.address() as AddressInfo;
    expect(await ask({ connect: 2, port })).to.deep.equal({ connected: 2 });
    // One that nobody is asking, with an error, and one that is being asked, without.
    accepted[0]!.resetAndDestroy();
    accepted[1]!.removeAllListeners('data').once('data', () => accepted[1]!.destroy());
    expect(await ask({ say: 'x' }))
      .to.have.property('failed')
      .that.includes('after 0 of 2 bytes');
    expect(await ask({ say: 'y' })).to.have.property('failed');
    server.close();
  });
});
