/** A program of ours in a fresh process: what it wrote and how it ended, and an end for what hangs. */
import { spawn, type ChildProcess } from 'node:child_process';

export interface Finished {
  /** The exit code, or null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** UTF-8. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What is started; this Node by default. */
  readonly command?: string;
  /** What it reads from its standard input, which is closed behind it; empty by default. */
  readonly input?: string | Uint8Array;
  /** Variables that are added to the few of {@link KEPT}; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Hears what it writes to its standard error while it runs, piece by piece. */
  readonly heard?: (piece: string) => void;
  /** After so many milliseconds it hangs: it is killed with its children, and {@link ProgramHung} is thrown. */
  readonly timeoutMs?: number;
}

/** A program was still running at the end of its time. It and its children have been killed. */
export class ProgramHung extends Error {
  readonly code = 'PROGRAM_HUNG';
  override readonly name = 'ProgramHung';
  readonly stdout: string;
  readonly stderr: string;

  constructor(command: string, timeoutMs: number, stdout: string, stderr: string) {
    super(
      `Expected \`${command}\` to end within ${timeoutMs} ms, and killed it. ` +
        `Its output: ${stdout || '(none)'}; its errors: ${stderr || '(none)'}`,
    );
    this.stdout = stdout;
    this.stderr = stderr;
  }
}

/**
 * Runs `node ...args` (or another command) and waits for its end. It does not judge the exit code. Throws what `spawn`
 * says where the command cannot be started.
 */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { command = process.execPath, timeoutMs = 15_000 } = options;

  return new Promise((resolve, reject) => {
    // A group of its own, so that its children can be killed with it: one that holds a pipe would keep us waiting.
    const child = spawn(command, args, { cwd: options.cwd, env: cleanEnvironment(options.env), detached: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let hung = false;

    const kill = (): void => killGroup(child);
    const timer = setTimeout(() => {
      hung = true;
      kill();
      // A grandchild that left the group may still hold the pipes.
      child.stdout.destroy();
      child.stderr.destroy();
    }, timeoutMs);
    process.once('exit', kill);
    const forget = (): void => {
      clearTimeout(timer);
      process.off('exit', kill);
    };

    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr.push(chunk);
      options.heard?.(chunk.toString());
    });
    child.stdin.on('error', () => {}); // EPIPE: a program need not read its input
    child.stdin.end(options.input ?? '');
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('close', (code, signal) => {
      forget();
      const [out, err] = [Buffer.concat(stdout).toString(), Buffer.concat(stderr).toString()];
      if (hung) reject(new ProgramHung([command, ...args].join(' '), timeoutMs, out, err));
      else resolve({ code, signal, stdout: out, stderr: err });
    });
  });
}

/** The arguments that run a few lines as an ES module: `run(inline('console.log(1)'))`. */
export function inline(code: string): string[] {
  return ['--input-type=module', '--eval', code];
}

/** Runs a few lines as an ES module in a fresh process: `runInline('gc()', ['--expose-gc'])`. */
export function runInline(code: string, flags: readonly string[] = []): Promise<Finished> {
  return run([...flags, ...inline(code)]);
}

/** The URL of the compiled form of one of our modules, to import or run: `compiled('fixtures/files/reading.ts')`. */
export function compiled(source: string): string {
  return new URL(`../../${source.replace(/\.ts$/, '.js')}`, import.meta.url).href;
}

/**
 * What a child keeps of our environment. The rest is left out, because it changes what is looked at: NODE_OPTIONS,
 * UV_THREADPOOL_SIZE, and NODE_EXTRA_CA_CERTS, which alone makes a start of Node 20 four times as long.
 */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'NODE_V8_COVERAGE'];

function cleanEnvironment(added: RunOptions['env'] = {}): NodeJS.ProcessEnv {
  // An own property that is undefined stays out of the child; a missing NODE_V8_COVERAGE would be put back by spawn.
  return { ...Object.fromEntries(KEPT.map((name) => [name, process.env[name]])), ...added };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch (error) {
    const ended = error instanceof Error && 'code' in error && error.code === 'ESRCH'; // by itself, meanwhile
    if (!ended) throw error;
  }
}
