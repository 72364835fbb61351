/**
 * From claims to what is measured to compare runtimes: each contender on every runtime, in processes of their own.
 *
 * ```
 * buffers/concat-beats-joining#concat    Node.js 20.20.2 │ Node.js 26.1.0 │ Bun 1.3.2 │ twin
 *                                        the first is what the others are compared with, and the twin is it once more
 * ```
 */
import type { Runtime } from '../harness/process/runtime.ts';
import type { ClaimDescription, RuntimeUsed, Standing } from '../results.ts';
import { codeOfContender, planned, plannedContender, TWIN, type Planned, type PlannedClaim } from './planned.ts';
import type { Side } from './side.ts';

/** A runtime and what the claims are there: what one lacks, or cannot load, is not compared. */
export interface RuntimeSide {
  readonly used: RuntimeUsed;
  readonly runtime: Runtime;
  readonly side: Side;
}

/** @param runtimes two or more, the baseline first */
export function planRuntimes(runtimes: readonly RuntimeSide[], tolerance?: number): Planned {
  const [first] = runtimes as [RuntimeSide, ...RuntimeSide[]];
  const ids = [...first.side.claims.map(({ id }) => id), ...first.side.broken.map(({ claim }) => claim)];
  const parts = ids.map((id) => planClaim(id, runtimes, tolerance));
  return planned(
    parts.flatMap(({ claims }) => claims),
    parts.flatMap(({ standings }) => standings),
  );
}

function planClaim(
  id: string,
  runtimes: readonly RuntimeSide[],
  tolerance: number | undefined,
): { claims: PlannedClaim[]; standings: Standing[] } {
  const standings: Standing[] = [];
  const able: { runtime: RuntimeSide; claim: ClaimDescription }[] = [];
  for (const runtime of runtimes) {
    const { used, side } = runtime;
    const claim = side.claims.find((one) => one.id === id);
    const broken = side.broken.find((one) => one.claim === id);
    if (broken)
      standings.push({ claim: id, is: 'broken', says: `on ${used.name}: ${broken.says.replace(/[.]$/, '')}` });
    else if (!claim) standings.push({ claim: id, is: 'broken', says: `on ${used.name}: it is not there` });
    else if (claim.lacks !== undefined)
      standings.push({ claim: id, is: 'lacking', says: `on ${used.name}: ${claim.lacks}` });
    else able.push({ runtime, claim });
  }
  const [baseline, ...others] = able;
  // What the others would be compared with is the first runtime, and no other.
  if (!baseline || baseline.runtime !== runtimes[0] || others.length === 0) return { claims: [], standings };
  const { claim } = baseline;
  const cases = claim.cases.filter((one) =>
    others.every((other) => other.claim.cases.some(({ id: at }) => at === one.id)),
  );
  const sides = able.map(({ runtime }) => runtime);
  const claims = claim.contenders.map(({ name }) => contenderOf(claim, name, cases, sides, tolerance));
  return { claims, standings: [{ claim: id, is: 'compared' }, ...standings] };
}

function contenderOf(
  claim: ClaimDescription,
  contender: string,
  cases: ClaimDescription['cases'],
  runtimes: readonly RuntimeSide[],
  tolerance: number | undefined,
): PlannedClaim {
  const [first] = runtimes as [RuntimeSide, ...RuntimeSide[]];
  const runs = new Map([
    ...runtimes.map(({ used, runtime }) => [used.name, runtime] as const),
    [TWIN, first.runtime] as const,
  ]);
  const [over, ...sides] = runtimes.map(({ used }) => used.name) as [string, ...string[]];
  const names = [...runs.keys()];
  const code = codeOfContender(claim, contender);
  const versions = { names, over, sides, codeOf: () => code };
  const { side } = first;
  const origin = { module: side.moduleOf(claim.id), contender };
  return {
    record: {
      ...plannedContender(claim, contender, cases, versions, tolerance ?? claim.margin),
      code: side.codeOf(claim.id),
    },
    source: {
      module: origin.module,
      origins: Object.fromEntries(names.map((name) => [name, origin])),
      reference: over,
      runtimes: Object.fromEntries(runs),
    },
  };
}
