/** Connections that say nothing, held by one loop, by threads and by processes: threads and memory are counted (P1, U1). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { compiled, inline, run } from '../../support/program.ts';

interface Held {
  readonly kind: string;
  readonly connections: number;
  /** Threads with one connection, and with all of them; null where the system does not count them. */
  readonly threads: readonly [number | null, number | null];
  readonly bytes: readonly [number | null, number | null];
  readonly echoed: string;
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
    const [threads, bytes] = [[holder.threads()], [holder.bytes()]];
    await holder.open(more);
    threads.push(holder.threads());
    bytes.push(holder.bytes());
    const echoed = [...early, await holder.echo('still there')].join();
    const { connections } = holder;
    await holder.close();
    await holder[Symbol.asyncDispose](); // closed already
    return { kind, connections, threads, bytes, echoed };
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

  it('are open, and are answered when they say something after all', () => {
    expect(held.map(({ kind, connections }) => [kind, connections])).to.deep.equal([
      ['one loop', 201],
      ['threads', 4],
      ['processes', 3],
    ]);
    for (const { echoed } of held) expect(echoed).to.equal('ERR_NOT_CONNECTED,ERR_OUT_OF_RANGE,still there');
  });

  it('P1, U1: 200 more of them take not one thread more on one loop', function () {
    if (!counted) this.skip();
    expect(more(0)).to.equal(0);
  });

  it('U1, X2: each takes a thread where each has one, and several where each has a process', function () {
    if (!counted) this.skip();
    expect(more(1)).to.equal(3);
    expect(more(2)).to.be.at.least(2 * 2);
  });

  it('U1: 200 on one loop take less memory than 3 threads or 2 processes', function () {
    if (held.some(({ bytes }) => bytes[0] === null)) this.skip();
    const [loop, threads, processes] = held.map(({ bytes }) => bytes[1]! - bytes[0]!);
    expect(loop).to.be.below(threads!);
    expect(loop).to.be.below(processes!);
  });
});
