/** Instruments that show what a test lets them show: a clock that moves when it is told to, and counted usage. */
import type { Instruments } from '../../bench/harness/worker/timing.ts';

export interface Scripted extends Instruments {
  /** Lets time pass: so many nanoseconds. */
  readonly pass: (nanoseconds: number) => void;
  /** Lets the process use a processor: so many microseconds, in user code and in the system. */
  readonly burn: (user: number, system?: number) => void;
  /** Takes the processor away once. */
  readonly interrupt: () => void;
}

export function scriptedInstruments(): Scripted {
  let time = 0;
  let user = 0;
  let system = 0;
  let switches = 0;
  return {
    now: () => time,
    usage: () => ({ userCPUTime: user, systemCPUTime: system, involuntaryContextSwitches: switches }),
    pass: (nanoseconds) => {
      time += nanoseconds;
    },
    burn: (used, inSystem = 0) => {
      user += used;
      system += inSystem;
    },
    interrupt: () => {
      switches++;
    },
  };
}
