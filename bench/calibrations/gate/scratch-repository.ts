/** A repository with four claims, two commits, and one contender that the second commit makes slower. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKS, type Work } from '../known-slow-down.ts';

/** Steps of arithmetic more in the contender `one` of the claim of that work. */
export interface Change {
  readonly work: Work;
  readonly more: number;
}

export interface Repository {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
}

const KNOWN = new URL('../known-slow-down.js', import.meta.url).href;

/** Where nothing is made slower both are the same commit. */
export function scratchRepository(folder: string, { work, more }: Change): Repository {
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=gate', '-c', 'user.email=gate@localhost', ...words], {
      encoding: 'utf8',
    }).trim();
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--no-gpg-sign', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  mkdirSync(folder, { recursive: true });
  git('init', '--quiet', '--initial-branch', 'main');
  write('package.json', '{ "type": "module" }\n');
  for (const each of WORKS) {
    write(`src/${each}.js`, sourceOf(each, 0));
    write(`claims/${each}.js`, claimOf(each));
  }
  const base = commit('as it was');
  if (more === 0) return { folder, base, head: base };
  write(`src/${work}.js`, sourceOf(work, more));
  return { folder, base, head: commit('slower') };
}

/** Arithmetic answers with how far it has counted: that must not show. */
function sourceOf(work: Work, more: number): string {
  return `import known from ${JSON.stringify(KNOWN)};
const { contenders } = known;
function silent(call) {
  let kept;
  return () => {
    kept = call();
    return kept === undefined;
  };
}
export const one = () => silent(contenders.more({ work: '${work}', more: ${more} }));
export const other = () => silent(contenders.plain({ work: '${work}', more: 0 }));
`;
}

function claimOf(work: Work): string {
  return `import { one, other } from '../src/${work}.js';
export default {
  says: 'one is faster than the other',
  because: 'it is not',
  source: 'the calibration of the gate',
  favours: 'one',
  over: 'other',
  contenders: { one: () => one(), other: () => other() },
};
`;
}
