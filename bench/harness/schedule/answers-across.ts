/** What processes with a contender each have found out about theirs, as of one process that holds them all. */
import type { Answer } from '../../results.ts';
import type { Prepared } from '../worker/messages.ts';

/** @param over whose answer is the right one */
export function asOne(ready: readonly Prepared[], over: string): Prepared {
  const merged = <T>(of: (one: Prepared) => Readonly<Record<string, T>> | undefined): Record<string, T> =>
    Object.assign({}, ...ready.map(of)) as Record<string, T>;
  const described = merged((one) => one.described);
  const right = described[over]?.digest;
  const answerOf = ({ digest, shown }: (typeof described)[string]): Answer => ({ right: digest === right, shown });
  return {
    answers: Object.fromEntries(Object.entries(described).map(([name, one]) => [name, answerOf(one)])),
    batches: merged((one) => one.batches),
    settled: merged((one) => one.settled),
    waits: ready.some(({ waits }) => waits),
    closes: ready.some(({ closes }) => closes),
    shared: [...new Set(ready.flatMap((one) => one.shared))],
  };
}
