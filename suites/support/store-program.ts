/** A store of sessions that is installed: started on a socket of its own, killed, started again, and ended by the suite. */
import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { once } from 'node:events';
import { after } from 'mocha';

export interface StoreProgram {
  /** Starts it, and resolves when it takes connections. */
  start(): Promise<void>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

/** Call it in the body of a suite. The arguments are asked for at each start; the socket is where it will listen. */
export function storeProgram(command: string, args: () => readonly string[], socket: () => string): StoreProgram {
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
      // It says nowhere that it listens: whether it does is asked of the socket, until it does or the program has ended.
      while (!(await takesConnections(socket()))) {
        if (started.exitCode !== null)
          throw new Error(`expected ${command} to run, but it ended with ${started.exitCode}`);
      }
    },
  };
}

function takesConnections(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setImmediate(resolve, false));
  });
}
