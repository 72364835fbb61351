/** Buffers that are kept for a while: how often they are made, what is written, and how many stay alive. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { keeping } from '../../../fixtures/buffers/kept.ts';

suite('keeping Buffers', () => {
  test('makes one at each call, of as many bytes as were asked for', () => {
    const asked: number[] = [];
    const make = keeping((bytes) => {
      asked.push(bytes);
      return Buffer.alloc(bytes);
    }, 10);
    expect([make(), make()]).to.deep.equal([10, 10]);
    expect(asked).to.deep.equal([10, 10]);
  });

  for (const [step, written] of [
    [undefined, [1, 0, 0, 0, 0]],
    [2, [1, 0, 1, 0, 1]],
    [1, [1, 1, 1, 1, 1]],
  ] as const) {
    test(`writes one byte of ${step ?? 'all'}`, () => {
      const made = Buffer.alloc(5);
      keeping(() => made, 5, step)();
      expect([...made]).to.deep.equal(written);
    });
  }
});
