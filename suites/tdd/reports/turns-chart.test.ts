/** The turns in time order: how many stand behind a point, what their drift is, and that whatever they are is drawn. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { driftOf, namesOf, turns, turnsAPoint } from '../../../reports/charts/turns.ts';
import type { CaseSamples } from '../../../reports/model.ts';
import { measured } from '../../support/made-claim-report.ts';
import { madeCaseSamples } from '../../support/made-samples.ts';

const one = measured({}, 'confirmed', [2, 1.9, 2.1]);
const drawn = (samples: CaseSamples) => turns(one, samples, 'x')?.markup ?? '';
const lines = (svg: string) => Array.from(svg.matchAll(/<path class="line" d="([^"]*)"/g), ([, d = '']) => d);

/** The points of a line, in units of its drawing. */
function pointsOf(d: string): (readonly [number, number])[] {
  return d
    .split('M')
    .filter(Boolean)
    .flatMap((part) => {
      const all = (part.match(/-?[\d.]+/g) ?? []).map(Number);
      let [x, y] = [0, 0];
      return Array.from({ length: all.length / 2 }, (_, at) => {
        [x, y] = [x + all[2 * at]!, y + all[2 * at + 1]!];
        return [x, y] as const;
      });
    });
}

suite('turns in time order', () => {
  test('are a line for each contender, thinned to what can be seen', () => {
    const many = madeCaseSamples(['a', 'b', 'c'], { processes: 20, turns: 100 });
    expect(turnsAPoint(many)).to.equal(Math.ceil(2000 / 60));
    const all = lines(drawn(many));
    expect(all).to.have.lengthOf(3);
    expect(pointsOf(all[0]!)).to.have.lengthOf(20 * 3);
    expect(drawn(many).match(/class="stroke-\d"/g)).to.deep.equal([0, 1, 2].map((at) => `class="stroke-${at}"`));
  });

  test('are each a point where they are few, without extremes around them', () => {
    const few = madeCaseSamples(['a'], { processes: 3, turns: 4 });
    expect(turnsAPoint(few)).to.equal(1);
    expect(pointsOf(lines(drawn(few))[0]!)).to.have.lengthOf(12);
    expect(drawn(few)).not.to.contain('class="within"');
    expect(drawn(few)).to.contain(' A point is a turn.</desc>');
  });

  test('of a contender that rested are drawn at the cycles in which it took one', () => {
    const value = (contender: number, turn: number) => (contender === 1 && turn % 4 > 0 ? Number.NaN : 100 + turn);
    const rested = madeCaseSamples(['a', 'b'], { processes: 1, turns: 8, value });
    const [all, few] = lines(drawn(rested)).map((line) => pointsOf(line).map(([x]) => x));
    expect(all).to.have.lengthOf(8);
    expect(few).to.deep.equal([all![0], all![4]]);
    expect(drawn(rested)).not.to.contain('NaN');
  });

  test('are told by the median of their neighbours, with the extremes around it', () => {
    const value = (_: number, turn: number) => [100, 200, 110][turn % 3]!;
    const svg = drawn(madeCaseSamples(['a'], { processes: 1, turns: 180, value }));
    const heights = (kind: string) =>
      new Set(pointsOf(new RegExp(`class="${kind}" d="([^"z]*)`).exec(svg)![1]!).map(([, y]) => y));
    const [[high, low], [middle, ...others]] = [[...heights('within')], [...heights('line')]];
    expect(others).to.deep.equal([]);
    expect(low! - middle!).to.be.above(0);
    expect(middle! - high!).to.be.above(low! - middle!);
  });

  test('have slower ones higher, and later ones further to the right', () => {
    const rising = madeCaseSamples(['a'], { processes: 1, turns: 5, value: (_, turn) => 100 * 2 ** turn });
    const points = pointsOf(lines(drawn(rising))[0]!);
    expect(points.map(([x]) => x)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(points.map(([, y]) => y)).to.deep.equal(points.map(([, y]) => y).sort((a, b) => b - a));
  });

  test('of one process stand beside those of the next, which are shaded where each contender was alone', () => {
    const svg = drawn(madeCaseSamples(['a'], { processes: 3, turns: 2 }));
    expect(pointsOf(lines(svg)[0]!).map(([x]) => x)).to.deep.equal([0, 1, 3, 4, 6, 7]);
    expect(/<path class="band" d="([^"]*)"/.exec(svg)?.[1]).to.match(/^M6 8h2V190h-2z$/);
  });

  test('of a single turn a process are drawn with some length', () => {
    const points = pointsOf(lines(drawn(madeCaseSamples(['a'], { processes: 2, turns: 1 })))[0]!);
    expect(points.map(([x]) => x)).to.deep.equal([0, 1, 2, 3]);
  });

  test('that took no time or for ever are left out, and nothing is drawn where all did', () => {
    const value = (_: number, turn: number) => [0, Infinity, 5, Number.NaN][turn % 4]!;
    const some = madeCaseSamples(['a'], { processes: 1, turns: 4, value });
    expect(pointsOf(lines(drawn(some))[0]!)).to.have.lengthOf(2);
    expect(turns(one, madeCaseSamples(['a'], { value: () => 0 }), 'x')).to.equal(undefined);
    expect(turns(one, { processes: [] }, 'x')).to.equal(undefined);
  });

  test('that stand out are held at the edge, and counted', () => {
    const value = (_: number, turn: number) => (turn === 50 ? 1e6 : 100 + (turn % 3));
    const svg = drawn(madeCaseSamples(['a'], { processes: 1, turns: 200, value }));
    expect(svg).to.contain(' A point is 4 turns; 1 turn lies beyond the axis, drawn at its edge.</desc>');
    for (const [, y] of pointsOf(/class="within" d="([^"]*)z"/.exec(svg)![1]!)) expect(y).to.be.within(8, 190);
  });

  test('of a contender that not every process has leave their place free', () => {
    const both = madeCaseSamples(['a', 'b'], { processes: 2, turns: 2 });
    const [first, second] = both.processes;
    const lacking = { processes: [{ ...first!, turns: first!.turns.slice(0, 1) }, second!] };
    expect(namesOf(lacking)).to.deep.equal(['a', 'b']);
    expect(pointsOf(lines(drawn(lacking))[1]!).map(([x]) => x)).to.deep.equal([3, 4]);
  });

  test('drift from their first third to their last', () => {
    expect(driftOf([100, 100, 1, 1, 110, 110])).to.be.closeTo(0.1, 1e-9);
    expect(driftOf([100, 5, 50])).to.equal(-0.5);
    expect(driftOf([1, 2])).to.equal(undefined);
    expect(driftOf([0, 1, 2])).to.equal(undefined);
  });

  test('have places that are numbers, whatever was measured', () => {
    const shape = fc.record({
      processes: fc.integer({ min: 1, max: 40 }),
      turns: fc.integer({ min: 0, max: 30 }),
      values: fc.array(fc.double(), { minLength: 1, maxLength: 7 }),
    });
    fc.assert(
      fc.property(shape, ({ processes, turns: many, values }) => {
        const value = (contender: number, turn: number, at: number) => values[(contender + turn + at) % values.length]!;
        expect(drawn(madeCaseSamples(['a', 'b'], { processes, turns: many, value }))).not.to.match(
          /NaN|Infinity|undefined/,
        );
      }),
      { numRuns: 40 },
    );
  });
});
