/** Frames of bytes at any split of a stream, with limits that hold whatever comes. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { cutRagged } from '../../../fixtures/data/cut.ts';
import { random } from '../../../fixtures/data/random.ts';
import { frame, FRAME_HEADER_BYTES, FrameReader } from '../../../fixtures/network/tcp/frames.ts';

suite('frames of bytes', () => {
  test('any bodies come back in order, whichever way the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(1000),
        (bodies, most, seed) => {
          const reader = new FrameReader();
          const pieces = cutRagged(Buffer.concat(bodies.map((body) => frame(body))), most, seed);
          const read = pieces.flatMap((piece) => reader.push(piece));
          reader.end();
          expect(read.map((body) => [...body])).to.deep.equal(bodies.map((body) => [...body]));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a frame is its length in four bytes, big-endian, and its body in the same piece', () => {
    expect(frame(Buffer.from('abc')).toString('latin1')).to.equal('\0\0\0\x03abc');
    expect([...frame(Buffer.alloc(0))]).to.deep.equal([0, 0, 0, 0]);
  });

  test('a body comes with its last byte, has memory of its own, and holds the piece not', () => {
    const bytes = frame(Buffer.from('kept'));
    const reader = new FrameReader();
    const counts = Array.from(bytes, (byte) => reader.push(Uint8Array.of(byte)).length);
    expect(counts).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 1]);
    const [body] = reader.push(bytes);
    bytes.fill(0);
    expect(String(body)).to.equal('kept');
    expect(body!.buffer.byteLength).to.be.at.most(1024);
  });

  test('a body of the limit passes, and one of a byte more is refused at its header', () => {
    const reader = new FrameReader(10);
    expect(reader.push(frame(Buffer.alloc(10)))).to.have.length(1);
    expect(() => reader.push(Buffer.from([0, 0, 0, 11])))
      .to.throw(RangeError, 'at most 10 bytes, but it has 11')
      .with.property('code', 'ERR_FRAME_TOO_LARGE');
    expect(frame(Buffer.alloc(10), 10)).to.have.length(14);
    expect(() => frame(Buffer.alloc(11), 10)).to.throw(RangeError, 'it has 11');
  });

  test('after an error it says the same again, and takes nothing more', () => {
    const reader = new FrameReader(1);
    const push = (): unknown => reader.push(Buffer.from([0xff, 0, 0, 0]));
    expect(push).to.throw('it has 4278190080');
    expect(() => reader.push(frame(Buffer.alloc(1)))).to.throw('it has 4278190080');
    expect(() => reader.end()).to.throw('it has 4278190080');
  });

  test('what is announced costs nothing until it comes, and what came at most twice as much', () => {
    const reader = new FrameReader();
    reader.push(Buffer.from([0, 0x10, 0, 0])); // 1 MiB, all that is allowed
    expect(reader.held).to.equal(0);
    for (let come = 100; come <= 100_000; come += 100) {
      reader.push(Buffer.alloc(100));
      expect(reader.held).to.be.within(come, Math.max(1024, 2 * come));
    }
  });

  test('an end in the middle of a header or of a body is an error, and between two frames it is none', () => {
    const reader = new FrameReader();
    reader.end();
    reader.push(Buffer.from([0, 0]));
    expect(reader.within).to.equal(true);
    expect(() => reader.end())
      .to.throw('only 2 bytes of its header')
      .with.property('code', 'ERR_FRAME_CUT');
    reader.push(Buffer.from([0, 3, 1]));
    expect(() => reader.end()).to.throw('only 1 of its 3 bytes');
    expect(reader.push(Buffer.from([2, 3]))).to.have.length(1);
    expect(reader.within).to.equal(false);
    reader.end();
  });

  test('a limit that is none is refused', () => {
    for (const bad of [-1, 2 ** 32, Number.NaN, 1.5]) {
      expect(() => new FrameReader(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  test('10,000 streams of chance, most of them valid ones that were bent, give bodies or a coded error', () => {
    const dice = random(5);
    const most = 100;
    let [bodies, refused] = [0, 0];
    for (let round = 0; round < 10_000; round++) {
      const reader = new FrameReader(most);
      try {
        for (const piece of cutRagged(bentStream(dice), 50, round)) {
          for (const body of reader.push(piece)) {
            bodies += 1;
            if (body.length > most) throw new Error(`a body of ${body.length} bytes`);
          }
          if (reader.held > most) throw new Error(`${reader.held} bytes are held`);
        }
        reader.end();
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).to.be.oneOf(['ERR_FRAME_TOO_LARGE', 'ERR_FRAME_CUT']);
        refused += 1;
      }
    }
    expect(bodies).to.be.above(5000);
    expect(refused).to.be.above(1000);
  });
});

/** Up to 200 bytes: frames of which some bytes are changed, taken away or put in. */
function bentStream(dice: ReturnType<typeof random>): Buffer {
  const bodies = Array.from({ length: dice.below(5) }, () => Buffer.alloc(dice.below(45), dice.below(256)));
  const bytes = Array.from(Buffer.concat(bodies.map((body) => frame(body))));
  for (let bends = dice.below(4); bends > 0; bends--) {
    const at = dice.below(bytes.length + 1);
    const kind = dice.below(3);
    bytes.splice(at, kind === 0 ? 0 : 1, ...(kind === 1 ? [] : [dice.below(256)]));
  }
  return Buffer.from(bytes.slice(0, 5 * (45 + FRAME_HEADER_BYTES)));
}
