/** RESP in any split, within its limits, and under random bytes (row WA11). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import * as sinon from 'sinon';
import { RespFault, RespReader, writeCommand, writeResp, type Resp } from '../../../../fixtures/web/sessions/resp.ts';
import { forRandomStreams } from '../../../support/random-streams.ts';

function read(text: string, limits = {}): Resp[] {
  return new RespReader(limits).push(Buffer.from(text, 'latin1'));
}

/** The error that bytes give, and where each byte comes alone. */
function refusal(text: string, limits = {}): string {
  const messages = [[text], text.split('')].map((pieces) => {
    const reader = new RespReader(limits);
    try {
      for (const piece of pieces) reader.push(Buffer.from(piece, 'latin1'));
      return 'none';
    } catch (error) {
      expect(error).to.have.property('code', 'ERR_RESP');
      expect(() => reader.push(Buffer.from('+OK\r\n'))).to.throw('broken');
      return (error as Error).message;
    }
  });
  expect(messages[0]).to.equal(messages[1]);
  return messages[0]!;
}

suite('RESP', () => {
  test('every kind of answer is read', () => {
    expect(
      read('+OK\r\n-ERR no\r\n:-42\r\n$5\r\nhel\r\n\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n*2\r\n*1\r\n:1\r\n$1\r\nx\r\n'),
    ).to.deep.equal([
      'OK',
      new RespFault('ERR no'),
      -42,
      Buffer.from('hel\r\n'),
      Buffer.alloc(0),
      null,
      null,
      [],
      [[1], Buffer.from('x')],
    ]);
  });

  test('what is written comes back, whichever way the bytes are split, and nothing is held afterwards', () => {
    const leaf = fc.oneof(
      fc.string().map((text) => text.replaceAll(/[^ -~]/g, '?')),
      fc.integer(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc.constant(new RespFault('ERR no')),
    );
    const value = fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })), { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), fc.array(fc.nat(300), { maxLength: 6 }), (values, cuts) => {
        const bytes = Buffer.concat(values.map((one) => writeResp(one as Resp)));
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const reader = new RespReader();
        const got = places.slice(1).flatMap((end, index) => reader.push(bytes.subarray(places[index], end)));
        expect(got).to.deep.equal(values);
        expect(reader.held).to.equal(0);
      }),
      { numRuns: 150 },
    );
  });

  test('a command is an array of bulk strings, with lengths in bytes and not in characters', () => {
    expect(String(writeCommand('SET', 'é', 'a\r\nb'))).to.equal('*3\r\n$3\r\nSET\r\n$2\r\né\r\n$4\r\na\r\nb\r\n');
    expect(writeCommand('SET', Buffer.from('é'))).to.deep.equal(Buffer.from('*2\r\n$3\r\nSET\r\n$2\r\né\r\n'));
  });

  test('a simple string with a line end is refused: it would begin another answer', () => {
    expect(() => writeResp('OK\r\n+OK'))
      .to.throw(TypeError)
      .with.property('code', 'ERR_INVALID_ARG_VALUE');
    expect(() => writeResp(new RespFault('a\nb'))).to.throw(TypeError);
  });

  test('what is no RESP is refused where it can be seen, in one piece or byte by byte', () => {
    expect(refusal('HTTP/1.1 400 Bad Request\r\n')).to.equal('expected one of + - : $ *, but it is "H"');
    expect(refusal('\r\n')).to.include('an empty line');
    expect(refusal(':12x\r\n')).to.equal('expected an integer, but it is "12x"');
    expect(refusal(':1234567890123456\r\n')).to.include('expected an integer');
    expect(refusal('$-2\r\n')).to.include('length of 0 or more');
    expect(refusal('$2\r\nabcd')).to.equal('expected a line end behind 2 bytes');
  });

  test('limits hold at the limit and refuse one above it, at the header', () => {
    expect(read('$89\r\n' + 'x'.repeat(89) + '\r\n', { messageBytes: 96 })).to.have.length(1);
    expect(refusal('$90\r\n', { messageBytes: 96 })).to.equal('expected a message of at most 96 bytes');
    expect(refusal('*999999999\r\n')).to.include('at most 1048576 bytes');
    expect(read('*1\r\n*1\r\n:1\r\n', { depth: 2 })).to.deep.equal([[[1]]]);
    expect(refusal('*1\r\n*1\r\n*1\r\n', { depth: 2 })).to.equal('expected at most 2 arrays in each other');
    expect(read(`+${'x'.repeat(1023)}\r\n`)[0]).to.have.length(1023);
    expect(refusal(`+${'x'.repeat(1025)}`)).to.include('at most 1024 bytes');
    // Many small elements are as much as one large one.
    expect(refusal(`*9\r\n${'$4\r\nxxxx\r\n'.repeat(9)}`, { messageBytes: 60 })).to.include('at most 60 bytes');
    for (const bad of [{ messageBytes: 2 }, { depth: -1 }]) {
      expect(() => new RespReader(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  test('10,000 random streams: messages or a refusal, and never more held than came or than a message may have', () => {
    const samples = [
      '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$5\r\nhello\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n',
      '+OK\r\n:1\r\n$-1\r\n$10\r\n0123456789\r\n-ERR wrong\r\n*2\r\n*1\r\n:7\r\n$0\r\n\r\n',
      '*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n',
    ];
    const seen = { messages: 0, refused: 0, whole: 0 };
    forRandomStreams(10_000, samples, (pieces) => {
      const reader = new RespReader({ messageBytes: 100 });
      let came = 0;
      try {
        for (const piece of pieces) {
          came += piece.length;
          seen.messages += reader.push(piece).length;
          if (reader.held > came || reader.held > 100 + 200) throw new Error(`it holds ${reader.held} bytes`);
        }
        seen.whole += 1;
      } catch (error) {
        expect((error as Error).message).not.to.match(/^it holds/);
        expect(error).to.have.property('code', 'ERR_RESP');
        seen.refused += 1;
      }
    });
    expect(seen.whole + seen.refused).to.equal(10_000);
    expect(Math.min(seen.whole, seen.refused, seen.messages)).to.be.greaterThan(1000);
  });

  test('of a large message a byte at a time each byte is copied some times, and not at every byte', () => {
    const reader = new RespReader();
    const one = Buffer.from('x');
    reader.push(Buffer.from('$20000\r\n'));
    const joins = sinon.spy(Buffer, 'concat');
    try {
      for (let count = 0; count < 20_000; count++) reader.push(one);
      expect(reader.push(Buffer.from('\r\n'))).to.deep.equal([Buffer.alloc(20_000, 'x')]);
      const copied = joins.returnValues.reduce((sum, joined) => sum + joined.length, 0);
      expect(copied).to.be.at.most(20_000 * 14); // log2(4096) times, and once for all together
    } finally {
      joins.restore();
    }
  });
});
