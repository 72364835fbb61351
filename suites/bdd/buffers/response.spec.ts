/** Specifies the reading of text out of HTTP responses that arrive in chunks. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { expect } from 'chai';
import iconv from 'iconv-lite';
import { describe, it } from 'mocha';

import { decodeStream } from '../../../fixtures/buffers/decode-stream.ts';
import { assemble } from '../../../fixtures/buffers/text-assembler.ts';
import { cutEvery } from '../../../fixtures/data/cut.ts';
import { chunked } from '../../../fixtures/data/text.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { listening } from '../../support/server.ts';

/**
 * A server that sends the parts as the chunks of HTTP (RFC 9112 §7.1). The parser never joins two of them, whatever TCP
 * does, so that `data` events come with the borders that were made; what waits to be read, `for await` may get as one.
 */
async function serving(parts: readonly Buffer[]) {
  return await listening(
    createServer((_request, response) => {
      const [part, ...others] = parts;
      send(response, part, others);
    }),
  );
}

/** One write after the other: those of one tick would become one chunk. */
function send(response: ServerResponse, part: Buffer | undefined, others: readonly Buffer[]): void {
  if (part === undefined) response.end();
  else response.write(part, () => send(response, others[0], others.slice(1)));
}

async function responseOf(url: string): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    get(url, { agent: false }, resolve).once('error', reject);
  });
}

describe('B11: a response in chunks that cut characters', () => {
  it('arrives as Buffers, of which each begins inside a character', async () => {
    const { parts } = chunked('torn', 8, 32);
    await using server = await serving(parts);
    const chunks: unknown[] = [];
    const response = await responseOf(server.url);
    response.on('data', (chunk: unknown) => chunks.push(chunk));
    await once(response, 'end');
    expect(chunks).to.deep.equal(parts);
  });

  it('is torn by text += chunk, two replacement characters or more at each border', async () => {
    const { parts, text, cuts } = chunked('torn', 8, 32);
    await using server = await serving(parts);
    const response = await responseOf(server.url);
    let naive = '';
    response.on('data', (chunk: Buffer) => {
      naive += chunk.toString();
    });
    await once(response, 'end');
    expect(naive).to.not.equal(text);
    expect(naive.split('\ufffd').length - 1).to.be.at.least(2 * cuts);
  });

  it('is whole if the chunks are collected, put together once and decoded by iconv, as the notes do it', async () => {
    const { parts, text } = chunked('torn', 8, 32);
    await using server = await serving(parts);
    const response = await responseOf(server.url);
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
    });
    await once(response, 'end');
    expect(iconv.decode(Buffer.concat(chunks, size), 'utf8')).to.equal(text);
  });

  it('is whole if the response decodes it, by setEncoding', async () => {
    const { parts, text } = chunked('torn', 8, 32);
    await using server = await serving(parts);
    const response = await responseOf(server.url);
    response.setEncoding('utf8');
    const pieces: string[] = [];
    for await (const piece of response) pieces.push(String(piece));
    expect(pieces.join('')).to.equal(text);
  });

  it('is whole if it is assembled, from http and from fetch', async () => {
    const { parts, text } = chunked('torn', 8, 32);
    await using server = await serving(parts);
    expect(await assemble(await responseOf(server.url))).to.equal(text);
    const { body } = await fetch(server.url);
    expect(await assemble(body!)).to.equal(text);
  });

  for (const { encoding, text } of [
    { encoding: 'gbk', text: '床前明月光，疑是地上霜' },
    { encoding: 'shift_jis', text: '古池や蛙飛びこむ水の音' },
    { encoding: 'utf-16be', text: 'naïve 😀😀' },
  ]) {
    it(`is assembled in ${encoding}`, async () => {
      await using server = await serving(cutEvery(iconv.encode(text, encoding), 3));
      expect(await assemble(await responseOf(server.url), { encoding })).to.equal(text);
    });
  }
});

describe('a response that is not to be assembled', () => {
  /** A server that writes once and never ends: only its client can close the connection, for which `closed` waits. */
  async function serverThatNeverEnds(part: Buffer) {
    let report: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => {
      report = resolve;
    });
    const server = await listening(
      createServer((_request, response) => {
        response.once('close', () => report?.());
        response.write(part);
      }),
    );
    return { url: server.url, closed, [Symbol.asyncDispose]: server.close };
  }

  it('is broken off at the limit, and the server sees its client go', async () => {
    await using server = await serverThatNeverEnds(Buffer.alloc(1000));
    const error = await rejectionOf(assemble(await responseOf(server.url), { limit: 100 }));
    expect(error).to.include({ code: 'ERR_TEXT_TOO_LARGE' });
    await server.closed;
  });

  it('is broken off if it gives strings already', async () => {
    await using server = await serverThatNeverEnds(Buffer.from('text'));
    const response = await responseOf(server.url);
    response.setEncoding('utf8');
    expect(await rejectionOf(assemble(response))).to.include({ code: 'ERR_INVALID_ARG_TYPE' });
    await server.closed;
  });

  it('is broken off for a malformed byte, if it is to be strict', async () => {
    await using server = await serverThatNeverEnds(Buffer.from([0x61, 0xff]));
    const error = await rejectionOf(assemble(await responseOf(server.url), { malformed: 'throw' }));
    expect(error).to.include({ code: 'ERR_ENCODING_INVALID_ENCODED_DATA', from: 0, to: 2 });
    await server.closed;
  });

  it('fails with the error of the connection if the server dies on the way', async () => {
    await using server = await listening(
      createServer((_request, response) => {
        response.write('the beginning', () => response.destroy());
      }),
    );
    const error = await rejectionOf(assemble(await responseOf(server.url)));
    expect(error).to.include({ code: 'ECONNRESET' });
  });
});

describe('a response on its way to a file', () => {
  it('is converted from GBK to UTF-8 in a pipeline', async () => {
    const text = '床前明月光，疑是地上霜。'.repeat(500);
    await using server = await serving(cutEvery(iconv.encode(text, 'gbk'), 333));
    const folder = await mkdtemp(join(tmpdir(), 'buffers-'));
    try {
      const file = join(folder, 'poem.txt');
      const response = await responseOf(server.url);
      await pipeline(response, (source) => decodeStream(source, { encoding: 'gbk' }), createWriteStream(file));
      expect(await readFile(file, 'utf8')).to.equal(text);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
