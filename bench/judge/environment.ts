/** The machine as a report shows it. */
import type { EnvironmentReport } from '../../reports/model.ts';
import type { Environment } from '../results.ts';

export function environmentOf(environment: Environment): EnvironmentReport {
  const { runtime, versions, platform, arch, cpu, cores, memory, load, commit } = environment;
  return {
    runtime,
    engine: engineOf(versions),
    platform: `${platform} ${arch}`,
    cpu,
    cores,
    memory,
    ...(load > 0 && { load }),
    ...(commit !== undefined && { commit }),
  };
}

/** Bun may name a V8 all the same: the one for which native packages were built that it can load. */
function engineOf({ v8, bun }: Environment['versions']): string {
  if (bun !== undefined) return 'JavaScriptCore';
  return v8 === undefined ? 'an unknown engine' : `V8 ${v8}`;
}
