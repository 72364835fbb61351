/** A process that measures, seen from the one that steers: started clean, asked one thing at a time, always ended. */
import type { ChildProcess } from 'node:child_process';
import { TouchstoneError, type Code } from '../../errors.ts';
import { isOurs, startBound, type Bound, type Flags } from './bound-process.ts';
import { LONGEST_TIMER } from './longest-timer.ts';
import { CHANNEL_CLOSED, type Command, type Reply, type Stage } from '../worker/messages.ts';
import { placeIn } from './place.ts';
import type { Runtime } from './runtime.ts';

/** What a process was doing when it broke. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly code: Code;
  readonly stage: Stage;
  readonly contender: string | undefined;
  readonly remedy: string;

  constructor(code: Code, at: { stage: Stage; contender?: string | undefined }, says: string, remedy: string) {
    super(says);
    this.code = code;
    this.stage = at.stage;
    this.contender = at.contender;
    this.remedy = remedy;
  }
}

export interface ProcessOptions {
  /** Milliseconds without a sign of life after which the process is killed. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that a process may live at all, whatever signs of life it gives; by default many times the patience. */
  readonly lifetime?: number;
  /** The module to run; the worker by default. */
  readonly module?: URL;
  /** Flags of Node.js and V8 that the process is started with; none by default. */
  readonly flags?: Flags;
  /** What runs it; by default what runs this process. */
  readonly runtime?: Runtime | undefined;
}

/**
 * The default lifetime, in patiences: the turns that the slowest contenders that are not yet silent take in a process,
 * which is about 20 each of three of them.
 */
const LIFETIME = 60;
/** Milliseconds that the last words of a process which has ended are waited for. */
const LAST_WORDS = 200;

/**
 * How much of what the process writes to its standard error is kept for the reason of a breakage. V8 writes a stack of
 * some 2,200 characters behind its words on used-up memory.
 */
const KEPT_CHARACTERS = 8000;
const LONGEST_WORDS = 300;

/** The process, with a folder of its own for temporary files, which goes with it. */
export class MeasuredProcess implements AsyncDisposable {
  readonly #bound: Bound;
  readonly #child: ChildProcess;
  readonly #lifetime: number;
  readonly #overdue: NodeJS.Timeout;
  readonly #patience: number;
  readonly #signal: AbortSignal | undefined;
  readonly #ended: Promise<void>;
  #at: { stage: Stage; contender?: string | undefined } = { stage: 'starting' };
  #errors = '';
  /** A contender in it wants to close what it holds. */
  #closes = false;
  /** It has thrown, hung or died: there is no use in asking it to end. */
  #broken = false;
  /** How it ended, once it has. */
  #death: { code: number | null; signal: string | null; error?: Error } | undefined;
  /** It has outlived its time. */
  #late = false;

  constructor({ patience, signal, lifetime, module, flags = [], runtime }: ProcessOptions) {
    this.#patience = patience;
    this.#signal = signal;
    this.#lifetime = Math.min(LONGEST_TIMER, lifetime ?? LIFETIME * patience);
    this.#bound = startBound(module ?? new URL('../worker/worker.js', import.meta.url), {
      flags,
      errors: true,
      runtime,
    });
    this.#child = this.#bound.child;
    this.#overdue = setTimeout(() => {
      this.#late = true;
      this.#end();
    }, this.#lifetime);
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-KEPT_CHARACTERS);
    });
    this.#child.once('exit', () => {
      this.#bound.end();
      // What has left its group may hold its standard error open: 'close' would never come.
      setTimeout(() => this.#child.stderr?.destroy(), LAST_WORDS).unref();
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code, ended) => {
        this.#death ??= { code, signal: ended };
        resolve();
      });
      this.#child.once('error', (error) => {
        this.#death ??= { code: null, signal: null, error };
        resolve();
      });
    });
  }

  /**
   * Sends a command and waits for the reply of that kind.
   *
   * @throws {Broken} when the contender throws, the process dies, or gives no sign of life for too long
   * @throws {TouchstoneError} INTERRUPTED when the signal is aborted
   */
  ask<Kind extends Reply['is']>(command: Command, kind: Kind): Promise<Extract<Reply, { is: Kind }>> {
    return new Promise((resolve, giveUp) => {
      const reject = (error: Error) => {
        this.#broken = true;
        giveUp(error);
      };
      let watch: NodeJS.Timeout;
      const wait = () => {
        clearTimeout(watch);
        // Of one that has ended there is no sign of life to wait for, but its last words.
        if (this.#hasExited) return;
        watch = setTimeout(() => settle(() => reject(this.#hanging())), this.#patience);
      };
      const settle = (finish: () => void) => {
        clearTimeout(watch);
        this.#child.off('message', hear);
        this.#child.off('exit', wait);
        this.#child.off('close', die);
        this.#child.off('error', die);
        this.#signal?.removeEventListener('abort', abort);
        finish();
      };
      const hear = (reply: Reply) => {
        if (!isOurs(reply)) return;
        wait();
        if (reply.is === 'prepared') this.#closes = reply.prepared.closes;
        if (reply.is === 'doing') this.#at = reply;
        else if (reply.is === 'failed') settle(() => reject(thrown(reply)));
        else if (reply.is === kind) settle(() => resolve(reply as Extract<Reply, { is: Kind }>));
      };
      const die = () => settle(() => reject(this.#dead()));
      const abort = () => settle(() => reject(interrupted()));
      if (this.#signal?.aborted) {
        reject(interrupted());
        return;
      }
      // It may have ended while nobody was asking, by a timer of a contender's for example.
      if (this.#death) {
        reject(this.#dead());
        return;
      }
      if (command.do === 'take turns') this.#at = { stage: 'taking turns' };
      this.#signal?.addEventListener('abort', abort, { once: true });
      this.#child.on('message', hear);
      this.#child.once('exit', wait);
      this.#child.once('close', die);
      this.#child.once('error', die);
      wait();
      if (this.#child.connected) this.#child.send(command, () => undefined);
    });
  }

  /** Lets contenders close what they hold, if they hold anything; ends the process in any case, and removes its folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closes && this.#child.connected && !this.#broken) {
      this.#child.send({ do: 'end' } satisfies Command, () => undefined);
      const late = setTimeout(() => this.#end(), this.#patience);
      // A contender that cannot close what it holds: the end of its process closes it.
      this.#child.on('message', (reply: Reply) => {
        if (isOurs(reply) && reply.is === 'failed') this.#end();
      });
      const abort = () => this.#end();
      if (this.#signal?.aborted) abort();
      this.#signal?.addEventListener('abort', abort, { once: true });
      await this.#ended;
      this.#signal?.removeEventListener('abort', abort);
      clearTimeout(late);
    }
    await this.kill();
  }

  /** Ends the process at once, without asking. */
  async kill(): Promise<void> {
    this.#end();
    await this.#ended;
    clearTimeout(this.#overdue);
    this.#bound.clear();
  }

  /** Nobody hears its last words: what has left its group may hold its standard error open, and 'close' back. */
  #end(): void {
    this.#bound.end();
    this.#child.stderr?.destroy();
  }

  get #hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #hanging(): Broken {
    const { stage, contender } = this.#at;
    const who = contender === undefined ? 'The process' : `"${contender}"`;
    const says = `${who} gave no sign of life for ${this.#patience / 1000} s while ${stage}`;
    const remedy =
      'Look for a loop without an end, or a promise that is never settled; --patience SECONDS waits longer.';
    return new Broken('CONTENDER_NEVER_ENDED', this.#at, says, remedy);
  }

  #outlived(): Broken {
    const says = `the process was still not done after ${this.#lifetime / 1000} s, while ${this.#at.stage}`;
    const remedy = 'Let a call take less time; --patience SECONDS grants more of it.';
    return new Broken('CONTENDER_NEVER_ENDED', this.#at, says, remedy);
  }

  #dead(): Broken {
    if (this.#late) return this.#outlived();
    const { code, signal, error } = this.#death!;
    const { stage, contender } = this.#at;
    const who = contender === undefined ? '' : ` "${contender}"`;
    const how = error ? error.message : signal ? `killed by ${signal}` : sayExit(code);
    const last = lastWords(this.#errors);
    const says = `the process ended while ${stage}${who} (${how})${last === '' ? '' : `: ${last}`}`;
    const place = placeIn(this.#errors);
    return new Broken('PROCESS_DIED', this.#at, says, place ? `Look at ${place}.` : adviceOn(this.#errors));
  }
}

function sayExit(code: number | null): string {
  return code === CHANNEL_CLOSED ? 'its channel was closed' : `exit code ${code}`;
}

function adviceOn(errors: string): string {
  if (!errors.includes('out of memory')) return 'A contender must not end its process; look at what it wrote.';
  return 'It has used up its memory: let it keep less alive, or ask at a smaller point of the table.';
}

function thrown(reply: Extract<Reply, { is: 'failed' }>): Broken {
  const remedy = `Look at ${placeIn(reply.stack) ?? 'the claim'}.`;
  const code = reply.stage === 'loading' ? 'CLAIM_DOES_NOT_LOAD' : 'CONTENDER_THREW';
  return new Broken(code, reply, reply.says, remedy);
}

/** Of what a process wrote before it ended, the error that ended it, or else the last lines. */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line));
  const error = lines.findLast((line) => /^(?:\w*Error|FATAL ERROR)\b/.test(line));
  return cutShort(error ?? lines.slice(-3).join(' / '));
}

function cutShort(text: string): string {
  return text.length > LONGEST_WORDS ? `… ${text.slice(-LONGEST_WORDS)}` : text;
}

/** What an abort is told as. Whether it can be gone on with, the command knows. */
export function interrupted(): TouchstoneError {
  return new TouchstoneError('INTERRUPTED', 'The run was interrupted.', 'Nothing that had been measured is lost.');
}
