/**
 * The notes put it as a search: a name is looked for in the function, in the scope around it, and so on to the global
 * object, and what is found early is found fast. V8 does not search while code runs. Where a variable is, is settled when
 * the function is compiled, and a closure's variable is one load from its context, however many names lie between.
 *
 * What is measured here is therefore not a lookup. A local that nobody else can see is kept in a register for the whole
 * loop; a variable of an outer scope is stored and loaded again at every turn, because others may look. The contender that
 * copies the outer variable into a local one, and writes it back in the end, shows it: it has the same scope to reach.
 * A loop that does something else than add to one variable will hardly notice any of it.
 *
 * How such a variable is kept has changed. Of those of a script the V8 of Node.js 24 knows whether they are ever written
 * and of which type they are, and changes a number in place (v8.dev/blog/mutable-heap-number); that of Node.js 26 does
 * so with those of functions, too (`--function-context-cells`). The total here stays a small integer, which never needed
 * an object.
 */
import { defineClaim } from '../../claim.ts';
import { adding } from '../../../fixtures/memory/outer-variables.ts';

export default defineClaim({
  says: 'Local variables are found faster than those of outer scopes',
  because: 'a name is looked up along the scope chain, from the function outwards to the global object',
  source: 'notes: memory › scopes',
  quote: '标识符查找，作用域链 (identifiers are looked up, along the scope chain)',
  rows: ['G19'],
  given: { turns: [10, 1000] },
  quick: { turns: [1000] },
  favours: 'local',
  over: 'closure',
  contenders: {
    local:
      ({ turns }) =>
      () =>
        adding.local(turns),
    closure:
      ({ turns }) =>
      () =>
        adding.closure(turns),
    'closure, copied': ({ turns }) => {
      return () => adding.copied(turns);
    },
    global:
      ({ turns }) =>
      () =>
        adding.global(turns),
    'globalThis property':
      ({ turns }) =>
      () =>
        adding.property(turns),
  },
  answer: ({ turns }) => (turns * (turns - 1)) / 2,
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
