/** A project of toy claims that publishes its runs, with runtimes in its cache that are this Node.js under other names. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { measureOn } from '../../bench/publish/measure.ts';
import type { Place } from '../../bench/publish/places.ts';
import { publish } from '../../bench/publish/publish.ts';
import { thisNodeAs } from './fake-runtimes.ts';
import { collectingStreams } from './streams.ts';
import type { Outcome, Project } from './touchstone.ts';

export interface Publication {
  readonly place: Place;
  readonly publish: (argv: readonly string[], more?: PublishOptions) => Promise<Outcome>;
  /** Everything that is published, by its path in the folder, and the README under its name. */
  readonly files: () => Record<string, string>;
}

export interface PublishOptions {
  readonly signal?: AbortSignal;
  /** Hears what is told, while it is. */
  readonly heard?: (text: string) => void;
  /** In place of measuring. */
  readonly measure?: typeof measureOn;
}

export const MARKS = {
  begin: '<!-- verdicts: cut from reports/published by npm run publish-report -->',
  end: '<!-- /verdicts -->',
};

export function publicationIn({ root }: Pick<Project, 'root'>): Publication {
  const readme = join(root, 'README.md');
  const place = {
    published: join(root, 'reports', 'published'),
    work: join(root, 'work'),
    readme,
    claims: join(root, 'claims'),
  };
  writeFileSync(readme, `before\n\n${MARKS.begin}\n\n${MARKS.end}\n\nafter\n`);
  return {
    place,
    publish: async (argv, { heard = () => undefined, measure, ...more } = {}) => {
      const streams = collectingStreams({ env: { TOUCHSTONE_CACHE: join(root, 'cache') }, ...more });
      const write = streams.err.write.bind(streams.err);
      streams.err.write = (text: string) => {
        heard(text);
        return write(text);
      };
      const code = await publish(argv, { ...streams, controls: join(root, 'controls') }, place, measure);
      return { code, out: streams.said(), err: streams.complained() };
    },
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
