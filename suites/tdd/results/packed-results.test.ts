/** Results files that are packed by gzip: what was packed comes out, or a sentence. */
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { DamagedPacking, packed, unpacked } from '../../../bench/packed-results.ts';
import { readRecords, writeRecord } from '../../../bench/results-file.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';

const records = madeRun([{ cases: [{ logs: logsAbout(0.2, 6) }] }]);
const plain = Buffer.from(records.map(writeRecord).join(''));
const file = packed(plain);
/** Little, for whoever goes through all of its bytes. */
const short = Buffer.from(writeRecord(records[0]!));
const shortFile = packed(short);

/** What comes out of it, or `refused` where that is said. */
function outcome(bytes: Buffer): Buffer | 'refused' {
  try {
    return unpacked(bytes);
  } catch (error) {
    if (error instanceof DamagedPacking) return 'refused';
    throw error;
  }
}

suite('a packed results file', () => {
  test('is smaller, and holds the same records', () => {
    expect(file.length).to.be.below(plain.length);
    expect(readRecords(unpacked(file))).to.deep.equal(records);
  });

  test('may be packed in several pieces, as cat puts them together', () => {
    const half = plain.length >> 1;
    const pieces = [plain.subarray(0, half), plain.subarray(half)].map((piece) => gzipSync(piece));
    expect(unpacked(Buffer.concat(pieces)).equals(plain)).to.equal(true);
  });

  test('that is not packed stays as it is', () => {
    for (const bytes of [plain, Buffer.from(''), Buffer.from([0x1f])]) expect(unpacked(bytes)).to.equal(bytes);
  });

  test('is refused wherever it was cut off', () => {
    for (let length = 2; length < shortFile.length; length++) {
      expect(() => unpacked(shortFile.subarray(0, length)), `${length} bytes`).to.throw(
        DamagedPacking,
        'it is packed by gzip, and was cut off before its end.',
      );
    }
  });

  test('never says anything else where one of its bytes has changed', () => {
    let refused = 0;
    // Behind the two by which it is known.
    for (let at = 2; at < shortFile.length; at++) {
      const changed = Buffer.from(shortFile);
      changed[at]! ^= 1 << (at % 8);
      const found = outcome(changed);
      if (found === 'refused') refused += 1;
      else expect(found.equals(short), `byte ${at}`).to.equal(true);
    }
    // Only the moment, the extra flags and the system in its header (RFC 1952, 2.3) are of no matter.
    expect(refused).to.be.at.least(shortFile.length - 2 - 7);
  });
});
