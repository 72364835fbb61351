/** The vocabulary from the inside: how claims stand, what is folded, and what is said of wrong answers. */

import { expect } from 'chai';
import { suite, test } from 'mocha';
import { breakage, doubtMarks, foldDoubts, remarkMeanings, remarks, wrongAnswers } from '../../../reports/notes.ts';
import { meanings, standing, verdicts } from '../../../reports/standings.ts';
import { extremes, power, range, ratioMeaning, runSentence, stopped, warnings } from '../../../reports/words.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import * as sample from '../../support/sample-claims.ts';
import { failedControls, incompleteRun, nothingMeasured, sampleReport } from '../../support/sample-report.ts';

const ratio = [2, 1.9, 2.1] as const;

suite('words', () => {
  test('a claim stands as its cases do, mixed where they differ; without any it is broken if something broke', () => {
    const standings = verdicts.map((verdict) => standing(claim('a/b', [measured({}, verdict, ratio)])));
    expect(standings).to.deep.equal(verdicts);
    expect(standing(sample.concat())).to.equal('mixed');
    expect(standing(sample.unloadable())).to.equal('broken');
    expect(standing(claim('a/b', []))).to.equal('unasked');
  });

  test('every verdict has a meaning, and the margin is the one that is given', () => {
    expect(meanings(0.1).map(({ verdict }) => verdict)).to.deep.equal(verdicts);
    expect(meanings(0.1)[0]?.says).to.contain('(10 % unless');
  });

  test('the range goes from the weakest ratio to the strongest, wherever they stand', () => {
    const { weakest, strongest } = extremes(sample.concat());
    expect([weakest?.id, strongest?.id]).to.deep.equal(['chunks=4 bytes=65536', 'chunks=256 bytes=1024']);
    expect(range(sample.concat())).to.equal(
      'from 0.71× [0.69, 0.73] at chunks=4 bytes=64 KiB to 3.41× [3.30, 3.52] at chunks=256 bytes=1 KiB',
    );
  });

  test('one case has a ratio and no range, and none has nothing', () => {
    expect(range(sample.sharedSlab())).to.equal('1.012× [0.999, 1.025]');
    expect(range(sample.unloadable())).to.equal(undefined);
    const { ratio: _, ...bare } = measured({ n: 2 }, 'refuted', ratio);
    expect(range(claim('a/b', [measured({ n: 1 }, 'confirmed', ratio), bare]))).to.equal('2.00× [1.90, 2.10] at n=1');
  });

  test('the ratio is explained with the names of the two', () => {
    expect(ratioMeaning(sample.syncStalls())).to.equal(
      'Ratio: longest stall of the event loop of readFileSync, divided by that of readFile. Above 1× readFile wins.',
    );
  });

  test('doubts are folded by kind, the frequent ones first, a case counting once', () => {
    const { cases } = sample.concat();
    const folded = foldDoubts(cases);
    expect(folded.map(({ letter, code, cases: many }) => `${letter} ${code} ${many}`)).to.deep.equal([
      'a few-rounds 2',
      'b disturb-each-other 1',
      'c two-humps 1',
    ]);
    expect(cases.map((one) => doubtMarks(one, folded))).to.deep.equal(['', '', '', '1:b', '2:a,c', '1:a']);
    const twice = cases[5]?.doubts[0];
    const doubled = measured({}, 'confirmed', ratio, { doubts: twice ? [twice, twice] : [] });
    expect(foldDoubts([doubled])[0]?.cases).to.equal(1);
  });

  test('after z the letters go on with aa', () => {
    const doubts = Array.from({ length: 28 }, (_, at) => ({ code: `c${at}`, says: '', advice: '' }));
    const folded = foldDoubts([measured({}, 'confirmed', ratio, { doubts })]);
    expect(folded.slice(24).map(({ letter }) => letter)).to.deep.equal(['y', 'z', 'aa', 'ab']);
  });

  test('what is unusual about a case is remarked, and each remark is explained once', () => {
    const { cases } = sample.concat();
    expect(cases.map((one) => remarks(one).join(' '))).to.deep.equal(['', '', '', 'apart', '+24', 'cpu +40']);
    expect(remarkMeanings(cases).map((meaning) => meaning.split(':')[0])).to.deep.equal(['apart', 'cpu', '+n']);
    expect(remarkMeanings(cases.slice(0, 3))).to.deep.equal([]);
  });

  test('a wrong answer is told with its reason, once for all of its cases', () => {
    expect(wrongAnswers(sample.wrongAnswers().cases)).to.deep.equal([
      'appended answers wrongly: it cuts a character of two bytes in half (2 cases)',
      'appended answers wrongly, which the claim does not say: "caf\ufffd\ufffd", where "x".repeat(4096) is right (1 case)',
    ]);
  });

  test('where no answer is right, none is named', () => {
    const one = measured({}, 'refuted', ratio);
    const wrong = one.contenders.map((each) => Object.assign({}, each, { answer: 'wrong', shown: '1' }));
    const [first] = wrongAnswers([{ ...one, contenders: wrong }]);
    expect(first).to.equal('concat answers wrongly, which the claim does not say: 1');
  });

  test('a sentence has one full stop', () => {
    expect(['it does less', 'It does less.', 'Why?'].map(stopped)).to.deep.equal([
      'it does less.',
      'It does less.',
      'Why?',
    ]);
  });

  test('a breakage says where, what and the remedy', () => {
    expect(sample.unloadable().broken.map(breakage)).to.deep.equal([
      'wasm/adds-faster, while compiling (CLAIM_BROKEN): The module could not be found. Check the path of its imports.',
      'wasm/adds-faster, n=1, wasm, while proving (CLAIM_BROKEN): The module could not be found. Check the path of its imports.',
    ]);
  });

  test('a good run has no warnings, and each fault has its own', () => {
    expect(warnings(sampleReport())).to.deep.equal([]);
    expect(warnings(failedControls())[0]).to.match(/^The controls failed: .* Do not rely on any figure here\.$/);
    expect(warnings(incompleteRun()).map((warning) => warning.split(':')[0])).to.deep.equal([
      'The run was cut short',
      'A quick run',
    ]);
    expect(warnings(nothingMeasured())).to.deep.equal(['Nothing was measured.']);
  });

  test('the power of a run is its comparisons and the smallest effect, if there is one', () => {
    expect(power(sampleReport({ comparisons: 1, smallestEffect: 0.021 }))).to.equal(
      '1 comparison (corrected by Holm); an effect of 2.1 % could have been found in half of the cases.',
    );
    expect(power(nothingMeasured())).to.equal('0 comparisons (corrected by Holm).');
  });

  test('a run without a commit says none', () => {
    const { commit: _, load: _load, ...environment } = sampleReport().environment;
    expect(runSentence(sampleReport())).to.contain(', commit ffcfed3c0ffe, ');
    expect(runSentence(sampleReport({ environment }))).not.to.contain('commit');
  });
});
