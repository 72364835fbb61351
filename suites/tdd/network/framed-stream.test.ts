/** Frames over a stream in memory, with a clock by hand: back-pressure, half-close, and what is too slow or too much. */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { frame } from '../../../fixtures/network/tcp/frames.ts';
import { FramedStream, type FramedOptions } from '../../../fixtures/network/tcp/framed-stream.ts';
import { duplexPair, settled } from '../../support/duplex-pair.ts';
import { madeClock, type MadeClock } from '../../support/made-clock.ts';
import { codeOf } from '../../support/rejection.ts';

interface Made {
  readonly framed: FramedStream;
  readonly peer: Duplex;
  readonly clock: MadeClock;
}

function make(options: FramedOptions = {}, highWaterMark = 64): Made {
  const [ours, peer] = duplexPair({ highWaterMark });
  const clock = madeClock();
  peer.on('error', () => {});
  return { framed: new FramedStream(ours, { clock, ...options }), peer, clock };
}

suite('frames over a stream', () => {
  test('frames come one by one, and undefined behind the last, when the peer has ended its half', async () => {
    const { framed, peer } = make();
    peer.end(Buffer.concat([frame(Buffer.from('one')), frame(Buffer.alloc(0)), frame(Buffer.from('three'))]));
    const heard = [];
    for await (const body of framed) heard.push(String(body));
    expect(heard).to.deep.equal(['one', '', 'three']);
    expect(await framed.receive()).to.equal(undefined);
  });

  test('T3: end is the end of the peer’s half, and not that it died, as claimed: ours still sends', async () => {
    const { framed, peer } = make();
    peer.end(frame(Buffer.from('the last question')));
    expect(String(await framed.receive())).to.equal('the last question');
    expect(await framed.receive()).to.equal(undefined);
    await framed.send(Buffer.from('an answer'));
    framed.end();
    const [come] = (await once(peer, 'data')) as [Buffer];
    expect(come.subarray(4).toString()).to.equal('an answer');
  });

  test('write says no when the stream is full, and drained waits until the peer has read', async () => {
    const { framed, peer } = make();
    expect(framed.write(Buffer.alloc(1))).to.equal(true);
    expect(framed.write(Buffer.alloc(100))).to.equal(false);
    let drained = false;
    const waiting = Promise.all([framed.drained(), framed.drained()]).then(() => (drained = true));
    await settled();
    expect(drained).to.equal(false);
    peer.resume();
    await waiting;
    expect(framed.waiting).to.equal(0);
  });

  test('what waits to be sent is bounded: up to the limit it is taken, and a byte more is refused', () => {
    const { framed } = make({ mostWaiting: 24 });
    framed.write(Buffer.alloc(8));
    framed.write(Buffer.alloc(8));
    expect(framed.waiting).to.equal(24);
    expect(() => framed.write(Buffer.alloc(0)))
      .to.throw('24 do')
      .with.property('code', 'ERR_TOO_MUCH_WAITING');
  });

  test('a single frame that is larger than what may wait is sent, where nothing else waits', () => {
    const { framed } = make({ mostWaiting: 24 });
    expect(framed.write(Buffer.alloc(60))).to.equal(false);
  });

  test('a piece of very many frames is read as any other', async () => {
    const { framed, peer } = make({}, 1 << 20);
    peer.write(Buffer.concat([frame(Buffer.from('first')), Buffer.alloc(4 * 150_000), frame(Buffer.from('last'))]));
    expect(String(await framed.receive())).to.equal('first');
    expect(String(await framed.receive())).to.equal('');
  });

  test('what nobody asks for stays with the peer', async () => {
    const { framed, peer } = make();
    const sent = Array.from({ length: 50 }, () => peer.write(frame(Buffer.alloc(20))));
    await framed.receive();
    await settled();
    expect(sent.at(-1)).to.equal(false);
    expect(peer.writableLength).to.be.above(30 * 24);
  });

  test('a peer that says nothing is waited for up to the idle time, and not a millisecond longer', async () => {
    const { framed, clock } = make({ idleMs: 100 });
    const received = framed.receive();
    clock.advance(99);
    await settled();
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    expect(await codeOf(received)).to.equal('ERR_PEER_IDLE');
    expect(clock.owed).to.equal(0);
  });

  test('a frame that trickles is cut off by its own time, although the peer is never idle', async () => {
    const { framed, peer, clock } = make({ idleMs: 100, frameMs: 250 });
    const received = framed.receive();
    const failed = codeOf(received);
    clock.advance(99); // what is before the first byte does not count
    for (const waited of [90, 90, 69]) {
      peer.write(Uint8Array.of(0));
      await settled();
      clock.advance(waited);
    }
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    expect(await failed).to.equal('ERR_FRAME_SLOW');
    expect(clock.owed).to.equal(0);
  });

  test('time in which nobody receives is not the peer’s', async () => {
    const { framed, peer, clock } = make({ idleMs: 100, frameMs: 100 });
    peer.write(Buffer.concat([frame(Buffer.from('one')), Buffer.from([0])]));
    await framed.receive();
    clock.advance(10_000);
    const received = framed.receive();
    await settled();
    peer.write(Buffer.from([0, 0, 1, 7]));
    expect([...(await received)!]).to.deep.equal([7]);
  });

  test('a peer that does not read is cut off when its time is up, and whoever waits hears why', async () => {
    const { framed, clock } = make({ stallMs: 100 });
    const [one, two] = [codeOf(framed.send(Buffer.alloc(100))), codeOf(framed.send(Buffer.alloc(100)))];
    clock.advance(99);
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    expect([await one, await two]).to.deep.equal(['ERR_PEER_STALLED', 'ERR_PEER_STALLED']);
    expect(await codeOf(framed.send(Buffer.alloc(1)))).to.equal('ERR_PEER_STALLED');
  });

  test('a frame too large, or cut, destroys the connection, as nobody knows where the next begins', async () => {
    for (const [bytes, expected] of [
      [Buffer.from([0, 0, 0, 11]), 'ERR_FRAME_TOO_LARGE'],
      [Buffer.from([0, 0, 0, 3, 1]), 'ERR_FRAME_CUT'],
    ] as const) {
      const { framed, peer } = make({ largestFrame: 10 });
      peer.end(bytes);
      expect(await codeOf(framed.receive())).to.equal(expected);
      expect(() => framed.write(Buffer.alloc(1)))
        .to.throw()
        .with.property('code', expected);
    }
  });

  test('a connection that was destroyed, or ended by us, sends nothing more', async () => {
    const { framed } = make();
    framed.end();
    expect(await codeOf(framed.send(Buffer.alloc(1)))).to.equal('ERR_CONNECTION_CLOSED');
    const other = make();
    const received = codeOf(other.framed.receive());
    other.framed.destroy();
    expect(await received).to.equal('ERR_CONNECTION_CLOSED');
  });

  test('a limit that is none is refused', () => {
    for (const bad of ['idleMs', 'frameMs', 'stallMs', 'mostWaiting'] as const) {
      expect(() => make({ [bad]: 0 }))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});
