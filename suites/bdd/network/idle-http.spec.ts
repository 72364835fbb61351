/** A thousand HTTP connections that are kept and say nothing, held by a server in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compiled } from '../../support/program.ts';
import { rawSocket } from '../../support/raw-socket.ts';

const countable = fs.existsSync('/proc/self/smaps_rollup');
const title = countable ? '' : ' (skipped: the system does not tell a process’s own memory)';

(countable ? describe : describe.skip)(`idle HTTP connections${title}`, () => {
  it('H4: a thousand of them take less than 60 KB each, and no thread or process of their own', async () => {
    const child = fork(fileURLToPath(compiled('fixtures/network/http/serving-program.ts')), { execArgv: [] });
    try {
      const [{ port }] = (await once(child, 'message')) as [{ port: number }];
      const sockets = [...(await keep(port, 50))];
      const before = await figures();
      for (let group = 0; group < 5; group++) sockets.push(...(await keep(port, 200)));
      const after = await figures();
      expect((after.bytes - before.bytes) / 1000).to.be.within(500, 60_000);
      expect(after.threads).to.equal(before.threads);
      for (const socket of sockets) socket.destroy();
    } finally {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    }

    async function figures(): Promise<{ bytes: number; threads: number }> {
      const told = once(child, 'message') as Promise<[{ bytes: number }]>;
      child.send('memory');
      const [{ bytes }] = await told;
      return { bytes, threads: fs.readdirSync(`/proc/${child.pid}/task`).length };
    }
  });
});

/** Opens connections that have had one answer each. */
function keep(port: number, connections: number): Promise<Awaited<ReturnType<typeof rawSocket>>[]> {
  return Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await rawSocket(port);
      const answered = once(socket, 'data');
      socket.write('GET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
      await answered;
      return socket;
    }),
  );
}
