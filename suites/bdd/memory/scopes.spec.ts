/** Specifies what scopes keep alive, and what letting a property go does to its object: by V8's own word. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { released } from '../../../fixtures/memory/releasing.ts';
import type { scopes } from '../../../fixtures/memory/scopes.ts';
import { compiled, runInline } from '../../support/program.ts';

interface Seen {
  /** Whether the large thing is gone after a collection, while the small function is still there. */
  readonly collected: Record<keyof typeof scopes, boolean>;
  /** Whether the value that a property held is gone, while the object is still there. */
  readonly freed: Record<keyof typeof released, boolean>;
  /** Whether V8 still knows the object by its shape, by the number of properties. */
  readonly fast: Record<'4' | '30', Record<keyof typeof released | 'untouched', boolean>>;
  readonly computed: boolean;
}

const PROGRAM = `
  import { recordsOf, released } from ${JSON.stringify(compiled('fixtures/memory/releasing.ts'))};
  import { scopes } from ${JSON.stringify(compiled('fixtures/memory/scopes.ts'))};

  const each = (entries, of) => Object.fromEntries(entries.map(([name, value]) => [name, of(value)]));
  const survivors = each(Object.entries(scopes), (leave) => leave(() => new Array(10_000).fill(1)));
  const held = each(Object.entries(released), (release) => {
    const value = { big: new Array(1000).fill(1) };
    const watched = new WeakRef(value);
    const object = recordsOf(4)(value);
    // Both properties hold it: the one that is not let go of is emptied.
    const after = release(object);
    after[release === released.lastDeleted ? 'middle' : 'last'] = undefined;
    return { after, watched };
  });
  const fast = each([['4', 4], ['30', 30]], (count) => {
    const record = () => recordsOf(count)({});
    return {
      ...each(Object.entries(released), (release) => %HasFastProperties(release(record()))),
      untouched: %HasFastProperties(record()),
    };
  });
  const byComputed = {};
  for (let index = 0; index < 30; index++) byComputed['p' + index] = index;

  await new Promise(setImmediate); // what a WeakRef was made for, or has given, stays until the turn ends
  gc();
  process.stdout.write(JSON.stringify({
    collected: each(Object.entries(survivors), ({ watched }) => watched.deref() === undefined),
    freed: each(Object.entries(held), ({ watched }) => watched.deref() === undefined),
    fast,
    computed: %HasFastProperties(byComputed),
    alive: Object.values(survivors).map(({ small }) => small()).concat(Object.values(held).map(({ after }) => after.p0)),
  }));`;

describe('what is kept and what is freed', () => {
  let seen: Seen;

  before(async () => {
    const { code, stdout, stderr } = await runInline(PROGRAM, ['--expose-gc', '--allow-natives-syntax']);
    expect(code, stderr).to.equal(0);
    seen = JSON.parse(stdout) as Seen;
  });

  it('G21: a closure keeps what only its sibling used, though the sibling is gone', () => {
    expect(seen.collected.sibling).to.equal(false);
  });

  for (const [name, why] of Object.entries({
    alone: 'no closure refers to it',
    block: 'the sibling is in a block of its own',
    assigned: 'the variable was assigned undefined in the end',
  })) {
    it(`G21: it goes with its call where ${why}`, () => {
      expect(seen.collected[name as keyof typeof scopes]).to.equal(true);
    });
  }

  it('G20: a value is freed by assigning as by deleting as by copying the rest', () => {
    expect(seen.freed).to.deep.equal({ assigned: true, deleted: true, lastDeleted: true, copied: true });
  });

  for (const count of ['4', '30'] as const) {
    it(`G20: of ${count} properties, assigning keeps the object fast, and so does a copy of the rest`, () => {
      const { untouched, assigned, copied } = seen.fast[count];
      expect({ untouched, assigned, copied }).to.deep.equal({ untouched: true, assigned: true, copied: true });
    });

    it(`G20: of ${count} properties, deleting one in the middle makes the object slow: it is no way to release, as claimed`, () => {
      expect(seen.fast[count].deleted).to.equal(false);
    });
  }

  it('G20: deleting the last one may or may not, and the same for few properties and for many', () => {
    expect(seen.fast['4'].lastDeleted).to.equal(seen.fast['30'].lastDeleted);
  });

  it('G20: an object that grew by 30 computed names is slow without any delete', () => {
    expect(seen.computed).to.equal(false);
  });
});
