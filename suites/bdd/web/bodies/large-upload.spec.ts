/**
 * A large upload, from the outside: the server is a process of its own, and its memory is what is looked at (row WA20).
 *
 * Here it has 96 MiB. To see it with 1 GiB:
 * `TOUCHSTONE_UPLOAD_MIB=1024 npx mocha --no-config --timeout 120000 dist/suites/bdd/web/bodies/large-upload.spec.js`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { amount } from '../../../support/amount.ts';
import { compiled } from '../../../support/program.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const MiB = 1024 * 1024;
const UPLOAD = amount('UPLOAD_MIB', 96);
const SIZE = UPLOAD.count * MiB;
const linux = process.platform === 'linux';

(linux ? describe : describe.skip)(
  `an upload of ${SIZE / MiB} MiB${linux ? '' : ' (skipped: needs /proc of Linux)'}`,
  () => {
    const directory = temporaryDirectory();
    let host: ChildProcess;
    let port: number;

    before(async () => {
      const program = fileURLToPath(compiled('fixtures/web/bodies/upload-host.ts'));
      const env = { PATH: process.env['PATH'] };
      host = spawn(process.execPath, [program, directory.path, String(2 * SIZE)], {
        env,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const [told] = (await once(host.stdout!, 'data')) as [Buffer];
      port = Number(told.toString());
    });
    after(async () => {
      if (host.exitCode !== null) return;
      host.stdin!.end();
      await once(host, 'exit');
    });

    it('WA20: goes to the disk while it comes, and the server’s resident memory grows by less than 60 MB', async () => {
      // The first one loads and compiles what the second one is measured with.
      expect(await send(port, 4 * MiB)).to.equal(4 * MiB);
      await ask(port);
      expect(await send(port, SIZE)).to.equal(SIZE);
      const grown = await ask(port);
      UPLOAD.tell(`grown by ${(grown / 1e6).toFixed(1)} MB`);
      expect(grown).to.be.within(0, 60e6);
      expect(fs.readdirSync(directory.path)).to.deep.equal([]);
    });
  },
);

/** Streams a form with one file of so many bytes, and answers what the server has counted. */
async function send(port: number, bytes: number): Promise<number> {
  const begin = '--cut\r\nContent-Disposition: form-data; name="file"; filename="large"\r\n\r\n';
  const end = '\r\n--cut--\r\n';
  const piece = Buffer.alloc(MiB, 'x');
  const sending = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    agent: false,
    headers: {
      'Content-Type': 'multipart/form-data; boundary=cut',
      'Content-Length': begin.length + bytes + end.length,
    },
  });
  function* body(): Generator<Buffer> {
    yield Buffer.from(begin);
    for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
    yield Buffer.from(end);
  }
  const [answer] = await Promise.all([textOf(sending), pipeline(Readable.from(body()), sending)]);
  return Number(answer);
}

async function ask(port: number): Promise<number> {
  return Number(await textOf(request({ port, host: '127.0.0.1', path: '/peak', agent: false }).end()));
}

async function textOf(sending: ReturnType<typeof request>): Promise<string> {
  const [answer] = (await once(sending, 'response')) as [Readable];
  return (await answer.toArray()).join('');
}
