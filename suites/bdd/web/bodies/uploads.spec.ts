/** Uploads over HTTP, from the outside: by curl and fetch, and what goes wrong on the way (rows WA18, WA19 and WA20). */
import fs from 'node:fs';
import { openAsBlob } from 'node:fs';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import * as sinon from 'sinon';
import { bodyServer, type BodyServer } from '../../../support/body-server.ts';
import { openDescriptors } from '../../../support/descriptors.ts';
import { failCall } from '../../../support/failing-disk.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { multipart } from '../../../support/multipart.ts';
import { run } from '../../../support/program.ts';
import { rawClient } from '../../../support/raw-client.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const LARGE = 2_000_000;

describe('uploads over HTTP', () => {
  const temporary = temporaryDirectory();
  let server: BodyServer;
  let directory: string;
  let large: string;

  before(async () => {
    directory = temporary.fresh();
    large = temporary.write('large.bin', Buffer.alloc(LARGE, 'x'));
    server = await bodyServer({ uploads: { directory, most: LARGE + 1000, mostFileBytes: LARGE } });
  });
  after(() => server.close());
  afterEach('nothing is left', async () => {
    await server.dealtWith(server.requests.length);
    sinon.restore();
    expect(fs.readdirSync(directory)).to.deep.equal([]);
    if (process.platform === 'linux') expect(openDescriptors(directory)).to.equal(0);
  });

  const head = (length: number): string =>
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: ${length}\r\n\r\n`;
  const form = (content: Buffer | string): Buffer => multipart('cut', [{ name: 'file', filename: 'f', content }]);

  it('WA18: a FormData of fetch comes with its fields and files, under names that can be shown', async () => {
    const data = new FormData();
    data.append('title', 'Grüße\r\n--');
    data.append('file', await openAsBlob(large, { type: 'image/png' }), '../../größe".png');
    const answer = await fetch(server.url, { method: 'POST', body: data });
    expect(await answer.json()).to.deep.equal({
      kind: 'uploads',
      fields: [['title', ['Grüße\r\n--']]],
      // A browser writes %22 for a quotation mark (the HTML standard, "multipart/form-data encoding algorithm").
      files: [{ field: 'file', bytes: LARGE, claimedType: 'image/png', shownName: 'größe%22.png' }],
    });
  });

  whenInstalled('curl', describe)('with curl', (curl) => {
    const post = (...args: readonly string[]) =>
      run(['--silent', '--show-error', '--include', ...args, server.url], { command: curl });

    it('WA18: -F sends a form of fields and files; curl waits to be asked, and is', async () => {
      const { stdout, code } = await post(
        '-F',
        'title=two words',
        '-F',
        `file=@${large};type=image/png`,
        '-H',
        'Expect: 100-continue',
      );
      expect(code).to.equal(0);
      expect(stdout).to.match(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
      expect(stdout)
        .to.include('["title",["two words"]]')
        .and.to.include(`"bytes":${LARGE}`)
        .and.to.include('"shownName":"large.bin"');
    });

    it('WA19: a file that is too large is answered with 413, not 400 as claimed, which curl shows', async () => {
      const { stdout } = await post('-F', `file=@${large}`, '-F', `file=@${large}`, '-H', 'Expect:');
      expect(stdout)
        .to.match(/^HTTP\/1\.1 413 /)
        .and.to.include('BODY_TOO_LARGE');
    });
  });

  it('WA19: a file beyond its own limit is 413 in the middle of the upload', async () => {
    const client = await rawClient(server.port);
    client.socket.write(head(LARGE + 900));
    client.socket.write(form(Buffer.alloc(LARGE + 1)).subarray(0, LARGE + 500));
    expect(await client.hears('}}')).to.match(/^HTTP\/1\.1 413 [^]*FILE_TOO_LARGE/);
    client.socket.destroy();
  });

  it('a client that goes away in the middle of a file leaves none', async () => {
    const client = await rawClient(server.port);
    client.socket.write(head(LARGE));
    client.socket.write(form(Buffer.alloc(100_000)).subarray(0, 90_000));
    while (fs.readdirSync(directory).length === 0) await new Promise(setImmediate);
    client.socket.destroy();
    await server.dealtWith(server.requests.length);
    expect(server.faults.at(-1)).to.include({ code: 'CLIENT_GONE' });
  });

  it('a disk that is full is 507, which the client sees while it still sends', async () => {
    failCall('write', 3, 'ENOSPC');
    const client = await rawClient(server.port);
    client.socket.write(head(LARGE));
    client.socket.write(form(Buffer.alloc(LARGE)).subarray(0, LARGE - 100_000));
    const answer = await client.hears('}}');
    expect(answer)
      .to.match(/^HTTP\/1\.1 507 [^]*DISK_FULL/)
      .and.not.to.include(directory);
    client.socket.destroy();
  });

  it('WA20: a disk that is slow makes the client wait: its socket takes no more', async () => {
    const real = fs.write;
    const held: (() => void)[] = [];
    sinon.replace(
      fs,
      'write',
      ((...args: any[]) => void held.push(() => Reflect.apply(real, fs, args))) as unknown as typeof fs.write,
    );
    await using slow = await bodyServer({ uploads: { directory, most: 1e9, mostFileBytes: 1e9 } });
    const client = await rawClient(slow.port);
    // More than the buffers of both systems hold; and without the disk none of it is done.
    const body = form(Buffer.alloc(24 * 1024 * 1024));
    client.socket.write(head(body.length));
    client.socket.write(body);
    while (held.length === 0) await new Promise(setImmediate);
    // It stands still when node has stopped reading, and the buffers of the system are full.
    const socket = slow.requests[0]!.socket;
    for (let read = -1, still = 0; still < 20;) {
      still = read === socket.bytesRead ? still + 1 : 0;
      read = socket.bytesRead;
      await new Promise(setImmediate);
    }
    expect(socket.bytesRead).to.be.below(4 * 1024 * 1024);
    expect(client.socket.writableLength).to.be.above(0);
    client.socket.destroy();
    sinon.restore();
    for (const write of held) write();
    await slow.dealtWith(1);
    expect(slow.faults[0]).to.include({ code: 'CLIENT_GONE' });
  });
});
