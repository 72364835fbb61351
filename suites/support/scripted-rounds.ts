/** Rounds that are not measured but scripted: the log ratio that each is to have, so that the schedule can be seen. */
import type { Rounds } from '../../bench/harness/schedule/case-in-progress.ts';
import type { Prepared } from '../../bench/harness/worker/messages.ts';
import type { Subject } from '../../bench/harness/schedule/round.ts';
import type { Answer, ResultRecord, RoundRecord } from '../../bench/results.ts';

export interface Script {
  /** The log ratio of a round of a case, by its number from 0; throws what breaks it. */
  readonly together: (subject: Subject, round: number) => number;
  readonly apart?: (subject: Subject, round: number) => number;
  /** The same of together rounds against the twin, where the baseline has one. */
  readonly twin?: (round: number) => number;
  readonly answers?: Readonly<Record<string, Answer>>;
  /** How far the log ratio of each cycle of a together round lies from the round's own; a single cycle by default. */
  readonly cycles?: readonly number[];
  /** Nanoseconds. */
  readonly cost?: RoundRecord['cost'];
  /** What the probes of a round read of the claim's metric: of the favoured one, and of the baseline. */
  readonly probe?: (subject: Subject, round: number) => readonly [number, number];
  /** Throws what breaks a proof of these contenders. */
  readonly prove?: (contenders: readonly string[]) => void;
  /** From this round on the baseline answers wrongly. */
  readonly changesAt?: number;
}

/**
 * What was asked for, in order, counted on from the rounds of an earlier part: `together a/b n=1`, `apart a/b n=1`; and how many cycles each together round was to have.
 */
export function scriptedRounds(
  script: Script,
  past: readonly ResultRecord[] = [],
): { rounds: Rounds; asked: string[]; cycles: (number | undefined)[] } {
  const asked: string[] = [];
  const cycles: (number | undefined)[] = [];
  const counts = new Map<string, number>();
  for (const one of past) {
    if (one.kind !== 'round' && one.kind !== 'probe') continue;
    const kind = one.kind === 'probe' ? 'probe' : one.together ? 'together' : 'apart';
    const key = `${kind} ${one.claim} ${one.case}`.trim();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const next = (kind: string, subject: Subject): number => {
    const key = `${kind} ${subject.claim} ${subject.case}`.trim();
    asked.push(key);
    const round = counts.get(key) ?? 0;
    counts.set(key, round + 1);
    return round;
  };
  const right: Answer = { right: true, shown: '1' };
  const preparedOf = ({ contenders }: Subject): Prepared => ({
    batches: Object.fromEntries(contenders.map((name) => [name, 1])),
    settled: Object.fromEntries(contenders.map((name) => [name, true])),
    answers: script.answers ?? Object.fromEntries(contenders.map((name) => [name, right])),
    waits: true,
    closes: false,
    shared: [],
  });
  const rounds: Rounds = {
    together: async (subject, found, howMany, around, keep) => {
      const numbers = Array.from({ length: howMany }, () => next('together', subject));
      cycles.push(...numbers.map(() => found?.cycles));
      const prepared = preparedOf(subject);
      const ready = numbers.map((round) => {
        const changed = round >= (script.changesAt ?? Infinity) && { [subject.over]: { right: false, shown: '2' } };
        return { ...prepared, answers: { ...prepared.answers, ...changed } };
      });
      for (const round of numbers) {
        const record = recordOf(subject, true, script.together(subject, round), around.at(), script.cycles);
        if (script.twin) record.turns['twin'] = turnsOf(1e6 * Math.exp(script.twin(round)), [0]);
        const known = found ?? { batches: prepared.batches, cycles: 1 };
        keep({ record: { ...record, ...(script.cost && { cost: script.cost }) }, ready, found: known });
      }
    },
    apart: async (subject, _, around) => {
      const log = (script.apart ?? script.together)(subject, next('apart', subject));
      return recordOf(subject, false, log, around.at());
    },
    across: async (subject, found, around) => {
      const log = script.together(subject, next('across', subject));
      const prepared = preparedOf(subject);
      const known = found ?? { batches: prepared.batches, cycles: 1 };
      return { record: recordOf(subject, false, log, around.at()), ready: [prepared], found: known };
    },
    prove: async (subject) => {
      asked.push(`prove ${subject.claim} ${subject.case}`);
      script.prove?.(subject.contenders);
      return preparedOf(subject);
    },
    probe: async (subject, known, around) => {
      const round = next('probe', subject);
      const { claim, case: id, favours, over, metric } = subject;
      const [one, other] = script.probe?.(subject, round) ?? [1, 1];
      const named = known.wanted ?? (metric === 'time' ? 'allocated' : metric);
      // Every round would find another number, were it not told that of the first.
      const calls = known.calls ?? 7 + round;
      const values = { [favours]: { [named]: one }, [over]: { [named]: other } };
      return { kind: 'probe', claim, case: id, at: around.at(), loaded: [favours, over], calls, values };
    },
    load: (subject, _, known, around) => rounds.probe(subject, known, around),
  };
  return { rounds, asked, cycles };
}

function recordOf(
  { claim, case: id, favours, over }: Subject,
  together: boolean,
  log: number,
  at: number,
  cycles: readonly number[] = [0],
): RoundRecord & { turns: Record<string, Turns> } {
  const even = cycles.map(() => 0);
  return {
    kind: 'round',
    claim,
    case: id,
    together,
    at,
    loaded: [favours, over],
    order: cycles.map(() => [0, 1]),
    turns: { [favours]: turnsOf(1e6, even), [over]: turnsOf(1e6 * Math.exp(log), cycles) },
  };
}

type Turns = RoundRecord['turns'][string];

function turnsOf(wall: number, offsets: readonly number[]): Turns {
  return {
    wall: offsets.map((offset) => wall * Math.exp(offset)),
    cpu: offsets.map(() => 1),
    switches: offsets.map(() => 0),
    settled: true,
  };
}
