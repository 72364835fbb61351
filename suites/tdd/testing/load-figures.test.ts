/** Specifies the three figures of a stress test, on times made by hand (row TE11). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { loadFigures } from '../../../fixtures/testing/load-figures.ts';

suite('TE11: throughput, response time and concurrency', () => {
  test('are computed from when requests began and ended, whatever tool sent them; claimed is ab', () => {
    const served = [
      { begin: 0, end: 100 },
      { begin: 50, end: 150 },
      { begin: 100, end: 400 },
      { begin: 400, end: 500 },
    ];
    expect(loadFigures(served)).to.deep.equal({
      throughput: 8,
      responseMs: { mean: 150, median: 100, p99: 300, slowest: 300 },
      concurrency: { mean: 1.2, most: 2 },
    });
  });

  test('are bound to each other by Little’s law: two of them give the third', () => {
    const request = fc.record({ begin: fc.nat({ max: 1000 }), lasts: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 30 }), (requests) => {
        const served = requests.map(({ begin, lasts }) => ({ begin, end: begin + lasts }));
        const { throughput, responseMs, concurrency } = loadFigures(served);
        expect(concurrency.mean).to.be.closeTo((throughput * responseMs.mean) / 1000, 1e-6);
        expect(concurrency.most)
          .to.be.at.least(concurrency.mean - 1e-9)
          .and.at.most(served.length);
        expect(responseMs.median).to.be.at.most(responseMs.p99).and.at.most(responseMs.slowest);
      }),
      { numRuns: 100 },
    );
  });

  test('are found for as many requests as a long test has', () => {
    const served = Array.from({ length: 200_000 }, (_, index) => ({ begin: index, end: index + 1 }));
    expect(loadFigures(served)).to.deep.include({ throughput: 1000, concurrency: { mean: 1, most: 1 } });
  });

  test('do not count two that only touch as being at once', () => {
    const { concurrency } = loadFigures([
      { begin: 1, end: 2 },
      { begin: 0, end: 1 },
    ]);
    expect(concurrency).to.deep.equal({ mean: 1, most: 1 });
  });

  for (const served of [[], [{ begin: 2, end: 1 }], [{ begin: 0, end: Number.NaN }], [{ begin: 1, end: 1 }]]) {
    test(`are none of ${JSON.stringify(served)}`, () => {
      expect(() => loadFigures(served))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
