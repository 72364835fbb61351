/** Children of a suite: modules of ours, forked with a small environment, and ended with it also when a test fails. */
import { after } from 'mocha';
import { forkModule, type ModuleOptions } from '../../fixtures/processes/start.ts';
import type { RunningChild } from '../../fixtures/processes/running-child.ts';
import { compiled } from './program.ts';

/** Without NODE_OPTIONS, NODE_EXTRA_CA_CERTS and whatever else changes how a child starts, or how long it takes. */
export const smallEnvironment: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '' };

/** Call it in the body of a suite or a describe block. What it returns forks: `fork('fixtures/processes/x.ts')`. */
export function ownChildren(): (source: string, options?: ModuleOptions) => RunningChild {
  const children: RunningChild[] = [];
  after('ends its children', async () => {
    await Promise.all(children.map((child) => child.end()));
  });
  return (source, options = {}) => {
    const child = forkModule(new URL(compiled(source)), [], { env: smallEnvironment, ...options });
    children.push(child);
    return child;
  };
}
