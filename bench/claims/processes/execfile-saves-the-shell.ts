/**
 * `exec` hands its line to a shell, which is a program of its own: it is started, reads the line, and starts what stands
 * there, or becomes it. `execFile` starts the program itself: the manual calls it “slightly more efficient”. What speaks
 * for `execFile` more than its time is that nobody can put a command of his own into an argument
 * (`suites/bdd/processes/starting.spec.ts`). `spawn` is what both are made of, here with nothing to collect.
 *
 * A shell has a `true` of its own, and would start nothing: so what is started is `env`, which then becomes `true`.
 */
import { exec, execFile, spawn } from 'node:child_process';
import { defineClaim } from '../../claim.ts';

export default defineClaim({
  says: 'execFile starts a program faster than exec',
  because: 'exec starts a shell first, and the shell starts the program',
  source: 'notes: processes › creating child processes',
  quote: 'exec() … 任意 命令 … execFile() … 任意 可执行文件 (exec: any, a command; execFile: any, an executable file)',
  rows: ['PR7'],
  favours: 'execFile',
  over: 'exec',
  contenders: {
    execFile: () => () =>
      new Promise((resolve) => void execFile('env', ['true'], (error) => resolve(error?.code ?? 0))),
    exec: () => () => new Promise((resolve) => void exec('env true', (error) => resolve(error?.code ?? 0))),
    spawn: () => () =>
      new Promise((resolve) => void spawn('env', ['true'], { stdio: 'ignore' }).once('close', resolve)),
  },
  answer: () => 0,
  expects: 'confirmed',
});
