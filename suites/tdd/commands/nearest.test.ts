/** What somebody may have meant, from the inside: a table of what is typed. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { nearest } from '../../../bench/nearest.ts';

const commands = ['run', 'list', 'report'];
const claims = ['buffers/concat-beats-joining', 'buffers/slab', 'files/sync-is-slow'];

suite('the nearest name', () => {
  for (const [typed, candidates, found] of [
    ['rnu', commands, 'run'],
    ['lsit', commands, 'list'],
    ['Report', commands, 'report'],
    ['rep', commands, 'report'],
    ['buffer/concat', claims, 'buffers/concat-beats-joining'],
    ['buffers/slap', claims, 'buffers/slab'],
    ['fils/sync', claims, 'files/sync-is-slow'],
    ['1025', ['16', '1024'], '1024'],
    ['xyzzy', commands, undefined],
    ['x', commands, undefined],
    ['', commands, undefined],
    ['run', [], undefined],
  ] as const) {
    test(`to "${typed}" is ${found ?? 'none'}`, () => {
      expect(nearest(typed, candidates)).to.equal(found);
    });
  }
});
