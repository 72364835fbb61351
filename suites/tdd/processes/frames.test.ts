/** Frames of values at any split of the bytes (row PR10), against V8's own reading of the whole. */
import { isDeepStrictEqual } from 'node:util';
import { deserialize } from 'node:v8';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { frameValue, ValueReader } from '../../../fixtures/processes/frames.ts';
import { cloneable } from '../../support/cloneable.ts';

/** Cuts bytes at these places, of which some may be equal or beyond the end. */
function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = places.map((place) => place % (bytes.length + 1)).sort((one, other) => one - other);
  return [0, ...sorted].map((from, index) => bytes.subarray(from, sorted[index] ?? bytes.length));
}

suite('frames', () => {
  test('PR10: any value that can be cloned comes back, whichever way the bytes are split', () => {
    fc.assert(
      fc.property(
        fc.array(cloneable(), { maxLength: 4 }),
        fc.array(fc.nat(5000), { maxLength: 6 }),
        (values, places) => {
          const reader = new ValueReader();
          const pieces = cutAt(Buffer.concat(values.map(frameValue)), places);
          const read = pieces.flatMap((piece) => reader.push(piece));
          reader.end();
          expect(read).to.have.length(values.length);
          expect(values.every((value, index) => isDeepStrictEqual(read[index], value))).to.equal(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('each byte alone: the values come with their last byte, and not before', () => {
    const bytes = Buffer.concat([frameValue('one'), frameValue(2)]);
    const reader = new ValueReader();
    const after = Array.from(bytes, (byte) => reader.push(Uint8Array.of(byte)));
    const arrivals = after.flatMap((values, index) => values.map((value) => [index + 1, value]));
    expect(arrivals).to.deep.equal([
      [frameValue('one').length, 'one'],
      [bytes.length, 2],
    ]);
  });

  test('the header is the length in four bytes, and the rest is V8’s', () => {
    const bytes = frameValue(new Map([['a', 1n]]));
    expect(bytes.readUInt32BE()).to.equal(bytes.length - 4);
    expect(deserialize(bytes.subarray(4))).to.deep.equal(new Map([['a', 1n]]));
  });

  test('an object in two places stays one, and a circle stays round', () => {
    const shared = { n: 1 };
    const round: { self?: unknown; both: object[] } = { both: [shared, shared] };
    round.self = round;
    const [read] = new ValueReader().push(frameValue(round)) as [typeof round];
    expect(read.self).to.equal(read);
    expect(read.both[0]).to.equal(read.both[1]).and.to.deep.equal(shared);
  });

  test('what comes back shares no memory with the pieces', () => {
    const bytes = frameValue(Buffer.from('kept'));
    const [read] = new ValueReader().push(bytes) as [Buffer];
    bytes.fill(0);
    expect(String(read)).to.equal('kept');
  });

  test('what cannot be cloned is refused when it is framed', () => {
    expect(() => frameValue(() => {})).to.throw('could not be cloned');
  });

  test('a frame that is announced as too large is refused at its header, before its body comes', () => {
    const reader = new ValueReader(10);
    expect(reader.push(frameValue(''))).to.deep.equal(['']);
    expect(() => reader.push(Uint8Array.of(0, 0, 0, 11)))
      .to.throw(RangeError, 'at most 10 bytes, but it has 11')
      .with.property('code', 'ERR_FRAME_TOO_LARGE');
  });

  test('an end in the middle of a frame is an error, between two it is none', () => {
    const reader = new ValueReader();
    expect(() => reader.end()).not.to.throw();
    const bytes = frameValue('value');
    reader.push(bytes.subarray(0, 2));
    expect(() => reader.end())
      .to.throw('its header')
      .with.property('code', 'ERR_FRAME_CUT');
    reader.push(bytes.subarray(2, -1));
    expect(() => reader.end()).to.throw(`only ${bytes.length - 5} of its ${bytes.length - 4} bytes`);
    expect(reader.push(bytes.subarray(-1))).to.deep.equal(['value']);
    expect(() => reader.end()).not.to.throw();
  });

  test('after a body that is no value it says the same again, and takes nothing more', () => {
    const reader = new ValueReader();
    const nonsense = Buffer.from([0, 0, 0, 1, 0]);
    expect(() => reader.push(nonsense)).to.throw('Unable to deserialize');
    expect(() => reader.push(frameValue('value'))).to.throw('Unable to deserialize');
    expect(() => reader.end()).to.throw('Unable to deserialize');
  });

  test('a limit that is none is refused', () => {
    for (const bad of [0, 2 ** 32, Number.NaN]) {
      expect(() => new ValueReader(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});
