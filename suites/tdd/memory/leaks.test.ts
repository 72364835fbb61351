/** Specifies the three leaks of the notes and their remedies, by what they still hold of past requests (row L1). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { BOUND, leaks } from '../../../fixtures/memory/leaks.ts';

suite('L1: after many requests', () => {
  for (const [name, { leaking, remedied }] of Object.entries(leaks)) {
    test(`a ${name} that leaks holds something of each`, () => {
      const service = leaking();
      for (let request = 0; request < 300; request++) service.request();
      expect(service.kept()).to.equal(300);
    });

    test(`a ${name} with a remedy holds no more than its bound`, () => {
      const service = remedied();
      for (let request = 0; request < 300; request++) service.request();
      expect(service.kept()).to.be.at.most(BOUND);
    });
  }

  test('L4: the queue piles up because two jobs come for each that is done; bounded, it tells the producer', () => {
    const [leaking, remedied] = [leaks.queue.leaking(), leaks.queue.remedied()];
    const lengths = Array.from({ length: 40 }, () => {
      leaking.request();
      remedied.request();
      return [leaking.kept(), remedied.kept()];
    });
    expect(lengths[9]).to.deep.equal([10, 10]);
    expect(lengths[39]).to.deep.equal([40, BOUND - 1]);
  });
});
