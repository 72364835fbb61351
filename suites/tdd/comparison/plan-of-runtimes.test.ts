/** What is measured to compare runtimes, from what the claims are on each. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Planned } from '../../../bench/comparison/planned.ts';
import { planRuntimes } from '../../../bench/comparison/runtimes.ts';
import { casesOf, madeSide, type MadeSide } from '../../support/made-side.ts';

function plan(sides: Readonly<Record<string, MadeSide>>, tolerance?: number): Planned {
  const runtimes = Object.entries(sides).map(([name, side]) => ({
    used: { name, asked: name, versions: {} },
    runtime: { path: `/${name}`, before: [] },
    side: madeSide('here', side),
  }));
  return planRuntimes(runtimes, tolerance);
}

suite('the plan of several runtimes', () => {
  test('has each contender on every runtime, the first for a baseline, in processes of their own', () => {
    const one = { claims: { one: {} } };
    const { claims, sources, standings } = plan({ Node: one, Bun: one, Deno: one }, 0.1);
    expect(standings).to.deep.equal([{ claim: 'one', is: 'compared' }]);
    expect(claims.map(({ claim }) => claim.id)).to.deep.equal(['one#a', 'one#b']);
    const { claim } = claims[0]!;
    expect([claim.over, claim.favours, claim.sides, claim.margin]).to.deep.equal(['Node', 'Bun', ['Bun', 'Deno'], 0.1]);
    const source = sources.get('one#b')!;
    expect(source.runtimes).to.deep.equal({
      Node: { path: '/Node', before: [] },
      Bun: { path: '/Bun', before: [] },
      Deno: { path: '/Deno', before: [] },
      twin: { path: '/Node', before: [] },
    });
    expect(source.origins!['Deno']).to.deep.equal({ module: 'file:///here/one.js', contender: 'b' });
  });

  test('leaves out the runtimes that lack something or cannot load a claim, and says so', () => {
    const one = { claims: { one: {} } };
    const { claims, standings } = plan({
      Node: one,
      Bun: { claims: { one: { lacks: 'it cannot tell' } } },
      Deno: { broken: { one: 'no such module.' } },
      Other: one,
    });
    expect(claims[0]!.claim.sides).to.deep.equal(['Other']);
    expect(standings).to.deep.equal([
      { claim: 'one', is: 'compared' },
      { claim: 'one', is: 'lacking', says: 'on Bun: it cannot tell' },
      { claim: 'one', is: 'broken', says: 'on Deno: no such module' },
    ]);
  });

  test('compares nothing where the first runtime cannot, or no other', () => {
    const [able, unable] = [{ claims: { one: {} } }, { claims: { one: { lacks: 'it cannot tell' } } }];
    for (const sides of [
      { Node: unable, Bun: able, Deno: able },
      { Node: able, Bun: unable },
    ]) {
      const { claims, standings } = plan(sides);
      expect(claims).to.deep.equal([]);
      expect(standings.map(({ is }) => is)).to.deep.equal(['lacking']);
    }
  });

  test('asks at the cases that all of them have', () => {
    const { claims } = plan({ Node: { claims: { one: casesOf(1, 2, 3) } }, Bun: { claims: { one: casesOf(3, 2) } } });
    expect(claims[0]!.claim.cases.map(({ id }) => id)).to.deep.equal(['n=2', 'n=3']);
  });
});
