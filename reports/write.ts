/** A run in every format that goes into a file: each module of `formats/` that exports a `format`. Nothing lists them. */

import { readdirSync } from 'node:fs';
import type { Format } from './format.ts';
import type { RunReport, Samples } from './model.ts';

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/** In the order of their modules' names. */
export async function written(report: RunReport, samples: Samples): Promise<readonly WrittenFile[]> {
  const found = await formats();
  return found.map(({ file, write }) => ({ name: file, text: write(report, samples) }));
}

async function formats(): Promise<readonly Format[]> {
  const folder = new URL('./formats/', import.meta.url);
  const modules = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const loaded = modules.sort().map((name) => import(new URL(name, folder).href) as Promise<{ format?: Format }>);
  return (await Promise.all(loaded)).flatMap(({ format }) => (format ? [format] : []));
}
