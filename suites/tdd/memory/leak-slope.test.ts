/** Specifies how a leak is told from noise (row L1): by readings that are handed in. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { random } from '../../../fixtures/data/random.ts';
import { judgeSlope, readSlope } from '../../../fixtures/memory/leak-slope.ts';

/** Readings with a slope, and noise of up to so many bytes. */
function readings(count: number, slope: number, noise: number, seed: number): number[] {
  const { below } = random(seed);
  return Array.from({ length: count }, (_, index) => 1e6 + slope * index + (noise > 0 ? below(noise) : 0));
}

suite('L1: the slope of what is in use', () => {
  for (const { what, samples, negligible, verdict, slope } of [
    { what: 'a steady rise', samples: readings(12, 500, 0, 1), negligible: 0, verdict: 'leaking', slope: 500 },
    { what: 'no rise', samples: readings(12, 0, 0, 1), negligible: 0, verdict: 'not leaking', slope: 0 },
    {
      what: 'a rise too small to matter',
      samples: readings(12, 5, 0, 1),
      negligible: 5,
      verdict: 'not leaking',
      slope: 5,
    },
    { what: 'a fall', samples: readings(12, -9, 0, 1), negligible: 0, verdict: 'not leaking', slope: -9 },
    { what: 'too few readings', samples: readings(6, 500, 0, 1), negligible: 0, verdict: 'cannot tell', slope: 500 },
    { what: 'just enough readings', samples: readings(7, 500, 0, 1), negligible: 0, verdict: 'leaking', slope: 500 },
  ]) {
    test(`${what}: ${verdict}`, () => {
      expect(judgeSlope(samples, negligible)).to.include({ verdict, slope });
    });
  }

  test('is not moved by an outlier, at which a comparison of first and last would fail', () => {
    const samples = [1e9, ...readings(14, 100, 0, 1), 0];
    expect(judgeSlope(samples)).to.include({ slope: 100 });
    expect(judgeSlope([...readings(15, 0, 0, 1), 9e9])).to.include({ verdict: 'not leaking', slope: 0 });
  });

  test('cannot tell where noise hides it, and can with more readings', () => {
    expect(judgeSlope(readings(8, 100, 2000, 3)).verdict).to.equal('cannot tell');
    expect(judgeSlope(readings(64, 100, 2000, 3)).verdict).to.equal('leaking');
  });

  test('its interval holds the truth in 99 of 100 series, and noise alone is hardly ever a leak', () => {
    let [held, leaking] = [0, 0];
    const series = 1000;
    for (let seed = 1; seed <= series; seed++) {
      const { low, high } = judgeSlope(readings(16, 300, 4000, seed));
      if (low <= 300 && 300 <= high) held += 1;
      if (judgeSlope(readings(16, 0, 4000, seed)).verdict === 'leaking') leaking += 1;
    }
    // 990 ± 3 standard deviations of a binomial are 980 to 999; the interval may be a little wider than promised.
    expect(held).to.be.within(980, 999);
    expect(leaking).to.be.at.most(15);
  });

  test('goes with the readings: shifted the same, turned around the opposite, in other units as much', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(samples, fc.integer({ min: -1000, max: 1000 }), (values, by) => {
        const { slope, low, high } = judgeSlope(values);
        expect(judgeSlope(values.map((value) => value + by))).to.deep.include({ slope, low, high });
        const reversed = judgeSlope(values.toReversed());
        expect(reversed.slope).to.be.closeTo(-slope, 1e-6);
        if (Number.isFinite(low)) expect([reversed.low + high, reversed.high + low]).to.deep.equal([0, 0]);
        else expect([reversed.low, reversed.high]).to.deep.equal([-Infinity, Infinity]);
        expect(judgeSlope(values.map((value, index) => value + by * index)).slope).to.be.closeTo(slope + by, 1e-6);
        expect(slope).to.be.within(low, high);
      }),
    );
  });

  test('works between the readings as often as it is told, and before the first', async () => {
    const seen: number[] = [];
    let done = 0;
    const samples = await readSlope(
      async () => {
        await Promise.resolve();
        done += 1;
      },
      { readings: 3, each: 5, before: 7, used: () => (seen.push(done), done * 10) },
    );
    expect([seen, samples]).to.deep.equal([
      [12, 17, 22],
      [120, 170, 220],
    ]);
  });

  test('refuses what no slope can be made of', () => {
    expect(() => judgeSlope([1]))
      .to.throw(/number of readings/)
      .with.property('code', 'ERR_OUT_OF_RANGE');
    expect(() => judgeSlope([1, NaN, 3]))
      .to.throw(/one is NaN/)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });

  test('what the work throws ends the reading', async () => {
    const work = () => {
      throw new Error('broken');
    };
    const failed = await readSlope(work, { used: () => 0 }).then(String, (error: Error) => error.message);
    expect(failed).to.equal('broken');
  });
});
