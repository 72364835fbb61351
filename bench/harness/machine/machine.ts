/** What the machine does meanwhile, as the kernel counts it: its idle time, what a host takes away, what a limit stops. */
import { readFileSync } from 'node:fs';
import type { Meanwhile } from '../../results.ts';

/** Reads a file of the kernel; throws where there is none. */
export type ReadFile = (path: string) => string;

/** @returns what to call at the end; it gives `undefined` where the kernel does not count (it does on Linux) */
export function watchMachine(read: ReadFile = (path) => readFileSync(path, 'utf8')): () => Meanwhile | undefined {
  const before = count(read);
  return () => {
    const after = before && count(read);
    if (!after) return undefined;
    const [from, to] = [before.throttled, after.throttled];
    return {
      ticks: after.ticks - before.ticks,
      idle: after.idle - before.idle,
      stolen: after.stolen - before.stolen,
      ...(from !== undefined && to !== undefined && { throttled: to - from }),
    };
  };
}

function count(read: ReadFile): Meanwhile | undefined {
  const line = attempt(read, '/proc/stat')?.split('\n', 1)[0] ?? '';
  // cpu user nice system idle iowait irq softirq steal guest guest_nice; the last two are in user and nice (proc(5)).
  const [user, nice, system, idle, waiting, irq, softirq, stolen] = line.split(/\s+/).slice(1, 9).map(Number);
  if (stolen === undefined || Number.isNaN(stolen)) return undefined;
  const throttled = throttledBy(read);
  return {
    ticks: user! + nice! + system! + idle! + waiting! + irq! + softirq! + stolen,
    idle: idle! + waiting!,
    stolen,
    ...(throttled !== undefined && { throttled }),
  };
}

/** How often the group's limit of processor time has stopped it: `nr_throttled` of cpu.stat (cgroups(7), version 1 and 2). */
function throttledBy(read: ReadFile): number | undefined {
  const groups = attempt(read, '/proc/self/cgroup')?.split('\n') ?? [];
  const places = groups.flatMap((group) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(group) ?? [];
    if (controllers === '') return [`/sys/fs/cgroup${path}`, '/sys/fs/cgroup'];
    return controllers?.split(',').includes('cpu') ? [`/sys/fs/cgroup/cpu${path}`, '/sys/fs/cgroup/cpu'] : [];
  });
  for (const place of places) {
    const found = /^nr_throttled (\d+)$/m.exec(attempt(read, `${place}/cpu.stat`) ?? '')?.[1];
    if (found !== undefined) return Number(found);
  }
  return undefined;
}

function attempt(read: ReadFile, path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}
