/** Laws of WebSocket's messages: any message in any fragments and any pieces; noise; and the same as the package ws. */
import type { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { after, before, suite, test } from 'mocha';
import * as ws from 'ws';
import { cutRagged } from '../../../../fixtures/data/cut.ts';
import { random, type Random } from '../../../../fixtures/data/random.ts';
import type { Role } from '../../../../fixtures/network/websocket/frame-parser.ts';
import {
  BINARY,
  CLOSE,
  CONTINUATION,
  encodeFrame,
  PING,
  PONG,
  TEXT,
} from '../../../../fixtures/network/websocket/frame.ts';
import { MessageReader, type Incoming } from '../../../../fixtures/network/websocket/message-reader.ts';
import { readAll } from '../../../support/web-socket-bytes.ts';

const LIMITS = { mostFrameBytes: 4096, mostMessageBytes: 4096, mostFragments: 64 };

/** ws exports what reads its frames, without a type. It is a Writable, and tells by events. */
type Receiver = EventEmitter & { write: (chunk: Uint8Array) => boolean };
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Receiver };

suite('any messages', () => {
  test('come out as they went in, in any fragments, with pings between, masked or not, in any pieces', () => {
    const message = fc.record({
      data: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.uint8Array({ maxLength: 300 })),
      fragment: fc.integer({ min: 1, max: 80 }),
      pings: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 5 }),
        fc.constantFrom<Role>('server', 'client'),
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(1e6),
        (messages, role, mask, most, seed) => {
          const key = role === 'server' ? mask : undefined;
          const bytes = Buffer.concat(
            messages.flatMap(({ data, fragment, pings }) => {
              const ping = encodeFrame({ opcode: PING, payload: Buffer.from('p'), key });
              return fragmentsOf(data, fragment, key).flatMap((frame) => (pings ? [frame, ping] : [frame]));
            }),
          );
          const { events, fault } = readAll(new MessageReader(role), cutRagged(bytes, most, seed));
          expect(fault).to.equal(undefined);
          const data = events.flatMap((event) => (event.type === 'message' ? [event.data] : []));
          expect(data).to.deep.equal(
            messages.map((one) => (typeof one.data === 'string' ? one.data : Buffer.from(one.data))),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

suite('10,000 streams of noise and of frames that were changed', () => {
  // Most of them are at fault, and to write down where an error was made takes longer than all the rest.
  const { stackTraceLimit } = Error;
  before(() => (Error.stackTraceLimit = 0));
  after(() => (Error.stackTraceLimit = stackTraceLimit));

  test('come out alike in any pieces, 2,500 of them as the package ws reads them, and what is held stays within the limits', async () => {
    const chance = random(20);
    const seen = new Set<string>();
    const strange: string[] = [];
    const compared: (readonly [bytes: Buffer, ours: string, theirs: () => string])[] = [];
    for (let run = 0; run < 10_000; run++) {
      const role = chance.below(2) === 0 ? 'server' : 'client';
      const bytes = chance.below(4) === 0 ? noise(chance) : mutated(role, chance);
      const whole = readAll(new MessageReader(role, LIMITS), [bytes]);
      const reader = new MessageReader(role, LIMITS);
      const inPieces = readAll(reader, piecesOf(bytes, chance));
      const told = summaryOf(whole.events, whole.fault);
      const alike = summaryOf(inPieces.events, inPieces.fault) === told;
      const placed = inPieces.fault?.position === whole.fault?.position && (whole.fault?.position ?? 0) <= bytes.length;
      if (!alike || !placed || reader.heldBytes > LIMITS.mostMessageBytes) strange.push(bytes.toString('hex'));
      seen.add(whole.fault?.code ?? 'right');
      if (run % 4 > 0) continue; // ws takes longer than all the rest
      // It looks at a text when it is whole, and at no length whether it is the shortest form: it may read on there.
      const earlier = whole.fault?.code === 'ERR_WS_UTF8' || whole.fault?.code === 'ERR_WS_LENGTH';
      const ours = earlier ? summaryOf(whole.events, undefined) : told;
      // It waits for the second byte of a frame before it looks at the first.
      const theirs = byWs(role, whole.fault ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes);
      compared.push([bytes, ours, () => (earlier ? theirs().slice(0, ours.length) : theirs())]);
    }
    expect(strange).to.deep.equal([]);
    await setImmediate(); // ws tells of a fault a tick later
    const different = compared.filter(([, ours, theirs]) => theirs() !== ours);
    expect(different.map(([bytes, ours, theirs]) => [bytes.toString('hex'), ours, theirs()])).to.deep.equal([]);
    // Every fault is among them but that of 64 fragments, and streams without one.
    expect([...seen].sort()).to.deep.equal([
      'ERR_WS_CLOSE_CODE',
      'ERR_WS_FRAGMENTED_CONTROL',
      'ERR_WS_FRAME_TOO_LARGE',
      'ERR_WS_LENGTH',
      'ERR_WS_LONG_CONTROL',
      'ERR_WS_MASKED',
      'ERR_WS_RESERVED_BITS',
      'ERR_WS_RESERVED_OPCODE',
      'ERR_WS_SEQUENCE',
      'ERR_WS_UNMASKED',
      'ERR_WS_UTF8',
      'right',
    ]);
  });
});

function noise({ below, uint32 }: Random): Buffer {
  return Buffer.from(Array.from({ length: below(201) }, () => uint32()));
}

function piecesOf(bytes: Buffer, { below }: Random): Buffer[] {
  const pieces: Buffer[] = [];
  const most = 1 + below(40);
  for (let at = 0; at < bytes.length;) pieces.push(bytes.subarray(at, (at += 1 + below(most))));
  return pieces;
}

function fragmentsOf(data: string | Uint8Array, size: number, key: Uint8Array | undefined): Buffer[] {
  const payload = Buffer.from(data as string);
  const frames: Buffer[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += size) {
    const opcode = at > 0 ? CONTINUATION : typeof data === 'string' ? TEXT : BINARY;
    frames.push(
      encodeFrame({ opcode, fin: at + size >= payload.length, payload: payload.subarray(at, at + size), key }),
    );
  }
  return frames;
}

/** A few right frames, of which mostly a byte or two are changed. */
function mutated(role: Role, chance: Random): Buffer {
  const frames = Array.from({ length: 1 + chance.below(4) }, () => {
    const opcode = [CONTINUATION, TEXT, TEXT, BINARY, CLOSE, PING, PONG][chance.below(7)]!;
    const fin = opcode >= CLOSE || chance.below(3) > 0;
    const payload =
      opcode === CLOSE ? closePayload(chance) : Buffer.from('añ€😀bcd'.repeat(6).slice(0, chance.below(60)));
    return encodeFrame({
      opcode,
      fin,
      payload,
      key: role === 'server' ? Buffer.from([1, 2, 3, 4].map(() => chance.uint32())) : undefined,
    });
  });
  const bytes = Buffer.concat(frames).subarray(0, 200);
  if (chance.below(30) === 0 && bytes.length > 10) {
    bytes[1]! |= 127;
    bytes.writeBigUInt64BE(2n ** BigInt(chance.below(64)), 2);
  }
  for (let changes = chance.below(3); changes > 0; changes--) {
    const at = chance.below(3) > 0 ? chance.below(Math.min(bytes.length, 12)) : chance.below(bytes.length);
    bytes[at] = chance.below(256);
  }
  return bytes;
}

function closePayload(chance: Random): Buffer {
  const payload = Buffer.from([0, 0, 0x6f, 0x6b]);
  payload.writeUInt16BE([1000, 1005, 3000, 5000][chance.below(4)]!);
  return payload.subarray(0, chance.below(5));
}

function summaryOf(events: readonly Incoming[], fault: { readonly closeCode: number } | undefined): string {
  const words = events.map((event) =>
    event.type === 'close' ? wordOf('close', event.code, event.reason) : wordOf(event.type, event.data, ''),
  );
  return [...words, fault ? `fault ${fault.closeCode}` : ''].join(' ');
}

function wordOf(type: string, data: string | number | Buffer, rest: string): string {
  return `${type} ${Buffer.isBuffer(data) ? `0x${data.toString('hex')}` : data} ${rest}`;
}

/** What ws makes of it, when it is asked a tick later. */
function byWs(role: Role, bytes: Buffer): () => string {
  const receiver = new Receiver({ isServer: role === 'server', maxPayload: LIMITS.mostFrameBytes });
  const words: string[] = [];
  let fault = '';
  receiver.on('message', (data: Buffer, binary: boolean) =>
    words.push(wordOf('message', binary ? data : String(data), '')),
  );
  receiver.on('ping', (data: Buffer) => words.push(wordOf('ping', data, '')));
  receiver.on('pong', (data: Buffer) => words.push(wordOf('pong', data, '')));
  receiver.on('conclude', (code: number, reason: Buffer) => words.push(wordOf('close', code, String(reason))));
  receiver.on('error', (error: object) => (fault = `fault ${String(faultCode(error))}`));
  receiver.write(Buffer.from(bytes));
  return () => [...words, fault].join(' ');
}

function faultCode(error: object): unknown {
  const symbol = Object.getOwnPropertySymbols(error).find(({ description }) => description === 'status-code');
  return symbol && (error as Record<symbol, unknown>)[symbol];
}
