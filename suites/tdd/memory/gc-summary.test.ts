/** Specifies what a trace says as a whole: counts, pauses, kinds, reasons. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { summaryOf } from '../../../fixtures/memory/gc-summary.ts';
import { parseGcTrace } from '../../../fixtures/memory/gc-trace.ts';
import { LINES, VALUES } from './gc-samples.ts';

/** A scavenge that ends at a millisecond after so many of pause. */
const scavenge = (at: number, pause: string, isolate = '1:0x1'): string =>
  `[${isolate}] ${at} ms: Scavenge 1.0 (1.0) -> 1.0 (1.0) MB, ${pause} / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; `;

suite('the summary of a trace', () => {
  test('G16: counts the collections, adds their pauses up, and finds the longest one, by kind and for all', () => {
    const events = parseGcTrace([...LINES[24], scavenge(120, '0.26')].join('\n'));
    const { byKind, count, pause, longest, worst } = summaryOf(events);
    expect(byKind).to.deep.equal({
      scavenge: { count: 2, pause: 2, longest: 1.74 },
      'mark-compact': { count: 1, pause: 5.02, longest: 5.02 },
      'minor mark-sweep': { count: 1, pause: 0.69, longest: 0.69 },
    });
    expect([count, longest, worst]).to.deep.equal([4, 5.02, events[1]]);
    expect(pause).to.be.closeTo(7.71, 1e-9);
  });

  test('G16: counts the reasons, the second one with the first, in both formats', () => {
    expect([...summaryOf(parseGcTrace([...LINES[24], ...VALUES[26]].join('\n'))).reasons]).to.deep.equal([
      ['allocation failure', 2],
      ['testing; GC in old space requested', 2],
      ['testing', 1],
    ]);
  });

  test('has the share of the time that the pauses took, from the first collection to the last', () => {
    const trace = [scavenge(100, '5.00'), scavenge(110, '2.00'), scavenge(200, '8.00')].join('\n');
    expect(summaryOf(parseGcTrace(trace)).share).to.equal(0.1);
  });

  test('has the share of several isolates by the clock of each, however their lines are mixed', () => {
    // 10 of 100 ms in the one, and 30 of 300 ms in the other, whose clock began later.
    for (const other of ['1:0x2', '2:0x1']) {
      const trace = [
        scavenge(1000, '1.00'),
        scavenge(5, '2.00', other),
        scavenge(1100, '10.00'),
        scavenge(305, '30.00', other),
      ];
      expect(summaryOf(parseGcTrace(trace.join('\n'))).share).to.equal(0.1);
    }
  });

  test('of nothing is empty, and of one collection has no share', () => {
    const nothing = { count: 0, pause: 0, longest: 0, byKind: {}, worst: undefined, share: 0 };
    expect(summaryOf([])).to.deep.equal({ ...nothing, reasons: new Map() });
    expect(summaryOf(parseGcTrace(scavenge(100, '5.00'))).share).to.equal(0);
  });
});
