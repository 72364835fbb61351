/** Specifies where bytes stop being UTF-8. */
import { isUtf8 } from 'node:buffer';

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { malformedAt } from '../../../fixtures/buffers/utf8.ts';

suite('malformedAt', () => {
  for (const { hex, position, what } of [
    { hex: '', position: -1, what: 'nothing' },
    { hex: '61c3a9e4bda0f09f9880', position: -1, what: 'characters of one to four bytes' },
    { hex: '6180', position: 1, what: 'a continuation without a lead' },
    { hex: '61c0af', position: 1, what: 'a lead that only overlong forms have' },
    { hex: 'c361', position: 1, what: 'a lead without its continuation' },
    { hex: 'e09f80', position: 1, what: 'an overlong form of three bytes' },
    { hex: 'eda080', position: 1, what: 'a surrogate' },
    { hex: 'ed9fbf', position: -1, what: 'the last character before the surrogates' },
    { hex: 'e4bd61', position: 2, what: 'a third byte that is none' },
    { hex: 'f0808080', position: 1, what: 'an overlong form of four bytes' },
    { hex: 'f48fbfbf', position: -1, what: 'the last character of all' },
    { hex: 'f4908080', position: 1, what: 'a character beyond the last' },
    { hex: 'f5808080', position: 0, what: 'a lead beyond the last' },
    { hex: '61e4bd', position: 3, what: 'an end inside a character' },
    { hex: '61f09f98', position: 4, what: 'an end before the fourth byte' },
  ]) {
    test(`is ${position} for ${what} (${hex})`, () => {
      expect(malformedAt(Buffer.from(hex, 'hex'))).to.equal(position);
    });
  }

  test('says -1 exactly for what is UTF-8, and for the rest a position up to which another ending would do', () => {
    const lead = fc.constantFrom(
      0x61,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
    );
    fc.assert(
      fc.property(fc.array(lead, { maxLength: 6 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        const position = malformedAt(buffer);
        expect(position === -1).to.equal(isUtf8(buffer));
        if (position === -1) return;
        const sound = buffer.subarray(0, position);
        expect(finishable(sound), 'what comes before can be finished').to.equal(true);
        if (position < buffer.length) expect(finishable(buffer.subarray(0, position + 1))).to.equal(false);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether up to three more bytes make it UTF-8. Every unfinished character has one of these endings. */
function finishable(bytes: Buffer): boolean {
  const endings = ['', '80', '8080', '808080', 'a0', 'a080', '9080', '908080'];
  return endings.some((ending) => isUtf8(Buffer.concat([bytes, Buffer.from(ending, 'hex')])));
}
