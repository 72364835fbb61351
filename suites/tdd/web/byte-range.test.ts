/** The header Range, and what becomes of a file that changes while it is sent. */
import fs from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { contentType } from '../../../fixtures/web/static/content-type.ts';
import { parseRange, type ByteRange } from '../../../fixtures/web/static/byte-range.ts';
import { readRange, sendFile } from '../../../fixtures/web/static/send-file.ts';
import { madeClock } from '../../support/made-clock.ts';
import { staticFiles } from '../../../fixtures/web/static/static-files.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('a range of bytes', () => {
  const table: [header: string | undefined, answer: [number, number] | 'whole' | 'unsatisfiable', size?: number][] = [
    [undefined, 'whole'],
    ['bytes=0-0', [0, 0]],
    ['bytes=0-499', [0, 499]],
    ['bytes=500-', [500, 999]],
    ['bytes=-500', [500, 999]],
    ['bytes=-1', [999, 999]],
    ['BYTES=1-2', [1, 2]],
    ['bytes=900-5000', [900, 999]],
    ['bytes=-5000', [0, 999]],
    ['bytes=999-', [999, 999]],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=1000-1001', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=0-', 'unsatisfiable', 0],
    ['bytes=-1', 'whole', 0],
    ['bytes=-0', 'unsatisfiable', 0],
    ['bytes=5-4', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=0x1-2', 'whole'],
    ['bytes=1e1-', 'whole'],
    ['bytes=--1', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['bytes = 0-1', 'whole'],
    ['lines=0-1', 'whole'],
    [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
    [`bytes=0-${'9'.repeat(400)}`, [0, 999]],
    [`bytes=-${'9'.repeat(400)}`, [0, 999]],
    [`bytes=${Array(3000).fill('0-').join(',')}`, 'whole'],
  ];
  for (const [header, answer, size = 1000] of table) {
    const shown = String(header).slice(0, 30);
    test(`${shown} of ${size} bytes is ${typeof answer === 'string' ? answer : answer.join(' to ')}`, () => {
      const expected = typeof answer === 'string' ? answer : { first: answer[0], last: answer[1] };
      expect(parseRange(header, size)).to.deep.equal(expected);
    });
  }

  test('lies within the file, whatever is asked for', () => {
    const digits = fc.oneof(fc.nat(20).map(String), fc.constant(''), fc.bigInt({ min: 0n }).map(String));
    fc.assert(
      fc.property(digits, digits, fc.nat(20), (from, to, size) => {
        const range = parseRange(`bytes=${from}-${to}`, size);
        if (typeof range === 'string') return;
        expect(range.first).to.be.at.least(0);
        expect(range.last).to.be.within(range.first, size - 1);
      }),
    );
  });
});

suite('a file that is sent', () => {
  const directory = temporaryDirectory();
  const opened = async (content: string | Uint8Array) => {
    const path = directory.write('content', content);
    return { path, handle: await fs.open(path) };
  };
  const pieces = async (handle: fs.FileHandle, range: ByteRange): Promise<Buffer[]> => {
    const all: Buffer[] = [];
    for await (const piece of readRange(handle, range)) all.push(piece);
    return all;
  };
  const read = async (handle: fs.FileHandle, range: ByteRange) => String(Buffer.concat(await pieces(handle, range)));

  test('is sent from the first byte of a range to its last', async () => {
    const { handle } = await opened('0123456789');
    await using _ = handle;
    expect(await read(handle, { first: 0, last: 9 })).to.equal('0123456789');
    expect(await read(handle, { first: 3, last: 3 })).to.equal('3');
    expect(await read(handle, { first: 0, last: -1 })).to.equal('');
  });

  test('in pieces, and each is a buffer of its own', async () => {
    const content = Buffer.from('ab'.repeat(65_000));
    const { handle } = await opened(content);
    await using _ = handle;
    const all = await pieces(handle, { first: 0, last: content.length - 1 });
    expect(all).to.have.length(2);
    expect(Buffer.concat(all).equals(content)).to.equal(true);
  });

  test('and has grown meanwhile, is sent as long as was said', async () => {
    const { path, handle } = await opened('short');
    await using _ = handle;
    await fs.appendFile(path, ' and more');
    expect(await read(handle, { first: 0, last: 4 })).to.equal('short');
  });

  test('and has shrunk meanwhile, destroys the response: the client is not given less for all', async () => {
    const { path, handle } = await opened('0123456789');
    await using _ = handle;
    await fs.truncate(path, 4);
    const response = new PassThrough();
    const error = await rejectionOf(sendFile(handle, { first: 0, last: 9 }, response));
    expect(error).to.have.property('code', 'ERR_FILE_SHRUNK');
    expect(response.destroyed).to.equal(true);
  });

  test('to a client that has gone, is an end and no error', async () => {
    const { handle } = await opened(Buffer.alloc(1 << 20));
    await using _ = handle;
    const response = new PassThrough();
    const sent = sendFile(handle, { first: 0, last: (1 << 20) - 1 }, response);
    response.once('readable', () => response.destroy());
    await sent;
    const gone = new PassThrough();
    gone.destroy();
    await sendFile(handle, { first: 0, last: 9 }, gone);
  });
});

suite('a file that nobody takes', () => {
  const directory = temporaryDirectory();

  test('is given up when a piece has waited for too long; each piece has the time anew', async () => {
    const clock = madeClock();
    await using handle = await fs.open(directory.write('content', Buffer.alloc(1 << 20)));
    const response = new PassThrough({ highWaterMark: 1 });
    const sent = sendFile(handle, { first: 0, last: (1 << 20) - 1 }, response, { idleMs: 100, clock });
    for (let piece = 0; piece < 2; piece++) {
      while (response.readableLength === 0) await new Promise(setImmediate);
      expect(clock.waiting).to.deep.equal([100]);
      clock.advance(99);
      if (piece === 0) response.read();
    }
    expect(response.destroyed).to.equal(false);
    clock.advance(1);
    await sent;
    expect(response.destroyed).to.equal(true);
    expect(clock.owed).to.equal(0);
  });

  test('has no time any more when it is sent, or the client has gone', async () => {
    const clock = madeClock();
    await using handle = await fs.open(directory.write('content', Buffer.alloc(200_000)));
    const range = { first: 0, last: 199_999 };
    await sendFile(handle, range, new PassThrough().resume(), { clock });
    const gone = new PassThrough({ highWaterMark: 1 });
    gone.once('readable', () => gone.destroy());
    await sendFile(handle, range, gone, { clock });
    expect(clock.owed).to.equal(0);
  });

  test('has a time of 1 ms or more', async () => {
    await using handle = await fs.open(directory.write('content', 'x'));
    const sent = sendFile(handle, { first: 0, last: 0 }, new PassThrough(), { idleMs: 0 });
    expect(await rejectionOf(sent)).to.be.instanceOf(RangeError);
    expect(await rejectionOf(staticFiles(directory.path, { idleMs: 0 }))).to.be.instanceOf(RangeError);
  });
});

suite('the type of a file', () => {
  test('is known by its name; text is UTF-8, the unknown is bytes', () => {
    const table: Record<string, string> = {
      'a.html': 'text/html; charset=utf-8',
      'a.CSS': 'text/css; charset=utf-8',
      'a.js': 'text/javascript; charset=utf-8',
      'a.min.mjs': 'text/javascript; charset=utf-8',
      'a.txt': 'text/plain; charset=utf-8',
      'a.json': 'application/json',
      'a.svg': 'image/svg+xml',
      'a.png': 'image/png',
      'a.xml': 'application/xml',
      'a.nosuchtype': 'application/octet-stream',
      README: 'application/octet-stream',
      html: 'text/html; charset=utf-8',
    };
    for (const [name, type] of Object.entries(table)) expect(contentType(name), name).to.equal(type);
  });
});
