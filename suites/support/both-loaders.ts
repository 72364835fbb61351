/** One question to two loaders: Node's own `require`, and ours. */
import { createRequire } from 'node:module';
import { after, before } from 'mocha';
import { ModuleLoader } from '../../fixtures/modules/module-loader.ts';

/** What came of it: a value, or the code of the error. */
export type Outcome = { readonly value: unknown } | { readonly code: unknown };

export interface Answers {
  readonly ours: Outcome;
  readonly nodes: Outcome;
}

/** Asks both where an identifier leads that the file `from` requires, and only if asked to, what is there. */
export function askBoth(from: string, identifier: string, how: 'resolve' | 'load' = 'resolve'): Answers {
  const [ours, nodes] = [new ModuleLoader().requireFrom(from), createRequire(from)];
  return how === 'resolve'
    ? { ours: outcomeOf(() => ours.resolve(identifier)), nodes: outcomeOf(() => nodes.resolve(identifier)) }
    : { ours: outcomeOf(() => ours(identifier)), nodes: outcomeOf(() => nodes(identifier) as unknown) };
}

/** The value that it returns, or the code of the error that it throws. */
export function outcomeOf(work: () => unknown): Outcome {
  try {
    return { value: work() };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code };
  }
}

/** For a suite that asks Node.js for what it warns of: it shall not do so on our terminal. */
export function withoutDeprecationWarnings(): void {
  let original: boolean | undefined;
  before(() => {
    original = process.noDeprecation;
    process.noDeprecation = true;
  });
  after(() => {
    process.noDeprecation = original ?? false;
  });
}
