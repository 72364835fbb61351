/** The small forest of the metrics beside: its rows, how they are grouped, and those that have no ratio. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { metrics } from '../../../reports/charts/metrics.ts';
import type { Metric, MetricReport } from '../../../reports/model.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import * as sample from '../../support/sample-claims.ts';

const metric = (name: Metric, [low, estimate, high]: readonly [number, number, number]): MetricReport => {
  return { metric: name, ratio: { estimate, low, high }, values: [] };
};
const two = [metric('cpu time', [0.9, 1, 1.1]), metric('allocated', [2, 3, 4])];
const at = (bytes: number, all = two) => measured({ bytes }, 'confirmed', [2, 1.9, 2.1], { metrics: all });

/** The labels on the left with their heights, in the order in which they are drawn. */
const labels = (svg: string) =>
  Array.from(svg.matchAll(/<text(?: class="figure")? x="0" y="([\d.]+)">(.*?)</g), ([, y, label]) => [
    Number(y),
    label,
  ]);

suite('metrics beside, drawn', () => {
  test('have a row for each metric, in the order of the table', () => {
    const svg = metrics(claim('a/b', [at(1)]), 'x')?.markup ?? '';
    expect(labels(svg).map(([, label]) => label)).to.deep.equal(['cpu time', 'allocated']);
    expect(svg.match(/class="estimate"/g)).to.have.lengthOf(2);
    expect(svg).to.contain(
      '2 intervals of join divided by concat on a logarithmic axis; 1× is within 1 of them.</desc>',
    );
  });

  test('stand together by metric where there are several cases', () => {
    const svg = metrics(claim('a/b', [at(1), at(4096)]), 'x')?.markup ?? '';
    const found = labels(svg);
    expect(found.map(([, label]) => label)).to.deep.equal([
      'cpu time',
      'bytes=1 B',
      'bytes=4 KiB',
      'allocated',
      'bytes=1 B',
      'bytes=4 KiB',
    ]);
    const heights = found.map(([y]) => Number(y));
    expect(heights).to.deep.equal([...heights].sort((a, b) => a - b));
  });

  test('have no row without a ratio, or with one that cannot be drawn, and no plot without rows', () => {
    const svg = metrics(sample.allocatesLess(), 'x')?.markup ?? '';
    expect(labels(svg).map(([, label]) => label)).to.deep.equal(['resident memory', 'chunks=4']);
    const zero = at(1, [metric('cpu time', [0, 1, 2]), metric('allocated', [1, 2, Infinity])]);
    expect(metrics(claim('a/b', [zero]), 'x')).to.equal(undefined);
    expect(metrics(sample.concat(), 'x')).to.equal(undefined);
  });

  test('give a figure a line of its own where a label is long', () => {
    const long = measured({ name: 'n'.repeat(10_000) }, 'confirmed', [2, 1.9, 2.1], { metrics: two });
    const svg = metrics(claim('a/b', [long, at(1)]), 'x')?.markup ?? '';
    const [label, figure] = [/x="0" y="(\d+)">name=n+…</, /x="100%" y="(\d+)"/].map((one) =>
      Number(one.exec(svg)?.[1]),
    );
    expect(figure! - label!).to.equal(18);
    expect(svg.length).to.be.below(10_000);
  });
});
