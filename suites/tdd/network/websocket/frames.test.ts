/** Frames of WebSocket, byte by byte: how they are written, and what is wrong with one at which place (rows W3 and W5). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { FrameParser, type FrameLimits, type Role } from '../../../../fixtures/network/websocket/frame-parser.ts';
import { BINARY, encodeFrame, PING, TEXT } from '../../../../fixtures/network/websocket/frame.ts';
import { maskInPlace } from '../../../../fixtures/network/websocket/masking.ts';
import { bytesOf, bytewise } from '../../../support/web-socket-bytes.ts';

const KEY = bytesOf('37 fa 21 3d');

suite('a frame of WebSocket', () => {
  test('W5: is masked from a client and not from a server; both are those of the RFC', () => {
    const payload = Buffer.from('Hello');
    expect(encodeFrame({ opcode: TEXT, payload })).to.deep.equal(bytesOf("81 05 'Hello'"));
    const masked = encodeFrame({ opcode: TEXT, payload, key: KEY });
    expect(masked).to.deep.equal(bytesOf('81 85 37fa213d 7f9f4d5158'));
    expect(String(payload), 'what was handed over stays').to.equal('Hello');
  });

  test('W3: has a head of 2 to 14 bytes, the shortest that can hold its length', () => {
    const sizes = [0, 125, 126, 65_535, 65_536].map((length) => {
      const payload = Buffer.alloc(length);
      const server = encodeFrame({ opcode: BINARY, payload });
      return [server.length - length, encodeFrame({ opcode: BINARY, payload, key: KEY }).length - length, server[1]];
    });
    expect(sizes).to.deep.equal([
      [2, 6, 0],
      [2, 6, 125],
      [4, 8, 126],
      [4, 8, 126],
      [10, 14, 127],
    ]);
    expect(encodeFrame({ opcode: BINARY, payload: Buffer.alloc(65_536) }).subarray(2, 10)).to.deep.equal(
      bytesOf('00000000 00010000'),
    );
  });

  test('is a fragment where it is not the last of its message', () => {
    expect(encodeFrame({ opcode: TEXT, fin: false, payload: Buffer.from('a') })).to.deep.equal(bytesOf("01 01 'a'"));
  });

  test('a mask is taken off by the same operation, from any place of the payload on', () => {
    const whole = Buffer.from('any text of some length');
    const masked = Buffer.from(whole);
    maskInPlace(masked, KEY);
    expect(masked).not.to.deep.equal(whole);
    for (let cut = 0; cut <= whole.length; cut++) {
      const pieces = Buffer.from(masked);
      maskInPlace(pieces.subarray(0, cut), KEY);
      maskInPlace(pieces.subarray(cut), KEY, cut);
      expect(pieces).to.deep.equal(whole);
    }
  });
});

suite('a parser of frames', () => {
  const parse = (role: Role, notation: string, limits?: FrameLimits): ReturnType<FrameParser['push']> =>
    new FrameParser(role, limits).push(bytesOf(notation));

  test('reads what is written, in either role, and tells where it lies', () => {
    const [piece] = parse('server', '81 85 37fa213d 7f9f4d5158').pieces;
    expect(piece).to.include({
      opcode: TEXT,
      fin: true,
      length: 5,
      begins: true,
      ends: true,
      frameAt: 0,
      payloadAt: 6,
    });
    expect(String(piece!.payload)).to.equal('Hello');
    const [, second] = parse('client', "89 00 02 03 'abc'").pieces;
    expect(second).to.include({ opcode: BINARY, fin: false, frameAt: 2, payloadAt: 4 });
  });

  test('hands payload on as it comes, and keeps none of it; a control frame comes whole', () => {
    const parser = new FrameParser('server');
    const frames = [
      encodeFrame({ opcode: TEXT, payload: Buffer.from('abc'), key: KEY }),
      encodeFrame({ opcode: PING, payload: Buffer.from('ping'), key: KEY }),
    ];
    const pieces = bytewise(Buffer.concat(frames)).flatMap((byte) => parser.push(byte).pieces);
    expect(pieces.map(({ payload, begins, ends }) => [String(payload), begins, ends])).to.deep.equal([
      ['', true, false],
      ['a', false, false],
      ['b', false, false],
      ['c', false, true],
      ['ping', true, true],
    ]);
    expect(parser.unfinishedFrom).to.equal(undefined);
    parser.push(Uint8Array.of(0x81));
    expect(parser.unfinishedFrom).to.equal(9 + 10);
  });

  const WRONG: readonly (readonly [
    title: string,
    role: Role,
    notation: string,
    code: string,
    closeCode: number,
    at: number,
  ])[] = [
    ['the first reserved bit', 'client', 'c1 00', 'ERR_WS_RESERVED_BITS', 1002, 0],
    ['the second reserved bit', 'client', 'a1 00', 'ERR_WS_RESERVED_BITS', 1002, 0],
    ['the third reserved bit', 'client', '91 00', 'ERR_WS_RESERVED_BITS', 1002, 0],
    ['all reserved bits of a ping', 'client', 'f9 00', 'ERR_WS_RESERVED_BITS', 1002, 0],
    ['a reserved bit in the second frame', 'client', "81 01 'a' c1 00", 'ERR_WS_RESERVED_BITS', 1002, 3],
    ['opcode 3, of data', 'client', '83 00', 'ERR_WS_RESERVED_OPCODE', 1002, 0],
    ['opcode 7, of data', 'client', '87 00', 'ERR_WS_RESERVED_OPCODE', 1002, 0],
    ['opcode 11, of control', 'client', '8b 00', 'ERR_WS_RESERVED_OPCODE', 1002, 0],
    ['opcode 15, of control', 'client', '8f 00', 'ERR_WS_RESERVED_OPCODE', 1002, 0],
    ['a fragment of a ping', 'client', '09 00', 'ERR_WS_FRAGMENTED_CONTROL', 1002, 0],
    ['a fragment of a close', 'client', '08 00', 'ERR_WS_FRAGMENTED_CONTROL', 1002, 0],
    ['126 bytes in a ping', 'client', '89 7e 007e', 'ERR_WS_LONG_CONTROL', 1002, 1],
    ['64 bits of length in a pong', 'client', '8a 7f', 'ERR_WS_LONG_CONTROL', 1002, 1],
    ['a frame of a client without a mask', 'server', '81 00', 'ERR_WS_UNMASKED', 1002, 1],
    ['a frame of a server with a mask', 'client', '81 80', 'ERR_WS_MASKED', 1002, 1],
    ['125 in 16 bits', 'client', '82 7e 007d', 'ERR_WS_LENGTH', 1002, 2],
    ['65,535 in 64 bits', 'client', '82 7f 000000000000ffff', 'ERR_WS_LENGTH', 1002, 2],
    ['5 in 64 bits, with a mask', 'server', '82 ff 0000000000000005', 'ERR_WS_LENGTH', 1002, 2],
    ['a length of 2 to the 63', 'client', '82 7f 8000000000000000', 'ERR_WS_LENGTH', 1002, 2],
    ['a length of 2 to the 63 less one', 'client', '82 7f 7fffffffffffffff', 'ERR_WS_FRAME_TOO_LARGE', 1009, 2],
  ];

  for (const [title, role, notation, code, closeCode, position] of WRONG) {
    test(`refuses ${title} with ${closeCode}, at its last byte, and tells the place`, () => {
      const parser = new FrameParser(role);
      const pieces = bytewise(bytesOf(notation));
      const faults = pieces.map((byte) => parser.push(byte).fault);
      // Nothing is refused before, and the byte behind it is not waited for.
      expect(faults.findIndex(Boolean)).to.equal(notation.startsWith('81 01') ? 3 : lastNeeded(code, pieces.length));
      expect(faults.find(Boolean)).to.include({ code, closeCode, position });
    });
  }

  test('says nothing more after a fault, whatever comes', () => {
    const parser = new FrameParser('client');
    const { fault, pieces } = parser.push(bytesOf('81 00 ff 00 81 00'));
    expect(pieces).to.have.length(1);
    expect(parser.push(bytesOf('81 00'))).to.deep.equal({ pieces: [], fault });
  });

  test('takes a frame of just the limit, and refuses the next larger one at its head', () => {
    for (const [most, head, over] of [
      [125, '82 7d', '82 7e 007e'],
      [126, '82 7e 007e', '82 7e 007f'],
      [65_536, '82 7f 0000000000010000', '82 7f 0000000000010001'],
    ] as const) {
      expect(parse('client', head, { mostFrameBytes: most }).pieces[0]).to.include({ length: most, begins: true });
      const { fault, pieces } = parse('client', over, { mostFrameBytes: most });
      expect(fault).to.include({ code: 'ERR_WS_FRAME_TOO_LARGE', closeCode: 1009, position: 2 });
      expect(fault!.message).to.include(`at most ${most} bytes, but it has ${most + 1}`);
      expect(pieces).to.deep.equal([]);
    }
  });

  test('refuses a limit that is none', () => {
    for (const bad of [124, Number.NaN, 1.5]) {
      expect(() => new FrameParser('client', { mostFrameBytes: bad }))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});

/** What is wrong with the first byte shows at the first; with a mask or a control frame at the second; a length at its last. */
function lastNeeded(code: string, bytes: number): number {
  if (/BITS|OPCODE|FRAGMENTED/.test(code)) return 0;
  return /MASKED|LONG_CONTROL/.test(code) ? 1 : bytes - 1;
}
