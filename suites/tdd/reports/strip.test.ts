/** The overview's strips: what is drawn of a claim on an axis that all claims share. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { sharedAxis, strip } from '../../../reports/charts/strip.ts';
import type { ClaimReport, Verdict } from '../../../reports/model.ts';
import { claim, measured } from '../../support/made-claim-report.ts';

const one = (verdict: Verdict, ratio: [number, number, number], n = 1) => measured({ n }, verdict, ratio);

function drawn(made: ClaimReport, all: readonly ClaimReport[] = [made]): string {
  return strip(made, sharedAxis(all))?.markup ?? '';
}

function paths(text: string, kind: string): string[] {
  return Array.from(text.matchAll(new RegExp(`<path class="${kind}" d="([^"]*)"`, 'g')), ([, d = '']) => d);
}

suite('the axis that all claims share', () => {
  test('reaches from the least to the greatest end of an interval', () => {
    const { domain, place } = sharedAxis([
      claim('a/a', [one('confirmed', [3, 2, 8])]),
      claim('a/b', [one('refuted', [0.2, 0.1, 0.3])]),
    ]);
    expect(domain).to.deep.equal([0.1, 8]);
    expect([0.1, 8].map(place)).to.deep.equal([4, 96]);
  });

  test('reaches to a factor of 2 at least and of 16 at most, on either side', () => {
    expect(sharedAxis([claim('a/a', [one('equivalent', [1, 0.99, 1.01])])]).domain).to.deep.equal([0.5, 2]);
    expect(
      sharedAxis([claim('a/a', [one('confirmed', [1e6, 1e5, 1e7]), one('refuted', [1e-6, 1e-7, 1e-5], 2)])]).domain,
    ).to.deep.equal([1 / 16, 16]);
    expect(sharedAxis([]).domain).to.deep.equal([0.5, 2]);
  });

  test('has 1× among its ticks, and few of them', () => {
    const { ticks } = sharedAxis([claim('a/a', [one('confirmed', [15, 0.07, 15.5])])]);
    expect(ticks).to.include(1);
    expect(ticks.length).to.be.within(3, 6);
  });
});

suite('the strip of a claim', () => {
  test('has a whisker and a mark for every case, each in a lane of its own', () => {
    const cases = ([1, 2, 3] as const).map((n) => one('confirmed', [n, n / 2, n * 2], n));
    const text = drawn(claim('a/a', cases));
    const lanes = Array.from(paths(text, 'dot')[0]!.matchAll(/M[\d.]+ ([\d.]+)h0/g), ([, y]) => Number(y));
    expect(lanes).to.have.lengthOf(3);
    expect(lanes).to.deep.equal([...new Set(lanes)].sort((a, b) => a - b));
    expect(paths(text, 'interval')[0]!.match(/M/g)).to.have.lengthOf(3);
  });

  test('marks verdicts by shape: dots, bars, squares by their class, and rings', () => {
    const kinds: Verdict[] = ['confirmed', 'refuted', 'equivalent', 'inconclusive'];
    const text = drawn(
      claim(
        'a/a',
        kinds.map((verdict, n) => one(verdict, [1, 0.9, 1.1], n)),
      ),
    );
    expect(Array.from(text.matchAll(/<g class="(\w+)"/g), ([, name]) => name)).to.deep.equal(kinds);
    expect(paths(text, 'dot').map((d) => d.replaceAll(/[\d.]+ [\d.]+/g, ''))).to.deep.equal([
      'Mh0',
      'Mv8',
      'Mh0',
      'Mh0',
    ]);
    expect(paths(text, 'hole')).to.have.lengthOf(1);
  });

  test('draws an arrow at the edge for what lies beyond the axis, and no mark', () => {
    const [right, left] = (
      [
        [100, 90, 110],
        [0.01, 0.009, 0.011],
      ] as const
    ).map((ratio) => drawn(claim('a/a', [one('confirmed', [...ratio])])));
    expect(paths(right!, 'dot')).to.deep.equal([]);
    expect(paths(right!, 'arrow')[0]).to.match(/^M97\.5 [\d.]+L99\.5 /);
    expect(paths(left!, 'arrow')[0]).to.match(/^M2\.5 [\d.]+L0\.5 /);
  });

  test('draws an arrow beside the mark where only an end of the interval lies beyond the axis', () => {
    const text = drawn(claim('a/a', [one('inconclusive', [1, 0.01, 100]), one('confirmed', [15, 12, 19], 2)]));
    expect(paths(text, 'dot').map((d) => d.match(/M/g)!.length)).to.deep.equal([1, 1]);
    expect(paths(text, 'arrow').map((d) => d.replaceAll(/ [\d.]+/g, ''))).to.deep.equal([
      'M97.5L99.5L97.5',
      'M2.5L0.5L2.5M97.5L99.5L97.5',
    ]);
    expect(paths(drawn(claim('a/a', [one('confirmed', [15, 14, 16])])), 'arrow')).to.deep.equal([]);
  });

  test('grows with the cases up to a height, and keeps all of them within it', () => {
    const many = Array.from({ length: 100 }, (_, n) => one('confirmed', [1, 0.9, 1.1], n));
    const text = drawn(claim('a/a', many));
    const height = Number(/height="([\d.]+)" viewBox/.exec(text)?.[1]);
    expect(height).to.equal(64);
    const lanes = Array.from(paths(text, 'dot')[0]!.matchAll(/M[\d.]+ ([\d.]+)h0/g), ([, y]) => Number(y));
    expect(Math.min(...lanes)).to.be.greaterThan(0);
    expect(Math.max(...lanes)).to.be.lessThan(64);
    expect(lanes).to.have.lengthOf(100);
  });

  test('is none where nothing has a ratio that can be drawn', () => {
    expect(drawn(claim('a/a', [one('inconclusive', [1, 0, Infinity])]))).to.equal('');
    expect(drawn(claim('a/a', []))).to.equal('');
  });
});
