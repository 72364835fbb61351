/** Who allocates, from the inside: a profile of the heap added up by function. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { allocationsIn, sampleAllocations } from '../../../../bench/harness/diagnosis/allocations.ts';

const HARNESS = new URL('../../../../bench/harness/worker/timing.js', import.meta.url).href;
let id = 0;

function node(name: string, url: string, line: number, selfSize: number, ...children: ReturnType<typeof made>[]) {
  return made(name, url, line, selfSize, children);
}

function made(functionName: string, url: string, line: number, selfSize: number, children: any[]): any {
  const callFrame = { functionName, scriptId: '1', url, lineNumber: line - 1, columnNumber: 0 };
  return { callFrame, selfSize, id: id++, children };
}

suite('who allocates', () => {
  test('is added up by function, the greatest first, with what Node.js allocates for it', () => {
    const pair = (bytes: number) => node('pairOf', 'file:///nowhere/a.js?contender=a', 9, bytes);
    const tree = node(
      '(root)',
      '',
      0,
      50,
      node(
        'batch',
        HARNESS,
        60,
        70,
        node(
          'loop',
          '',
          3,
          0,
          pair(100),
          node('timed', 'file:///nowhere/a.js', 3, 40, pair(200), node('alloc', 'node:buffer', 300, 60)),
        ),
      ),
    );
    const { bytes, sites } = allocationsIn(tree);
    expect(bytes).to.equal(400);
    expect(sites).to.deep.equal([
      { name: 'pairOf', place: '/nowhere/a.js:9', share: 0.75 },
      { name: 'alloc', place: 'node:buffer:300', share: 0.15 },
      { name: 'timed', place: '/nowhere/a.js:3', share: 0.1 },
    ]);
  });

  test('leaves out what the harness allocates, and what Node.js does for it, but not what is inlined into the loop', () => {
    const tree = node(
      '(root)',
      '',
      0,
      0,
      node(
        'batch',
        HARNESS,
        60,
        70,
        node('resourceUsage', 'node:internal/process/per_thread', 1, 80),
        node('loop', '', 3, 30),
      ),
    );
    expect(allocationsIn(tree)).to.deep.equal({ bytes: 30, sites: [] });
  });

  test('counts what Node.js allocates for a contender that is inlined into the loop, but not for the clock in it', () => {
    const clock = node('now', HARNESS, 60, 10, node('hrtime', 'node:internal/process/per_thread', 1, 20));
    const tree = node('(root)', '', 0, 0, node('loop', '', 3, 0, clock, node('toString', 'node:buffer', 834, 40)));
    expect(allocationsIn(tree)).to.deep.equal({
      bytes: 40,
      sites: [{ name: 'toString', place: 'node:buffer:834', share: 1 }],
    });
  });

  test('is seen in this very process, though it has been collected meanwhile', async () => {
    const kept: unknown[] = [undefined];
    const { bytes, sites } = await sampleAllocations(async () => {
      for (let round = 0; round < 100; round++) kept[0] = Array.from({ length: 10_000 }, (_, at) => [at]);
    });
    expect(bytes).to.be.above(1e6);
    const places = sites.map(({ place }) => place);
    expect(places.join()).to.match(/suites\/tdd\/harness\/diagnosis\/allocations\.test\.ts:\d+/);
  });
});
