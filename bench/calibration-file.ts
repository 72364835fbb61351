/** Reads and writes what `calibrate` measured; and keeps the last one on a machine where later runs find it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import * as v from 'valibot';
import type { Calibration } from './calibration.ts';
import type { Environment } from './results.ts';
import { environmentSchema } from './schema/run.ts';
import { writeFiles } from './write-files.ts';

const seconds = v.pipe(v.number(), v.minValue(0));

const schema: v.GenericSchema<unknown, Calibration> = v.object({
  format: v.literal(1),
  version: v.string(),
  started: v.pipe(v.string(), v.isoTimestamp()),
  seed: v.number(),
  margin: v.number(),
  neighbour: v.boolean(),
  complete: v.boolean(),
  environment: environmentSchema,
  comparisons: v.pipe(
    v.array(
      v.object({
        work: v.string(),
        effect: v.pipe(v.number(), v.minValue(0)),
        given: seconds,
        seconds,
        timed: seconds,
        clock: v.picklist(['wall', 'cpu']),
        logs: v.pipe(v.array(v.number()), v.minLength(2)),
      }),
    ),
    // Nothing can be quoted of none.
    v.minLength(1),
  ),
});

/** @throws {TouchstoneError} OUTPUT_FAILED */
export function writeCalibration(path: string, calibration: Calibration): void {
  writeFiles([{ path, text: `${JSON.stringify(calibration)}\n` }]);
}

/** The calibration in a file; `undefined` where there is none, or none that this version can read. */
export function readCalibration(path: string): Calibration | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Where the last calibration of a machine is kept: in the user's folder for data, or in the one that TOUCHSTONE_DATA
 * names. What tells one machine from another is what its figures depend on and that does not change by itself.
 */
export function calibrationOf({ cpu, cores, memory, platform, arch }: Environment, env: NodeJS.ProcessEnv): string {
  const folder = env['TOUCHSTONE_DATA'] ?? envPaths('touchstone', { suffix: '' }).data;
  // The kernel's version is no other machine.
  const machine = JSON.stringify([cpu, cores, memory, platform.split(' ')[0], arch]);
  return join(folder, 'calibrations', `${createHash('sha256').update(machine).digest('hex').slice(0, 16)}.json`);
}
