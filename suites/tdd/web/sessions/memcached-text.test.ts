/** The text protocol of Memcached in any split, within its limits, and under random bytes (row WA11). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { expiryOf, MemcachedReader, type MemcachedAnswer } from '../../../../fixtures/web/sessions/memcached-text.ts';
import { forRandomStreams } from '../../../support/random-streams.ts';

const GOOD = 'VALUE sess:a 0 7\r\n{"a":1}\r\nEND\r\nEND\r\nSTORED\r\nNOT_FOUND\r\nSERVER_ERROR out of memory\r\n';

function pushAll(pieces: readonly string[], most?: number): MemcachedAnswer[] {
  const reader = new MemcachedReader(most);
  const answers = pieces.flatMap((piece) => reader.push(Buffer.from(piece, 'latin1')));
  expect(reader.held).to.equal(0);
  return answers;
}

suite('the text protocol of Memcached', () => {
  test('answers come back with their values, however they are cut', () => {
    const right = [
      { line: 'END', key: 'sess:a', value: Buffer.from('{"a":1}') },
      ...['END', 'STORED', 'NOT_FOUND', 'SERVER_ERROR out of memory'].map((line) => ({ line })),
    ];
    expect(pushAll(GOOD.split(''))).to.deep.equal(right);
    for (let at = 0; at <= GOOD.length; at++) {
      expect(pushAll([GOOD.slice(0, at), GOOD.slice(at)])).to.deep.equal(right);
    }
  });

  test('a value may hold what looks like an answer', () => {
    const [answer] = pushAll(['VALUE a 0 10\r\nx\r\nEND\r\nyz\r\nEND\r\n']);
    expect(String(answer?.value)).to.equal('x\r\nEND\r\nyz');
  });

  test('what is no answer is refused, and nothing more is taken', () => {
    const bad = ['HTTP/1.1 400 Bad\r\n', 'VALUE a 0\r\n', 'VALUE a 0 -1\r\n', 'VALUE a 0 1\r\nxyz', 'x'.repeat(513)];
    for (const text of [...bad, 'VALUE a 0 1\r\nx\r\nSTORED\r\n', 'VALUE a 0 1\r\nx\r\nVALUE a 0 1\r\n', '\r\n']) {
      const reader = new MemcachedReader();
      const push = (): unknown => reader.push(Buffer.from(text));
      expect(push, text).to.throw().with.property('code', 'ERR_MEMCACHED_TEXT');
      expect(push).to.throw('broken');
    }
  });

  test('a value of as many bytes as may be is read, one of more is refused before it comes', () => {
    expect(pushAll([`VALUE a 0 10\r\n${'x'.repeat(10)}\r\nEND\r\n`], 10)).to.have.length(1);
    expect(() => new MemcachedReader(10).push(Buffer.from('VALUE a 0 11\r\n'))).to.throw(
      'at most 10 bytes, but it has 11',
    );
    expect(() => new MemcachedReader(0)).to.throw(RangeError);
  });

  test('a time is in seconds, rounded up; beyond 30 days it is a moment, since Memcached takes it for one', () => {
    const days = 24 * 3600 * 1000;
    const now = 1_700_000_000_500;
    expect([1, 1000, 1001].map((ms) => expiryOf(ms, now))).to.deep.equal([1, 1, 2]);
    expect(expiryOf(30 * days, now)).to.equal(2_592_000);
    expect(expiryOf(30 * days + 1, now)).to.equal(1_700_000_001 + 2_592_001);
    const last = 2 ** 31 - 1;
    expect([0, 1000].map((more) => expiryOf(31 * days + more, (last - 31 * 86_400) * 1000))).to.deep.equal([
      last,
      last,
    ]);
  });

  test('10,000 random streams: answers or a refusal, and never more held than has come', () => {
    const seen = { answers: 0, refused: 0, whole: 0 };
    const samples = [GOOD, 'VALUE a 0 3\r\nabc\r\nEND\r\n', 'STORED\r\nTOUCHED\r\nERROR\r\nDELETED\r\nNOT_STORED\r\n'];
    forRandomStreams(10_000, samples, (pieces) => {
      const reader = new MemcachedReader(50);
      let came = 0;
      let held = 0;
      try {
        for (const piece of pieces) {
          came += piece.length;
          seen.answers += reader.push(piece).length;
          held = Math.max(held, reader.held);
        }
        seen.whole += 1;
      } catch (error) {
        expect(error).to.have.property('code', 'ERR_MEMCACHED_TEXT');
        seen.refused += 1;
      }
      expect(held).to.be.at.most(came);
    });
    expect(seen.whole + seen.refused).to.equal(10_000);
    expect(Math.min(seen.whole, seen.refused, seen.answers)).to.be.greaterThan(1000);
  });
});
