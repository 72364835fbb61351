/** Specifies that what CONTRIBUTING.md shows is what there is. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';

const root = new URL('../../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

describe('CONTRIBUTING.md', () => {
  it('shows the whole of a claim as it stands in the catalogue', () => {
    const name = 'bench/claims/language/for-in-is-slower-than-keys.ts';
    const shown = [...read('CONTRIBUTING.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
    expect(shown).to.include(read(name));
  });
});
