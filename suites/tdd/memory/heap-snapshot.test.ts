/** Specifies the reading of heap snapshots, what keeps and what is kept, on snapshots made by hand (row L5). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Readable } from 'node:stream';
import { retainedSizes } from '../../../fixtures/memory/dominators.ts';
import { parseSnapshot, readSnapshot, type HeapSnapshot } from '../../../fixtures/memory/heap-snapshot.ts';
import { describePath, shortestPaths } from '../../../fixtures/memory/retaining-path.ts';
import { compareSnapshots, findSuspects } from '../../../fixtures/memory/snapshot-diff.ts';
import { madeSnapshot, type MadeNode } from '../../support/made-snapshot.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** A server whose Map keeps a session, which keeps a string; a weak reference and something unreachable beside. */
const SERVER: Readonly<Record<string, MadeNode>> = {
  root: {
    type: 'synthetic',
    name: '',
    size: 0,
    to: [
      ['shortcut', '2', 'global'],
      ['element', 1, 'gc'],
    ],
  },
  global: {
    to: [
      ['property', 'serve', 'serve'],
      ['weak', 'cache', 'forgotten'],
    ],
  },
  gc: {
    type: 'synthetic',
    name: '(GC roots)',
    size: 0,
    to: [
      ['element', 4, 'session'],
      ['element', 5, 'inner'],
    ],
  },
  serve: { type: 'closure', name: 'serve', size: 64, to: [['internal', 'context', 'context']] },
  context: { type: 'object', name: 'system / Context', to: [['context', 'cache', 'map']] },
  map: { name: 'Map', to: [['internal', 'table', 'table']] },
  table: { type: 'array', name: '', size: 100, to: [['internal', '42', 'session']] },
  session: { name: 'Session', size: 24, to: [['property', 'user', 'text']] },
  text: { type: 'string', name: 'Ada', size: 16 },
  forgotten: { name: 'Session', size: 24 },
  inner: { type: 'hidden', name: 'system / Inner', size: 8 },
};

function named(snapshot: HeapSnapshot, name: string): number {
  for (let node = 0; node < snapshot.nodeCount; node++) if (snapshot.nameOf(node) === name) return node;
  throw new Error(`no node is called ${name}`);
}

suite('L5: a heap snapshot', () => {
  for (const fields of ['older', 'newer'] as const) {
    test(`is read by the fields that it names, ${fields}`, () => {
      const snapshot = parseSnapshot(madeSnapshot(SERVER, fields));
      const serve = named(snapshot, 'serve');
      expect([snapshot.nodeCount, snapshot.edgeCount]).to.deep.equal([11, 11]);
      expect([snapshot.typeOf(serve), snapshot.idOf(serve), snapshot.sizeOf(serve)]).to.deep.equal(['closure', 7, 64]);
      expect(snapshot.edgesOf(serve)).to.deep.equal([
        { type: 'internal', name: 'context', from: serve, to: named(snapshot, 'system / Context') },
      ]);
      expect(snapshot.edgesOf(0).map(({ name }) => name)).to.deep.equal(['2', 1]);
    });
  }

  test('groups as DevTools does', () => {
    const snapshot = parseSnapshot(madeSnapshot(SERVER));
    const classes = ['Session', 'serve', 'Ada', 'system / Inner'].map((name) =>
      snapshot.classOf(named(snapshot, name)),
    );
    expect(classes).to.deep.equal(['Session', '(closure)', '(string)', '(hidden)']);
  });

  test('is read from a stream, in whatever pieces it comes', async () => {
    const json = madeSnapshot({ root: { name: 'é'.repeat(9) } });
    const bytes = Buffer.from(json);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
    expect((await readSnapshot(Readable.from(pieces))).nameOf(0)).to.equal('é'.repeat(9));
  });

  for (const { what, json, says } of [
    { what: 'is no JSON', json: '{"snapshot":', says: /expected the JSON/ },
    { what: 'is something else', json: '{"cpuProfile":1}', says: /no heap snapshot/ },
    { what: 'is null', json: 'null', says: /no heap snapshot/ },
    {
      what: 'has no fields',
      json: '{"snapshot":{"meta":{}},"nodes":[],"edges":[],"strings":[]}',
      says: /fields type, name, id, self_size, edge_count/,
    },
    {
      what: 'does not name its types',
      json: madeSnapshot(SERVER).replace('"edge_types":[[', '"edge_types":["of",['),
      says: /names of the types/,
    },
    { what: 'lacks a field', json: madeSnapshot(SERVER).replace('self_size', 'weight'), says: /fields self_size/ },
    { what: 'lacks nodes', json: madeSnapshot(SERVER).replace('"node_count":11', '"node_count":12'), says: /12 nodes/ },
    { what: 'lacks edges', json: madeSnapshot(SERVER).replace('"edge_count":11', '"edge_count":9'), says: /9 edges/ },
  ]) {
    test(`that ${what} is refused`, async () => {
      const error = await rejectionOf(readSnapshot(Readable.from([Buffer.from(json)])));
      expect(error).to.have.property('code', 'BAD_SNAPSHOT');
      expect(error.message).to.match(says);
    });
  }
});

suite('L5: what keeps an object', () => {
  const snapshot = parseSnapshot(madeSnapshot(SERVER));
  const paths = shortestPaths(snapshot);

  test('is the way from the root, through the program, though the machinery has a shorter one', () => {
    const path = paths.to(paths.nearest((node) => snapshot.classOf(node) === 'Session')!)!;
    expect(describePath(snapshot, path)).to.equal(
      '(root) → [2] → global → serve → (closure) serve → context → system / Context → cache → Map → table → (array) → [42] → Session',
    );
    expect(describePath(snapshot, path, 2)).to.equal('Map → table → (array) → [42] → Session');
  });

  test('is what only the machinery knows, where the program does not', () => {
    const path = paths.to(named(snapshot, 'system / Inner'))!;
    expect(describePath(snapshot, path)).to.equal('(root) → [1] → (synthetic) → [5] → (hidden)');
  });

  test('is nothing for what is only weakly held', () => {
    const only = shortestPaths(
      parseSnapshot(
        madeSnapshot({
          root: {
            to: [
              ['weak', 'ref', 'gone'],
              ['shortcut', '1', 'global'],
            ],
          },
          global: {},
          gone: {},
        }),
      ),
    );
    expect([only.to(2), only.to(0)]).to.deep.equal([undefined, []]);
  });

  test('is the key, not the table, for the value of a WeakMap', () => {
    const pair = '1 / part of key (K @5) -> value (V @7) pair in WeakMap (table @3)';
    const held = (key: boolean): HeapSnapshot =>
      parseSnapshot(
        madeSnapshot({
          root: { to: [['element', 1, 'table'], ...(key ? [['element', 2, 'key'] as const] : [])] },
          table: { id: 3, to: [['internal', pair, 'value']] },
          key: { id: 5, to: [['internal', pair, 'value']] },
          value: { id: 7 },
        }),
      );
    expect(shortestPaths(held(false)).to(3)).to.equal(undefined);
    expect(describePath(held(true), shortestPaths(held(true)).to(3)!, 1)).to.equal(`key → ${pair} → value`);
  });
});

/** Graphs of up to 9 nodes, the first of them the root. */
const graphs = fc
  .integer({ min: 1, max: 9 })
  .chain((count) => fc.array(fc.array(fc.nat(count - 1), { maxLength: 4 }), { minLength: count, maxLength: count }));

function graph(targets: readonly (readonly number[])[]): HeapSnapshot {
  const nodes = targets.map((list, node) => ({
    size: 2 ** node, // a sum of them says which they are
    to: list.map((to, index) => ['element', index, `n${to}`] as const),
  }));
  return parseSnapshot(madeSnapshot(Object.fromEntries(nodes.map((node, index) => [`n${index}`, node]))));
}

/** The nodes that can be reached when one is taken away, as the sum of their sizes. */
function reachable(targets: readonly (readonly number[])[], without: number): number {
  const seen = new Set<number>();
  const visit = (node: number): void => {
    if (node === without || seen.has(node)) return;
    seen.add(node);
    targets[node]!.forEach(visit);
  };
  visit(0);
  return [...seen].reduce((sum, node) => sum + 2 ** node, 0);
}

suite('L5: a retained size', () => {
  test('is what can no longer be reached when the object is taken away, and the object', () => {
    fc.assert(
      fc.property(graphs, (targets) => {
        const { size, dominator } = retainedSizes(graph(targets));
        const all = reachable(targets, -1);
        for (const node of targets.keys()) {
          const alive = (all & (2 ** node)) !== 0;
          expect(dominator[node] !== -1).to.equal(alive);
          if (alive) expect(size[node]).to.equal(all - reachable(targets, node));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is found in a chain of 100,000 links without a stack of as many calls', () => {
    const length = 100_000;
    const chain = {
      nodeCount: length,
      edgesOf: (node: number) =>
        node + 1 < length ? [{ type: 'property', name: 'next', from: node, to: node + 1 }] : [],
      sizeOf: () => 1,
    } as unknown as HeapSnapshot;
    const { size } = retainedSizes(chain);
    expect([size[0], size[length - 1]]).to.deep.equal([length, 1]);
  });
});

/** A program that keeps so many sessions in one Map, each with a profile and a text, and another one elsewhere. */
function leaked(sessions: number, ids = 1000): string {
  const keys = Array.from({ length: sessions }, (_, index) => index);
  return madeSnapshot({
    root: { type: 'synthetic', size: 0, to: [['shortcut', '1', 'global']] },
    global: {
      to: [
        ['property', 'cache', 'map'],
        ['property', 'one', 'lone'],
      ],
    },
    map: { name: 'Map', to: [['internal', 'table', 'table']] },
    // A Map that grows gets a new table.
    table: {
      type: 'array',
      id: 5000 + ids,
      size: sessions * 8,
      to: keys.map((key) => ['internal', `${key}`, `s${key}`]),
    },
    lone: { name: 'Session', size: 24 },
    ...Object.fromEntries(
      keys.flatMap((key): [string, MadeNode][] => [
        [`s${key}`, { name: 'Session', id: ids + 6 * key, size: 24, to: [['property', 'user', `p${key}`]] }],
        [`p${key}`, { name: 'Profile', id: ids + 6 * key + 2, to: [['property', 'name', `t${key}`]] }],
        [`t${key}`, { type: 'string', name: `user ${key}`, id: ids + 6 * key + 4, size: 100 }],
      ]),
    ),
  });
}

suite('L5: the difference of two snapshots', () => {
  const [before, after] = [parseSnapshot(leaked(2)), parseSnapshot(leaked(14, 1000))];

  test('counts classes and their bytes, the one that has grown most first', () => {
    expect(compareSnapshots(before, after)).to.deep.equal([
      { name: '(string)', count: 12, size: 1200 },
      { name: 'Session', count: 12, size: 288 },
      { name: 'Profile', count: 12, size: 120 },
      { name: '(array)', count: 0, size: 96 },
    ]);
    expect(compareSnapshots(after, after)).to.deep.equal([]);
  });

  test('names the class that leaks and the path that keeps it, not the strings that have grown most, nor what it keeps', () => {
    const [suspect, ...others] = findSuspects(before, after, { atLeast: 1 });
    expect(others).to.deep.equal([]);
    expect(suspect).to.include({ name: 'Session', count: 12, retained: 12 * 134 });
    expect(suspect!.keptBy).to.equal('(root) → [1] → global → cache → Map → table → (array) → [2] → Session');
  });

  test('suspects nobody for the same snapshot twice, nor for fewer than are asked for', () => {
    expect(findSuspects(after, after)).to.deep.equal([]);
    expect(findSuspects(before, after, { atLeast: 13 })).to.deep.equal([]);
  });

  test('does not count as old what has the class of old ones, but is not among them', () => {
    expect(findSuspects(parseSnapshot(leaked(14, 9000)), after)[0]).to.include({ name: 'Session', count: 14 });
  });

  for (const { what, holder, name } of [
    { what: 'a Map of texts', holder: 'object', name: 'Map' },
    { what: 'a list of lines', holder: 'object', name: 'Array' },
    { what: 'what only V8 holds', holder: 'hidden', name: 'system / Inner' },
  ]) {
    /** So many strings, in an array inside of V8 that is another one each time. */
    const texts = (count: number): HeapSnapshot => {
      const keys = Array.from({ length: count }, (_, key) => `text ${key}`);
      return parseSnapshot(
        madeSnapshot({
          root: { type: 'synthetic', to: [['shortcut', '1', 'holder']] },
          holder: { type: holder, name, to: [['internal', 'table', 'table']] },
          table: { type: 'array', name: '', id: 5001 + 2 * count, to: keys.map((key) => ['internal', key, key]) },
          ...Object.fromEntries(keys.map((key, at) => [key, { type: 'string', id: 101 + 2 * at, size: 100 }])),
        }),
      );
    };

    test(`${holder === 'object' ? 'names' : 'passes over'} strings that are new in ${what}`, () => {
      const found = findSuspects(texts(3), texts(20)).map(({ count, retained, keptBy }) => [count, retained, keptBy]);
      const path = `(root) → [1] → ${name} → table → (array) → text 3 → (string)`;
      expect(found).to.deep.equal(holder === 'object' ? [[17, 1700, path]] : []);
    });
  }
});
