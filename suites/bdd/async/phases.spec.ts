/** The phases of the real event loop, from the outside: a script and a module in fresh processes (rows P4, P5, P6). */
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { compiled, run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** What both programs do. Steps stand in the wrong order, so that theirs is not the answer by chance. */
const BODY = `
  const seen = { alive: [] };
  const top = record([{ phase: 'check' }, { phase: 'timers', delay: 0 }, { phase: 'microtask' }, { phase: 'nextTick' }]);
  node.busy(5); // a timer of 0 ms, which is 1, is due before the loop begins
  const inside = ['timers', 'close', 'check', 'microtask', 'nextTick'].map((phase) => ({ phase, delay: 0 }));
  const jobs = (owner) => ['microtask', 'nextTick'].map((phase) => ({ phase, name: phase + ' of ' + owner }));
  const batch = ['one', 'two'].map((name) => ({ phase: 'check', name, next: jobs(name) }));
  const chain = [{ phase: 'check', name: 'first', next: [{ phase: 'check', name: 'third' }] }, { phase: 'check', name: 'second' }];
  top.then(async (order) => {
    seen.top = order;
    seen.fromPoll = [];
    for (let time = 0; time < 10; time++) seen.fromPoll.push((await record([{ phase: 'poll', next: inside }])).join(' '));
    seen.batch = await record(batch);
    seen.chain = await record(chain);

    const alive = (what) => () => seen.alive.push(what);
    setTimeout(alive('a timer without a ref'), 2 ** 31 - 1).unref();
    setImmediate(alive('an immediate without a ref')).unref();
    process.once('beforeExit', () => {
      alive('nothing left')();
      setTimeout(alive('a timer'), 1);
      require('node:fs').stat('.', alive('a request'));
      process.once('beforeExit', () => {
        alive('nothing left')();
        console.log(JSON.stringify(seen));
      });
    });
  });`;

interface Seen {
  readonly top: readonly string[];
  readonly fromPoll: readonly string[];
  readonly batch: readonly string[];
  readonly chain: readonly string[];
  readonly alive: readonly string[];
}

describe('the event loop of Node.js', () => {
  const directory = temporaryDirectory();
  const seen = {} as Record<'script' | 'module', Seen>;

  before(async () => {
    const phases = compiled('fixtures/async/phases.ts');
    const programs = {
      script: ['main.cjs', `const { node, record } = require(${JSON.stringify(fileURLToPath(phases))});`],
      module: [
        'main.mjs',
        `import { createRequire } from 'node:module';
        import { node, record } from '${phases}';
        const require = createRequire(import.meta.url);`,
      ],
    } as const;
    await Promise.all(
      (['script', 'module'] as const).map(async (kind) => {
        const [name, head] = programs[kind];
        const { stdout, stderr } = await run([directory.write(name, head + BODY)]);
        expect(stdout, stderr).to.match(/^\{/);
        seen[kind] = JSON.parse(stdout) as Seen;
      }),
    );
  });

  it('P5: each iteration is a tick, as claimed, is another word: ticks come before any iteration, in a script first of all', () => {
    expect(seen.script.top).to.deep.equal(['sync', 'nextTick', 'microtask', 'timers', 'check']);
  });

  it('P5: at the top of an ES module, which runs inside of a microtask, microtasks come before ticks', () => {
    expect(seen.module.top.slice(0, 3)).to.deep.equal(['sync', 'microtask', 'nextTick']);
    // Where Node.js reads modules asynchronously, a module begins inside of an iteration, so that check may be next.
    expect(seen.module.top.slice(3)).to.have.members(['timers', 'check']);
  });

  for (const kind of ['script', 'module'] as const) {
    it(`P6: ${kind}: from a callback of the file system an immediate always comes before a timer of 0 ms`, () => {
      const order = 'sync poll nextTick microtask check close timers';
      expect(seen[kind].fromPoll).to.deep.equal(Array.from({ length: 10 }, () => order));
    });

    it(`P5: ${kind}: ticks and microtasks are run between two callbacks of one phase`, () => {
      expect(seen[kind].batch.join(', ')).to.equal(
        'sync, one, nextTick of one, microtask of one, two, nextTick of two, microtask of two',
      );
    });

    it(`P6: ${kind}: an immediate that an immediate adds waits for the next iteration`, () => {
      expect(seen[kind].chain).to.deep.equal(['sync', 'first', 'second', 'third']);
    });

    it(`P4: ${kind}: it runs until the queue is empty, as claimed, of what has a ref: other timers are left behind`, () => {
      const [first, ...later] = seen[kind].alive;
      expect(first).to.equal('nothing left');
      expect(later.at(-1)).to.equal('nothing left');
      expect(
        later
          .slice(0, -1)
          .filter((what) => !what.includes('without'))
          .toSorted(),
      ).to.deep.equal(['a request', 'a timer']);
      expect(later).to.not.include('a timer without a ref');
    });
  }
});
