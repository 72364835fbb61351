/** Tells how a run is getting on: a line for every case that has been looked at, and what is going on now. */
import { progress as caseLine } from '../../reports/formats/progress.ts';
import { cut } from '../../reports/text.ts';
import * as units from '../../reports/units.ts';
import type { DiagnosisProgress } from '../harness/diagnosis/diagnose.ts';
import type { Progress } from '../harness/schedule/measure.ts';
import { judgeAlone } from '../judge/alone.ts';
import type { Plan, ResultRecord } from '../results.ts';
import { paperOf, statusLine, type Streams } from './terminal.ts';

export interface Teller {
  readonly tell: (progress: Progress) => void;
  readonly tellDiagnosis: (progress: DiagnosisProgress) => void;
  /** Takes the status line away. */
  readonly end: () => void;
}

/**
 * It writes between rounds only: drawing is work for the machine that is being measured.
 *
 * @param records of the run, growing
 * @param now milliseconds since the run began
 */
export function tellProgress(
  { err, env }: Pick<Streams, 'err' | 'env'>,
  plan: Plan,
  records: readonly ResultRecord[],
  now: () => number,
): Teller {
  const paper = paperOf(err, env);
  const status = statusLine(err);
  let latest = 1;
  return {
    end: () => status.clear(),
    tellDiagnosis(progress) {
      status.show(cut(sayDiagnosis(progress), Math.max(20, paper.width - 1)));
    },
    tell(progress) {
      const { is, claim, case: at, look, looks, open } = progress;
      if (is === 'round' && look > latest) {
        latest = look;
        status.clear();
        err.write(
          `look ${look} of ${looks}, at ${units.count(open, 'case')} that ${open === 1 ? 'is' : 'are'} still open\n`,
        );
      }
      if (is === 'looked') {
        const judged = judgeAlone(records, claim, at, plan.margin);
        status.clear();
        if (judged) err.write(`${caseLine(claim.id, judged, paper)}\n`);
      }
      if (is === 'broken') {
        const broken = records.findLast((one) => one.kind === 'broken');
        status.clear();
        err.write(`! broken  ${claim.id} ${at}: ${broken?.says ?? ''}\n`);
      }
      status.show(cut(sayStatus(progress, plan, now()), Math.max(20, paper.width - 1)));
    },
  };
}

/** `12 of 68 · about 1 min 20 s left · round 4 · buffers/concat-beats-joining bytes=16`: what may be cut off comes last. */
export function sayStatus(
  { is, claim, case: at, rounds, done, cases, open }: Progress,
  plan: Plan,
  now: number,
): string {
  if (is === 'probing')
    return ['reading the metrics beside time', at === '' ? claim.id : `${claim.id} ${at}`].join(' · ');
  const left = millisecondsLeft({ done, cases, open, rounds }, plan, now);
  const time = left === undefined ? [] : [`about ${units.elapsed(Math.round(left / 1000))} left`];
  const where = done < cases ? `${done + 1} of ${cases}` : `${open} still open`;
  return [where, ...time, `round ${rounds}`, at === '' ? claim.id : `${claim.id} ${at}`].join(' · ');
}

/** `diagnosing 3 of 12 · concat · buffers/concat-beats-joining bytes=16`. */
export function sayDiagnosis({ claim, case: at, contender, done, contenders }: DiagnosisProgress): string {
  return [`diagnosing ${done + 1} of ${contenders}`, contender, at === '' ? claim : `${claim} ${at}`].join(' · ');
}

/**
 * The cases that have had no look yet, at the pace so far; then the later looks, which take up what is left of the time
 * that the plan grants, if cases are open for them. `undefined` as long as there is no pace.
 */
export function millisecondsLeft(
  { done, cases, open, rounds }: Pick<Progress, 'done' | 'cases' | 'open' | 'rounds'>,
  { seconds, looks }: Plan,
  now: number,
): number | undefined {
  if (done === 0) return undefined;
  const [first = 1] = looks;
  const most = looks.at(-1) ?? first;
  const inFirst = done < cases;
  const taken = inFirst ? done * first : cases * first + open * (rounds - first);
  const pace = now / taken;
  const firstPass = inFirst ? (cases - done) * first * pace : 0;
  const stillOpen = inFirst ? (open / done) * cases : open;
  // Half of what they may take: some end at every look.
  const later = (stillOpen * (most - (inFirst ? first : rounds)) * pace) / 2;
  const granted = seconds === undefined ? later : Math.max(0, seconds * 1000 - now - firstPass);
  return firstPass + Math.min(later, granted);
}
