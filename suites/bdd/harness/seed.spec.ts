/** Specifies that the seed decides the whole schedule: who is loaded first, and whose turn it is. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { claimOf, LONG, recordsOf, toyProjects } from '../../support/touchstone.ts';

const once = '() => () => 1';
/** One call takes many turns' time, so that a round has the fewest cycles. */
const slow = '() => () => { const end = performance.now() + 20; while (performance.now() < end); return 1; }';

interface Scheduled {
  readonly loaded: string;
  /** Of every cycle; how many there are depends on what a cycle costs here. */
  readonly order: readonly string[];
}

describe('The seed of a run', () => {
  const { make } = toyProjects();

  async function schedule(seed: string, c = once): Promise<Map<string, Scheduled>> {
    const project = make({ 'claims/one.js': claimOf({ a: once, b: once, c }) });
    const options = ['--rounds', '1', '--patience', '60', '--seed', seed];
    await project.touchstone('run', ...options, ...project.here);
    const rounds = recordsOf(project.records(), 'round');
    const counts = new Map<string, number>();
    return new Map(
      rounds.map(({ claim, case: at, together, loaded, order }) => {
        const kind = `${claim} ${at} ${together ? 'together' : 'apart'}`;
        const number = counts.get(kind) ?? 0;
        counts.set(kind, number + 1);
        return [`${kind} ${number}`, { loaded: loaded.join(), order: order.map((cycle) => cycle.join()) }];
      }),
    );
  }

  it('gives the same schedule twice, whatever the calls cost, and another seed gives another', async function () {
    this.timeout(LONG);
    const [one, again, other] = [await schedule('11'), await schedule('11', slow), await schedule('12')];
    expect([...again.keys()]).to.deep.equal([...one.keys()]);
    for (const [name, { loaded, order }] of one) {
      const same = again.get(name)!;
      const cycles = Math.min(order.length, same.order.length);
      expect(same.loaded, name).to.equal(loaded);
      expect(same.order.slice(0, cycles), name).to.deep.equal(order.slice(0, cycles));
    }
    const orders = (of: Map<string, Scheduled>) => [...of.values()].flatMap(({ loaded, order }) => [loaded, ...order]);
    expect(orders(other)).not.to.deep.equal(orders(one));
    expect([...other].some(([name, { loaded }]) => one.get(name)?.loaded !== loaded)).to.equal(true);
  });
});
