/** The units from the inside: every figure has one way of being said, also at the edges. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import {
  bytes,
  count,
  duration,
  durations,
  elapsed,
  grouped,
  interval,
  moment,
  parameter,
  point,
  ratio,
  roundBytes,
  share,
} from '../../../reports/units.ts';

/** What a duration says, back in nanoseconds. */
function nanoseconds(said: string): number {
  const scales: Record<string, number> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9 };
  const [figure = '', unit = ''] = said.replace('<', '').replaceAll(',', '').split(' ');
  return Number(figure) * (scales[unit] ?? Number.NaN);
}

function table<T>(say: (value: T) => string, rows: readonly (readonly [T, string])[]): void {
  expect(rows.map(([value]) => say(value))).to.deep.equal(rows.map(([, said]) => said));
}

suite('units', () => {
  test('a duration has the unit in which it stays below a thousand', () => {
    table(duration, [
      [0, '0 ns'],
      [0.04, '<0.1 ns'],
      [0.36, '0.4 ns'],
      [3.2, '3.2 ns'],
      [123.4, '123 ns'],
      [999.4, '999 ns'],
      [999.96, '1.00 µs'],
      [12_400, '12.4 µs'],
      [999_499, '999 µs'],
      [999_960, '1.00 ms'],
      [1_050_000, '1.05 ms'],
      [2.3e9, '2.3 s'],
      [59.96e9, '60.0 s'],
      [45_678e9, '45,678 s'],
      [3e18, '3.0e+9 s'],
      [-1500, '−1.50 µs'],
      [Number.NaN, '–'],
      [Infinity, '∞'],
      [-Infinity, '−∞'],
    ]);
  });

  test('a longer duration never reads shorter, and none reads far from what it is', () => {
    const positive = fc.double({ min: 0, max: 1e14, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(nanoseconds(duration(less))).to.be.at.most(nanoseconds(duration(more)));
        expect(nanoseconds(duration(more))).to.be.closeTo(more, Math.max(0.1, more * 0.051));
      }),
    );
  });

  test('no figure is NaN or longer than a narrow column, whatever the number', () => {
    const any = fc.double();
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        const said = [duration(a), ratio(a), share(a), elapsed(a), interval({ estimate: a, low: b, high: c })];
        expect(said.join(' ')).not.to.contain('NaN');
        expect(duration(a).length).to.be.at.most(12);
        expect(ratio(a).length).to.be.at.most(11);
      }),
    );
  });

  test('what cannot be a ratio has no more digits than one', () => {
    expect([ratio(-99_999.9995), ratio(-2.31)]).to.deep.equal(['-100,000×', '-2.31×']);
  });

  test('an interval of durations keeps the unit of its estimate', () => {
    expect(durations({ estimate: 12_400, low: 12_060, high: 12_890 })).to.equal('12.4 µs [12.1, 12.9]');
    expect(durations({ estimate: 980_000, low: 910_000, high: 1_204_000 })).to.equal('980 µs [910, 1204]');
    expect(durations({ estimate: 0, low: 0, high: 0 })).to.equal('0 ns');
    expect(durations({ estimate: 5, low: 4, high: Number.NaN })).to.equal('5.0 ns');
  });

  test('bytes are exact, in the largest unit that divides them', () => {
    table(bytes, [
      [0, '0 B'],
      [16, '16 B'],
      [4095, '4095 B'],
      [4096, '4 KiB'],
      [65_536, '64 KiB'],
      [65_537, '65,537 B'],
      [1_048_576, '1 MiB'],
      [1_572_864, '1536 KiB'],
      [2 ** 60, '1024 PiB'],
      [Number.NaN, '–'],
    ]);
  });

  test('the size of a memory is rounded', () => {
    table(roundBytes, [
      [0, '0 B'],
      [1023, '1023 B'],
      [1023.9, '1 KiB'],
      [8_254_468_096, '7.7 GiB'],
      [2 ** 38, '256 GiB'],
      [2 ** 70, '1048576 PiB'],
      [Infinity, '∞'],
    ]);
  });

  test('a ratio has three digits', () => {
    table(ratio, [
      [0, '0.000×'],
      [0.4321, '0.432×'],
      [0.99951, '1.00×'],
      [1, '1.00×'],
      [2.314, '2.31×'],
      [9.996, '10.0×'],
      [23.14, '23.1×'],
      [99.96, '100×'],
      [12_345, '12,345×'],
      [2e9, '2.0e+9×'],
      [1e-9, '1.0e-9×'],
      [Number.NaN, '–×'],
    ]);
  });

  test('an interval has the digits that its width allows', () => {
    const say = ([estimate, low, high]: readonly number[]) =>
      interval({ estimate: estimate ?? 0, low: low ?? 0, high: high ?? 0 });
    table(say, [
      [[2.31, 2.28, 2.34], '2.31× [2.28, 2.34]'],
      [[1.0042, 0.9921, 1.0164], '1.004× [0.992, 1.016]'],
      [[2.3, 1.1, 5.2], '2.3× [1.1, 5.2]'],
      [[14.2, 11.9, 17.1], '14× [12, 17]'],
      [[1234, 1100, 1400], '1234× [1100, 1400]'],
      [[0.043, 0.01, 0.9], '0.043× [0.010, 0.900]'],
      [[1, 1, 1], '1.00× [1.00, 1.00]'],
      [[1.971_666, 1.971_666 - 1e-15, 1.971_666 + 1e-15], '1.97× [1.97, 1.97]'],
      [[1.000_001, 1, 1.000_002], '1.0000× [1.0000, 1.0000]'],
      [[5e7, 1e3, 9e9], '5.0e+7× [1000, 9.0e+9]'],
    ]);
  });

  test('an interval is said in order, low to high, whenever it is in order', () => {
    const positive = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(positive, positive, positive), (three) => {
        const [low = 0, estimate = 0, high = 0] = three.toSorted((a, b) => a - b);
        const said =
          interval({ estimate, low, high })
            .replaceAll(',', ' , ')
            .match(/[\d.]+(?: , \d{3}(?!\d))*/g) ?? [];
        const [e = 0, l = 0, h = 0] = said.map((figure) => Number(figure.replaceAll(' , ', '')));
        expect(l).to.be.at.most(e);
        expect(e).to.be.at.most(h);
      }),
    );
  });

  test('a share has two digits and a space before its sign', () => {
    table(share, [
      [0, '0 %'],
      [0.05, '5 %'],
      [0.032, '3.2 %'],
      [0.0034, '0.34 %'],
      [0.123, '12 %'],
      [1, '100 %'],
      [0.000_01, '<0.01 %'],
      [-0.05, '−5 %'],
      [Number.NaN, '–'],
    ]);
  });

  test('one is singular and everything else is plural', () => {
    expect([0, 1, 2, 12_000].map((many) => count(many, 'case'))).to.deep.equal([
      '0 cases',
      '1 case',
      '2 cases',
      '12,000 cases',
    ]);
    expect(count(2, 'child', 'children')).to.equal('2 children');
  });

  test('only the axes bytes and size are told as bytes', () => {
    expect(parameter('bytes', 65_536)).to.equal('64 KiB');
    expect(parameter('size', 16)).to.equal('16 B');
    expect(parameter('chunks', 65_536)).to.equal('65536');
    expect(parameter('bytes', 'many')).to.equal('many');
    expect(parameter('shared', true)).to.equal('true');
    expect(point({ bytes: 65_536, chunks: 2 })).to.equal('bytes=64 KiB chunks=2');
    expect(point({})).to.equal('');
  });

  test('elapsed time rounds up into the next unit', () => {
    table(elapsed, [
      [0, '0 s'],
      [0.44, '0.4 s'],
      [9.96, '10 s'],
      [42.4, '42 s'],
      [59.6, '1 min'],
      [125, '2 min 5 s'],
      [3599.7, '1 h'],
      [3780, '1 h 3 min'],
      [Number.NaN, '–'],
    ]);
  });

  test('a moment is told in UTC to the minute, and what is no moment is left alone', () => {
    expect(moment('2026-11-22T12:53:10.000Z')).to.equal('2026-11-22 12:53 UTC');
    expect(moment('2026-11-22T23:30:00+02:00')).to.equal('2026-11-22 21:30 UTC');
    expect(moment('yesterday')).to.equal('yesterday');
  });

  test('thousands are set apart from five digits on', () => {
    expect([4095, 65_536, 1_234_567, -65_536, 0.5, 1e22].map(grouped)).to.deep.equal([
      '4095',
      '65,536',
      '1,234,567',
      '-65,536',
      '0.5',
      '1e+22',
    ]);
  });
});
