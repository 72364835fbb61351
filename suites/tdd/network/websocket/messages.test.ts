/**
 * Messages out of frames: the cases that matter, in the order of the Autobahn test suite's chapters (framing, pings,
 * fragments, UTF-8, closing, limits). Each is read at once and byte by byte.
 */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { encodeFrame, PING, TEXT } from '../../../../fixtures/network/websocket/frame.ts';
import { MessageReader, type MessageLimits } from '../../../../fixtures/network/websocket/message-reader.ts';
import { bytesOf, bytewise, readAll } from '../../../support/web-socket-bytes.ts';

/** What comes out, in one word each: `text a`, `binary 00ff`, `ping x`, `close 1000 why`, or a fault: `1002@3 CODE`. */
function told(notation: string | Buffer, limits?: MessageLimits): string[] {
  const bytes = typeof notation === 'string' ? bytesOf(notation) : notation;
  const [whole, single] = [[bytes], bytewise(bytes)].map((pieces) => {
    const { events, fault } = readAll(new MessageReader('client', limits), pieces);
    const words = events.map((event) => {
      if (event.type === 'close') return `close ${event.code} ${event.reason}`.trim();
      if (event.type !== 'message') return `${event.type} ${String(event.data)}`.trim();
      const { data } = event;
      return (typeof data === 'string' ? `text ${data}` : `binary ${data.toString('hex')}`).trim();
    });
    return fault ? [...words, `${fault.closeCode}@${fault.position} ${fault.code.replace('ERR_WS_', '')}`] : words;
  });
  expect(single, 'byte by byte').to.deep.equal(whole);
  return whole!;
}

type Case = readonly [title: string, notation: string, ...told: string[]];

const CHAPTERS: Readonly<Record<string, readonly Case[]>> = {
  framing: [
    ['an empty text', '81 00', 'text'],
    ['an empty binary message', '82 00', 'binary'],
    ['a text', "81 05 'Hello'", 'text Hello'],
    ['any bytes as binary', '82 03 00 ff fe', 'binary 00fffe'],
    ['two messages at once', "81 01 'a' 82 01 01", 'text a', 'binary 01'],
    ['a byte order mark, which stays', '81 04 efbbbf 61', 'text \ufeffa'],
  ],
  'pings and pongs': [
    ['an empty ping', '89 00', 'ping'],
    ['a ping with data', "89 02 'hi'", 'ping hi'],
    ['a pong that nobody asked for', "8a 02 'hi'", 'pong hi'],
    ['a ping between two fragments', "01 01 'a' 89 01 'p' 80 01 'b'", 'ping p', 'text ab'],
    [
      'pings at each border',
      "89 00 01 01 'a' 89 00 00 00 8a 00 80 01 'b' 89 00",
      'ping',
      'ping',
      'pong',
      'text ab',
      'ping',
    ],
  ],
  fragments: [
    ['a text in two', "01 02 'ab' 80 01 'c'", 'text abc'],
    ['empty ones at every place', "01 00 00 00 00 01 'a' 80 00", 'text a'],
    ['an empty message of two', '02 00 80 00', 'binary'],
    ['a continuation of nothing', "80 01 'a'", '1002@0 SEQUENCE'],
    ['a continuation of nothing that is not the last', "00 01 'a'", '1002@0 SEQUENCE'],
    ['a continuation behind a message that has ended', "81 01 'a' 80 00", 'text a', '1002@3 SEQUENCE'],
    ['a message within another', "01 01 'a' 81 01 'b'", '1002@3 SEQUENCE'],
    ['another that begins within one', "02 01 'a' 01 01 'b'", '1002@3 SEQUENCE'],
  ],
  'UTF-8': [
    ['characters of 2, 3 and 4 bytes', '81 09 c3a9 e282ac f09f9880', 'text é€😀'],
    ['a character over the border of two fragments', '01 01 c3 80 01 a9', 'text é'],
    ['a character over three fragments, with a ping', '01 02 f09f 89 00 00 01 98 80 01 80', 'ping', 'text 😀'],
    ['the last code point, and non-characters', '81 07 f48fbfbf efbfbf', 'text \u{10ffff}\uffff'],
    ['a continuation byte alone', '81 02 61 80', '1007@3 UTF8'],
    ['a byte that never stands in UTF-8', '81 01 ff', '1007@2 UTF8'],
    ['an overlong slash', '81 02 c0af', '1007@2 UTF8'],
    ['an overlong form of three bytes', '81 03 e080af', '1007@3 UTF8'],
    ['a surrogate', '81 03 eda080', '1007@3 UTF8'],
    ['what is beyond the last code point', '81 04 f4908080', '1007@3 UTF8'],
    ['a character that ends early', "81 03 e282 'a'", '1007@4 UTF8'],
    ['a message that ends in a character', '81 02 e282', '1007@4 UTF8'],
    ['an empty last fragment behind half a character', '01 01 c3 80 00', '1007@5 UTF8'],
    ['a wrong byte in a later fragment', '01 02 e282 00 01 28', '1007@6 UTF8'],
    ['in binary, nothing of this', '82 02 c0af', 'binary c0af'],
  ],
  closing: [
    ['without a code', '88 00', 'close 1005'],
    ['with a code', '88 02 03e8', 'close 1000'],
    ['with a reason', "88 05 03e9 'bye'", 'close 1001 bye'],
    ['with half a code', '88 01 03', '1002@2 CLOSE_CODE'],
    ['with a reason that is not UTF-8', '88 04 03e8 c328', '1007@4 UTF8'],
    ['and nothing behind it counts', "88 00 81 01 'a' ff ff", 'close 1005'],
    ['within a message, of which nothing is left', "01 01 'a' 88 02 03e8 80 00", 'close 1000'],
  ],
};

for (const [chapter, cases] of Object.entries(CHAPTERS)) {
  suite(`messages of WebSocket: ${chapter}`, () => {
    for (const [title, notation, ...expected] of cases) {
      test(title, () => {
        expect(told(notation)).to.deep.equal(expected);
      });
    }
  });
}

suite('messages of WebSocket: close codes that come', () => {
  const close = (code: number): string => `88 02 ${code.toString(16).padStart(4, '0')}`;

  test('those of the protocol, of libraries and of applications are taken', () => {
    for (const code of [
      1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
    ]) {
      expect(told(close(code))).to.deep.equal([`close ${code}`]);
    }
  });

  test('those that are never sent, reserved or out of range are a fault', () => {
    for (const code of [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535]) {
      expect(told(close(code)), String(code)).to.deep.equal(['1002@2 CLOSE_CODE']);
    }
  });
});

suite('messages of WebSocket: limits', () => {
  test('a message of just the limit is taken, one byte more is refused at the head that announces it', () => {
    const limits = { mostMessageBytes: 4 };
    expect(told("81 04 'abcd'", limits)).to.deep.equal(['text abcd']);
    expect(told('81 05', limits)).to.deep.equal(['1009@0 MESSAGE_TOO_LARGE']);
    expect(told("01 02 'ab' 80 02 'cd'", limits)).to.deep.equal(['text abcd']);
    expect(told("01 02 'ab' 80 03", limits)).to.deep.equal(['1009@4 MESSAGE_TOO_LARGE']);
  });

  test('as many fragments as the limit are taken, one more is refused, however empty', () => {
    const limits = { mostFragments: 3 };
    expect(told("02 00 00 00 80 01 'a'", limits)).to.deep.equal(['binary 61']);
    expect(told('02 00 00 00 00 00 80 00', limits)).to.deep.equal(['1008@6 TOO_MANY_FRAGMENTS']);
  });

  test('the limits of bytes are 1 MiB by default', () => {
    expect(told(bytesOf('82 7f 0000000000100000'))).to.deep.equal([]);
    expect(told(bytesOf('82 7f 0000000000100001'))).to.deep.equal(['1009@2 FRAME_TOO_LARGE']);
    const half = encodeFrame({ opcode: TEXT, fin: false, payload: Buffer.alloc(2 ** 19, 'a') });
    const { fault } = readAll(new MessageReader('client'), [half, bytesOf('80 7f 0000000000080001')]);
    expect(fault).to.include({ closeCode: 1009, position: half.length });
  });

  test('refuses a limit that is none', () => {
    for (const bad of [{ mostMessageBytes: -1 }, { mostFragments: 0 }, { mostFrameBytes: 1 }]) {
      expect(() => new MessageReader('client', bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  test('an announcement costs nothing, and what has come at most twice its size', () => {
    const reader = new MessageReader('client', { mostFrameBytes: 2 ** 40, mostMessageBytes: 2 ** 40 });
    reader.push(bytesOf('82 7f 0000010000000000'));
    expect(reader.heldBytes).to.equal(0);
    for (let at = 1; at <= 1000; at++) {
      reader.push(Uint8Array.of(1));
      expect(reader.heldBytes).to.be.within(at, 2 * at);
    }
    expect(reader.unfinishedFrom).to.equal(0);
  });

  test('a flood of pings within a message leaves nothing behind', () => {
    const reader = new MessageReader('client');
    reader.push(bytesOf("01 01 'a'"));
    const pings = Buffer.concat(Array<Buffer>(1000).fill(encodeFrame({ opcode: PING, payload: Buffer.alloc(125) })));
    expect(reader.push(pings).events).to.have.length(1000);
    expect(reader.heldBytes).to.equal(2);
  });

  test('what comes out shares no memory with what was pushed', () => {
    const chunk = bytesOf("82 02 'ab' 89 01 'p'");
    const { events } = new MessageReader('client').push(chunk);
    chunk.fill(0);
    expect(events.map((event) => event.type !== 'close' && String(event.data))).to.deep.equal(['ab', 'p']);
  });
});
