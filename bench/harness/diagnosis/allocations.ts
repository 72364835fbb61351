/** Who allocates: the sampling heap profiler over some work, what has been collected meanwhile included. */
import { Session, type HeapProfiler } from 'node:inspector';
import type { FunctionSeen } from '../../results.ts';
import type { LoggedFunction } from './code-log.ts';
import { isTimedLoop, ownerOf, seen } from './whose.ts';

/** Bytes between two samples. */
const INTERVAL = 4096;
const MOST_SITES = 5;

export interface Allocations {
  /** Bytes, by estimation; the harness's own left out. */
  readonly bytes: number;
  /** The share of the bytes that each function allocates, the greatest first. */
  readonly sites: readonly (FunctionSeen & { readonly share: number })[];
}

export async function sampleAllocations(work: () => Promise<void>): Promise<Allocations> {
  const session = new Session();
  session.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      const options = {
        samplingInterval: INTERVAL,
        // Most of what is allocated in a loop dies young; the types of Node.js 20 do not know these two.
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      };
      session.post('HeapProfiler.startSampling', options, (error) => (error ? reject(error) : resolve()));
    });
    await work();
    const profile = await new Promise<HeapProfiler.SamplingHeapProfile>((resolve, reject) => {
      session.post('HeapProfiler.stopSampling', (error, found) => (error ? reject(error) : resolve(found.profile)));
    });
    return allocationsIn(profile.head);
  } finally {
    session.disconnect();
  }
}

/** Adds up the tree by function. Whoever calls it decides whose it is: what Node.js allocates for the harness is not told. */
export function allocationsIn(head: HeapProfiler.SamplingHeapProfileNode): Allocations {
  const found = new Map<string, { of: LoggedFunction; bytes: number }>();
  const walk = (node: HeapProfiler.SamplingHeapProfileNode, callers: readonly LoggedFunction[]) => {
    const { functionName: name, url, lineNumber, columnNumber } = node.callFrame;
    // They count from 0 here.
    const of = { name, file: url.replace(/\?.*$/, ''), line: lineNumber + 1, column: columnNumber + 1 };
    const stack = [of, ...callers];
    if (node.selfSize > 0 && !isHarness(stack)) {
      const key = `${name} ${of.file}:${of.line}:${of.column}`;
      const known = found.get(key);
      found.set(key, { of, bytes: (known?.bytes ?? 0) + node.selfSize });
    }
    for (const child of node.children) walk(child, stack);
  };
  walk(head, []);
  const ours = [...found.values()].filter(({ of }) => of.name !== '(root)');
  const bytes = ours.reduce((sum, one) => sum + one.bytes, 0);
  const sites = ours.filter(({ of }) => !isTimedLoop(of)).toSorted((a, b) => b.bytes - a.bytes);
  return {
    bytes,
    sites: sites.slice(0, MOST_SITES).map(({ of, bytes: own }) => ({ ...seen(of), share: own / bytes })),
  };
}

/** A contender that is inlined into the loop has no frame of its own here: what the loop calls, it calls. */
function isHarness(stack: readonly LoggedFunction[]): boolean {
  const owners = stack.map((one) => (isTimedLoop(one) ? 'contender' : ownerOf(one)));
  return owners.find((owner) => owner !== 'node') === 'harness';
}
