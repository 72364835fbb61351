/** The table of trust: what counts as kept, and how both runs stand side by side. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { atMost, found, subjectOf, within } from '../../../bench/calibrations/trust/rows.ts';
import { table, type Trust } from '../../../bench/calibrations/trust/table.ts';
import type { CalibrationComparison } from '../../../bench/calibration.ts';
import { logsAbout, madeRunRecord } from '../../support/made-run.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const comparison = (truth: number): CalibrationComparison => ({
  work: 'arithmetic',
  effect: 0.01,
  given: 4,
  seconds: 4,
  timed: 2,
  clock: 'wall',
  logs: logsAbout(truth),
});

suite('a row of the table of trust', () => {
  test('counts as found what leaves 1 out on the right side, and says what was read', () => {
    const row = found('more', [0.02, 0.02, 0.02, -0.02].map(comparison), 0.75);
    expect(row).to.deep.equal({
      what: 'more',
      wanted: 'at least 75 %',
      reached: '3 of 4 (75 %); read 2 %',
      kept: true,
    });
    expect(found('more', [0.02, 0.02, -0.02].map(comparison), 0.75).kept).to.equal(false);
  });

  test('is kept up to the share, and up to the error, that is wanted', () => {
    expect([atMost('a', 10, 200, 0.05).kept, atMost('a', 11, 200, 0.05).kept]).to.deep.equal([true, false]);
    expect([within('a', 0.003, 0.003).kept, within('a', 0.0031, 0.003).kept]).to.deep.equal([true, false]);
    expect(atMost('a', 11, 200, 0.05).reached).to.equal('11 of 200 (5.5 %)');
  });

  test('measures the first contender against the second, or alone', () => {
    expect(subjectOf('shift-xor.js', ['a', 'b', 'c'])).to.deep.include({ favours: 'a', over: 'b' });
    expect(subjectOf('shift-xor.js', ['a'])).to.deep.include({ favours: 'a', over: 'a', contenders: ['a'] });
  });
});

suite('the table of trust', () => {
  const directory = temporaryDirectory();
  const { environment } = madeRunRecord();
  const trust = (reached: string, kept: boolean, quick = false): Trust => ({
    about: { started: '2026-11-22T12:00:00.000Z', minutes: 1.5, seed: 7, quick, environment },
    rows: [{ what: 'an effect', wanted: 'at least 90 %', reached, kept }],
    comparisons: [],
  });

  test('has both runs side by side, and says what was not kept', () => {
    const folder = directory.fresh();
    writeFileSync(join(folder, 'quiet.json'), JSON.stringify(trust('95 %', true)));
    writeFileSync(join(folder, 'neighbour.json'), JSON.stringify(trust('50 %', false, true)));
    const text = table(folder);
    expect(text).to.contain('| an effect | 95 % ✓ | at least 90 % | 50 % ✗ | at least 90 % |');
    expect(text).to.match(/^Quiet: 2026-11-22 12:00 UTC, 1\.5 min, seed 7; Node\.js/m);
    expect(text).to.match(/^With a neighbour .*, a tenth of the comparisons;/m);
  });

  test('keeps what was read first, and tells below it what was measured again', () => {
    const folder = directory.fresh();
    const [first, second] = [trust('50 %', false), trust('95 %', true).rows[0]!];
    const again = [{ started: '2026-11-23T08:30:00.000Z', row: second }];
    writeFileSync(join(folder, 'quiet.json'), JSON.stringify({ ...first, again }));
    expect(table(folder)).to.contain('| an effect | 50 % ✗ |');
    expect(table(folder)).to.match(
      /^Measured again by themselves:\n\n- an effect, quiet, 2026-11-23 08:30 UTC: 95 % ✓$/m,
    );
  });

  test('has one where only one was made', () => {
    const folder = directory.fresh();
    writeFileSync(join(folder, 'quiet.json'), JSON.stringify(trust('95 %', true)));
    expect(table(folder)).to.contain('| an effect | 95 % ✓ | at least 90 % |  |  |');
    expect(table(folder)).not.to.contain('neighbour that');
  });
});
