/** The interval bar from the inside: where its ends, its estimate and the 1× mark fall. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { bar, scaleHead, scaleOf } from '../../../reports/formats/terminal/bar.ts';
import { width } from '../../../reports/text.ts';
import { measured } from '../../support/made-claim-report.ts';

const scale = { low: 0.25, high: 4 };

suite('bar', () => {
  test('doublings are equally far apart, and 1× is where the scale has it', () => {
    expect(bar(measured({}, 'confirmed', [2, 1.5, 2.6]), scale, 17)).to.equal('        │ ├─●─┤  ');
    expect(bar(measured({}, 'refuted', [0.5, 0.3, 0.8]), scale, 17)).to.equal(' ├──◆──┤│        ');
    expect(bar(measured({}, 'inconclusive', [1.2, 0.5, 3]), scale, 17)).to.equal('    ├───┼○────┤  ');
  });

  test('a narrow interval is its estimate alone, in the shape of its verdict', () => {
    expect(bar(measured({}, 'equivalent', [1, 0.99, 1.01]), scale, 17)).to.equal('        ■        ');
  });

  test('without a ratio, or with one that has no logarithm, there is only the 1× mark', () => {
    const { ratio: _, ...bare } = measured({}, 'refuted', [1, 1, 1]);
    expect(bar(bare, scale, 9)).to.equal('    │    ');
    expect(bar(measured({}, 'refuted', [0, 0, 1]), scale, 9)).to.equal('    │    ');
  });

  test('the scale holds every interval, 1× and the margin', () => {
    const cases = [measured({}, 'confirmed', [2, 1.5, 2.6]), measured({}, 'confirmed', [3, 2.5, 3.6])];
    expect(scaleOf({ cases, margin: 0.25 })).to.deep.equal({ low: 0.8, high: 3.6 });
    expect(scaleOf({ cases: [], margin: 0.05 })).to.equal(undefined);
  });

  test('the head names both ends where there is room', () => {
    expect(scaleHead(scale, 25)).to.equal('0.250×      1×      4.00×');
    expect(scaleHead(scale, 12)).to.equal('      1×    ');
    expect(scaleHead({ low: 0.95, high: 40 }, 20)).to.equal('1×             40.0×');
  });

  test('bar and head have exactly their columns, wherever the interval lies', () => {
    const ratio = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, ratio, fc.integer({ min: 10, max: 60 }), (a, b, c, columns) => {
        const [low = 0, estimate = 0, high = 0] = [a, b, c].toSorted((x, y) => x - y);
        const one = measured({}, 'confirmed', [estimate, low, high]);
        const found = scaleOf({ cases: [one], margin: 0.05 }) ?? scale;
        expect(width(bar(one, found, columns))).to.equal(columns);
        expect(width(scaleHead(found, columns))).to.equal(columns);
      }),
    );
  });
});
