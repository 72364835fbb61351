/** The terminal's lines from the inside: none is wider than the terminal, and colour changes nothing but colour. */

import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { progress } from '../../../reports/formats/progress.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import { draw } from '../../../reports/formats/terminal/ink.ts';
import { width } from '../../../reports/text.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import { failedControls, incompleteRun, nothingMeasured, sampleReport } from '../../support/sample-report.ts';

const runs = {
  'the sample': sampleReport(),
  'a run with failed controls': failedControls(),
  'a run that was cut short': incompleteRun(),
  'a run without claims': nothingMeasured(),
};

suite('terminal width', () => {
  for (const [name, report] of Object.entries(runs)) {
    for (const columns of [20, 60, 80, 140]) {
      test(`${name} fits ${columns} columns`, () => {
        for (const line of terminal(report, { width: columns, colour: false }).split('\n')) {
          expect(width(line), line).to.be.at.most(columns);
        }
      });
    }
  }

  test('whatever is in it, a run fits every window from 20 to 300 columns', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(...'ab 日\u0301👩‍👩‍👧\u001b[31m\u202e\n|×[].,1'.split('')),
      maxLength: 60,
    });
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 20, max: 300 }), (name, text, columns) => {
        const one = measured({ [`x${name}`]: text, bytes: 1024 }, 'inconclusive', [1.07, 0.98, 1.17], {
          moreRounds: 24,
        });
        const { ratio: _, ...bare } = measured({ [`x${name}`]: name, bytes: 1 }, 'refuted', [1, 1, 1]);
        const report = sampleReport({
          sentence: text,
          claims: [
            claim(name, [one, { ...bare, ground: 'answers' }], {
              says: text,
              because: name,
              sentence: name,
              favours: name,
              over: text,
              axes: { [`x${name}`]: [text, name], bytes: [1, 1024] },
            }),
          ],
        });
        for (const line of terminal(report, { width: columns, colour: false }).split('\n')) {
          if (width(line) > columns) throw new Error(`${width(line)} of ${columns} columns: ${line}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a line that is too long is cut, however many pieces it has', () => {
    const line = [{ text: 'abcd' }, { text: '日本語' }, { text: 'efg' }];
    expect(draw([line], { width: 9, colour: false })).to.equal('abcd日本…\n');
    expect(draw([line], { width: 4, colour: false })).to.equal('abcd\n');
  });

  test('no line ends in spaces', () => {
    expect(terminal(runs['the sample'], { width: 80, colour: false })).not.to.match(/ $/m);
  });

  test('without colour there is no escape, with it there are, and both say the same', () => {
    const bare = terminal(runs['the sample'], { width: 80, colour: false });
    const coloured = terminal(runs['the sample'], { width: 80, colour: true });
    expect(bare).not.to.contain('\u001b');
    expect(coloured).to.contain('\u001b[32m');
    expect(stripVTControlCharacters(coloured)).to.equal(bare);
  });

  test('a progress line fits, whatever the claim is called', () => {
    const one = measured({ bytes: 16, chunks: 2 }, 'confirmed', [2.31, 2.28, 2.34]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 160 }), (name, columns) => {
        for (const line of progress(name, one, { width: columns, colour: false }).split('\n')) {
          expect(width(line)).to.be.at.most(columns);
        }
      }),
    );
  });
});
