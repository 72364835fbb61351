/** Refuses what a process has read where something looked into it, or where an answer has changed since it was proved. */
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
