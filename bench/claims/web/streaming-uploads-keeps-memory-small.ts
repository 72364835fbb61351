/**
 * An upload may be larger than the memory of the server, and there may be many at once. Who collects the body and writes it
 * in one piece holds all of it, and while `Buffer.concat` copies, twice; in a string it is decoded and encoded besides, and
 * bytes that are no text come out as others. Who lets it flow into a file holds what is on its way.
 *
 * The trap: chunks that have been used are garbage outside of the heap, which is not looked for until some 32 MiB of it
 * have come together. For a small upload there is little difference to see, and of one that is much larger than 16 MiB
 * nothing more than of that. And streaming alone is no limit: without one the disk fills up instead.
 *
 * Client and server share a process here, and the client sends the same bytes over and over: what it takes, it takes
 * with every contender. They are all alike, so that the size on the disk stands for the content. With a server of its
 * own in a process of its own: `suites/bdd/web/bodies/large-upload.spec.ts`.
 */
import fs from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseMediaType } from '../../../fixtures/web/bodies/media-type.ts';
import { receiveUploads } from '../../../fixtures/web/bodies/uploads.ts';
import { closing, defineClaim, type Timed } from '../../claim.ts';

const KiB = 1024;
const BEGIN = '--cut\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n';
const END = '\r\n--cut--\r\n';

/** Puts the file of a request somewhere and answers its size on the disk. */
type Receive = (incoming: IncomingMessage, directory: string) => Promise<number>;

/** Uploads so many bytes to a server that receives them so, and answers what it has found on its disk. */
async function uploading(bytes: number, receive: Receive, [begin, end] = ['', '']): Promise<Timed> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'upload-'));
  const server = createServer((incoming, response) => {
    receive(incoming, directory).then(
      (size) => response.end(String(size)),
      (error: unknown) => response.destroy(error as Error),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = {
    'Content-Type': 'multipart/form-data; boundary=cut',
    'Content-Length': begin.length + bytes + end.length,
  };
  const piece = Buffer.alloc(64 * KiB, 'x');
  function* body(): Generator<Buffer> {
    if (begin !== '') yield Buffer.from(begin);
    for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
    if (end !== '') yield Buffer.from(end);
  }
  const timed = async (): Promise<number> => {
    const sending = request({ port, host: '127.0.0.1', method: 'POST', agent: false, headers });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    // Both at once: if one fails, the other does too, and somebody must hear of it.
    const [[answer]] = await Promise.all([answered, pipeline(Readable.from(body()), sending)]);
    return Number((await answer.toArray()).join(''));
  };
  return closing(timed, async () => {
    server.close();
    await once(server, 'close');
    fs.rmSync(directory, { recursive: true });
  });
}

const stored = async (file: string): Promise<number> => (await stat(file)).size;

export default defineClaim({
  says: 'Streaming an upload to disk keeps memory small',
  because: 'what has been written is let go, and collecting holds the whole of it, and its copy',
  source: 'notes: uploads › memory limits',
  quote: '通过流式解析，将数据流导向到磁盘中，Node只保留文件路径等小数据 (parse as a stream, keep only small data)',
  rows: ['WA20'],
  metric: 'resident memory',
  given: { bytes: [256 * KiB, 16 * 1024 * KiB] },
  quick: { bytes: [16 * 1024 * KiB] },
  crossing: 'bytes',
  favours: 'stream',
  over: 'concat',
  contenders: {
    stream: ({ bytes }) =>
      uploading(bytes, async (incoming, directory) => {
        const file = path.join(directory, 'streamed');
        await pipeline(incoming, fs.createWriteStream(file));
        return stored(file);
      }),
    concat: ({ bytes }) =>
      uploading(bytes, async (incoming, directory) => {
        const file = path.join(directory, 'concatenated');
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk as Buffer);
        await writeFile(file, Buffer.concat(chunks));
        return stored(file);
      }),
    'string +=': ({ bytes }) =>
      uploading(bytes, async (incoming, directory) => {
        const file = path.join(directory, 'appended');
        let text = '';
        for await (const chunk of incoming) text += chunk; // eslint-disable-line typescript/restrict-plus-operands
        await writeFile(file, text);
        return stored(file);
      }),
    busboy: ({ bytes }) =>
      uploading(
        bytes,
        async (incoming, directory) => {
          const mediaType = parseMediaType(incoming.headers['content-type']!);
          const limits = { most: bytes + KiB, mostFileBytes: bytes };
          await using uploads = await receiveUploads(incoming, mediaType, { directory, ...limits });
          return await stored(uploads.files[0]!.path);
        },
        [BEGIN, END],
      ),
  },
  answer: ({ bytes }) => bytes,
  elsewhere: [
    {
      source: 'https://github.com/expressjs/multer/issues/127',
      says: 'In memory the chunks take roughly as much as the file, and Buffer.concat roughly as much again',
      wins: 'stream',
      at: { bytes: 16 * 1024 * KiB },
    },
  ],
  expects: ({ bytes }) => (bytes >= 16777216 ? 'confirmed' : undefined),
});
