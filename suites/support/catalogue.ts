/** The catalogue of what the notes state, and what names its rows: titles of tests, and claims. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Claim } from '../../bench/claim.ts';
import { findClaims } from '../../bench/harness/catalog/find.ts';
import { run } from './program.ts';

/** The root of the repository: this file is dist/suites/support/catalogue.js. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A technical statement of the notes, and what is true of it today. */
export interface Statement {
  /** `X7`: stable; suites and claims name it. */
  readonly id: string;
  readonly topic: string;
  readonly kinds: readonly string[];
  readonly statement: string;
  readonly verdict: string;
  /** What the verdict is about, in a few words. */
  readonly note?: string;
  /** Why no test and no claim can show it, as a sentence without a full stop. */
  readonly notExecutable?: string;
}

export function readCatalogue(): Statement[] {
  return JSON.parse(readFileSync(`${ROOT}fixtures/data/catalogue.json`, 'utf8')) as Statement[];
}

/** The rows that a title names: `X7, X8: polling looks in vain` names two. Titles of outer suites are part of it. */
export function rowsOf(title: string): string[] {
  return title.match(/\b[A-Z]{1,2}\d+\b(?=(?:, [A-Z]{1,2}\d+)*:)/g) ?? [];
}

/**
 * The full titles of all tests of the topics, as mocha itself finds them: it loads the files in a process of its own and
 * runs nothing. What is skipped counts only where its title says what is missing for it here.
 */
export async function titlesOf(topics: readonly string[]): Promise<string[]> {
  const files = topics.flatMap((topic) => [
    `dist/suites/tdd/${topic}/**/*.test.js`,
    `dist/suites/bdd/${topic}/**/*.spec.js`,
  ]);
  const options = ['--no-config', '--dry-run', '--reporter', 'json'];
  const { stdout, stderr, code } = await run(['node_modules/mocha/bin/mocha.js', ...options, ...files], {
    cwd: ROOT,
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Error(`expected mocha to list the tests, and it ended with ${code}: ${stderr || stdout}`);
  const { tests, pending } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Listed;
  const excused = ({ fullTitle }: { fullTitle: string }) => fullTitle.includes('(skipped: ');
  const skipped = new Set(pending.filter((test) => !excused(test)).map(({ fullTitle }) => fullTitle));
  return tests.map(({ fullTitle }) => fullTitle).filter((title) => !skipped.has(title));
}

interface Listed {
  readonly tests: readonly { readonly fullTitle: string }[];
  readonly pending: readonly { readonly fullTitle: string }[];
}

/** The claims that name rows. */
export async function rowsOfClaims(): Promise<{ id: string; rows: readonly string[] }[]> {
  const found = await findClaims({ claims: `${ROOT}bench/claims`, controls: `${ROOT}bench/controls` });
  const claims = found.filter(({ control }) => !control);
  return Promise.all(
    claims.map(async ({ id, module }) => {
      const { default: claim } = (await import(module)) as { default: Claim };
      return { id, rows: claim.rows ?? [] };
    }),
  );
}
