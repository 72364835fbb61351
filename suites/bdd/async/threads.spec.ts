/** Threads and their switches behind "one thread", from the outside: a bare process (rows P1, P8, X6). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { fileURLToPath } from 'node:url';
import { threadsOf } from '../../../fixtures/async/process-figures.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { compiled, run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const possible = fifosPossible && threadsOf() !== undefined;
const title = possible ? '' : ' (skipped: there is no /proc, or no mkfifo)';

/** A script: loading a module may use the pool. */
const program = `
  const fs = require('node:fs');
  const net = require('node:net');
  const { spawn } = require('node:child_process');
  const { once } = require('node:events');
  const { threadsOf, waitsOfThisThread } = require(${JSON.stringify(fileURLToPath(compiled('fixtures/async/process-figures.ts')))});
  const during = (work) => { const from = waitsOfThisThread(); work(); return waitsOfThisThread() - from; };
  (async () => {
    const seen = { bare: threadsOf() };
    await new Promise((resolve) => fs.stat('.', resolve));
    seen.withPool = threadsOf();

    const before = process.resourceUsage().voluntaryContextSwitches;
    for (let call = 0; call < 20; call++) await new Promise((resolve) => fs.stat('.', resolve));
    seen.asynchronous = process.resourceUsage().voluntaryContextSwitches - before;

    // The child answers when it sees our thread asleep, that is, waiting for the answer.
    const [asking, answering] = process.argv.slice(2);
    const script = 'while read line <"$0"; do until grep -q "^State:.S" /proc/$PPID/status; do :; done; echo x >"$1"; done';
    const child = spawn('sh', ['-c', script, asking, answering], { stdio: 'ignore' });
    seen.waiting = during(() => {
      for (let time = 0; time < 3; time++) {
        fs.writeFileSync(asking, 'x\\n');
        fs.readFileSync(answering);
      }
    });
    child.kill();
    await once(child, 'exit');
    seen.cached = Math.min(...Array.from({ length: 20 }, () => during(() => fs.readFileSync(process.argv[1]))));

    const server = net.createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    seen.withServer = threadsOf();
    const clients = Array.from({ length: 50 }, () => net.connect(server.address().port, '127.0.0.1'));
    await Promise.all(clients.map((client) => once(client, 'connect')));
    seen.withClients = threadsOf();
    for (const client of clients) client.destroy();
    server.close();
    console.log(JSON.stringify(seen));
  })();`;

(possible ? describe : describe.skip)(`the threads of a process of "one thread"${title}`, () => {
  const directory = temporaryDirectory();
  let seen: Readonly<Record<string, number>> = {};

  before(async () => {
    const pipes = ['asking', 'answering'].map((name) => makeFifo(directory.join(name)));
    const { stdout, stderr } = await run([directory.write('main.cjs', program), ...pipes]);
    expect(stdout, stderr).to.match(/^\{/);
    seen = JSON.parse(stdout) as Record<string, number>;
  });

  it('P8: there are several from the start, and four more with the first asynchronous call of the file system', () => {
    expect(seen['bare']).to.be.greaterThan(1);
    expect(seen['withPool']! - seen['bare']!).to.equal(4);
  });

  it('P8: no context switches, as claimed, holds for none of the asynchronous calls of the file system: threads wait for each other', () => {
    expect(seen['asynchronous']).to.be.at.least(10); // of twenty calls
  });

  it('P1: fifty connections are held by events, without a thread for any of them', () => {
    expect(seen['withClients']).to.equal(seen['withServer']);
  });

  it('X6: a blocking call that has to wait gives the processor away, to other threads but not to our own code', () => {
    expect(seen['waiting']).to.be.at.least(1);
  });

  it('X6: blocking wastes capacity, as claimed, where there is something to wait for: from the cache it does not wait', () => {
    expect(seen['cached']).to.equal(0);
  });
});
