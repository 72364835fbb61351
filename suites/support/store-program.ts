/** A store of sessions that is installed: started on a socket of its own, killed, started again, and ended by the suite. */
import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { once } from 'node:events';
import { after } from 'mocha';

export interface StoreProgram {
  /** Starts it, and resolves when it answers. */
  start(): Promise<void>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

export interface StoreProgramOptions {
  readonly command: string;
  /** Asked for at each start. */
  readonly args: () => readonly string[];
  /** Where it will listen. */
  readonly socket: () => string;
  /** What it is asked, and how its answer begins once it is of use: Redis takes connections while it reads its files. */
  readonly asked: string;
  readonly answers: string;
}

/** Call it in the body of a suite. */
export function storeProgram({ command, args, socket, asked, answers }: StoreProgramOptions): StoreProgram {
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };
  after(`ends ${command}`, kill);
  return {
    kill,
    async start() {
      const started = spawn(command, args(), { stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '' } });
      child = started;
      // It says nowhere that it is ready: it is asked, until it is or the program has ended.
      while (!(await answerOf(socket(), asked)).startsWith(answers)) {
        if (started.exitCode !== null)
          throw new Error(`expected ${command} to run, but it ended with ${started.exitCode}`);
      }
    },
  };
}

/** The beginning of an answer; empty where nobody listens. */
function answerOf(path: string, question: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(path, () => socket.write(question));
    socket.once('data', (piece) => {
      socket.destroy();
      resolve(String(piece));
    });
    socket.once('error', () => {}).once('close', () => setImmediate(resolve, ''));
  });
}
