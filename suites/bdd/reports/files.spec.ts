/** What goes into files, from the outside: the list of formats, and JSON that reads back as it was. */

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { json } from '../../../reports/formats/json.ts';
import type { RunReport } from '../../../reports/model.ts';
import { written } from '../../../reports/write.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import * as sample from '../../support/sample-claims.ts';
import { incompleteRun, nothingMeasured, sampleReport } from '../../support/sample-report.ts';

/** The same value with the keys of every object in the opposite order, but for those that a claim orders. */
function backwards<T>(value: T): T {
  const turn = (key: string, inner: unknown): unknown =>
    typeof inner !== 'object' || inner === null || Array.isArray(inner) || key === 'given' || key === 'axes'
      ? inner
      : Object.fromEntries(Object.entries(inner).toReversed());
  return JSON.parse(JSON.stringify(value, turn));
}

describe('the files of a report', () => {
  it('are a comment, CSV, HTML, JSON and Markdown', async () => {
    const files = await written(sampleReport(), { of: () => undefined });
    expect(files.map(({ name, text }) => `${name} ${text.slice(0, 15)}`)).to.deep.equal([
      'report.comment.md **8 confirmed, ',
      'report.csv run,started,com',
      'report.html <!doctype html>',
      'report.json {\n  "version": ',
      'report.md **8 confirmed, ',
    ]);
  });
});

describe('the JSON report', () => {
  it('reads back as the run that it was, to 12 digits', () => {
    const round = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);
    for (const report of [sampleReport(), incompleteRun(), nothingMeasured()]) {
      expect(JSON.parse(json(report))).to.deep.equal(JSON.parse(JSON.stringify(report), round));
    }
  });

  it('tells the inside of each contender under its case, in an order of its own', () => {
    const { claims } = JSON.parse(json(sampleReport({ claims: [sample.sharedSlab()] }))) as RunReport;
    const [concat, join] = claims[0]!.cases[0]!.diagnoses!;
    expect(Object.keys(concat!)).to.deep.equal(['contender', 'tiers', 'profile']);
    expect(Object.keys(concat!.tiers!)).to.deep.equal(['samples', 'shares', 'later', 'functions', 'deopts']);
    expect(concat!.profile!.sites[0]).to.deep.equal({ name: 'pairOf', place: 'bench/claims/made/b.ts:9', share: 0.97 });
    expect(join).to.have.all.keys('contender', 'failed');
  });

  it('is the same where only the last bits of a figure differ, as they do between versions of V8', () => {
    const text = (estimate: number) => {
      const one = measured({}, 'confirmed', [2, 1.9, 2.1], { ratio: { estimate, low: 1.9, high: 2.1 } });
      return json(sampleReport({ claims: [claim('a/b', [one])] }));
    };
    const figure = 2.012345678901;
    expect(figure + 2 * Number.EPSILON).not.to.equal(figure);
    expect(text(figure + 2 * Number.EPSILON)).to.equal(text(figure));
    expect(text(2.0123456789)).not.to.equal(text(2.0123456788));
  });

  it('leaves whole numbers exact, however long', () => {
    const seed = Number.MAX_SAFE_INTEGER;
    expect(JSON.parse(json(sampleReport({ seed })))).to.have.property('seed', seed);
  });

  it('begins with what it is, and ends with a newline', () => {
    const text = json(sampleReport());
    expect(text.split('\n').slice(0, 4)).to.deep.equal([
      '{',
      '  "version": "0.1.0",',
      '  "id": "2026-11-22-1253-a1b2",',
      '  "started": "2026-11-22T12:53:10.000Z",',
    ]);
    expect(text.endsWith('}\n')).to.equal(true);
  });

  it('has the same order of keys, in whatever order the run was put together', () => {
    const report = sampleReport();
    expect(Object.keys(backwards(report))).not.to.deep.equal(Object.keys(report));
    expect(json(backwards(report))).to.equal(json(report));
  });

  it('keeps the order in which a claim has its axes', () => {
    const one = measured({ zebra: 1, apple: 2 }, 'confirmed', [2, 1.9, 2.1]);
    const claims = [claim('a/b', [one], { axes: { zebra: [1], apple: [2] } })];
    const text = json(sampleReport({ claims }));
    expect(text.match(/"zebra"|"apple"/g)).to.deep.equal(['"zebra"', '"apple"', '"zebra"', '"apple"']);
  });

  it('tells a key that the model does not know after all others', () => {
    const report = { extra: true, ...nothingMeasured() };
    expect(json(report).split('\n').at(-3)).to.equal('  "extra": true');
  });

  it('refuses a number that is not finite, and says where it is', () => {
    const one = measured({}, 'confirmed', [2, 1.9, Infinity]);
    const broken = sampleReport({ claims: [claim('a/b', [{ ...one, together: [], apart: [] }])] });
    expect(() => json(broken))
      .to.throw(
        RangeError,
        /^a finite number was expected at report\.claims\[0\]\.cases\[0\]\.ratio\.high, and it is Infinity;/,
      )
      .with.property('code', 'NOT_FINITE');
  });
});
