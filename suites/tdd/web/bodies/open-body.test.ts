/** Opening a body, from the inside: limits of size and time, encodings, and who leaves nothing behind (row WA19). */
import zlib from 'node:zlib';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import * as sinon from 'sinon';
import { gather } from '../../../../fixtures/web/bodies/body-source.ts';
import { hasBody, openBody, type BodyOptions } from '../../../../fixtures/web/bodies/open-body.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { madeRequest } from '../../../support/made-request.ts';
import { cutAt } from '../../../support/multipart.ts';
import { rejectionOf } from '../../../support/rejection.ts';

/** By default it takes a second for what a test has here. */
function quickly(bytes: Uint8Array): Buffer {
  return zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } });
}

const ENCODERS = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: quickly };

suite('the body of a request', () => {
  const read = (headers: Record<string, string>, pieces: readonly (string | Buffer)[], options?: BodyOptions) =>
    gather(openBody(madeRequest(headers, pieces), options)).then(String);
  const LISTENED = ['readable', 'data', 'end', 'error', 'close', 'aborted'];
  const listeners = (request: NodeJS.EventEmitter) => LISTENED.map((event) => request.listenerCount(event));

  test('WA16: a request has no rawBody, as claimed; its body is with whoever reads it', async () => {
    const request = madeRequest({ 'Content-Length': '5' }, ['he', 'llo']);
    expect(request).not.to.have.property('rawBody');
    expect(String(await gather(openBody(request)))).to.equal('hello');
    expect(request).not.to.have.property('rawBody');
  });

  test('WA19: a length beyond the limit is 413, not 400 as claimed, and not a byte is read', () => {
    const request = madeRequest({ 'Content-Length': '11' });
    let asked = 0;
    const open = () => openBody(request, { most: 10, proceed: () => (asked += 1) });
    expect(open).to.throw().and.include({ status: 413, code: 'BODY_TOO_LARGE' });
    expect(asked).to.equal(0);
    expect(request.readableFlowing).to.equal(null);
    openBody(madeRequest({ 'Content-Length': '10' }), { most: 10, proceed: () => (asked += 1) }).release();
    expect(asked).to.equal(1);
  });

  test('WA19: without a length it is counted: as many bytes as the limit says are taken, and one more is 413', async () => {
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expect(await read(chunked, ['12345', '67890'], { most: 10 })).to.equal('1234567890');
    expect(await rejectionOf(read(chunked, ['12345', '678901'], { most: 10 }))).to.include({ status: 413 });
    expect(await rejectionOf(read({}, [Buffer.alloc(1024 * 1024 + 1)]))).to.include({ code: 'BODY_TOO_LARGE' });
    expect(await read({}, [Buffer.alloc(1024 * 1024)])).to.have.length(1024 * 1024);
  });

  test('a body whose length must be known is 411 without it', async () => {
    const open = () => openBody(madeRequest({ 'Transfer-Encoding': 'chunked' }), { lengthRequired: true });
    expect(open).to.throw().and.include({ status: 411, code: 'LENGTH_REQUIRED' });
    expect(await read({ 'Content-Length': '1' }, ['x'], { lengthRequired: true })).to.equal('x');
  });

  test('chunks are taken, in any case; what else has been done to them on the way is 501', async () => {
    expect(await read({ 'Transfer-Encoding': 'Chunked' }, ['x'])).to.equal('x');
    for (const transfer of ['gzip, chunked', 'identity, chunked', 'chunked, chunked']) {
      const open = () => openBody(madeRequest({ 'Transfer-Encoding': transfer }));
      expect(open).to.throw().and.include({ status: 501, code: 'TRANSFER_UNKNOWN' });
    }
  });

  test('a client that is silent for too long is 408; every byte gives it the time anew', async () => {
    const clock = madeClock();
    const request = madeRequest({});
    const body = openBody(request, { idleMs: 100, wholeMs: 1000, clock });
    for (const piece of ['a', 'b']) {
      const next = body.next();
      await settled();
      clock.advance(99);
      request.push(piece);
      expect(String(await next)).to.equal(piece);
    }
    const fault = rejectionOf(body.next());
    await settled();
    clock.advance(99);
    expect(clock.owed).to.equal(2);
    clock.advance(1);
    expect(await fault).to.include({ status: 408, code: 'BODY_SLOW' });
    body.release();
    expect(clock.owed).to.equal(0);
  });

  test('a client that drips is 408 at the end of the whole time', async () => {
    const clock = madeClock();
    const request = madeRequest({});
    const fault = rejectionOf(gather(openBody(request, { idleMs: 100, wholeMs: 250, clock })));
    for (let drops = 0; drops < 5; drops++) {
      request.push('x');
      await settled();
      clock.advance(50);
    }
    expect(await fault).to.include({ status: 408, code: 'BODY_SLOW' });
    expect(clock.owed).to.equal(0);
  });

  test('while nobody asks for more, only the whole time runs: a slow disk is no fault of the client', async () => {
    const clock = madeClock();
    const request = madeRequest({});
    const body = openBody(request, { idleMs: 100, wholeMs: 1000, clock });
    request.push('x');
    await body.next();
    expect(clock.waiting).to.deep.equal([1000]);
    clock.advance(500);
    request.push(null);
    expect(await body.next()).to.equal(undefined);
    expect(clock.owed).to.equal(0);
  });

  test('a client that goes away is told, and nothing stays behind', async () => {
    const clock = madeClock();
    const request = madeRequest({});
    const before = listeners(request);
    const fault = rejectionOf(gather(openBody(request, { clock })));
    request.push('x');
    await settled();
    request.destroy();
    expect(await fault).to.include({ status: 400, code: 'CLIENT_GONE' });
    expect(clock.owed).to.equal(0);
    expect(listeners(request)).to.deep.equal(before);
  });

  test('whatever comes of it, no listener, timer or decoder stays, and the request is not destroyed', async () => {
    const made = sinon.spy(zlib, 'createGunzip');
    for (const encoding of ['identity', 'gzip']) {
      for (const content of ['x', ENCODERS.gzip('hello'), Buffer.alloc(99)]) {
        const clock = madeClock();
        const request = madeRequest({ 'Content-Encoding': encoding });
        const before = listeners(request);
        request.push(content);
        request.push(null);
        await gather(openBody(request, { clock, most: 50 })).catch(() => {});
        expect(listeners(request)).to.deep.equal(before);
        expect(clock.owed).to.equal(0);
        expect(request.errored).to.equal(null);
      }
    }
    sinon.restore();
    expect(made.returnValues.map(({ destroyed }) => destroyed)).to.deep.equal([true, true, true]);
  });

  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    test(`${encoding} is decoded, wherever it is cut`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 2000 }),
          fc.array(fc.nat(), { maxLength: 5 }),
          async (bytes, places) => {
            const pieces = cutAt(encode(bytes), places).filter(({ length }) => length > 0);
            const body = openBody(madeRequest({ 'Content-Encoding': encoding.toUpperCase() }, pieces));
            expect((await gather(body)).equals(bytes)).to.equal(true);
          },
        ),
        { numRuns: 15 },
      );
    });

    test(`${encoding}: a bomb is 413 as soon as more comes out than the limit says, and not a byte sooner`, async () => {
      const headers = { 'Content-Encoding': encoding };
      expect(await read(headers, [encode(Buffer.alloc(100_000))], { most: 100_000 })).to.have.length(100_000);
      expect(await rejectionOf(read(headers, [encode(Buffer.alloc(100_001))], { most: 100_000 }))).to.include({
        status: 413,
      });
      const body = openBody(madeRequest(headers, [encode(Buffer.alloc(5_000_000))]), { most: 100_000 });
      let most = 0;
      const fault = await rejectionOf(
        (async () => {
          for (;;) most = Math.max(most, (await body.next())!.length);
        })(),
      );
      body.release();
      expect(fault).to.include({ code: 'BODY_TOO_LARGE' });
      expect(most).to.be.at.most(100_000);
    });

    test(`${encoding}: what is cut, broken or has something behind it is 400`, async () => {
      const headers = { 'Content-Encoding': encoding };
      const encoded = encode(Buffer.from('hello hello hello'));
      const more = Buffer.from('behind');
      const all = [
        [encoded.subarray(0, -3)],
        [Buffer.from('no such thing')],
        [Buffer.concat([encoded, more])],
        [encoded, more],
      ];
      for (const pieces of all) {
        expect(await rejectionOf(read(headers, pieces))).to.include({ status: 400, code: 'ENCODING_CORRUPT' });
      }
      // The decoder has finished before the rest comes.
      const request = madeRequest(headers);
      const body = openBody(request);
      request.push(encoded);
      expect(String(await body.next())).to.equal('hello hello hello');
      const fault = rejectionOf(body.next());
      await settled();
      request.push(more);
      request.push(null);
      expect(await fault).to.include({ status: 400, code: 'ENCODING_CORRUPT' });
      body.release();
    });
  }

  test('another encoding, or two in each other, is 415 and is told which are known', () => {
    for (const encoding of ['compress', 'gzip, gzip', 'zstd', '__proto__', 'constructor']) {
      const open = () => openBody(madeRequest({ 'Content-Encoding': encoding }));
      const error = expect(open).to.throw().and.include({ status: 415, code: 'ENCODING_UNKNOWN' });
      error.with.deep.property('headers', { 'Accept-Encoding': 'gzip, deflate, br' });
    }
  });

  test('limits that are none are refused', () => {
    for (const options of [{ most: -1 }, { idleMs: 0 }, { wholeMs: 2 ** 31 }, { most: Number.NaN }]) {
      expect(() => openBody(madeRequest({}), options)).to.throw(RangeError);
    }
  });

  test('a request has a body where it says so: by a length that is not 0, or by its encoding', () => {
    expect(hasBody(madeRequest({}))).to.equal(false);
    expect(hasBody(madeRequest({ 'Content-Length': '0' }))).to.equal(false);
    expect(hasBody(madeRequest({ 'Content-Length': '1' }))).to.equal(true);
    expect(hasBody(madeRequest({ 'Transfer-Encoding': 'chunked' }))).to.equal(true);
  });
});

/** Lets everything happen that is due already. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
