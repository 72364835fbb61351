/** The plot of a sweep: a line for each server, and its knee with what is left open of it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { sweep } from '../../../reports/charts/sweep.ts';
import { html } from '../../../reports/formats/html.ts';
import type { SweepReport } from '../../../reports/model.ts';
import * as sample from '../../support/sample-claims.ts';
import { sampleReport } from '../../support/sample-report.ts';

const numbers = [1, 2, 4, 8];

function swept(knee?: SweepReport['knee'], nanoseconds = (connections: number) => 1e6 / connections): SweepReport {
  const points = numbers.map((connections) => {
    const estimate = nanoseconds(connections);
    return { connections, throughput: { estimate, low: estimate * 0.9, high: estimate * 1.1 } };
  });
  return { contender: 'a', points, says: 'a: said', ...(knee && { knee }) };
}

const drawn = (...all: readonly SweepReport[]) => sweep(all, '', 'x')?.markup ?? '';
const bar = (svg: string) =>
  /<line class="interval line" x1="([\d.]+)%" x2="([\d.]+)%"/.exec(svg)?.slice(1).map(Number) ?? [];
const ends = (svg: string) => svg.match(/<line class="interval" /g)?.length ?? 0;

suite('the plot of a sweep', () => {
  test('has a line for each server on logarithmic axes, higher where it answers more', () => {
    const svg = drawn(swept(), swept());
    const [points = []] = Array.from(svg.matchAll(/<polyline class="line" points="([^"]*)"/g), ([, all = '']) =>
      all.split(' ').map((one) => one.split(',').map(Number)),
    );
    const steps = (at: 0 | 1) => points.slice(1).map((point, before) => point[at]! - points[before]![at]!);
    for (const step of steps(0)) expect(step).to.be.closeTo(94 / 3, 0.02);
    for (const step of steps(1)) expect(step).to.be.closeTo(steps(1)[0]!, 0.02).and.below(0);
    expect(svg.match(/<polyline/g)).to.have.lengthOf(2);
  });

  test('rings the knee, and has a bar from where it may lie to where it may lie', () => {
    const svg = drawn(swept({ estimate: 4, low: 2, high: 4 }));
    expect(/<circle class="knee" cx="([\d.]+)%"/.exec(svg)?.[1]).to.equal('65.67');
    expect(bar(svg)).to.deep.equal([34.33, 65.67]);
    expect(ends(svg)).to.equal(2);
  });

  test('leaves the bar open where the knee could lie behind all numbers', () => {
    const svg = drawn(swept({ estimate: 4, low: 2 }));
    expect(bar(svg)).to.deep.equal([34.33, 97]);
    expect(ends(svg)).to.equal(1);
  });

  test('has neither ring nor bar where no knee was found, and says so', () => {
    expect(drawn(swept())).not.to.contain('class="knee"').and.not.to.contain('class="interval');
    expect(drawn(swept())).to.contain('a knee is marked on none of them.</desc>');
    expect(drawn(swept(), swept({ estimate: 1, low: 1, high: 1 }))).to.contain('a knee is marked on 1 of them.</desc>');
  });

  test('leaves out what cannot be drawn, and is missing where fewer than two numbers are left', () => {
    const stuck = swept(undefined, (connections) => (connections < 4 ? 1e6 : Infinity));
    expect(drawn(stuck)).not.to.match(/NaN|Infinity/);
    expect(sweep([{ contender: 'a', points: [], says: 'a' }], '', 'x')).to.equal(undefined);
    expect(sweep([swept(undefined, () => Infinity)], '', 'x')).to.equal(undefined);
  });

  test('stands in the section of its claim, above its table', () => {
    const page = html(sampleReport({ claims: [sample.answersMore()] }));
    expect(page).to.match(/<title id="claim-1-sweep-1-title">Answers a second over connections, rate=as it comes</);
    expect(page.indexOf('claim-1-sweep-1-title')).to.be.below(page.indexOf('<table class="sweep">'));
  });
});
