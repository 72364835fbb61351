/** The sides of a comparison, under names that differ. */
import type { SideReport } from '../../../reports/model.ts';
import type { Comparison, Revision } from '../../results.ts';

export interface Sides {
  readonly baseline: SideReport;
  readonly others: readonly SideReport[];
  /** From the names that the run has for them. */
  readonly names: ReadonlyMap<string, string>;
}

export function sidesOf(comparison: Comparison): Sides {
  if (comparison.of === 'runtimes') {
    const [baseline, ...others] = comparison.runtimes.map(({ name }) => ({ name }));
    return { baseline: baseline!, others, names: new Map() };
  }
  const same = comparison.base.name === comparison.head.name;
  const side = (revision: Revision, as: string): SideReport => ({
    name: same ? `${nameOf(revision)} (${as})` : nameOf(revision),
    commit: revision.commit,
    ...(revision.subject !== undefined && { subject: revision.subject }),
    ...(revision.changed !== undefined && { changed: revision.changed }),
  });
  const [base, head] = [side(comparison.base, 'base'), side(comparison.head, 'head')];
  const names = new Map([
    ['base', base.name],
    ['head', head.name],
  ]);
  return { baseline: base, others: [head], names };
}

/** A commit that was asked for by all of its digits is called by some: that is enough, and can be read. */
function nameOf({ name, commit }: Revision): string {
  return name === commit ? name.slice(0, 12) : name;
}
