/** Back-pressure, from the outside: another process that does not read its full pipe, and one that dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import type { Writable } from 'node:stream';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { flood, pipe, pump } from '../../../fixtures/files/backpressure.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { inline } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const LENGTH = 8 << 20;
const CHUNK = 64 * 1024;
const KERNEL = 1 << 20; // more than a kernel keeps for a pipe or a pair of sockets

/** Reads nothing before it is told to, then answers the digest of everything. */
const WAITING_READER = `
  import crypto from 'node:crypto';
  process.once('message', async () => {
    const hash = crypto.createHash('sha1');
    for await (const chunk of process.stdin) hash.update(chunk);
    process.send(hash.digest('hex'), () => process.disconnect());
  });`;

describe('a flow into another process', () => {
  const directory = temporaryDirectory();
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  function start(code: string): { process: ChildProcess; stdin: Writable } {
    const started = spawn(process.execPath, inline(code), { stdio: ['pipe', 'inherit', 'inherit', 'ipc'] });
    child = started;
    if (!started.stdin) throw new Error('Expected a child with a pipe.');
    return { process: started, stdin: started.stdin };
  }

  for (const carry of [pump, pipe]) {
    it(`${carry.name}: stops reading the file while the pipe is full, and goes on when it is not`, async () => {
      const file = sampleFile(LENGTH, directory.path);
      const reader = fs.createReadStream(file, { highWaterMark: CHUNK });
      const other = start(WAITING_READER);
      const carried = carry(reader, other.stdin);
      let rounds = 0;
      while (rounds < 200 || (!other.stdin.writableNeedDrain && rounds < 100_000)) {
        await new Promise(setImmediate);
        rounds += 1;
      }
      expect(reader.isPaused()).to.equal(true);
      expect(reader.bytesRead).to.be.lessThan(KERNEL + 4 * CHUNK);

      const answered = once(other.process, 'message');
      other.process.send('read');
      const flow = await carried;
      expect(flow).to.include({ bytes: LENGTH, chunks: LENGTH / CHUNK });
      expect(flow.pauses).to.be.greaterThan(0);
      expect(flow.mostWaiting).to.be.at.most(other.stdin.writableHighWaterMark - 1 + CHUNK);
      expect(await answered).to.deep.include(crypto.createHash('sha1').update(fs.readFileSync(file)).digest('hex'));
    });
  }

  it('flood: reads on while the pipe is full, until the whole file waits in memory', async () => {
    const reader = fs.createReadStream(sampleFile(LENGTH, directory.path), { highWaterMark: CHUNK });
    const other = start(WAITING_READER);
    const carried = flood(reader, other.stdin);
    await once(reader, 'close');
    expect(other.stdin.writableLength).to.be.greaterThan(LENGTH - KERNEL);
    other.process.send('read');
    const { bytes, mostWaiting, pauses } = await carried;
    expect({ bytes, pauses }).to.deep.equal({ bytes: LENGTH, pauses: 0 });
    expect(mostWaiting).to.be.greaterThan(LENGTH - KERNEL);
  });

  for (const carry of [pump, flood, pipe]) {
    it(`${carry.name}: a process that dies without reading is an error, and the file is closed`, async () => {
      const reader = fs.createReadStream(sampleFile(LENGTH, directory.path));
      const closed = new Promise<void>((resolve) => {
        reader.once('close', () => resolve());
      });
      const other = start(`process.once('message', () => process.exit(0));`);
      const failed = rejectionOf(carry(reader, other.stdin));
      other.process.send('die');
      expect(await failed)
        .to.have.property('code')
        .that.is.oneOf(['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);
      await closed;
      if (descriptorsCountable) expect(openDescriptors(directory.path)).to.equal(0);
    });
  }
});
