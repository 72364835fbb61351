/** A thousand HTTP connections that are kept and say nothing, held by a server in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { idleCost, idleCostCountable, keepHttp } from '../../support/idle-cost.ts';
import { compiled } from '../../support/program.ts';

const title = idleCostCountable ? '' : ' (skipped: the system does not tell a process’s own memory)';

(idleCostCountable ? describe : describe.skip)(`idle HTTP connections${title}`, () => {
  it('H4: a thousand of them take less than 60 KB each, and no thread or process of their own', async () => {
    const child = fork(fileURLToPath(compiled('fixtures/network/http/serving-program.ts')), { execArgv: [] });
    try {
      const [{ port }] = (await once(child, 'message')) as [{ port: number }];
      const { bytesEach, threads, sockets } = await idleCost(child, 1000, (count) =>
        keepHttp(port, count, 'GET /2 HTTP/1.1\r\nHost: x\r\n\r\n'),
      );
      expect(bytesEach).to.be.within(500, 60_000);
      expect(threads).to.equal(0);
      for (const socket of sockets) socket.destroy();
    } finally {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    }
  });
});
