/** What a terminal says of many runtimes: a reason once for all that share it, and whose line it is. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { foldReasons, reasonText } from '../../../reports/comparison.ts';
import { changeProgress } from '../../../reports/formats/comparison/progress.ts';
import { width } from '../../../reports/text.ts';
import { sampleRuntimes } from '../../support/sample-comparison.ts';

const { changes, sides } = sampleRuntimes();

function open(reason: string, moreRounds?: number) {
  const why =
    moreRounds === undefined ? `${reason}.` : `${reason}; about ${moreRounds} further rounds would settle it.`;
  return { ...changes[0]!, is: 'inconclusive' as const, reason: why, ...(moreRounds !== undefined && { moreRounds }) };
}

suite('the reasons of many comparisons', () => {
  test('are told once where they differ by nothing but the rounds that are missing', () => {
    const [wide, other] = ['the interval is wide', 'by itself it would be slower'];
    const folded = foldReasons([open(wide, 12), open(other, 3), open(wide, 4), open(wide, 1205), open('no figure')]);
    expect(folded.map((alike) => [alike.length, reasonText(alike)])).to.deep.equal([
      [3, 'the interval is wide; about 4 to 1205 further rounds would settle each.'],
      [1, 'by itself it would be slower; about 3 further rounds would settle it.'],
      [1, 'no figure.'],
    ]);
  });

  test('stand as they are where they are the same', () => {
    const [alike] = foldReasons([open('the interval is wide', 4), open('the interval is wide', 4)]);
    expect(reasonText(alike!)).to.equal('the interval is wide; about 4 further rounds would settle it.');
  });
});

suite('the progress of a comparison of several runtimes', () => {
  for (const columns of [60, 80, 100, 140]) {
    test(`names the runtime of every line at ${columns} columns`, () => {
      for (const change of changes) {
        const line = changeProgress(change, { sides }, { width: columns, colour: false });
        expect(line).to.contain(change.side);
        for (const one of line.split('\n')) expect(width(one)).to.be.at.most(columns);
      }
    });
  }

  test('does not name the only one', () => {
    const [change] = changes;
    const line = changeProgress(change!, { sides: [{ name: change!.side }] }, { width: 140, colour: false });
    expect(line).not.to.contain(change!.side);
  });
});
