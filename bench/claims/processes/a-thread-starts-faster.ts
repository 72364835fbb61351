/**
 * The history of servers goes from a process for each request over a thread for each to one loop for all, and the reason
 * given is what each of them costs to start. In Node.js both are dear: a process and a worker thread each begin with a V8
 * of their own, with a heap, the built-in modules and an event loop. `fork` copies nothing, as fork(2) does; it starts
 * `node` anew, with a channel beside it. `/bin/true` shows what a process costs that is not Node.js. Both begin with what
 * the build of Node.js has kept of a started one: a snapshot of its heap, since 18 for threads too (nodejs/node #42867).
 *
 * The wrong way is to start one for every request; the right way, to start them once and to send them work. The danger
 * for whoever measures is the environment: NODE_EXTRA_CA_CERTS alone makes every start of Node.js 20 much longer. With a
 * shell between, or something to collect, is what `execfile-saves-the-shell` asks for.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { defineClaim } from '../../claim.ts';

const nothing = new URL('../../../fixtures/processes/nothing.js', import.meta.url);

const env = { PATH: process.env['PATH'] };

/** The exit code. */
async function ended(child: ChildProcess | Worker): Promise<number> {
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

export default defineClaim({
  says: 'A thread starts faster than a process',
  because: 'it shares the process and its memory, where a forked child is a whole new Node.js',
  source: 'notes: processes › models of a service',
  quote: '服务模型变迁：同步 -> 复制进程 -> 多线程 -> 事件驱动 (synchronous -> copied processes -> threads -> events)',
  rows: ['PR3', 'PR6'],
  favours: 'worker',
  over: 'fork',
  contenders: {
    worker: () => () => ended(new Worker(nothing)),
    fork: () => () => ended(fork(nothing, { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })),
    'spawn node': () => () => ended(spawn(process.execPath, [fileURLToPath(nothing)], { env, stdio: 'ignore' })),
    'spawn true': () => () => ended(spawn('true', { env, stdio: 'ignore' })),
  },
  answer: () => 0,
});
