/** The strips of processes: what is drawn of their cycles, and what becomes of those that cannot be drawn. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { processes, spreadOf } from '../../../reports/charts/processes.ts';
import type { ProcessSamples } from '../../../reports/model.ts';
import { medianOf, quantile } from '../../../reports/quantile.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import { madeCaseSamples } from '../../support/made-samples.ts';

const one = measured({ bytes: 1024 }, 'confirmed', [2, 1.9, 2.1]);
const asked = claim('a/b', [one]);

const process = (ratios: readonly number[], apart = false): ProcessSamples => ({ apart, ratios, turns: [] });
const drawn = (...all: readonly ProcessSamples[]) => processes(asked, one, { processes: all }, 'x')?.markup ?? '';
const path = (svg: string, kind: string) => new RegExp(`<path class="${kind}" d="([^"]*)"`).exec(svg)?.[1] ?? '';

suite('quantiles', () => {
  test('lie between two values where no value is at the place', () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 3, 2], share))).to.deep.equal([1, 1.75, 2.5, 4]);
    expect(medianOf([7])).to.equal(7);
    expect(Number.isNaN(medianOf([]))).to.equal(true);
  });

  test('lie within the values, and rise with their share', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 30 });
    const share = fc.double({ noNaN: true, min: 0, max: 1 });
    fc.assert(
      fc.property(values, share, share, (all, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => quantile(all, each)) as [number, number];
        expect(low).to.be.at.most(high + 1e-6);
        expect(low).to.be.at.least(Math.min(...all));
        expect(high).to.be.at.most(Math.max(...all) + 1e-6);
      }),
    );
  });
});

suite('the strips of processes', () => {
  test('have a line, a box and a stroke for every process, in five paths for all of them', () => {
    const svg = processes(asked, one, madeCaseSamples(['concat', 'join'], { processes: 40 }), 'x')?.markup ?? '';
    const [lines, boxes] = ['spread', 'box'].map((kind) => path(svg, kind) + path(svg, `${kind} watching`));
    expect(lines?.match(/M/g)).to.have.lengthOf(2 * 40);
    expect(boxes?.match(/z/g)).to.have.lengthOf(40);
    expect(path(svg, 'middle').match(/M/g)).to.have.lengthOf(40);
    expect(svg.match(/<path class="(?:spread|box|middle)/g)).to.have.lengthOf(5);
  });

  test('are hollow where the round did not decide, whichever kind decided', () => {
    const two = [process([2, 2.1]), process([1.5, 1.6], true)];
    const y = (svg: string, kind: string) => /^M\d+ (\d+)/.exec(path(svg, kind))?.[1];
    expect([y(drawn(...two), 'box'), y(drawn(...two), 'box watching')]).to.deep.equal(['25', '37']);
    const apart = { ...one, decidedBy: 'apart' as const };
    const svg = processes(asked, apart, { processes: two }, 'x')?.markup ?? '';
    expect([y(svg, 'box'), y(svg, 'box watching')]).to.deep.equal(['37', '25']);
  });

  test('are placed from the fifth to the ninety-fifth of a hundred cycles, on an axis that holds the band and the verdict', () => {
    const ratios = Array.from({ length: 101 }, (_, at) => 1 + at / 100);
    expect(spreadOf(process(ratios))).to.deep.equal([1.05, 1.25, 1.5, 1.75, 1.95]);
    const svg = drawn(process(ratios));
    const ends = /^M(\d+) \d+H(\d+)M(\d+) \d+H(\d+)$/.exec(path(svg, 'spread'))?.slice(1).map(Number) ?? [];
    expect(ends).to.deep.equal([...ends].sort((a, b) => a - b));
    expect(svg).to.contain('<rect class="band"').and.to.contain('class="shape confirmed"');
    for (const [, x] of svg.matchAll(/ x\d?="([\d.-]+)%"/g)) expect(Number(x)).to.be.within(0, 100);
  });

  test('keep the place of a process of which nothing can be drawn, and have none where that is so of all', () => {
    const svg = drawn(process([Infinity, Number.NaN, 0]), process([2]));
    expect(/^M\d+ (\d+)/.exec(path(svg, 'spread'))?.[1]).to.equal('40');
    expect(svg).not.to.match(/NaN|Infinity/);
    expect(processes(asked, one, { processes: [process([0, Infinity])] }, 'x')).to.equal(undefined);
    expect(processes(asked, one, { processes: [] }, 'x')).to.equal(undefined);
  });

  test('are drawn of a single process, of a single cycle, of equal ones, and of a case without a ratio', () => {
    const { ratio: _, ...bare } = one;
    for (const ratios of [[1], [1, 1, 1], [1e-12, 1e12]]) {
      const svg = processes(asked, bare, { processes: [process(ratios)] }, 'x')?.markup ?? '';
      expect(path(svg, 'middle')).to.match(/^M\d+ \d+v8$/);
      expect(svg).not.to.contain('class="interval"');
    }
  });

  test('number the first process, every fifth and the last', () => {
    const numbers = (many: number) =>
      Array.from(
        drawn(...Array.from({ length: many }, () => process([2]))).matchAll(/<text x="-8" y="\d+">(\d+)</g),
        ([, n]) => Number(n),
      );
    expect([1, 3, 12, 21].map(numbers)).to.deep.equal([[1], [1, 3], [1, 5, 10, 12], [1, 5, 10, 15, 21]]);
  });

  test('are told in one sentence', () => {
    expect(/<title id="x-title">(.*?)<.*<desc id="x-desc">(.*?)</.exec(drawn(process([2])))?.slice(1)).to.deep.equal([
      'Processes, bytes=1 KiB',
      '1 process on a logarithmic axis of join divided by concat; all together: confirmed, 2.00× [1.90, 2.10].',
    ]);
  });
});
