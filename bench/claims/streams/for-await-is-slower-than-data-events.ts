/**
 * A stream can be read by listening to its 'data', or with `for await`. The events are calls: as long as there are
 * chunks, `flow` of lib/internal/streams/readable.js takes one and calls the listeners, in the same turn of the queue.
 * The loop awaits `next()` of an async generator for each chunk: promises, and turns of the queue of microtasks; and
 * where nothing is left to take, it waits for the event 'readable'.
 *
 * It is a price for each chunk, whatever its size. The danger is to measure it with tiny chunks and to rewrite a server
 * that reads files, of 64 KiB a time, from disks that take longer than any of this. Here all chunks are in memory, and
 * a reader does nothing but look at each: it is the most that can be made of the difference. What speaks for the loop
 * is that an error ends it, that `break` destroys the stream, and that it waits while what it does with a chunk is
 * asynchronous; an event does not.
 *
 * The answer is made of the length and the first byte of every chunk, in order.
 */
import { Readable } from 'node:stream';
import { defineClaim } from '../../claim.ts';

const CHUNKS = 256;

/** Chunks that differ by their first byte; the same few come again and again. */
function chunksOf(bytes: number): readonly Buffer[] {
  return Array.from({ length: 16 }, (_, index) => Buffer.alloc(bytes, index + 1));
}

function streamOf(chunks: readonly Buffer[]): Readable {
  let next = 0;
  return new Readable({
    read() {
      this.push(next < CHUNKS ? chunks[next++ % chunks.length] : null);
    },
  });
}

function seenTo(seen: number, chunk: Buffer): number {
  return (31 * seen + chunk.length + chunk[0]!) | 0;
}

export default defineClaim({
  says: "for await over a stream is slower than its 'data' events",
  because: 'each chunk is awaited through a promise, where an event is a call',
  source: 'Performance of for await of: https://github.com/nodejs/node/issues/31979',
  given: { bytes: [64] },
  favours: "'data' events",
  over: 'for await',
  contenders: {
    "'data' events": ({ bytes }) => {
      const chunks = chunksOf(bytes);
      return () =>
        new Promise((resolve, reject) => {
          let seen = 0;
          streamOf(chunks)
            .on('data', (chunk: Buffer) => {
              seen = seenTo(seen, chunk);
            })
            .once('error', reject)
            .once('end', () => resolve(seen));
        });
    },
    'for await': ({ bytes }) => {
      const chunks = chunksOf(bytes);
      return async () => {
        let seen = 0;
        for await (const chunk of streamOf(chunks)) seen = seenTo(seen, chunk as Buffer);
        return seen;
      };
    },
    "read() on 'readable'": ({ bytes }) => {
      const chunks = chunksOf(bytes);
      return () =>
        new Promise((resolve, reject) => {
          let seen = 0;
          const stream = streamOf(chunks);
          stream
            .on('readable', () => {
              for (let chunk = stream.read(bytes); chunk !== null; chunk = stream.read(bytes)) {
                seen = seenTo(seen, chunk as Buffer);
              }
            })
            .once('error', reject)
            .once('end', () => resolve(seen));
        });
    },
  },
  answer: ({ bytes }) => {
    const chunks = chunksOf(bytes);
    let seen = 0;
    for (let index = 0; index < CHUNKS; index++) seen = seenTo(seen, chunks[index % chunks.length]!);
    return seen;
  },
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/31979',
      says: 'a parser of spreadsheets lost around 60 % when it went over from events to the loop',
      wins: "'data' events",
      at: { bytes: 64 },
    },
  ],
  expects: 'confirmed',
});
