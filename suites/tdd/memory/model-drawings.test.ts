/** The drawings that the model of the collector makes of its examples, as data. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Drawing } from '../../../fixtures/memory/model/drawing.ts';
import { drawings } from '../../../fixtures/memory/model/examples.ts';

suite('the drawings', () => {
  const [scavenged, promoted, swept, compacted] = drawings();

  /** The states of a space at a step, in the order of the cells: `a live, free, b dead`. */
  const states = (drawing: Drawing | undefined, step: number, space: number): string =>
    drawing!.steps
      .at(step)!
      .spaces[space]!.cells.map(({ label, state }) => `${label} ${state}`.trim())
      .join(', ');

  test('are plain data, which is the same after JSON', () => {
    expect(JSON.parse(JSON.stringify(drawings()))).to.deep.equal(drawings());
  });

  test('show a scavenge: forwarded and dead in one semispace, moved cells in the other, then the flip', () => {
    expect(states(scavenged, 0, 0)).to.equal(
      'a allocated, x allocated, b allocated, y allocated, c allocated, z allocated, free',
    );
    expect(states(scavenged, -2, 0)).to.equal('a forwarded, x dead, b forwarded, y dead, c forwarded, z dead, free');
    expect(states(scavenged, -2, 1)).to.equal('a live, c live, b live, free');
    expect([states(scavenged, -1, 0), states(scavenged, -1, 1)]).to.deep.equal([
      'free',
      'a allocated, c allocated, b allocated, free',
    ]);
  });

  test('show a promotion: the new cell is copied, the others go to the old space', () => {
    expect(states(promoted, -1, 2)).to.equal('a allocated, c allocated, b allocated, free');
    expect(states(promoted, -1, 0)).to.equal('new allocated, free');
  });

  test('show the marking: what is reached is grey, then live, and says where it leads', () => {
    expect(swept!.steps.slice(0, 5).map(({ says }) => says)).to.deep.equal([
      'Marking begins: the roots lead to the first cells.',
      'c is marked, and leads to nothing new.',
      'a is marked, and leads to b.',
      'b is marked, and leads to nothing new.',
      'No cell is grey any more: what is not marked is garbage.',
    ]);
    expect(states(swept, 2, 2)).to.equal('a live, x allocated, b grey, y allocated, c live, z allocated, free');
  });

  test('show a compaction cell by cell: those that are still to come lie where they lay', () => {
    expect(states(compacted, -4, 2)).to.equal('a live, b moved, free, c live, free');
    expect(states(compacted, -3, 2)).to.equal('a live, b moved, c moved, free');
  });

  test('say of a moved cell where it was, for an arrow', () => {
    const moved = scavenged!.steps.flatMap(({ spaces }) => spaces[1]!.cells).find(({ state }) => state === 'moved')!;
    expect(moved).to.deep.equal({
      at: 0,
      bytes: 16,
      label: 'a',
      state: 'moved',
      cameFrom: { space: 'semispace A', at: 0 },
    });
  });

  test('G15: show the holes of a sweep, and the same cells side by side after a compaction', () => {
    expect(states(swept, -1, 2)).to.equal('a live, free, b live, free, c live, free');
    expect(swept!.steps.at(-1)!.says).to.equal('A cell of 40 bytes finds no room, though 72 are free.');
    expect(states(compacted, -2, 2)).to.equal('a live, b moved, c moved, free');
    expect(compacted!.steps.at(-1)!.spaces[2]!.cells.map(({ label }) => label)).to.deep.equal([
      'a',
      'b',
      'c',
      'large',
      '',
    ]);
  });
});
