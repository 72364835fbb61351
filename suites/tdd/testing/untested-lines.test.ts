/** Specifies the naming of untested lines from what V8 counted, on counts made by hand (row TE5). */
import { expect } from 'chai';
import { suite, test } from 'mocha';

import { untestedLines } from '../../../fixtures/testing/untested-lines.ts';

const SOURCE = `function sign(n) {
  if (n < 0) {
    return -1;
  }

  return 1;
}
`;

const range = (text: string, count: number) => {
  const startOffset = SOURCE.indexOf(text);
  return { startOffset, endOffset: startOffset + text.length, count };
};
const whole = { functionName: '', ranges: [range(SOURCE, 1)] };
const body = SOURCE.trimEnd();
const branch = '{\n    return -1;\n  }';

suite('TE5: lines that no test reached', () => {
  test('are none where everything ran', () => {
    const sign = { functionName: 'sign', ranges: [range(body, 2)] };
    expect(untestedLines(SOURCE, { functions: [whole, sign] })).to.deep.equal([]);
  });

  test('are those of a block that never ran, and not the line on which it begins', () => {
    const sign = { functionName: 'sign', ranges: [range(body, 2), range(branch, 0)] };
    expect(untestedLines(SOURCE, { functions: [whole, sign] })).to.deep.equal([3, 4]);
  });

  test('are those of a function that was never called, its empty lines aside', () => {
    const sign = { functionName: 'sign', ranges: [range(body, 0)] };
    expect(untestedLines(SOURCE, { functions: [whole, sign] })).to.deep.equal([1, 2, 3, 4, 6, 7]);
  });

  test('are decided by the innermost range, in whatever order they are told', () => {
    const ranges = [range('return -1;', 1), range(branch, 0), range(body, 2)];
    expect(untestedLines(SOURCE, { functions: [{ functionName: 'sign', ranges }, whole] })).to.deep.equal([4]);
  });
});
