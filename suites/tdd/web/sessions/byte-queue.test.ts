/** Bytes in pieces, as lines and blocks: what is held, and in how many pieces. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { ByteQueue, LineTooLong } from '../../../../fixtures/web/sessions/byte-queue.ts';

suite('a queue of bytes', () => {
  test('gives lines and blocks as they were, however they were cut', () => {
    const text = `first\r\n${'x'.repeat(300)}\r\n\r\nlast\r\n`;
    for (const size of [1, 2, 3, 7, 100, 1000]) {
      const queue = new ByteQueue();
      for (let at = 0; at < text.length; at += size) queue.push(Buffer.from(text.slice(at, at + size)));
      expect(queue.line(5)).to.equal('first');
      expect(String(queue.block(300))).to.equal('x'.repeat(300));
      expect([queue.line(0), queue.line(4), queue.line(4), queue.length, queue.pieces]).to.deep.equal([
        '',
        'last',
        undefined,
        0,
        0,
      ]);
    }
  });

  test('a line of as many bytes as may be is read, one of more is refused before its end has come', () => {
    const queue = new ByteQueue();
    queue.push(Buffer.from('abc\r'));
    expect(queue.line(3)).to.equal(undefined);
    queue.push(Buffer.from('\nabcd'));
    expect(queue.line(3)).to.equal('abc');
    expect(() => queue.line(3)).to.throw(LineTooLong);
  });

  test('bytes that come one by one are held in few pieces, and large pieces as they are', () => {
    const queue = new ByteQueue();
    const bytes = Buffer.from(Array.from({ length: 9000 }, (_, index) => index & 0xff));
    for (let at = 0; at < bytes.length; at++) queue.push(bytes.subarray(at, at + 1));
    expect(queue.pieces).to.be.at.most(2 + 12); // of 4 KiB, and of 2 KiB, 1 KiB, and so on
    const large = Buffer.alloc(4096, 1);
    queue.push(large);
    queue.push(Buffer.from('\r\n'));
    expect(queue.block(9000 + 4096)!.equals(Buffer.concat([bytes, large]))).to.equal(true);
  });

  test('a block behind which something else stands is null', () => {
    const queue = new ByteQueue();
    queue.push(Buffer.from('abcd'));
    expect([queue.block(2), queue.length]).to.deep.equal([null, 0]);
  });
});
