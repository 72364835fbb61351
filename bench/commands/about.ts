/** What touchstone is: its version. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOME } from './choose.ts';

/** The version in package.json. */
export function version(): string {
  const { version: found } = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as { version: string };
  return found;
}
