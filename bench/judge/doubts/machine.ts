/** Doubts about the machine: what it did beside measuring. */
import type { Doubt } from '../../../reports/model.ts';
import type { Environment } from '../../results.ts';

export function busyMachine({ load, cores }: Environment): Doubt | undefined {
  if (load <= cores / 2) return undefined;
  return {
    code: 'busy-machine',
    says: `The machine was busy when the run began (load ${load.toFixed(1)} on ${cores} cores).`,
    advice: 'Ratios taken in turns stand that; absolute times do not.',
  };
}
