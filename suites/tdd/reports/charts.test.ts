/** The charts from the inside: scales, ticks, and where things are drawn. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { crossing, placesOf, seriesOf } from '../../../reports/charts/crossing.ts';
import { forest } from '../../../reports/charts/forest.ts';
import { plain } from '../../../reports/charts/ratio-axis.ts';
import { domainOf, logScale, ratioTicks } from '../../../reports/charts/svg.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import * as sample from '../../support/sample-claims.ts';

function all(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}

suite('charts', () => {
  test('ticks are round ratios with 1 among them', () => {
    expect(ratioTicks([0.65, 3.7])).to.deep.equal([0.7, 1, 1.5, 2, 3]);
    expect(ratioTicks([0.3, 40])).to.deep.equal([0.5, 1, 2, 5, 10, 20]);
    expect(ratioTicks([0.9, 1.12])).to.deep.equal([0.9, 0.95, 1, 1.05, 1.1]);
    expect(ratioTicks([0.95, 1e9])).to.deep.equal([1, 100, 10_000, 1_000_000, 100_000_000]);
  });

  test('there are never more ticks than asked for and one, all of them within', () => {
    const end = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(end, end, (below, above) => {
        const [low, high] = [10 ** -below / 1.05, 10 ** above * 1.05];
        const ticks = ratioTicks([low, high]);
        expect(ticks).to.include(1);
        expect(ticks.length).to.be.within(2, 12);
        for (const tick of ticks) expect(tick).to.be.within(low, high);
      }),
    );
  });

  test('the scale is logarithmic, and holds what lies beyond at its ends', () => {
    const place = logScale([0.25, 4], [0, 100]);
    expect([0.25, 0.5, 1, 2, 4, 9].map(place)).to.deep.equal([0, 25, 50, 75, 100, 100]);
  });

  test('the domain holds intervals, the margin, and the rounds where they are drawn', () => {
    const one = measured({}, 'confirmed', [2, 1.9, 2.1], { together: [1.5, 3, -1, Infinity], apart: [0.5] });
    expect(domainOf([one], [0.8, 1.25], false)).to.deep.equal([0.8, 2.1]);
    expect(domainOf([one], [0.8, 1.25], true)).to.deep.equal([0.5, 3]);
  });

  test('a round ratio is said without zeros', () => {
    expect([0.5, 1, 1.5, 20, 1e9, 1e-5].map(plain)).to.deep.equal(['0.5×', '1×', '1.5×', '20×', '1.0e+9×', '1.0e-5×']);
  });

  test('a forest has a row, an interval, a shape and all rounds of every case', () => {
    const svg = forest(sample.concat(), 'x')?.markup ?? '';
    expect(all(svg, /<g class="row (\w+)">/g)).to.deep.equal(sample.concat().cases.map(({ verdict }) => verdict));
    expect(all(svg, /class="shape (\w+)"/g)).to.deep.equal(sample.concat().cases.map(({ verdict }) => verdict));
    const marked = (kind: string) => all(svg, new RegExp(`<path class="${kind}" d="(.*?)"`, 'g')).join('');
    expect(all(marked('round'), /(M\d+ \d+h1)/g)).to.have.lengthOf(5 * 12 + 6);
    expect(all(marked('watching'), /(M\d+ \d+v6)/g)).to.have.lengthOf(5 * 6 + 12);
  });

  test('everything in a forest lies within the page', () => {
    const svg = forest(sample.concat(), 'x')?.markup ?? '';
    for (const place of all(svg, /(?:x|x1|x2|cx)="([\d.-]+)%"/g).map(Number)) expect(place).to.be.within(0, 100);
  });

  test('a case without a ratio has a row that says why, and no interval', () => {
    const svg = forest(sample.wrongAnswers(), 'x')?.markup ?? '';
    expect(svg).to.contain('✗ by its answers');
    expect(all(svg, /class="shape (\w+)"/g)).to.have.lengthOf(2);
    const { ratio: _, ...bare } = measured({ n: 2 }, 'inconclusive', [1, 1, 1]);
    const both = claim('a/b', [measured({ n: 1 }, 'refuted', [0.5, 0, 1]), bare]);
    expect(forest(both, 'x')?.markup).to.contain('? not measured').and.not.to.contain('class="shape');
    expect(forest(claim('a/b', [bare]), 'x')).to.equal(undefined);
  });

  test('a long label takes a line of its own, above the figure', () => {
    const svg =
      forest(claim('a/b', [measured({ name: 'x'.repeat(60) }, 'confirmed', [2, 1.9, 2.1])]), 'x')?.markup ?? '';
    const [label, figure] = [/class="label" x="0" y="(\d+)">name=x+…</, /class="figure" x="100%" y="(\d+)"/].map(
      (pattern) => Number(pattern.exec(svg)?.[1]),
    );
    expect((figure ?? 0) - (label ?? 0)).to.equal(18);
  });

  test('a line of the crossing plot is one combination of the other parameters', () => {
    const series = seriesOf(sample.concat());
    expect(series.map(({ name, points }) => [name, points.map(({ at }) => at)])).to.deep.equal([
      ['chunks=4', [1024, 4096, 65_536]],
      ['chunks=256', [1024, 4096, 65_536]],
    ]);
    expect(placesOf(series)).to.deep.equal([1024, 4096, 65_536]);
  });

  test('a line runs from small to large, whatever the order of the cases', () => {
    const shuffled = claim(
      'a/b',
      [measured({ n: 8 }, 'confirmed', [2, 1.9, 2.1]), measured({ n: 2 }, 'confirmed', [3, 2.9, 3.1])],
      {
        crossingAxis: 'n',
      },
    );
    expect(placesOf(seriesOf(shuffled))).to.deep.equal([2, 8]);
    const points = all(crossing(shuffled, 'x')?.markup ?? '', /class="line" points="([^"]+)"/g)[0]?.split(' ') ?? [];
    expect(points.map((point) => Number(point.split(',')[0]))).to.deep.equal([7, 93]);
  });

  test('doublings of the size are equally far apart', () => {
    const sizes = [1, 2, 4].map((n) => measured({ n }, 'confirmed', [2, 1.9, 2.1]));
    const svg = crossing(claim('a/b', sizes, { crossingAxis: 'n' }), 'x')?.markup ?? '';
    expect(all(svg, /<svg x="([\d.]+)%"/g).map(Number)).to.deep.equal([7, 50, 93]);
  });

  test('a size of zero is drawn too', () => {
    const sizes = [0, 1, 1000].map((n) => measured({ n }, 'confirmed', [2, 1.9, 2.1]));
    const svg = crossing(claim('a/b', sizes, { crossingAxis: 'n' }), 'x')?.markup ?? '';
    expect(svg).not.to.contain('NaN');
    expect(all(svg, /<svg x="([\d.]+)%"/g).map(Number)[0]).to.equal(7);
  });

  test('where the winner changes is marked: between two sizes, and with a ring where the ratio passes 1×', () => {
    const svg = crossing(sample.concat(), 'x')?.markup ?? '';
    expect(all(svg, /<(circle) class="crossing"/g)).to.have.lengthOf(1);
    expect(svg).to.contain('≈ 4.1 KiB').and.to.contain('the size of the pool');
    const [first] = sample.concat().crossings;
    if (!first) throw new Error('the sample has a crossing');
    const { estimate: _, ...unplaced } = first;
    const without = crossing({ ...sample.concat(), crossings: [unplaced] }, 'x')?.markup ?? '';
    expect(without).to.contain('<line class="crossing"').and.not.to.contain('<circle class="crossing"');
    const plainAxis = {
      ...sample.concat(),
      crossingAxis: 'chunks',
      crossings: [{ ...first, axis: 'chunks', estimate: 57.3 }],
    };
    expect(crossing(plainAxis, 'x')?.markup).to.contain('≈ 57<');
  });

  test('the interval of that place is a band on the 1× line, open to the end of the axis where one end is not known', () => {
    const [first] = sample.concat().crossings;
    const { estimate: _, low: __, high, ...rest } = first!;
    const bands = (one: typeof rest & { low?: number; high?: number }) =>
      all(crossing({ ...sample.concat(), crossings: [one] }, 'x')?.markup ?? '', /<rect (class="even.*?)" y="/g);
    expect(bands({ ...rest, low: 2048, high: 8192 })).to.deep.equal(['class="even" x="21.33%']);
    expect(bands({ ...rest, high: high! })).to.deep.equal(['class="even open" x="7%']);
    expect(bands({ ...rest, low: 16_384 })).to.deep.equal(['class="even open" x="64.33%']);
    expect(bands(rest)).to.deep.equal([]);
  });

  test('a crossing plot tells its one change of the winner, and how many there are where there are several', () => {
    const told = (some: ReturnType<typeof sample.concat>['crossings']) =>
      /logarithmic\. (.*?)<\/desc>/.exec(crossing({ ...sample.concat(), crossings: some }, 'x')?.markup ?? '')?.[1];
    const { crossings } = sample.concat();
    expect(told(crossings)).to.equal(
      'chunks=4: concat wins at 1 KiB, neither at 4 KiB, even at about 4.1 KiB [3.8 KiB, 4.4 KiB].',
    );
    expect(told([...crossings, ...crossings])).to.equal('The winner changes at 2 places.');
  });

  test('a crossing plot without a crossing says that none was shown, not that there is none', () => {
    const sizes = [1, 2].map((n) => measured({ n }, 'inconclusive', [1, 0.5, 2]));
    const svg = crossing(claim('a/b', sizes, { crossingAxis: 'n' }), 'x')?.markup ?? '';
    expect(svg).to.contain('both axes logarithmic. No change of the winner was shown.</desc>');
  });

  test('there is no crossing plot without an axis, or with a single place on it', () => {
    expect(crossing(sample.sharedSlab(), 'x')).to.equal(undefined);
    const single = claim('a/b', [measured({ n: 1 }, 'confirmed', [2, 1.9, 2.1])], { crossingAxis: 'n' });
    expect(crossing(single, 'x')).to.equal(undefined);
  });

  test('labels of crowded sizes are thinned out, the largest kept', () => {
    const crowd = Array.from({ length: 30 }, (_, n) => measured({ n: n + 1 }, 'confirmed', [2, 1.9, 2.1]));
    const svg = crossing(claim('a/b', crowd, { crossingAxis: 'n' }), 'x')?.markup ?? '';
    const labels = all(svg, /y="319" text-anchor="middle">(\d+)</g);
    expect(labels.length).to.be.within(3, 10);
    expect(labels).to.include.members(['1', '30']);
  });
});
