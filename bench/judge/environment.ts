/** The machine as a report shows it. */
import type { EnvironmentReport } from '../../reports/model.ts';
import type { Environment } from '../results.ts';

export function environmentOf(environment: Environment): EnvironmentReport {
  const { runtime, versions, platform, arch, cpu, cores, memory, load, commit } = environment;
  return {
    runtime,
    v8: versions['v8'] ?? 'none',
    platform: `${platform} ${arch}`,
    cpu,
    cores,
    memory,
    ...(load > 0 && { load }),
    ...(commit !== undefined && { commit }),
  };
}
