/** Refuses what a process has read: something looked into it, an answer has changed since it was proved, or the metric is missing. */
import type { Metric } from '../../claim.ts';
import type { Values } from '../worker/messages.ts';
import { Broken } from './measured-process.ts';
import type { Spoilt } from '../worker/messages.ts';

/** @throws {Broken} OBSERVED, or ANSWER_CHANGES */
export function refuseSpoilt({ change, observer }: Spoilt, stage: 'taking turns' | 'probing'): void {
  const probing = stage === 'probing';
  if (observer !== undefined) {
    const when = probing ? 'probes were read' : 'turns were timed';
    const says = `${observer} while ${when}, which makes some code slower than other`;
    const remedy = 'Turn it off, in the claim or in whatever starts Node.js; to debug a claim there is touchstone try.';
    throw new Broken('OBSERVED', { stage }, says, remedy);
  }
  if (!change) return;
  const { contender, was, is } = change;
  const says = `"${contender}" answered ${was} at first, and ${is} after its ${probing ? 'probes' : 'turns'}`;
  const remedy =
    'Make its answer the same at every call; for what differs by nature, answer with its size, or the like.';
  throw new Broken('ANSWER_CHANGES', { stage, contender }, says, remedy);
}

/**
 * @param wanted the metric that the claim is about; `undefined` where any will do
 * @throws {Broken} METRIC_MISSING
 */
export function refuseMissing(wanted: Metric | undefined, values: Values, contender: string): void {
  if (wanted === undefined || values[wanted] !== undefined) return;
  const says = `"${wanted}" cannot be told here`;
  throw new Broken('METRIC_MISSING', { stage: 'probing', contender }, says, 'Measure this claim on Node.js on Linux.');
}
