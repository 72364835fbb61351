/** A project of toy claims that publishes its runs, with runtimes in its cache that are this Node.js under other names. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { measureOn } from '../../bench/publish/measure.ts';
import type { Place } from '../../bench/publish/places.ts';
import { publish } from '../../bench/publish/publish.ts';
import { thisNodeAs } from './fake-runtimes.ts';
import { collectingStreams } from './streams.ts';
import { start, type Outcome, type Project, type Running } from './touchstone.ts';

const PROGRAM = fileURLToPath(new URL('./publish-cli.js', import.meta.url));

export interface Publication {
  readonly place: Place;
  /** In this process. */
  readonly publish: (argv: readonly string[], more?: PublishOptions) => Promise<Outcome>;
  /** Starts it in a process of its own, and leaves it running. */
  readonly start: (argv: readonly string[]) => Running;
  /** Everything that is published, by its path in the folder, and the README under its name. */
  readonly files: () => Record<string, string>;
}

export interface PublishOptions {
  /** In place of measuring. */
  readonly measure?: typeof measureOn;
}

export const MARKS = {
  begin: '<!-- verdicts: cut from reports/published by npm run publish-report -->',
  end: '<!-- /verdicts -->',
};

export function placeIn(root: string): Place {
  return {
    published: join(root, 'reports', 'published'),
    work: join(root, 'work'),
    readme: join(root, 'README.md'),
    claims: join(root, 'claims'),
  };
}

export function publicationIn({ root }: Pick<Project, 'root'>): Publication {
  const place = placeIn(root);
  const { readme } = place;
  writeFileSync(readme, `before\n\n${MARKS.begin}\n\n${MARKS.end}\n\nafter\n`);
  return {
    place,
    publish: async (argv, { measure } = {}) => {
      const streams = collectingStreams({ env: { TOUCHSTONE_CACHE: join(root, 'cache') } });
      const code = await publish(argv, { ...streams, controls: join(root, 'controls') }, place, measure);
      return { code, out: streams.said(), err: streams.complained() };
    },
    start: (argv) => start(root, argv, { TMPDIR: join(root, 'tmp'), TOUCHSTONE_CACHE: join(root, 'cache') }, PROGRAM),
    files: () => ({ ...filesIn(place.published), 'README.md': readFileSync(readme, 'latin1') }),
  };
}

/** Lays this Node.js into the cache of the project, as it would lie there when it had been fetched. */
export function cacheRuntime({ root }: Pick<Project, 'root'>, version: string): void {
  thisNodeAs(join(root, 'cache', 'runtimes', `node-${version}`, 'node'), version);
}

function filesIn(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]));
}
