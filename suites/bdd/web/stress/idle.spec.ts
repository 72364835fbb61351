/**
 * Browsers that are signed in to the demo site and say nothing: what each of their connections takes of the server.
 *
 * Here there are 300. To see it with 1,000:
 * `TOUCHSTONE_IDLE=1000 npx mocha --no-config --timeout 60000 dist/suites/bdd/web/stress/idle.spec.js`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { hashPassword } from '../../../../fixtures/web/application/passwords.ts';
import { amount } from '../../../support/amount.ts';
import { LOG_COST, PASSWORD, signedInAgent } from '../../../support/demo-site.ts';
import { askKept, idleCost, idleCostCountable, keepHttp } from '../../../support/idle-cost.ts';
import { smallEnvironment } from '../../../support/own-child.ts';
import { compiled, inline } from '../../../support/program.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const IDLE = amount('IDLE', 300);
const title = idleCostCountable ? '' : ' (skipped: the system does not tell a process’s own memory)';

const program = inline(`
  import { forcedGc } from ${JSON.stringify(compiled('fixtures/memory/forced-gc.ts'))};
  import { openSite } from ${JSON.stringify(compiled('fixtures/web/demo/site.ts'))};
  import { MemoryStore } from ${JSON.stringify(compiled('fixtures/web/sessions/memory-store.ts'))};
  const [directory, hash] = process.argv.slice(1);
  const { port } = await openSite({
    store: new MemoryStore(),
    users: new Map([['ada', hash]]),
    logCost: ${LOG_COST},
    key: Buffer.alloc(32, 7),
    uploads: { directory },
    log: console.error,
    secure: false,
    connections: { keepAliveMs: 3_600_000 },
  });
  const { major } = forcedGc();
  process.on('message', () => process.send(major() ?? 'collected'));
  process.once('disconnect', () => process.exit());
  process.send(port);`);

(idleCostCountable ? describe : describe.skip)(`idle browsers at the demo site${title}`, () => {
  const directory = temporaryDirectory();
  let child: ChildProcess;
  let port: number;

  before('starts the site', async () => {
    // The room for young objects grows and shrinks by many megabytes: kept small, it hides nothing of the connections.
    const args = ['--max-semi-space-size=1', ...program, directory.path, await hashPassword(PASSWORD, LOG_COST)];
    child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: smallEnvironment });
    [port] = (await once(child, 'message')) as [number];
  });
  after('ends it', async () => {
    child.disconnect();
    await once(child, 'exit');
  });

  it(`${IDLE.count} of them take less than 60 KB each, and no thread of their own`, async () => {
    const { cookie } = await signedInAgent(`http://127.0.0.1:${port}`);
    const request = `GET /uploads HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n\r\n`;
    const { bytesEach, threads, sockets } = await idleCost(child, IDLE.count, (count) =>
      keepHttp(port, count, request),
    );
    IDLE.tell(`${(bytesEach / 1000).toFixed(1)} KB for each of ${IDLE.count}`);
    expect(bytesEach).to.be.below(60_000);
    expect(threads).to.equal(0);
    // And each of them is still there.
    expect(await askKept(sockets[0]!, request)).to.include('<strong>ada</strong>');
    for (const socket of sockets) socket.destroy();
  });
});
