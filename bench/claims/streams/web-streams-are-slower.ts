/**
 * Node.js has two kinds of streams: its own, and those of the web, which `fetch` answers with. Both read, change and
 * write here the same chunks. Its own hand a chunk on by a call, and answer by a callback whether there is room. Those
 * of the web are specified by promises: `pull`, `transform` and `write` may each return one, and are waited for as if
 * they had; a chunk goes through queues with a record for each. Between their parts there is room for one chunk by
 * default, where Node's own have room for bytes: 16 KiB up to Node.js 20, 64 KiB since 22 (nodejs/node #52037).
 *
 * That the web's are slower was said when they were new in Node.js. Since then much has been taken out of their way: a
 * `pipeTo` was 60 % faster in 2023 (#49690), and in 2026 four changes spared promises and objects for each chunk
 * (#62079, #63876, #64252, #64890). So it depends on the version, and is asked anew on each.
 *
 * A generator is a third way, and needs no streams at all: `yield` hands a chunk on to the loop that asks, and it is
 * asked for when there is need. As a part of `pipeline` it stands between two streams, and pays for both.
 *
 * The danger is to compare them for chunks of a few bytes alone: it is a price for each chunk. With 64 KiB there is
 * work to be done beside it, which is the same for all: the end of the line is looked for, which is the last byte, and
 * what is before it is handed on. Nothing is copied, since then it would be memory that is measured, and not streams.
 * The answer is made of the length and the first byte of every chunk that arrives, in order.
 */
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream, TransformStream, WritableStream } from 'node:stream/web';
import { defineClaim } from '../../claim.ts';

const CHUNKS = 64;

const END_OF_LINE = 10;

/** Lines that differ by what they are filled with; the same few come again and again. */
function chunksOf(bytes: number): readonly Buffer[] {
  return Array.from({ length: 16 }, (_, index) => Buffer.alloc(bytes, 65 + index).fill(END_OF_LINE, bytes - 1));
}

function lineOf(chunk: Buffer): Buffer {
  return chunk.subarray(0, chunk.indexOf(END_OF_LINE));
}

function seenTo(seen: number, chunk: Buffer): number {
  return (31 * seen + chunk.length + chunk[0]!) | 0;
}

function streamOf(chunks: readonly Buffer[]): Readable {
  let next = 0;
  return new Readable({
    read() {
      this.push(next < CHUNKS ? chunks[next++ % chunks.length] : null);
    },
  });
}

export default defineClaim({
  says: 'Web streams are slower than the streams of Node.js',
  because: 'they rely on promises at every step, and allocate more objects for each chunk',
  source: 'James Snell on a benchmark of both: https://github.com/RafaelGSS/nodejs-bench-operations/pull/3',
  quote: 'mostly because of the heavy reliance on promises and the additional object allocations it requires',
  given: { bytes: [64] },
  favours: 'Transform',
  over: 'TransformStream',
  contenders: {
    Transform: ({ bytes }) => {
      const chunks = chunksOf(bytes);
      return async () => {
        let seen = 0;
        await pipeline(
          streamOf(chunks),
          new Transform({
            transform(chunk: Buffer, _, done) {
              done(null, lineOf(chunk));
            },
          }),
          new Writable({
            write(chunk: Buffer, _, done) {
              seen = seenTo(seen, chunk);
              done();
            },
          }),
        );
        return seen;
      };
    },
    TransformStream: ({ bytes }) => {
      const chunks = chunksOf(bytes);
      return async () => {
        let next = 0;
        let seen = 0;
        const source = new ReadableStream<Buffer>({
          pull(controller) {
            if (next < CHUNKS) controller.enqueue(chunks[next++ % chunks.length]!);
            else controller.close();
          },
        });
        const lines = new TransformStream<Buffer, Buffer>({
          transform(chunk, controller) {
            controller.enqueue(lineOf(chunk));
          },
        });
        const sink = new WritableStream<Buffer>({
          write(chunk) {
            seen = seenTo(seen, chunk);
          },
        });
        await source.pipeThrough(lines).pipeTo(sink);
        return seen;
      };
    },
    'generator in a pipeline': ({ bytes }) => {
      const chunks = chunksOf(bytes);
      return async () => {
        let seen = 0;
        await pipeline(
          streamOf(chunks),
          async function* (source) {
            for await (const chunk of source) yield lineOf(chunk as Buffer);
          },
          new Writable({
            write(chunk: Buffer, _, done) {
              seen = seenTo(seen, chunk);
              done();
            },
          }),
        );
        return seen;
      };
    },
    'generators alone': ({ bytes }) => {
      const chunks = chunksOf(bytes);
      async function* source(): AsyncGenerator<Buffer> {
        for (let next = 0; next < CHUNKS; next++) yield chunks[next % chunks.length]!;
      }
      async function* linesOf(all: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        for await (const chunk of all) yield lineOf(chunk);
      }
      return async () => {
        let seen = 0;
        for await (const chunk of linesOf(source())) seen = seenTo(seen, chunk);
        return seen;
      };
    },
  },
  answer: ({ bytes }) => {
    let seen = 0;
    for (let index = 0; index < CHUNKS; index++) {
      seen = (31 * seen + bytes - 1 + 65 + (index % 16)) | 0;
    }
    return seen;
  },
  elsewhere: [
    {
      source: 'https://github.com/RafaelGSS/nodejs-bench-operations/pull/3',
      says: 'a thousand small texts were read 2,465 times a second from a Readable, and 471 times from a web stream',
      wins: 'Transform',
      at: { bytes: 64 },
    },
  ],
});
