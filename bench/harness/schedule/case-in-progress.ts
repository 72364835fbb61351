/** One case while it is being measured: which of its rounds are taken, and what is kept of them. */
import type {
  CaseRecord,
  ClaimDescription,
  Load,
  Plan,
  ProbeRecord,
  ResultRecord,
  RoundRecord,
  StopRecord,
} from '../../results.ts';
import { TWIN } from '../../comparison/planned.ts';
import { FEWEST_APART } from '../../stats/contagion.ts';
import type { Probed } from '../../stats/probes.ts';
import { Broken } from '../process/measured-process.ts';
import type { loadRound } from '../load/load-round.ts';
import type { Found } from './batches.ts';
import type { Prepared } from '../worker/messages.ts';
import { asOne } from './answers-across.ts';
import { orBroke, type Broke } from './broke.ts';
import type { PastCase } from './past.ts';
import { probeRound, proveTogether, type Known } from './probe-round.ts';
import {
  roundAcross,
  roundApart,
  roundsTogether,
  SIDE_BY_SIDE,
  type Source,
  type Subject,
  type Surroundings,
} from './round.ts';
import { RoundsSoFar } from './rounds-so-far.ts';

export interface CaseOptions extends Omit<Surroundings, 'module'> {
  readonly sourceOf: (claim: string) => Source;
  readonly plan: Plan;
  /** The smallest effect that matters, as a share. */
  readonly marginOf: (claim: ClaimDescription) => number;
  /** Keeps a record; called between rounds, never during one. */
  readonly write: (record: ResultRecord) => void;
  /** How a round is taken: in real processes, unless a test has its own. */
  readonly rounds?: Rounds;
}

export interface Rounds {
  readonly together: typeof roundsTogether;
  readonly apart: typeof roundApart;
  readonly across: typeof roundAcross;
  readonly prove: typeof proveTogether;
  readonly probe: typeof probeRound;
  readonly load: typeof loadRound;
}

const REAL: Rounds = {
  together: roundsTogether,
  apart: roundApart,
  across: roundAcross,
  prove: proveTogether,
  probe: probeRound,
  // Loaded where a claim is about servers only: its histograms take longer to load than all the rest of a run.
  load: async (...asked) => (await import('../load/load-round.ts')).loadRound(...asked),
};

export class CaseInProgress {
  readonly claim: ClaimDescription;
  readonly id: string;
  looks = 0;
  stopped: StopRecord['why'] | undefined;
  readonly #subject: Subject;
  readonly #load: Load | undefined;
  readonly #options: CaseOptions;
  readonly #taken: RoundsSoFar;
  readonly #rounds: Rounds;
  #answers: CaseRecord['answers'] = {};
  /** Solo rounds that were still to come when the run was interrupted. */
  #owed = 0;
  /** It goes on between two looks: how many cycles its rounds have is settled. */
  #between = false;

  /** @param past what an earlier part of the run has measured of it */
  constructor(
    claim: ClaimDescription,
    { id, given, load }: ClaimDescription['cases'][number],
    options: CaseOptions,
    past?: PastCase,
  ) {
    this.claim = claim;
    this.id = id;
    this.#load = load;
    this.#options = options;
    this.#rounds = options.rounds ?? REAL;
    this.#subject = {
      claim: claim.id,
      case: id,
      ...options.sourceOf(claim.id),
      given,
      metric: claim.metric,
      contenders: claim.contenders.map(({ name }) => name),
      favours: claim.favours,
      over: claim.over,
      resting: restingIn(claim, options.sourceOf(claim.id)),
      turn: options.plan.turn,
    };
    this.#taken = new RoundsSoFar({
      claim,
      margin: Math.log1p(options.marginOf(claim)),
      baselines:
        this.#subject.origins && claim.contenders.some(({ name }) => name === TWIN) ? [claim.over, TWIN] : [claim.over],
      isAcross: this.#subject.runtimes !== undefined,
    });
    if (past?.found) this.#restore(past, past.found);
  }

  /** Whether what the claim is about is read by probes: then they are its rounds. */
  get isProbed(): boolean {
    return this.#taken.isProbed;
  }

  /** Rounds that decide, so far. */
  get rounds(): number {
    return this.#taken.deciding.length;
  }

  /** Milliseconds that a round takes, by the first of them. */
  get pace(): number {
    return this.#taken.pace;
  }

  /** Rounds of the metrics beside so far. */
  get probesBeside(): number {
    return this.isProbed ? 0 : this.#taken.probes.length;
  }

  /** How its servers are loaded, if it has any. */
  get load(): Load | undefined {
    return this.#load;
  }

  /** Those that are each compared with the baseline, without those whose answers are wrong. */
  get sides(): readonly string[] {
    return (this.claim.sides ?? [this.claim.favours]).filter((name) => !this.#isWrong(name));
  }

  /** What the probe rounds of a claim about their metric say of a side; `undefined` before the first. */
  probed(side: string): Probed | undefined {
    return this.#taken.probed(side);
  }

  /** Whether the answer of the baseline is wrong, or that of every side: then their times decide nothing. */
  get byAnswers(): boolean {
    return this.sides.length === 0 || this.#isWrong(this.claim.over);
  }

  #isWrong(contender: string): boolean {
    return this.#answers[contender]?.right === false;
  }

  /** The log ratios of a side that decide as things stand. */
  logs(side: string): readonly number[] {
    return this.#taken.logs(side);
  }

  /** Takes rounds until there are so many of each kind, or one breaks. */
  async take(rounds: number, solos: number, after: () => void): Promise<Broke | undefined> {
    const broke = await orBroke(async () => {
      if (this.isProbed) return this.#probeUpTo(rounds, this.claim.metric, after);
      if (this.#isAcross) return this.#takeAcross(rounds, after);
      await this.#takeSolos(this.#owed, rounds, solos, after);
      this.#owed = 0;
      this.#split();
      while (this.rounds < rounds) {
        const howMany = Math.min(SIDE_BY_SIDE, rounds - this.rounds);
        await this.#roundsTogether(howMany);
        after();
        await this.#takeSolos(howMany, rounds, solos, after);
      }
      // What the last rounds hint at is looked into before the look.
      await this.#takeSolos(solos, rounds, solos, after);
    });
    return broke && this.#blame(broke);
  }

  /** What breaks at the head is no change where the base breaks as well: then that is what is told. */
  async #blame(broke: Broke): Promise<Broke> {
    const { contender } = broke.broken;
    const { over } = this.claim;
    const isChange = contender !== undefined && this.claim.sides?.includes(contender);
    if (!this.#subject.origins || !isChange) return broke;
    const alone = { ...this.#subject, contenders: [over] };
    const before = await orBroke(() => this.#rounds.prove(alone, this.#luck('blame', [])));
    return before ?? broke;
  }

  /** Takes probe rounds beside those of the claim's own metric, until there are so many or one breaks. */
  async probe(rounds: number, after: () => void): Promise<Broke | undefined> {
    return orBroke(() => this.#probeUpTo(rounds, undefined, after));
  }

  async #probeUpTo(rounds: number, wanted: ClaimDescription['metric'] | undefined, after: () => void): Promise<void> {
    if (!this.#taken.found) this.#begin(await this.#rounds.prove(this.#subject, this.#luck('proof', [])), undefined);
    const right = Object.keys(this.#answers).filter((name) => this.#answers[name]!.right);
    const { probes } = this.#taken;
    while (probes.length < rounds) {
      const luck = this.#luck('probe', probes);
      const only = wanted !== undefined && this.#options.plan.probes === undefined;
      const known = { calls: probes[0]?.calls, wanted, only, right };
      this.#keep(probes, await this.#probeOnce(known, luck));
      after();
    }
  }

  /** Servers are loaded from another process; everything else is probed in its own. */
  #probeOnce(known: Known, luck: Surroundings): Promise<ProbeRecord> {
    if (this.#load) return this.#rounds.load(this.#subject, this.#load, known, luck);
    return this.#rounds.probe(this.#subject, known, luck);
  }

  /** Rounds of contenders that no process can hold together; where their answers decide, there is nothing to time. */
  async #takeAcross(rounds: number, after: () => void): Promise<void> {
    this.#split();
    const { apart } = this.#taken;
    while (apart.length < rounds && !this.byAnswers) {
      const taken = await this.#rounds.across(this.#subject, this.#taken.found, this.#luck('across', apart));
      const ready = asOne(taken.ready, this.claim.over);
      if (!this.#taken.found) this.#begin(ready, taken.found);
      this.#compare(ready.answers);
      this.#keep(apart, taken.record);
      after();
    }
  }

  async #takeSolos(howMany: number, rounds: number, solos: number, after: () => void): Promise<void> {
    for (let solo = 0; solo < howMany && this.#wantsSolo(rounds, solos); solo++) {
      const { found, apart } = this.#taken;
      this.#keep(apart, await this.#rounds.apart(this.#subject, found!, this.#luck('apart', apart)));
      after();
    }
  }

  /**
   * A look that may have been taken is taken again: of the same rounds it says the same. Solo rounds follow upon those of
   * processes that got ready side by side.
   */
  #restore({ rounds, probes, stopped, broken }: PastCase, { batches, cycles, waits, answers }: CaseRecord): void {
    const taken = this.#taken;
    taken.waits = waits;
    this.#answers = answers;
    taken.together.push(...rounds.filter((round) => round.together));
    taken.apart.push(...rounds.filter((round) => !round.together));
    taken.probes.push(...probes);
    const latestOf = this.#isAcross ? taken.apart : taken.together;
    taken.found = { batches, cycles: latestOf.at(-1)?.order.length ?? cycles };
    const { looks } = this.#options.plan;
    const count = this.rounds;
    this.stopped = stopped?.why;
    this.looks = broken ? 0 : looks.filter((look) => look < count).length;
    this.#between = !looks.includes(count);
    if (this.#isAcross) return;
    const latest = rounds.findLastIndex((round) => round.together);
    const solos = rounds.length - 1 - latest;
    const before = rounds.slice(0, latest + 1).findLastIndex((round) => !round.together);
    this.#owed = Math.max(0, Math.min(SIDE_BY_SIDE, latest - before) - solos);
  }

  /** From the second look on: as many cycles a round as tell most in a given time, by the rounds so far. */
  #split(): void {
    const settled = this.#between;
    this.#between = false;
    const { found, cyclesWorthTaking: cycles } = this.#taken;
    if (!settled && found && cycles !== undefined) this.#taken.found = { ...found, cycles };
  }

  /**
   * The first solo rounds follow the first rounds; the others only where these hint at something, and more only where
   * they are what decides. Versions of one contender disturb each other alike.
   */
  #wantsSolo(rounds: number, solos: number): boolean {
    if (this.byAnswers || solos === 0 || this.#subject.origins) return false;
    const { length: taken } = this.#taken.apart;
    if (taken < Math.min(FEWEST_APART, solos)) return true;
    const { hinted, shown } = this.#taken.disturbed;
    return taken < solos ? hinted : taken < rounds && shown;
  }

  async #roundsTogether(howMany: number): Promise<void> {
    const { together } = this.#taken;
    const luck = this.#luck('together', together);
    await this.#rounds.together(this.#subject, this.#taken.found, howMany, luck, ({ record, ready, found }) => {
      if (!this.#taken.found) this.#begin(ready[0]!, found);
      for (const { answers } of ready) this.#compare(answers);
      this.#keep(together, record);
    });
  }

  /** @param found missing where no turns are taken: then the batches are those of the warm-up */
  #begin({ waits, answers, shared, batches: warm }: Prepared, found: Found = { batches: warm, cycles: 1 }): void {
    this.#taken.found = found;
    this.#taken.waits = waits;
    this.#answers = answers;
    this.#options.write({ kind: 'case', claim: this.claim.id, case: this.id, ...found, waits, answers, shared });
  }

  /** Whoever answers rightly in one process and wrongly in another cannot be judged by either. */
  #compare(answers: CaseRecord['answers']): void {
    const changed = Object.keys(answers).find((name) => answers[name]!.right !== this.#answers[name]?.right);
    if (changed === undefined) return;
    const at = { stage: 'proving', contender: changed } as const;
    const says = `"${changed}" answers rightly in one process and wrongly in another`;
    throw new Broken('ANSWER_CHANGES', at, says, 'Make its answer the same for the same parameters.');
  }

  /** What is found out about time must not change who comes first later: each round has chance of its own. */
  #luck(kind: string, rounds: readonly unknown[]): Surroundings {
    const name = `${this.claim.id} ${this.id} ${kind} ${rounds.length}`;
    return { ...this.#options, chance: this.#options.chance.branch(name) };
  }

  #keep<Kind extends RoundRecord | ProbeRecord>(rounds: Kind[], record: Kind): void {
    rounds.push(record);
    this.#options.write(record);
  }

  get #isAcross(): boolean {
    return this.#subject.runtimes !== undefined && !this.isProbed;
  }
}

/** Whoever is compared with nothing rests; where versions or runtimes are compared, all are. */
function restingIn({ contenders, favours, over }: ClaimDescription, { origins, runtimes }: Source): string[] {
  if (origins || runtimes) return [];
  return contenders.map(({ name }) => name).filter((name) => name !== favours && name !== over);
}
