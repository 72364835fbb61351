/** The rounds of a case so far, and what they say until now. */
import type { ClaimDescription, ProbeRecord, RoundRecord } from '../../results.ts';
import { hints, watch } from '../../stats/contagion.ts';
import { pool } from '../../stats/gate.ts';
import { compareProbes, isProbed, type Probed } from '../../stats/probes.ts';
import { cycleLogs, decidingClock, roundLog, type ClockName, type Pair } from '../../stats/rounds.ts';
import { FEWEST_ROUNDS } from '../../stats/verdict.ts';
import { cyclesWorthTaking, type Found } from './batches.ts';

export interface Asked {
  readonly claim: ClaimDescription;
  /** δ as a log. */
  readonly margin: number;
  /** What a side is compared with: the baseline, and where versions are compared its twin, which are one. */
  readonly baselines: readonly string[];
  /** Whether no process can hold the contenders together. */
  readonly isAcross: boolean;
}

export class RoundsSoFar {
  readonly together: RoundRecord[] = [];
  readonly apart: RoundRecord[] = [];
  readonly probes: ProbeRecord[] = [];
  /** Calls a turn, and cycles a round; `undefined` before the first. */
  found: Found | undefined;
  /** Whether calls are waited for. */
  waits = false;
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** Whether what the claim is about is read by probes: then they are its rounds. */
  get isProbed(): boolean {
    return isProbed(this.#asked.claim);
  }

  /** Those that decide. */
  get deciding(): readonly (RoundRecord | ProbeRecord)[] {
    if (this.isProbed) return this.probes;
    return this.#asked.isAcross ? this.apart : this.together;
  }

  /** Milliseconds from one to the next of the first rounds, with the solo rounds between them; 1 where that cannot be told. */
  get pace(): number {
    const began = this.deciding.slice(0, FEWEST_ROUNDS).map(({ at }) => at);
    const last = Math.max(...began);
    // Those that got ready side by side began at once.
    const before = began.filter((at) => at < last).length;
    return before === 0 ? 1 : Math.max(1, (last - Math.min(...began)) / before);
  }

  /** What the probe rounds of a claim about their metric say of a side; `undefined` before the first. */
  probed(side: string): Probed | undefined {
    if (!this.isProbed) return undefined;
    const { claim, baselines } = this.#asked;
    const all = baselines.flatMap((over) => compareProbes(this.probes, this.#pair(side, over), claim.metric) ?? []);
    const [first] = all;
    const without = all.find(({ zeros }) => zeros !== 'none');
    return without ?? (first && { ...first, logs: pool(all.map(({ logs }) => logs)) });
  }

  /** The log ratios of a side that decide as things stand. */
  logs(side: string): readonly number[] {
    if (this.isProbed) return this.probed(side)?.logs ?? [];
    const together = pool(this.#asked.baselines.map((over) => this.#logsOf(this.together, side, over)));
    const apart = this.#logsOf(this.apart, side);
    if (this.#asked.isAcross) return apart;
    return watch(together, apart, this.#asked.margin)?.disturbed ? apart : together;
  }

  /** Whether contenders are shown to disturb each other, or the rounds hint at it. */
  get disturbed(): { readonly shown: boolean; readonly hinted: boolean } {
    const [together, apart] = [this.#logsOf(this.together), this.#logsOf(this.apart)];
    const { margin } = this.#asked;
    return { shown: watch(together, apart, margin)?.disturbed === true, hinted: hints(together, apart, margin) };
  }

  /** As many cycles a round as tell most in a given time; `undefined` where that cannot be told. */
  get cyclesWorthTaking(): number | undefined {
    const taken = this.#asked.isAcross ? this.apart : this.together;
    if (taken.length < FEWEST_ROUNDS) return undefined;
    const [pair, clock] = [this.#pair(), this.#clock()];
    return cyclesWorthTaking(taken.map((round) => ({ logs: cycleLogs(round, pair, clock), cost: round.cost })));
  }

  #logsOf(rounds: readonly RoundRecord[], side = this.#asked.claim.favours, over?: string): number[] {
    const clock = this.#clock();
    return rounds.map((round) => roundLog(round, this.#pair(side, over), clock));
  }

  #clock(): ClockName {
    const asked = { metric: this.#asked.claim.metric, waits: this.waits };
    return decidingClock([...this.together, ...this.apart], this.#pair(), asked);
  }

  #pair(favours = this.#asked.claim.favours, over = this.#asked.claim.over): Pair {
    return { favours, over, batches: this.found?.batches ?? {} };
  }
}
