/** The table of what two runs said: what counts as turned, as changed, and as told. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { differencesOf, saidBy, twiceTable, type Said } from '../../../bench/calibrations/twice/table.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { Verdict } from '../../../reports/model.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';

const judged = saidBy(judgeRun(madeRun([{ cases: [{ logs: logsAbout(2) }] }])));
const said = (verdicts: Readonly<Record<string, Verdict>>, seconds = 100): Said => ({ ...judged, seconds, verdicts });
const rows = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1);

suite('the same run made twice', () => {
  test('is read case by case from what was judged', () => {
    expect(Object.values(judged.verdicts)).to.deep.equal(['confirmed']);
    expect(Object.keys(judged.verdicts)[0]).to.match(/^\S+/);
  });

  test('differs where a case has another verdict, and not where only one has the case', () => {
    const one = said({ a: 'confirmed', b: 'refuted', c: 'equivalent' });
    const other = said({ a: 'confirmed', b: 'inconclusive', d: 'refuted' });
    expect(differencesOf(one, other)).to.deep.equal({
      cases: 2,
      changed: [{ case: 'b', from: 'refuted', to: 'inconclusive' }],
    });
  });

  test('keeps what is wanted where nothing turns and hardly anything changes', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`c${at}`, 'confirmed' as const]));
    const { text, kept } = twiceTable({
      first: said(many),
      second: said({ ...many, c0: 'inconclusive', c1: 'equivalent', c2: 'inconclusive' }, 1200),
      neighbour: said({ ...many, c3: 'inconclusive' }),
    });
    expect(kept).to.equal(true);
    expect(rows(text)).to.deep.equal([
      '| told at all, first run | 100 of 100 (100 %) ✓ | at least 85 % |',
      '| time, first run | 1 min 40 s ✓ | at most 20 min |',
      '| told at all, second run | 98 of 100 (98 %) ✓ | at least 85 % |',
      '| time, second run | 20 min ✓ | at most 20 min |',
      '| confirmed in one and refuted in the other, first and second | 0 of 100 ✓ | none |',
      '| another verdict of any kind, first and second | 3 of 100 (3 %) ✓ | at most 3 % |',
      '| confirmed, and refuted beside the neighbour | 0 of 100 ✓ | none |',
      '| another verdict of any kind beside the neighbour | 1 of 100 |  |',
    ]);
    expect(text).to.contain('- c1: confirmed, then equivalent');
  });

  for (const [what, first, second, row] of [
    ['that turns', { a: 'refuted' }, { a: 'confirmed' }, /confirmed in one and refuted.*1 of 1 ✗/],
    ['that changes', { a: 'confirmed' }, { a: 'equivalent' }, /another verdict.*1 of 1 \(100 %\) ✗/],
    ['that tells nothing', { a: 'inconclusive' }, { a: 'inconclusive' }, /told at all.*0 of 1 \(0 %\) ✗/],
  ] as const) {
    test(`does not keep it with a case ${what}`, () => {
      const { text, kept } = twiceTable({ first: said(first), second: said(second) });
      expect(kept).to.equal(false);
      expect(text).to.match(row);
    });
  }

  test('falls only beside the neighbour where confirmed becomes refuted, and takes no longer than it may', () => {
    const fell = twiceTable({ first: said({ a: 'confirmed' }), neighbour: said({ a: 'refuted' }) });
    expect([fell.kept, /refuted beside the neighbour \| 1 of 1 ✗/.test(fell.text)]).to.deep.equal([false, true]);
    expect(twiceTable({ first: said({ a: 'refuted' }), neighbour: said({ a: 'confirmed' }) }).kept).to.equal(true);
    expect(twiceTable({ first: said({ a: 'refuted' }, 1201) }).kept).to.equal(false);
  });
});
