/** Specifies the reading of a CPU profile, on profiles that are made by hand (row G17 as far as debugging goes). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { readProfile, type RawProfile } from '../../../fixtures/debugging/cpu-profile.ts';

type Node = RawProfile['nodes'][number];

function node(id: number, functionName: string, children: number[] = [], lineNumber = id): Node {
  return {
    id,
    callFrame: { functionName, url: functionName.startsWith('(') ? '' : 'file:///a.js', lineNumber, columnNumber: 0 },
    children,
  };
}

/** main calls work twice, by two ways: directly and through helper. */
const MADE: RawProfile = {
  nodes: [
    node(1, '(root)', [2, 6, 7]),
    node(2, 'main', [3, 4]),
    node(3, 'work', [], 10),
    node(4, 'helper', [5]),
    node(5, 'work', [], 10),
    node(6, '(idle)', [], -1),
    node(7, '(program)', [], -1),
  ],
  startTime: 1000,
  endTime: 2100,
  //          at 1100, 1200, 1500, 1900, 2000
  timeDeltas: [100, 100, 300, 400, 100],
  samples: [2, 3, 5, 4, 6],
};

suite('G17: reading a CPU profile', () => {
  test('counts from a sample to the next one, and from the last to the end', () => {
    // main 100, work 300 + 400, helper 100, idle 100: 1000 in all
    const of = Object.fromEntries(
      readProfile(MADE).map(({ name, self, total, samples }) => [name, { self, total, samples }]),
    );
    expect(of).to.deep.equal({
      work: { self: 0.7, total: 0.7, samples: 2 },
      main: { self: 0.1, total: 0.9, samples: 1 },
      helper: { self: 0.1, total: 0.5, samples: 1 },
      '(idle)': { self: 0.1, total: 0.1, samples: 1 },
    });
  });

  test('puts the function first that had most of the time itself, and says where it is', () => {
    const [first] = readProfile(MADE);
    expect(first).to.include({ name: 'work', url: 'file:///a.js', line: 11, beside: false });
    expect(
      readProfile(MADE)
        .filter(({ beside }) => beside)
        .map(({ name }) => name),
    ).to.deep.equal(['(idle)']);
  });

  test('counts a recursive function once in its total', () => {
    const nodes = [node(1, '(root)', [2]), node(2, 'f', [3], 5), node(3, 'f', [], 5)];
    const profile = { nodes, startTime: 0, endTime: 10, timeDeltas: [0, 5], samples: [2, 3] };
    expect(readProfile(profile)).to.have.length(1);
    expect(readProfile(profile)[0]).to.include({ self: 1, total: 1, samples: 2 });
  });

  test('keeps functions of one name apart that stand in different places', () => {
    const nodes = [node(1, '(root)', [2, 3]), node(2, '', [], 5), node(3, '', [], 6)];
    const profile = { nodes, startTime: 0, endTime: 10, timeDeltas: [0, 5], samples: [2, 3] };
    expect(readProfile(profile).map(({ name, line }) => [name, line])).to.deep.equal([
      ['(anonymous)', 6],
      ['(anonymous)', 7],
    ]);
  });

  test('gives shares that add up to the whole, and totals that no part exceeds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.integer({ min: 2, max: 7 }), delta: fc.nat({ max: 999 }) }), { minLength: 1 }),
        fc.integer({ min: 1, max: 99 }),
        (taken, rest) => {
          const timeDeltas = taken.map(({ delta }) => delta);
          const endTime = 1000 + timeDeltas.reduce((sum, delta) => sum + delta, 0) + rest;
          const found = readProfile({ ...MADE, samples: taken.map(({ at }) => at), timeDeltas, endTime });
          expect(found.reduce((sum, { self }) => sum + self, 0)).to.be.closeTo(1, 1e-9);
          expect(found.reduce((sum, { samples }) => sum + samples, 0)).to.equal(taken.length);
          for (const { self, total } of found) expect(total).to.be.within(self - 1e-9, 1 + 1e-9);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('says nothing of a profile without samples', () => {
    expect(readProfile({ ...MADE, samples: [], timeDeltas: [] })).to.deep.equal([]);
  });

  for (const { what, raw } of [
    { what: 'nodes', raw: {} },
    { what: 'nodes', raw: null },
    { what: 'samples', raw: { nodes: [] } },
    { what: 'timeDeltas', raw: { nodes: [], samples: [] } },
    { what: 'as many timeDeltas as samples', raw: { ...MADE, timeDeltas: [1] } },
    { what: 'startTime and endTime', raw: { ...MADE, endTime: undefined } },
    { what: 'numbers as timeDeltas', raw: { ...MADE, timeDeltas: [100, 100, 300, 400, null] } },
    { what: 'an id and a callFrame', raw: { ...MADE, nodes: [null] } },
    { what: 'an id and a callFrame', raw: { ...MADE, nodes: [{ id: 2 }] } },
    { what: 'an id and a callFrame', raw: { ...MADE, nodes: [{ ...node(2, 'f'), children: 3 }] } },
    { what: 'a root above node 2', raw: { ...MADE, nodes: [...MADE.nodes.slice(2), node(2, 'f', [2])] } },
    {
      what: 'a root above node 3',
      raw: { ...MADE, nodes: [node(3, 'f', [2]), node(2, 'g', [3])], samples: [2, 3, 2, 3, 2] },
    },
    { what: 'a node 99', raw: { ...MADE, samples: [2, 3, 5, 4, 99] } },
  ]) {
    test(`refuses what has not ${what}: ${JSON.stringify(raw)?.slice(0, 30)}`, () => {
      expect(() => readProfile(raw))
        .to.throw(TypeError, `it has not ${what}`)
        .with.property('code', 'ERR_PROFILE');
    });
  }
});
