/** What a child writes, kept up to a limit (row PR9). */
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Output } from '../../../fixtures/processes/output.ts';

/** The pieces, as they are kept under a limit, and how often it was told that there were more. */
function keep(limit: number, ...pieces: readonly (string | Buffer)[]): { text: string; told: number } {
  const stream = new PassThrough();
  let told = 0;
  const output = new Output(stream, limit, () => told++);
  for (const piece of pieces) stream.emit('data', Buffer.from(piece));
  return { text: output.text(), told };
}

suite('the output of a child', () => {
  test('is kept whole up to the limit, and the limit itself is not too much', () => {
    expect(keep(6, 'abc', 'def')).to.deep.equal({ text: 'abcdef', told: 0 });
    expect(keep(0)).to.deep.equal({ text: '', told: 0 });
  });

  test('PR9: is cut at the limit, which is told once, however much follows', () => {
    expect(keep(4, 'abc', 'def', 'ghi')).to.deep.equal({ text: 'abcd', told: 1 });
    expect(keep(3, 'abc', 'def')).to.deep.equal({ text: 'abc', told: 1 });
    expect(keep(0, 'a', 'b')).to.deep.equal({ text: '', told: 1 });
  });

  test('loses no character between two pieces, and keeps no half one at the limit', () => {
    const bytes = Buffer.from('a好b');
    expect(keep(9, bytes.subarray(0, 2), bytes.subarray(2)).text).to.equal('a好b');
    expect(keep(3, bytes)).to.deep.equal({ text: 'a', told: 1 });
  });

  test('shows what is no UTF-8, and keeps a byte-order mark', () => {
    expect(keep(9, Buffer.from([0x61, 0xff])).text).to.equal('a\ufffd');
    expect(keep(9, '\ufeffa').text).to.equal('\ufeffa');
  });

  test('of a stream that is not there is empty', () => {
    expect(new Output(null, 1, () => {}).text()).to.equal('');
  });
});
