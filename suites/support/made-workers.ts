/** Workers that are no processes: they do what a test has them do, and keep what their supervisor asked of them. */
import type { Ending, StartWorker, Told } from '../../fixtures/processes/worker-life.ts';

export interface MadeWorker extends Told {
  readonly pid: number;
  readonly asked: ('ping' | 'finish' | 'kill')[];
  readonly isOver: () => boolean;
  /** Ends as a process does that dies by itself. */
  readonly die: (code?: number) => void;
  /** Ends in an orderly way. */
  readonly leave: () => void;
}

export interface MadeWorkers {
  readonly start: StartWorker;
  /** All that were ever started, in order. */
  readonly all: readonly MadeWorker[];
  /** Those that have not ended. */
  readonly living: () => MadeWorker[];
}

export function madeWorkers({
  throwing = () => false,
  readyAtOnce = false,
  slowToDie = false,
}: {
  /** Whether a start throws. */
  throwing?: () => boolean;
  /** Whether it says that it is ready within its start. */
  readyAtOnce?: boolean;
  /** Whether a killed one ends only when the test has it die; at once by default. */
  slowToDie?: boolean;
} = {}): MadeWorkers {
  const all: MadeWorker[] = [];
  const start: StartWorker = (told) => {
    if (throwing()) throw new Error('no more processes');
    let ended = false;
    const end = (ending: Ending): void => {
      ended = true;
      told.ended(ending);
    };
    const worker: MadeWorker = {
      ...told,
      pid: 100 + all.length,
      asked: [],
      isOver: () => ended,
      die: (code = 1) => end({ code, signal: null, voluntary: false }),
      leave: () => end({ code: 0, signal: null, voluntary: true }),
    };
    all.push(worker);
    if (readyAtOnce) told.ready();
    return {
      pid: worker.pid,
      ping: () => void worker.asked.push('ping'),
      finish: () => void worker.asked.push('finish'),
      kill() {
        worker.asked.push('kill');
        if (!slowToDie) end({ code: null, signal: 'SIGKILL', voluntary: false });
      },
    };
  };
  return { start, all, living: () => all.filter((worker) => !worker.isOver()) };
}
