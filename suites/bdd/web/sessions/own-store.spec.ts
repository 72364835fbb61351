/** The store by hand as a process of its own (row WA11): full from its start, gone at its end, and no heap of ours. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ownStore } from '../../../../fixtures/web/sessions/own-store.ts';
import { sampleSession } from '../../../../fixtures/web/sessions/sample-session.ts';
import { sessionHeap } from '../../../../fixtures/web/sessions/session-heap.ts';
import { rejectionOf } from '../../../support/rejection.ts';

describe('a store in a process of its own', () => {
  it('WA11: has its sessions from the start, for whoever asks, and is gone when it is closed', async () => {
    const { store, close } = await ownStore(3);
    expect([await store.get('s2'), await store.get('s3')]).to.deep.equal([sampleSession(2), undefined]);
    await close();
    expect(await rejectionOf(store.get('s2'))).to.have.property('code', 'ERR_STORE_CLOSED');
    for (const none of [-1, 0.5, 100_001]) {
      expect(await rejectionOf(ownStore(none))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
  });

  it('WA11: a heap with its sessions inside collects, and has them still', async () => {
    await using heap = await sessionHeap('inside', 10);
    expect([await heap.collect(), await heap.collect()]).to.deep.equal([9, 9]);
    expect(await rejectionOf(sessionHeap('inside', 0))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});
