/** Back-pressure, from the inside: a pump by hand against node's own, and the wrong one. */
import { Readable, Transform, Writable } from 'node:stream';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { flood, pipe, pump, type Flow } from '../../../fixtures/files/backpressure.ts';
import { rejectionOf } from '../../support/rejection.ts';

const PUMPS = { pump, flood, pipe };

suite('back-pressure', () => {
  const flows = fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }),
    highWaterMark: fc.integer({ min: 1, max: 8192 }),
  });

  test('the pump passes every byte in order and pauses exactly as often as pipeline, with as many bytes waiting', async () => {
    await fc.assert(
      fc.asyncProperty(flows, async ({ sizes, highWaterMark }) => {
        const [byHand, byNode] = [slowWriter(highWaterMark), slowWriter(highWaterMark)];
        const seen = await pump(readerOf(sizes), byHand.writer);
        expect(seen).to.deep.equal(await pipe(readerOf(sizes), byNode.writer));
        expect(Buffer.concat(byHand.taken).equals(contentOf(sizes))).to.equal(true);
        expect(seen).to.include({ bytes: sum(sizes), chunks: sizes.length });
      }),
      { numRuns: 50 },
    );
  });

  test('the pump never has more waiting than the high-water mark and one chunk', async () => {
    await fc.assert(
      fc.asyncProperty(flows, async ({ sizes, highWaterMark }) => {
        const { mostWaiting } = await pump(readerOf(sizes), slowWriter(highWaterMark).writer);
        expect(mostWaiting).to.be.at.most(highWaterMark - 1 + Math.max(...sizes));
      }),
      { numRuns: 50 },
    );
  });

  test('the flood passes every byte too, but the whole of it waits in the writer', async () => {
    const sizes = Array.from({ length: 100 }, () => 1000);
    const slow = slowWriter(4096);
    expect(await flood(readerOf(sizes), slow.writer)).to.deep.equal({
      bytes: 100_000,
      chunks: 100,
      pauses: 0,
      mostWaiting: 100_000,
    } satisfies Flow);
    expect(Buffer.concat(slow.taken).equals(contentOf(sizes))).to.equal(true);
  });

  test('a writer that is never full is never waited for', async () => {
    const flow = await pump(readerOf([10, 20, 30]), slowWriter(1000).writer);
    expect(flow).to.include({ bytes: 60, chunks: 3, pauses: 0 });
  });

  test('characters are counted as the bytes that they become', async () => {
    const flow = await pump(readerOf([]).setEncoding('utf8'), slowWriter(10).writer);
    expect(flow).to.deep.equal({ bytes: 0, chunks: 0, pauses: 0, mostWaiting: 0 });
    const reader = Readable.from([Buffer.from('grüße')], { objectMode: false }).setEncoding('utf8');
    expect(await pump(reader, slowWriter(10).writer)).to.include({ bytes: 7 });
  });

  for (const [name, carry] of Object.entries(PUMPS)) {
    test(`${name}: an error of the reader destroys both and is thrown`, async () => {
      const reader = readerOf([10]);
      const { writer } = slowWriter(100);
      const carried = rejectionOf(carry(reader, writer));
      reader.destroy(new Error('no more'));
      expect((await carried).message).to.equal('no more');
      expect([reader.destroyed, writer.destroyed]).to.deep.equal([true, true]);
    });

    test(`${name}: an error of the writer, while the reader is stopped, destroys both and is thrown`, async () => {
      const reader = readerOf(Array.from({ length: 100 }, () => 1000));
      let writes = 0;
      const writer = new Writable({
        highWaterMark: 1,
        write(_chunk, _encoding, done) {
          writes += 1;
          setImmediate(done, writes === 2 ? new Error('full') : null);
        },
      });
      expect((await rejectionOf(carry(reader, writer))).message).to.equal('full');
      expect([reader.destroyed, writer.destroyed]).to.deep.equal([true, true]);
    });

    for (const side of ['reader', 'writer'] as const) {
      test(`${name}: a ${side} that is closed too soon is an error`, async () => {
        const both = { reader: new Readable({ read() {} }), writer: slowWriter(100).writer };
        const carried = rejectionOf(carry(both.reader, both.writer));
        both[side].destroy();
        expect(await carried).to.have.property('code', 'ERR_STREAM_PREMATURE_CLOSE');
        expect([both.reader.destroyed, both.writer.destroyed]).to.deep.equal([true, true]);
      });

      test(`${name}: a ${side} that is used up is refused`, async () => {
        const both = { reader: readerOf([10]), writer: slowWriter(100).writer };
        both[side].destroy();
        const error = await rejectionOf(carry(both.reader, both.writer));
        expect(error).to.have.property('code', 'STREAM_USED');
        expect(error.message).to.include(`a fresh ${side}`);
      });
    }

    test(`${name}: a stream of objects is refused`, async () => {
      const error = await rejectionOf(carry(Readable.from([{}]), slowWriter(10).writer));
      expect(error).to.have.property('code', 'OBJECT_MODE');
    });

    test(`${name}: leaves the writer's own method and no listener of data behind`, async () => {
      const [reader, { writer }] = [readerOf([10]), slowWriter(10)];
      await carry(reader, writer);
      expect(Object.hasOwn(writer, 'write')).to.equal(false);
      expect([
        reader.listenerCount('data'),
        reader.listenerCount('pause'),
        writer.listenerCount('drain'),
      ]).to.deep.equal([0, 0, 0]);
    });
  }

  test('a writer that is a transform is pumped until it has taken everything', async () => {
    const taken: Buffer[] = [];
    const upper = new Transform({
      transform(chunk, _encoding, done) {
        done(null, String(chunk).toUpperCase());
      },
    }).on('data', (chunk: Buffer) => taken.push(chunk));
    await pump(Readable.from([Buffer.from('abc')], { objectMode: false }), upper);
    await new Promise((resolve) => {
      if (upper.readableEnded) resolve(undefined);
      else upper.once('end', resolve);
    });
    expect(Buffer.concat(taken).toString()).to.equal('ABC');
  });
});

/** Ends each write one round of the event loop later. */
function slowWriter(highWaterMark: number): { writer: Writable; taken: Buffer[] } {
  const taken: Buffer[] = [];
  const writer = new Writable({
    highWaterMark,
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk);
      setImmediate(done);
    },
  });
  return { writer, taken };
}

function readerOf(sizes: readonly number[]): Readable {
  return Readable.from(
    sizes.map((bytes, index) => Buffer.alloc(bytes, index)),
    { objectMode: false },
  );
}

function contentOf(sizes: readonly number[]): Buffer {
  return Buffer.concat(sizes.map((bytes, index) => Buffer.alloc(bytes, index)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
