/** How much work a run still holds, by what is known of its rounds before any has been taken. */
import type { ClaimDescription, Load, Plan } from '../../results.ts';
import { isProbed } from '../../stats/probes.ts';

/**
 * Milliseconds, as a machine with two processors took them. What matters is how they compare with each other: how fast
 * this machine is turns out while it measures.
 */
const ROUND = { turns: 300, probe: 200 };
/** Turns of load until a server is warm, as a rule. */
const WARM = 4;
/** Milliseconds that a contender is looked into, likewise. */
const DIAGNOSIS = 1600;

/** Milliseconds of work, as expected. */
export interface Work {
  /** Rounds that have been taken. */
  readonly taken: number;
  /** First looks that are still to come: nothing cuts them short. */
  readonly first: number;
  /** What open cases may take at the most in later looks, those among them that may turn out to be open. */
  readonly later: number;
  /** The metrics beside, at the end. */
  readonly beside: number;
}

export interface Task {
  readonly claim: ClaimDescription;
  readonly load: Load | undefined;
  /** Rounds so far, of the claim's own metric and of those beside. */
  readonly rounds: number;
  readonly probes: number;
  readonly state: 'without a look' | 'open' | 'over';
  /** Whether the metrics beside are to be read of it. */
  readonly wantsProbes: boolean;
}

export function workIn(tasks: readonly Task[], { looks, solos, probes = 0 }: Plan): Work {
  const [first = 1] = looks;
  const most = looks.at(-1) ?? first;
  const looked = tasks.filter(({ state }) => state !== 'without a look').length;
  const open = tasks.filter(({ state }) => state === 'open').length;
  // A third, as long as little has been looked at.
  const share = (open + 1) / (looked + 3);
  const sum = { taken: 0, first: 0, later: 0, beside: 0 };
  for (const task of tasks) {
    const until = (rounds: number) => workOf(task, Math.max(rounds, task.rounds), solos);
    const now = until(0);
    sum.taken += now + probesOf(task, task.probes);
    if (task.state === 'without a look') {
      sum.first += until(first) - now;
      sum.later += (until(most) - until(first)) * share;
    }
    if (task.state === 'open') sum.later += until(most) - now;
    if (task.wantsProbes) sum.beside += probesOf(task, Math.max(0, probes - task.probes));
  }
  return sum;
}

/** Of looking into so many contenders. */
export function workOfDiagnosing(contenders: number): number {
  return contenders * DIAGNOSIS;
}

function workOf({ claim, load, ...task }: Task, rounds: number, solos: number): number {
  if (!isProbed(claim)) return (rounds + Math.min(rounds, solos)) * ROUND.turns;
  if (!load) return probesOf({ claim, load, ...task }, rounds);
  const turns = load.turns + WARM + (load.sweep?.length ?? 0);
  return rounds * claim.contenders.length * turns * load.turn;
}

function probesOf({ claim }: Task, rounds: number): number {
  return rounds * claim.contenders.length * ROUND.probe;
}
