/** Specifies what files and sockets carry: bytes, whatever is handed to them. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';

import { toBytes } from '../../../fixtures/buffers/conversions.ts';
import { assemble } from '../../../fixtures/buffers/text-assembler.ts';
import { chunked, textOf } from '../../../fixtures/data/text.ts';
import { listening } from '../../support/server.ts';

describe('B15: a file', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'buffers-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('is read as a Buffer, and written as the UTF-8 of a string', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'hé 你');
    expect(await readFile(file)).to.deep.equal(Buffer.from('68c3a920e4bda0', 'hex'));
  });

  it('is streamed as Buffers, which cut characters where highWaterMark falls', async () => {
    const file = join(folder, 'file');
    const { text } = chunked('torn', 10, 64);
    await writeFile(file, text);
    const chunks: unknown[] = [];
    for await (const chunk of createReadStream(file, { highWaterMark: 64 })) chunks.push(chunk);
    expect(chunks.every((chunk) => Buffer.isBuffer(chunk) && chunk.length === 64)).to.equal(true);
    expect(chunks.map(String).join('')).to.include('\ufffd');
    expect(await assemble(createReadStream(file, { highWaterMark: 64 }))).to.equal(text);
  });
});

describe('B15: a socket', () => {
  /** Sends what it is given, and resolves with the bytes that arrive. */
  async function sent(text: string, encoding?: BufferEncoding): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const server = createServer((socket) => {
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      // Answers that all has arrived, by ending its own side.
      socket.on('end', () => socket.end());
    });
    await using opened = await listening(server);
    const client = connect({ port: opened.port, host: '127.0.0.1', allowHalfOpen: true });
    client.end(text, encoding);
    client.resume();
    await once(client, 'end');
    expect(chunks.every((chunk) => Buffer.isBuffer(chunk))).to.equal(true);
    return Buffer.concat(chunks);
  }

  it('carries a string as UTF-8', async () => {
    expect(await sent('hé 你')).to.deep.equal(toBytes('hé 你'));
  });

  it('carries a string in the encoding that is named at the write', async () => {
    expect(await sent('hé', 'latin1')).to.deep.equal(Buffer.from([0x68, 0xe9]));
  });
});

describe('B14: a response that is encoded beforehand', () => {
  for (const kind of ['ascii', 'latin1', 'cjk', 'emoji'] as const) {
    it(`is the same on the wire as the string that Node encodes at each request: ${kind}`, async () => {
      const text = textOf(kind, 20_000);
      const encoded = toBytes(text);
      await using server = await listening(
        createHttpServer((request, response) => response.end(request.url === '/string' ? text : encoded)),
      );
      const [string, buffer] = await Promise.all(
        ['/string', '/buffer'].map(async (path) => {
          const response = await fetch(server.url + path);
          return { length: response.headers.get('content-length'), body: Buffer.from(await response.arrayBuffer()) };
        }),
      );
      expect(buffer).to.deep.equal({ length: '20000', body: encoded });
      expect(string).to.deep.equal(buffer);
    });
  }
});
