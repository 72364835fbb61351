/** The process that looks around for a runtime other than the one that steers: what it is, and what it cannot tell. */
import { sentenceOf } from '../../errors.ts';
import type { Environment } from '../../results.ts';
import type { Untold } from '../process/runtime.ts';
import { untoldBy } from '../worker/abilities.ts';
import { lookAround } from './environment.ts';

export type WithinReply =
  | { readonly is: 'seen'; readonly environment: Environment; readonly untold: Untold }
  | { readonly is: 'failed'; readonly says: string };

process.on('message', ({ root }: { root: string }) => {
  void look(root)
    .catch((error: unknown): WithinReply => ({ is: 'failed', says: sentenceOf(error) }))
    .then((reply) => process.send?.(reply, () => process.disconnect()));
});
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

async function look(root: string): Promise<WithinReply> {
  // Every turn is timed by it: without it nothing can be measured at all.
  if (typeof process.resourceUsage !== 'function') return { is: 'failed', says: 'it has no process.resourceUsage' };
  const environment = lookAround(root);
  return { is: 'seen', environment, untold: await untoldBy(environment.runtime) };
}
