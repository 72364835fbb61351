/** The first record of a comparison of two revisions. */
import type { RunOptions } from '../run-options.ts';
import { runRecord } from '../run-record.ts';
import type { Streams } from '../terminal.ts';
import { lookAround } from '../../harness/machine/environment.ts';
import type { Revision, RunRecord, Standing } from '../../results.ts';
import type { FoundRevision, FoundRevisions } from '../../revisions/revisions.ts';

export function comparisonRecord(
  options: Omit<RunOptions, 'wanted'> & { readonly changedOnly: boolean },
  { repository, base, head }: FoundRevisions,
  standings: readonly Standing[],
  streams: Pick<Streams, 'env'>,
): RunRecord {
  return {
    ...runRecord(options, lookAround(repository.top), streams),
    comparison: {
      of: 'revisions',
      base: revisionOf(base),
      head: revisionOf(head),
      changedOnly: options.changedOnly,
      standings,
    },
  };
}

/** Without what only whoever checks it out needs. */
function revisionOf({ name, commit, subject, changed }: FoundRevision): Revision {
  return { name, commit, ...(subject !== undefined && { subject }), ...(changed !== undefined && { changed }) };
}
